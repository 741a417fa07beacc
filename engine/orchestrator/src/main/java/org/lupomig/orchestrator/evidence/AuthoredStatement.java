package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.sql.Statement;
import org.lupomig.orchestrator.port.StatementReader;

/**
 * One statement of an author's undo, kept in the journal so that a rollback needs no plan file.
 *
 * @param sql the text for the server
 * @param source where it stands in its file, for people
 * @param defaultSchema what unqualified names in it mean
 */
public record AuthoredStatement(
        String sql, String source, @Nullable String defaultSchema) {
    private static final String UNDO = "undo";

    /**
     * Journal data with an author's undo; empty where none was written. What may hold a password is no way back that is
     * ever sent, and is written down without it.
     */
    public static Map<String, Object> toJson(Undo undo, StatementReader reader) {
        if (!(undo instanceof Undo.Authored authored)) {
            return Json.object();
        }
        List<AuthoredStatement> kept = new ArrayList<>();
        for (Statement statement : authored.statements()) {
            kept.add(new AuthoredStatement(
                    statement.mayHoldSecrets() ? reader.withoutSecrets(statement.sql()) : statement.sql(),
                    statement.location().toString(),
                    statement.defaultSchema()));
        }
        return toJson(kept);
    }

    /** The same of what was kept. */
    static Map<String, Object> toJson(List<AuthoredStatement> statements) {
        List<Object> list = new ArrayList<>();
        for (AuthoredStatement statement : statements) {
            Map<String, Object> one = Json.object();
            one.put("sql", statement.sql());
            one.put("source", statement.source());
            if (statement.defaultSchema() != null) {
                one.put("default_schema", statement.defaultSchema());
            }
            list.add(one);
        }
        Map<String, Object> out = Json.object();
        out.put(UNDO, list);
        return out;
    }

    /** Whether journal data has an author's undo, be it empty. */
    static boolean in(Map<String, Object> data) {
        return data.get(UNDO) != null;
    }

    /** The author's undo in journal data; empty where there is none. */
    public static List<AuthoredStatement> fromJson(Map<String, Object> data) {
        return new Json(data)
                .objects(
                        UNDO,
                        one -> new AuthoredStatement(
                                one.text("sql"), one.text("source"), one.textOrNull("default_schema")));
    }
}
