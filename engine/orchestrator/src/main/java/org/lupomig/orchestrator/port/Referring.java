package org.lupomig.orchestrator.port;

import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;

/**
 * A foreign key of another table, as {@link ObjectState.Present#incoming} has it: {@code schema.table.constraint}, a
 * name with a dot in it between backticks.
 */
public final class Referring {
    private Referring() {}

    /** The text of a foreign key. */
    public static String text(String schema, String table, String key) {
        return part(schema) + "." + part(table) + "." + key;
    }

    /** The table that a foreign key is of. */
    public static ObjectName table(String text) {
        int end = end(text, 0);
        int last = end(text, Math.min(end + 1, text.length()));
        return new ObjectName(plain(text.substring(0, end)), plain(text.substring(Math.min(end + 1, last), last)));
    }

    /** The name of a foreign key within its table. */
    public static String key(String text) {
        int end = end(text, 0);
        int last = end(text, Math.min(end + 1, text.length()));
        return text.substring(Math.min(last + 1, text.length()));
    }

    private static String part(String name) {
        return name.indexOf('.') < 0 && name.indexOf('`') < 0 ? name : SqlQuoting.identifier(name);
    }

    /** Where a part ends that begins there. */
    private static int end(String text, int from) {
        int at = from;
        boolean quoted = false;
        while (at < text.length() && (quoted || text.charAt(at) != '.')) {
            quoted ^= text.charAt(at) == '`';
            at++;
        }
        return at;
    }

    private static String plain(String part) {
        return part.startsWith("`") && part.length() > 1
                ? part.substring(1, part.length() - 1).replace("``", "`")
                : part;
    }
}
