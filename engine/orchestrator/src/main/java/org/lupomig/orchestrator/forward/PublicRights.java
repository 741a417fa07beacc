package org.lupomig.orchestrator.forward;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.evidence.ChangesAccounts.Does;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerObjectState.Present;

/** What everybody may, and so the account that a run works as: which of it that account may by nothing else. */
final class PublicRights {
    private static final String ON = " ON ";
    private static final String ALL = "ALL PRIVILEGES";

    private final Set<String> own = new HashSet<>();

    /**
     * What an account may otherwise.
     *
     * @param own the account and its roles, as they are
     */
    PublicRights(Iterable<ServerObjectState> own) {
        for (ServerObjectState state : own) {
            if (state instanceof Present present) {
                this.own.addAll(present.settings().keySet());
            }
        }
    }

    /**
     * Whether the account would lose something.
     *
     * @param rights what is taken from everybody, as {@link ChangesAccounts} names it
     * @param everybody what everybody may
     */
    boolean lose(Set<String> rights, ServerObjectState everybody) {
        if (!(everybody instanceof Present present)) {
            return false;
        }
        ChangesAccounts taking = new ChangesAccounts(Does.REVOKE, List.of(ServerObject.everybody()), rights, false);
        Present none = new Present("", Map.of(), Map.of());
        return present.settings().keySet().stream()
                .filter(right -> taking.explains(new Present("", Map.of(right, ""), Map.of()), none))
                .anyMatch(right -> !covers(right));
    }

    private boolean covers(String right) {
        int on = right.indexOf(ON);
        if (on < 0) {
            return own.contains(right);
        }
        String object = right.substring(on + ON.length());
        int columns = right.indexOf(" (");
        String name = right.substring(0, columns >= 0 && columns < on ? columns : on);
        return own.contains(right)
                || has(name, object)
                || has(name, "*.*")
                || (object.contains("`.") && has(name, schema(object)));
    }

    private boolean has(String name, String object) {
        boolean all = !name.equals("GRANT OPTION") && !name.equals("PROXY");
        return own.contains(name + ON + object) || (all && own.contains(ALL + ON + object));
    }

    /** {@code `shop`.*} of {@code PROCEDURE `shop`.`p`}. */
    private static String schema(String object) {
        int from = object.indexOf('`');
        int to = from + 1;
        while (to < object.length() && object.charAt(to) != '`') {
            to += object.startsWith("``", to) ? 2 : 1;
        }
        return object.substring(from, Math.min(object.length(), to + 1)) + ".*";
    }
}
