package org.lupomig.orchestrator.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table whose values are stored, as they are before an ALTER, and what it makes of each.
 *
 * @param columns in the table's order
 * @param key those of its primary key, whole; none where it has no such key
 */
public record AlteredColumns(List<Column> columns, List<String> key) {
    public AlteredColumns {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * A column.
     *
     * @param name its name before the statement
     * @param type as it is written in a definition, without its character set
     * @param charset null for what is no text
     * @param after its name after the statement; null where it is no more
     * @param converted whether its values are of another type or character set after it
     */
    public record Column(
            String name,
            String type,
            @Nullable String charset,
            @Nullable String after,
            boolean converted) {}

    /** One by its name before the statement, in whatever case; null where there is none. */
    public @Nullable Column column(String name) {
        for (Column column : columns) {
            if (column.name().equalsIgnoreCase(name)) {
                return column;
            }
        }
        return null;
    }
}
