package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObject.Kind;

/** The variables of the server that a statement sets. */
final class ServerVariables {
    private ServerVariables() {}

    /** The global variables that a statement sets; empty for one that sets none. */
    static List<ServerObject> of(SessionFact fact) {
        List<String> names = new ArrayList<>();
        if (fact instanceof SessionFact.SetVariables set && set.isGlobal()) {
            set.assignments().stream()
                    .filter(SessionFact.VariableAssignment::ofServer)
                    .forEach(assignment -> names.add(assignment.name()));
        } else if (fact instanceof SessionFact.SetTransaction set && set.scope() == SessionFact.Scope.GLOBAL) {
            if (set.isolation() != null) {
                names.add("tx_isolation");
            }
            if (set.access() != null) {
                names.add("tx_read_only");
            }
        }
        return names.stream()
                .flatMap(name -> withItsPair(name).stream())
                .map(name -> new ServerObject(Kind.VARIABLE, new ObjectName(null, name)))
                .distinct()
                .toList();
    }

    /** A character set sets its collation, and a collation its character set, which goes back before it. */
    private static List<String> withItsPair(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "character_set_server", "collation_server" -> List.of("character_set_server", "collation_server");
            case "character_set_database", "collation_database" ->
                List.of("character_set_database", "collation_database");
            case "character_set_connection", "collation_connection" ->
                List.of("character_set_connection", "collation_connection");
            case "max_join_size" -> List.of("max_join_size", "sql_big_selects");
            default -> List.of(name);
        };
    }
}
