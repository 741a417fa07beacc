package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.List;
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
                .map(name -> new ServerObject(Kind.VARIABLE, new ObjectName(null, name)))
                .distinct()
                .toList();
    }
}
