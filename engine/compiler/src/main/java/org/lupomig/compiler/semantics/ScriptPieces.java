package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.StepPins.Piece;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.Touch;
import org.lupomig.sql.SqlWords;

/** What a script is pinned by, statement by statement; where there are very many, by parts of it. */
final class ScriptPieces {
    /** Past so many statements, a script is pinned in parts. */
    static final int MOST = 2000;

    /** About so many parts there are then, or half as many. */
    private static final int PARTS = 500;

    /** How many digits of a digest decide on where a part ends. */
    private static final int DECIDING = 7;

    private ScriptPieces() {}

    /**
     * Of a script whose statements are known.
     *
     * @param sources the texts that they stand in, by name
     */
    static List<Piece> of(Map<String, SourceText> sources, List<Statement> statements) {
        if (statements.isEmpty()) {
            return List.of();
        }
        if (statements.size() > MOST) {
            return parts(sources, statements);
        }
        List<Piece> pieces = new ArrayList<>(statements.size());
        for (Statement statement : statements) {
            pieces.add(new Piece(what(statement), place(statement), digest(sources, statement)));
        }
        return pieces;
    }

    /**
     * Where a part ends, the statement there says itself, by its digest: so one that is added or removed changes its
     * own part, and moves no others.
     */
    private static List<Piece> parts(Map<String, SourceText> sources, List<Statement> statements) {
        int usual = 1;
        while (statements.size() / usual > PARTS) {
            usual *= 2;
        }
        List<Piece> parts = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            String digest = digest(sources, statements.get(i));
            digests.add(digest);
            int size = digests.size();
            boolean said = Integer.parseInt(digest.substring(digest.length() - DECIDING), 16) % usual == 0;
            boolean ends = size == 4 * usual || (said && 2 * size >= usual);
            if (ends || i == statements.size() - 1) {
                String place = place(statements.get(i - size + 1), statements.get(i));
                parts.add(
                        new Piece("a part of the script", place, Checksums.shortDigest(digests, Function.identity())));
                digests.clear();
            }
        }
        return parts;
    }

    /** Of a script that is not read. */
    static List<Piece> ofUnread(SourceText source, @Nullable Span within) {
        String text = within == null ? source.text() : source.slice(within);
        return List.of(new Piece("the script", source.name(), Checksums.shortDigest(SqlWords.of(text))));
    }

    private static String digest(Map<String, SourceText> sources, Statement statement) {
        Location location = statement.location();
        SourceText source = Objects.requireNonNull(sources.get(location.file()), "read before");
        return Checksums.shortDigest(SqlWords.of(source.slice(location.span())));
    }

    private static String what(Statement statement) {
        String kind = statement.fact().kind();
        for (Touch touch : statement.touches()) {
            boolean changes = touch.access() != Touch.Access.READS && !touch.isUnknown();
            if (changes) {
                String name = touch.table() == null ? "" : touch.table();
                String schema = touch.schema() == null ? "" : touch.schema();
                return kind + " " + schema + (schema.isEmpty() || name.isEmpty() ? "" : ".") + name;
            }
        }
        return kind;
    }

    private static String place(Statement statement) {
        Location location = statement.location();
        return location.file() + ":" + location.start();
    }

    /** From the first statement to the last. */
    private static String place(Statement first, Statement last) {
        boolean same = first.location().file().equals(last.location().file());
        return place(first) + " to " + (same ? last.location().start().toString() : place(last));
    }
}
