package org.lupomig.store.target;

import java.util.List;
import java.util.TreeSet;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/**
 * Privileges on single routines, which the server takes away with the routine. They stand in {@code mysql.procs_priv}
 * alone; of an account that may not read that, none is known. Those of the account itself, which the server gives to
 * whoever makes a routine, are left out.
 */
final class RoutineGrants {
    private RoutineGrants() {}

    /** The statements that grant them, one to a line, sorted; empty where there are none, or none can be seen. */
    static String on(ServerConnection reader, String kind, String schema, String name) {
        List<String> found;
        try {
            found = reader.list(
                    "SELECT User, Host, Proc_priv, Routine_name FROM mysql.procs_priv"
                            + " WHERE Db = ? AND Routine_name = ? AND Routine_type = ?"
                            + " AND CONCAT(User, '@', Host) <> CURRENT_USER()",
                    (row, ctx) -> grant(row.getString(1), row.getString(2), row.getString(3), kind)
                            .replace("%s", SqlQuoting.identifier(new ObjectName(schema, name))),
                    schema,
                    name,
                    kind);
        } catch (ServerRefused e) {
            return "";
        }
        return String.join("\n", new TreeSet<>(found));
    }

    private static String grant(String user, String host, String rights, String kind) {
        boolean passes = rights.contains("Grant");
        String words = String.join(
                ", ",
                List.of(rights.split(",")).stream()
                        .filter(right -> !right.equals("Grant"))
                        .toList());
        String to = host.isEmpty()
                ? SqlQuoting.identifier(user)
                : SqlQuoting.identifier(user) + "@" + SqlQuoting.identifier(host);
        return "GRANT " + (words.isEmpty() ? "USAGE" : words) + " ON " + kind + " %s TO " + to
                + (passes ? " WITH GRANT OPTION" : "");
    }
}
