package org.lupomig.store.target;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerObjectState.Present;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/**
 * The words in which a trigger was once written, as {@code SHOW CREATE TRIGGER} has them: they are not compared, for
 * the server changes them when a table is renamed, but a trigger that has no place among others to be given is made
 * again in them.
 */
final class TriggerText {
    private static final String WRITTEN = "written";

    private TriggerText() {}

    /** Notes them; nothing where they are not seen, or could not be sent again. */
    static void note(ServerConnection reader, ObjectName trigger, String body, Map<String, String> beside) {
        String written;
        try {
            written = reader.first(
                    "SHOW CREATE TRIGGER " + SqlQuoting.identifier(trigger), (row, ctx) -> row.getString(3));
        } catch (ServerRefused e) {
            return;
        }
        if (written == null || !written.startsWith("CREATE DEFINER=") || !written.endsWith(body)) {
            return;
        }
        String heading = written.substring(0, written.length() - body.length());
        // OR REPLACE does not go with a guard.
        if (!heading.toLowerCase(Locale.ROOT).contains(" exists ")) {
            beside.put(WRITTEN, written);
        }
    }

    /**
     * The statement that makes a trigger, or whatever else this is.
     *
     * @param order its place among others; null for behind them all
     */
    static String of(Present object, @Nullable String order) {
        if (order == null) {
            return object.beside().getOrDefault(WRITTEN, object.definition());
        }
        // Not into the words as written: of these the server cuts the order out again, not the spaces around it.
        int heading = Integer.parseInt(object.beside().getOrDefault(ObjectCatalogue.HEADING, "0"));
        return object.definition().substring(0, heading)
                + " "
                + order
                + object.definition().substring(heading);
    }
}
