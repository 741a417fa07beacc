package org.lupomig.orchestrator.port;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;

/**
 * Where values are kept that an ALTER does not bring through: of some columns, of some partitions, or of all there are.
 *
 * @param image the table that keeps them
 * @param key the columns by which rows are told apart; none where whole rows are kept
 * @param columns whose values are kept; the rest is left to others
 * @param partitions whose rows are kept, which the statement removes; none where it removes none so
 */
public record KeptColumns(ObjectName image, List<Column> key, List<Column> columns, List<String> partitions) {
    /** Of columns, or of all rows. */
    public KeptColumns(ObjectName image, List<Column> key, List<Column> columns) {
        this(image, key, columns, List.of());
    }

    public KeptColumns {
        partitions = List.copyOf(partitions);
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param before its name before the statement, and in the image
     * @param after its name after it; null where it is no more
     */
    public record Column(String before, @Nullable String after) {}

    /** Whether all rows are kept, whole. */
    public boolean whole() {
        return key.isEmpty() && partitions.isEmpty();
    }

    /** Of which part of a table whole rows are kept, as it is written behind its name; empty where of all. */
    public String part() {
        StringJoiner names = new StringJoiner(", ", " PARTITION (", ")");
        partitions.forEach(name -> names.add(SqlQuoting.identifier(name)));
        return partitions.isEmpty() ? "" : names.toString();
    }

    /** Whether any of them is still there after the statement, with other values. */
    public boolean leavesAny() {
        return whole() || columns.stream().anyMatch(column -> column.after() != null);
    }

    /** The comment that says of a column, or of a table, that its values are missing. */
    public String mark() {
        return "lupomig " + image.name();
    }

    /** The comment that says of a column that its values are back, and something else of its table is missing. */
    public String backMark() {
        return mark() + " back";
    }
}
