package org.lupomig.model.doctrine;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Step;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;

/**
 * A statement of a script, of whatever kind; not one of an author's undo, which {@link UndoDeclared} has. What a
 * statement defines, changes, names and calls are facts of their own as well; they lead back here by {@code statement}.
 *
 * @param written the statement as it was read
 * @param fact what it does; a rule takes its kind with {@code SqlStatement(fact instanceof RowFact.Update)}. Of a
 *     statement in a compound one, such as {@code BEGIN NOT ATOMIC … END} or {@code SET STATEMENT … FOR}, its own
 * @param kind in the words of the manual, such as {@code CREATE TABLE}
 * @param mariadb whether it is for MariaDB; false of SQLite's
 * @param step whose script it is in; null in a plain file
 * @param batch the batch of that step; null in a plain file
 * @param position its number in its script, from 1; that of the whole for one in a compound one
 * @param place its first words: {@code CREATE TABLE}; all of it where its fact does not keep them
 */
public record SqlStatement(
        Statement written,
        StatementFact fact,
        String kind,
        boolean mariadb,
        @Nullable Step step,
        @Nullable Batch batch,
        int position,
        Location place) {

    /** Where words of the statement stand in their file. The spans of all facts are relative to it. */
    public Location place(Span words) {
        return written.place(words);
    }

    /** An edit that puts {@code text} in place of words of the statement. */
    public Edit edit(Span words, String text) {
        Location at = place(words);
        return new Edit(at.file(), at.span(), text);
    }

    /** All of it, from its first to its last word. */
    public Location whole() {
        return written.location();
    }

    // By identity, for speed: rules join what a statement defines by it.
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
        return other instanceof SqlStatement that
                && written == that.written
                && fact == that.fact
                && position == that.position;
    }

    @Override
    public int hashCode() {
        return 31 * position + place.span().start();
    }
}
