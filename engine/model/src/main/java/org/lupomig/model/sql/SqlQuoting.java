package org.lupomig.model.sql;

/** Writes names and texts into SQL. Nothing else in the project puts quotes around either. */
public final class SqlQuoting {
    private SqlQuoting() {}

    /**
     * A name between backticks.
     *
     * @throws IllegalArgumentException for an empty name, or one that holds a NUL, which no server accepts
     */
    public static String identifier(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a name that MariaDB can hold: '" + name.replace('\0', '?') + "'");
        }
        return name.indexOf('`') < 0 ? "`" + name + "`" : "`" + name.replace("`", "``") + "`";
    }

    /** A name with its schema, where it has one. */
    public static String identifier(ObjectName name) {
        String schema = name.schema();
        return schema == null ? identifier(name.name()) : identifier(schema) + "." + identifier(name.name());
    }

    /** A text as a string literal, right under any {@code sql_mode} without {@code NO_BACKSLASH_ESCAPES}. */
    public static String literal(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8).append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                out.append("\\0");
            } else {
                if (c == '\'' || c == '\\') {
                    out.append(c);
                }
                out.append(c);
            }
        }
        return out.append('\'').toString();
    }
}
