package org.lupomig.orchestrator.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState.Present;

/**
 * What an account may do with a routine is seen at the account and at the routine, and a statement looks at one of
 * them: of what was seen at different moments, one tells, and the other is compared without.
 */
public final class RoutineRights {
    private static final String PASSES_ON = " WITH GRANT OPTION";

    private RoutineRights() {}

    /** A routine or an account without the rights that {@code others} tell; anything else as it is. */
    public static Present without(ServerObject object, Present state, Collection<ServerObject> others) {
        if (others.isEmpty()) {
            return state;
        }
        Map<String, String> settings = new TreeMap<>(state.settings());
        String grants = settings.remove(Present.GRANTS);
        if (grants != null) {
            List<String> own = grants.lines()
                    .filter(grant -> others.stream().noneMatch(other -> other.mayBeGranted() && isTo(other, grant)))
                    .toList();
            if (!own.isEmpty()) {
                settings.put(Present.GRANTS, String.join("\n", own));
            }
        }
        if (object.mayBeGranted()) {
            settings.keySet().removeIf(right -> others.stream().anyMatch(other -> isOn(other, right)));
        }
        return new Present(state.definition(), settings, state.beside());
    }

    private static boolean isTo(ServerObject grantee, String grant) {
        String line = grant.endsWith(PASSES_ON) ? grant.substring(0, grant.length() - PASSES_ON.length()) : grant;
        String name = SqlQuoting.identifier(grantee.user());
        return grantee.kind() == ServerObject.Kind.ROLE
                ? line.endsWith(" TO " + name)
                : endsWith(line, "@" + SqlQuoting.identifier(grantee.host()))
                        && line.substring(0, line.lastIndexOf('@')).endsWith(" TO " + name);
    }

    private static boolean isOn(ServerObject object, String right) {
        return switch (object.kind()) {
            case PROCEDURE, FUNCTION, PACKAGE, PACKAGE_BODY ->
                endsWith(right, " ON " + object.kind().words() + " " + SqlQuoting.identifier(object.name()));
            default -> false;
        };
    }

    private static boolean endsWith(String text, String end) {
        return text.toLowerCase(Locale.ROOT).endsWith(end.toLowerCase(Locale.ROOT));
    }
}
