package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerObjectState.Present;

/**
 * A change of accounts or roles, of what they are and of what they may.
 *
 * <p>What one may is told right by right, in the settings of its state: {@code SELECT ON `shop`.*}, {@code ROLE `r`}. A
 * change names those that it can add or take, so that what somebody else does to the same account at the same time is
 * told apart from it.
 *
 * @param does what is done to the first of them
 * @param others everything that is changed
 * @param rights those that it may add or take; {@code * ON `shop`.*} for all on something, {@link #ANY} for all
 * @param identity whether it may change how they prove who they are, and their limits
 */
public record ChangesAccounts(Does does, List<ServerObject> others, Set<String> rights, boolean identity)
        implements Work.Apart {
    /** All rights. */
    public static final String ANY = "*";

    /** Before the name of a role that an account has from the beginning of a session. */
    public static final String DEFAULT_ROLE = "DEFAULT ROLE ";

    private static final String ON = " ON ";
    private static final String ALL = "ALL PRIVILEGES ON ";

    public ChangesAccounts {
        others = List.copyOf(others);
        rights = Set.copyOf(rights);
    }

    /** What is done. */
    public enum Does {
        CREATE,
        REPLACE,
        ALTER,
        GRANT,
        REVOKE,
        RENAME,
        DROP
    }

    /** Everything that one statement of a way back does to one of them. */
    public static ChangesAccounts alone(Does does, ServerObject object) {
        return new ChangesAccounts(does, List.of(object), Set.of(ANY), true);
    }

    /** Whether this can have made {@code now} of {@code before}, which are of one of {@link #others}. */
    public boolean explains(ServerObjectState before, ServerObjectState now) {
        if (!(now instanceof Present is)) {
            return before.absent() || does == Does.DROP || does == Does.RENAME || does == Does.REPLACE;
        }
        if (!(before instanceof Present was)) {
            boolean makes = does == Does.CREATE || does == Does.REPLACE || does == Does.GRANT || does == Does.RENAME;
            return makes && explains(Set.of(), is.settings().keySet());
        }
        return (identity || was.definition().equals(is.definition()))
                && explains(was.settings().keySet(), is.settings().keySet());
    }

    private boolean explains(Set<String> before, Set<String> now) {
        if (rights.contains(ANY)) {
            return true;
        }
        Set<String> changed = new HashSet<>(before);
        changed.addAll(now);
        changed.removeIf(right -> before.contains(right) && now.contains(right));
        return changed.stream().allMatch(right -> explains(right, before, now));
    }

    private boolean explains(String right, Set<String> before, Set<String> now) {
        if (rights.contains(right)) {
            return true;
        }
        int on = right.indexOf(ON);
        if (on < 0) {
            return false;
        }
        String object = right.substring(on + ON.length());
        // The server says ALL where nothing is missing: one right more or less, and all of them are named otherwise.
        boolean counted = before.contains(ALL + object) || now.contains(ALL + object);
        return rights.contains(ANY + ON + object)
                || (counted && rights.stream().anyMatch(mine -> mine.endsWith(ON + object)));
    }

    @Override
    public String summary() {
        String verb = does == Does.GRANT ? "grant to" : does == Does.REVOKE ? "revoke from" : does.name();
        return verb.toLowerCase(Locale.ROOT) + " " + others.get(0);
    }

    @Override
    public void writeTo(Map<String, Object> out) {
        out.put("verb", does.name());
        out.put("others", ServerObjectJson.write(others));
        out.put("rights", new ArrayList<Object>(rights.stream().sorted().toList()));
        out.put("identity", identity);
    }

    static ChangesAccounts read(Json json) {
        return new ChangesAccounts(
                Does.valueOf(json.text("verb")),
                json.objects("others", ServerObjectJson::read),
                Set.copyOf(json.texts("rights")),
                json.flag("identity"));
    }
}
