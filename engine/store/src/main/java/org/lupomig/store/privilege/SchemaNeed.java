package org.lupomig.store.privilege;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.store.connect.ServerConnection;

/** What it takes to drop what is in a schema, and to make it again, besides what its tables take. */
final class SchemaNeed {
    private SchemaNeed() {}

    /** Nothing for a statement that drops no schema. */
    static List<Need> in(StatementFact fact, ServerConnection reader) {
        String schema = dropped(fact);
        if (schema == null) {
            return List.of();
        }
        List<Need> needs = new ArrayList<>();
        List<String> kinds = reader.list(
                "SELECT TABLE_TYPE FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?"
                        + " UNION SELECT ROUTINE_TYPE FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?"
                        + " UNION SELECT 'EVENT' FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ?",
                (row, ctx) -> row.getString(1),
                schema,
                schema,
                schema);
        for (String kind : kinds) {
            Feature feature = feature(kind);
            if (feature != null) {
                needs.add(new Need(feature, schema, null, false));
            }
        }
        return needs;
    }

    private static @Nullable String dropped(StatementFact fact) {
        if (fact instanceof StatementFact.DropSchema drop) {
            return drop.schema();
        }
        return fact instanceof StatementFact.CreateSchema create && create.orReplace() ? create.schema() : null;
    }

    private static @Nullable Feature feature(String kind) {
        return switch (kind) {
            case "VIEW" -> Feature.VIEW;
            case "SEQUENCE" -> Feature.SEQUENCE_AGAIN;
            case "PROCEDURE", "FUNCTION", "PACKAGE", "PACKAGE BODY" -> Feature.CHANGE_ROUTINE;
            case "EVENT" -> Feature.EVENT;
            default -> null;
        };
    }
}
