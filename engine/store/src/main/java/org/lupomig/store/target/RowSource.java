package org.lupomig.store.target;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.AlteredColumns;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.LaterChange;

/**
 * A table in which rows of an earlier time are found: followed through every ALTER in between, a column has another
 * name there, or is where that ALTER kept its values.
 */
final class RowSource {
    private static final String ROW = "r";

    private final ObjectName table;
    private final int place;
    private final List<LaterChange> since;
    /** The last first: what tells the rows of an earlier one may be kept by a later one. */
    private final Map<Integer, String> joined = new TreeMap<>(Comparator.reverseOrder());

    /**
     * A source.
     *
     * @param place how many of {@code since} had been done when it had these columns
     */
    RowSource(ObjectName table, int place, List<LaterChange> since) {
        this.table = table;
        this.place = place;
        this.since = since;
    }

    /**
     * Where a column is found; NULL where nothing has it any more.
     *
     * @param column its name before what was done at place {@code from}
     */
    String column(String column, int from) {
        return found(column, from).sql();
    }

    /** The value of a column that the table had at first, as {@link ImageColumn#exact} has it. */
    String exact(ImageColumn column) {
        Found found = found(column.name(), 0);
        return found.converted() ? column.exactBefore(found.sql()) : column.exact(found.sql());
    }

    /** The value of such a column. */
    String value(ImageColumn column) {
        Found found = found(column.name(), 0);
        return found.converted() ? column.converted(found.sql()) : found.sql();
    }

    /** What stands behind FROM, once all columns are found. */
    String tables() {
        StringBuilder tables =
                new StringBuilder(SqlQuoting.identifier(table)).append(" AS ").append(ROW);
        joined.values().forEach(tables::append);
        return tables.toString();
    }

    /** Where a column is found, and whether its values have been converted since. */
    private record Found(String sql, boolean converted) {}

    private Found found(String column, int from) {
        String name = column;
        boolean converted = false;
        for (int i = from; i < place; i++) {
            if (since.get(i) instanceof LaterChange.Altered altered) {
                KeptColumns kept = altered.kept();
                if (kept != null && kept.key().size() > 0 && has(kept.columns(), name)) {
                    if (!joined.containsKey(i)) {
                        joined.put(i, join(kept, i));
                    }
                    return new Found(alias(i) + "." + SqlQuoting.identifier(name), converted);
                }
                AlteredColumns.Column now = altered.columns().column(name);
                if (now == null || now.after() == null) {
                    return new Found("NULL", false);
                }
                converted = converted || now.converted();
                name = now.after();
            }
        }
        return new Found(ROW + "." + SqlQuoting.identifier(name), converted);
    }

    private String join(KeptColumns kept, int at) {
        StringJoiner same = new StringJoiner(" AND ", " ON ", "");
        for (KeptColumns.Column key : kept.key()) {
            String name = key.after() == null ? key.before() : key.after();
            same.add(column(name, at + 1) + " = " + alias(at) + "." + SqlQuoting.identifier(key.before()));
        }
        return " LEFT JOIN " + SqlQuoting.identifier(kept.image()) + " AS " + alias(at) + same;
    }

    private static String alias(int at) {
        return "k" + at;
    }

    private static boolean has(List<KeptColumns.Column> columns, String name) {
        return columns.stream().anyMatch(column -> column.before().equalsIgnoreCase(name));
    }
}
