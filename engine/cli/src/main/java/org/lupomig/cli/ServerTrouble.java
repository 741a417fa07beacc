package org.lupomig.cli;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;

/** What a server does to us in the middle of a command: no mistake of ours, and one line for the user. */
final class ServerTrouble {
    /** Errors by which MariaDB says that an account lacks a privilege. */
    private static final Set<Integer> DENIED = Set.of(1044, 1095, 1142, 1143, 1227, 1370, 1410, 1419);

    private ServerTrouble() {}

    /** The problem behind an exception, null where it is of another kind. */
    static @Nullable Problem of(Throwable thrown, Activity activity) {
        if (thrown instanceof Store.Damaged damaged) {
            return damaged.problem();
        }
        if (thrown instanceof ServerRefused refused) {
            String help = DENIED.contains(refused.code())
                    ? "grant the account what is missing" + later(activity)
                    : "mend that and give the command again" + later(activity);
            return Problem.of(CliMessage.SERVER_REFUSED, activity, sentence(refused), refused.code(), help);
        }
        return thrown instanceof ConnectionLost lost
                ? Problem.of(
                        CliMessage.CONNECTION_LOST,
                        activity,
                        sentence(lost),
                        "when the server is back, give the command again" + later(activity))
                : null;
    }

    private static String sentence(RuntimeException thrown) {
        return String.valueOf(thrown.getMessage());
    }

    private static String later(Activity activity) {
        return activity.isChanging() ? "; what was begun is brought to an end first" : "";
    }
}
