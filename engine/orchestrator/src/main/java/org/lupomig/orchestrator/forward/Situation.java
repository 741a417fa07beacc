package org.lupomig.orchestrator.forward;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.HeldNames;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * A statement and the server that it meets.
 *
 * @param sql the statement
 * @param location where it stands
 * @param session to look with
 * @param ledger the tables that its batch created
 * @param held names for what it sets aside
 * @param key of what it sets aside: its place within its step
 * @param reader cuts guards out of statements
 * @param views which of them could not be made again
 * @param imageLimit the most bytes of a table that are copied to keep all its rows
 * @param left how long it may be looked at what is there
 * @param goesBack whether it is one of a way back: what is in the columns that it takes away need not come back
 */
public record Situation(
        String sql,
        Location location,
        TargetSession session,
        RowLedger ledger,
        HeldNames held,
        String key,
        StatementReader reader,
        BrokenViews views,
        long imageLimit,
        Duration left,
        boolean goesBack) {

    /** The same for a statement in its place. */
    Situation with(String other) {
        return new Situation(other, location, session, ledger, held, key, reader, views, imageLimit, left, goesBack);
    }

    /** A name with its schema. */
    ObjectName of(ObjectName name) {
        return name.in(session.defaultSchema());
    }

    /** The statement without its guard. */
    String plain(@Nullable Span guard) {
        return guard == null ? sql : reader.withoutGuards(sql, List.of(guard));
    }

    /** The words {@code OR REPLACE} in the first words of the statement; null where they are not there. */
    @Nullable
    Span orReplace(Span opening) {
        String words = sql.substring(opening.start(), opening.end());
        int or = word(words, "CREATE".length(), "OR");
        int replace = or < 0 ? -1 : word(words, or + "OR".length(), "REPLACE");
        return replace < 0 ? null : new Span(opening.start() + or, opening.start() + replace + "REPLACE".length());
    }

    /** What is there no more need not be replaced; what comes to be there is not ours to replace. */
    String withoutReplace(Span opening) {
        return plain(orReplace(opening));
    }

    /** Where a word stands behind nothing but spaces; -1 where something else does. */
    private static int word(String words, int from, String word) {
        int at = from;
        while (at < words.length() && Character.isWhitespace(words.charAt(at))) {
            at++;
        }
        return words.regionMatches(true, at, word, 0, word.length()) ? at : -1;
    }

    /** Nothing will be sent. */
    Resolution nothing(String reason) {
        return Resolution.ready(new Work.Nothing(reason), null, sql, Snapshot.EMPTY);
    }

    /** It cannot be done. */
    Resolution blocked(EngineMessage message, Object... arguments) {
        return new Resolution.Blocked(Problem.at(location, message, arguments));
    }

    /** What was seen of one object. */
    static Snapshot seen(ObjectName name, ObjectState state) {
        return new Snapshot(Map.of(name, state), Map.of());
    }
}
