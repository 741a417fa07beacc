package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.StepPins.Piece;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.Touch;
import org.lupomig.sql.SqlWords;

/** What a script is pinned by, statement by statement. */
final class ScriptPieces {
    /** Past so many, a script is pinned as one. */
    static final int MOST = 2000;

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
            return List.of(new Piece(
                    statements.size() + " statements",
                    place(statements.get(0)),
                    Checksums.shortDigest(statements, statement -> digest(sources, statement))));
        }
        List<Piece> pieces = new ArrayList<>(statements.size());
        for (Statement statement : statements) {
            pieces.add(new Piece(what(statement), place(statement), digest(sources, statement)));
        }
        return pieces;
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
}
