package org.lupomig.store.target;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerObjectState.Present;
import org.lupomig.store.connect.ServerConnection;

/** Global variables of the server: what they are is the statement that sets them to it. */
final class GlobalVariables {
    private GlobalVariables() {}

    static ServerObjectState look(ServerConnection reader, String name) {
        Present found = reader.first(
                "SELECT GLOBAL_VALUE, VARIABLE_TYPE, READ_ONLY FROM information_schema.SYSTEM_VARIABLES"
                        + " WHERE VARIABLE_NAME = ? AND GLOBAL_VALUE_ORIGIN IS NOT NULL",
                (row, ctx) -> {
                    String value = row.getString(1);
                    boolean hidden =
                            value != null && !value.isEmpty() && value.chars().allMatch(c -> c == '*');
                    String lost = value == null || hidden
                            ? "its value cannot be read"
                            : row.getString(3).equals("YES") ? "the server lets nobody set it" : null;
                    return new Present(
                            "SET GLOBAL " + SqlQuoting.identifier(name) + " = " + literal(value, row.getString(2)),
                            Map.of(),
                            lost == null ? Map.of() : Map.of(Present.LOST, lost));
                },
                name.toUpperCase(Locale.ROOT));
        return found == null ? new ServerObjectState.Absent() : found;
    }

    private static String literal(@Nullable String value, String type) {
        if (value == null) {
            return "NULL";
        }
        boolean number = type.startsWith("INT") || type.startsWith("BIGINT") || type.equals("DOUBLE");
        return number ? value : SqlQuoting.literal(value);
    }
}
