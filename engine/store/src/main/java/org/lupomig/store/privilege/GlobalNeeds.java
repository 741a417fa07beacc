package org.lupomig.store.privilege;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.connect.ServerConnection;

/**
 * What it takes to set variables of the server: another privilege for each, and others in each version. So the server
 * is asked, by a statement that would set the variable to what it is and, in the same moment, one that nobody can set:
 * the server judges both before it sets any, and says of the first what is lacking.
 */
final class GlobalNeeds {
    private static final int DENIED = 1227;
    private static final String TITLE = "SET GLOBAL";

    private final ServerConnection reader;
    private final String account;
    private final TreeMap<String, Set<String>> lacking = new TreeMap<>();

    GlobalNeeds(ServerConnection reader, String account) {
        this.reader = reader;
        this.account = account;
    }

    void look(StatementFact fact) {
        if (fact instanceof SessionFact.SetVariables set) {
            for (SessionFact.VariableAssignment assignment : set.assignments()) {
                if (assignment.ofServer() && assignment.name().indexOf('.') < 0) {
                    String one = refused(assignment.name());
                    if (one != null) {
                        lacking.computeIfAbsent(one, word -> new TreeSet<>()).add(assignment.name());
                    }
                }
            }
        }
    }

    /** The privilege that is lacking, the first where one of several will do; null where none is. */
    private @Nullable String refused(String variable) {
        String name = SqlQuoting.identifier(variable);
        try {
            reader.update("SET GLOBAL " + name + " = @@GLOBAL." + name + ", GLOBAL version = ''");
        } catch (ServerRefused e) {
            return e.code() == DENIED ? privilege(String.valueOf(e.getMessage())) : null;
        }
        return null;
    }

    /** Of {@code you need (at least one of) the SUPER, CONNECTION ADMIN privilege(s) for this operation}. */
    static String privilege(String message) {
        int from = message.indexOf(" the ");
        int to = message.indexOf(" privilege", from + 1);
        if (from < 0 || to < 0) {
            return "SUPER";
        }
        List<String> words =
                List.of(message.substring(from + " the ".length(), to).split(", ", -1));
        return words.get(words.size() - 1).strip();
    }

    void addTo(List<Problem> problems) {
        lacking.forEach((word, names) -> problems.add(Problem.of(
                StoreMessage.ACCOUNT_PRIVILEGES_MISSING,
                account,
                word,
                "*.*",
                TITLE + " " + String.join(", ", names))));
    }
}
