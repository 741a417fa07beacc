package org.lupomig.store.target;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerObjectState.Present;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/**
 * The words in which a trigger was once written, as {@code SHOW CREATE TRIGGER} has them: they are not compared, for
 * the server changes them when a table is renamed, but a trigger is made again in them.
 */
final class TriggerText {
    private static final String WRITTEN = "written";
    /** Behind this many characters of them stands the body. */
    private static final String BODY = "body";

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
        if (written != null && written.startsWith("CREATE DEFINER=") && written.endsWith(body)) {
            beside.put(WRITTEN, written);
            beside.put(BODY, Integer.toString(written.length() - body.length()));
        }
    }

    /**
     * The statement that makes a trigger, or whatever else this is.
     *
     * @param order its place among others; null for behind them all
     * @param replaces whether {@code OR REPLACE} will be put into it
     */
    static String of(Present object, @Nullable String order, boolean replaces) {
        String written = object.beside().get(WRITTEN);
        TriggerHeading heading = written == null ? null : heading(written, object);
        if (heading != null && !(replaces && heading.guarded())) {
            String ordered = order == null ? written : heading.ordered(order);
            if (ordered != null) {
                return ordered;
            }
        }
        if (order == null) {
            return object.definition();
        }
        int end = Integer.parseInt(object.beside().getOrDefault(ObjectCatalogue.HEADING, "0"));
        return object.definition().substring(0, end)
                + " "
                + order
                + object.definition().substring(end);
    }

    /** What is needed to make a trigger in its own words on another table; nothing where they are not known. */
    static Map<String, String> on(ObjectName table, Present trigger) {
        String written = trigger.beside().get(WRITTEN);
        String elsewhere = written == null ? null : heading(written, trigger).on(SqlQuoting.identifier(table));
        if (written == null || elsewhere == null) {
            return Map.of();
        }
        int body = body(written, trigger) + elsewhere.length() - written.length();
        return Map.of(WRITTEN, elsewhere, BODY, Integer.toString(body));
    }

    private static TriggerHeading heading(String written, Present trigger) {
        return new TriggerHeading(written, body(written, trigger));
    }

    /** Where the body begins; nowhere known in what was noted before that was. */
    private static int body(String written, Present trigger) {
        String body = trigger.beside().get(BODY);
        return body == null ? 0 : Math.min(Integer.parseInt(body), written.length());
    }
}
