package org.lupomig.store.scratch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;

/**
 * One thing on a server that is not as it was.
 *
 * @param what it, for people: {@code table shop.orders}, {@code content of table shop.orders}
 * @param object the table or other object that it belongs to; null for a schema, an account or a variable
 * @param before how it was, line by line; null where it was not there
 * @param after how it is; null where it is not there
 */
public record Difference(
        String what,
        @Nullable ObjectName object,
        @Nullable String before,
        @Nullable String after) {
    /** A longer line is cut. */
    private static final int WIDEST = 120;

    /** What the difference is, one clause. */
    public String clause() {
        if (before == null || after == null) {
            return before == null ? "it was not there, and is" : "it was there, and is not";
        }
        List<String> was = before.lines().toList();
        List<String> is = after.lines().toList();
        List<String> gone = new ArrayList<>(was);
        gone.removeAll(is);
        List<String> come = new ArrayList<>(is);
        come.removeAll(was);
        if (gone.isEmpty() && come.isEmpty()) {
            return "its lines are in another order";
        }
        if (was.get(0).equals(is.get(0))) {
            String ofColumns = ofColumns(columns(gone), columns(come), is.get(0));
            if (!ofColumns.isEmpty()) {
                return ofColumns;
            }
        }
        String then = first(gone);
        String now = first(come);
        return then.equals(now)
                ? "it was otherwise in " + now + ", where secrets are"
                : "it was " + then + ", and is " + now;
    }

    private static List<String> columns(List<String> lines) {
        return lines.stream().flatMap(line -> RowSum.columnOf(line).stream()).toList();
    }

    /** A column that is there on one side only has no other values, and may have none. */
    private static String ofColumns(List<String> gone, List<String> come, String rows) {
        List<String> clauses = new ArrayList<>();
        List<String> other = come.stream().filter(gone::contains).toList();
        if (!other.isEmpty()) {
            clauses.add("has other values in column " + String.join(", ", other) + " of " + rows);
        }
        List<String> more =
                come.stream().filter(column -> !gone.contains(column)).toList();
        if (!more.isEmpty()) {
            clauses.add("has column " + String.join(", ", more) + ", which was not there");
        }
        List<String> less =
                gone.stream().filter(column -> !come.contains(column)).toList();
        if (!less.isEmpty()) {
            clauses.add("is without column " + String.join(", ", less) + ", which was there");
        }
        return clauses.isEmpty() ? "" : "it " + String.join(", and ", clauses);
    }

    private static String first(List<String> lines) {
        if (lines.isEmpty()) {
            return "without that";
        }
        String line = Hidden.shown(lines.get(0).trim());
        String cut = line.length() > WIDEST ? line.substring(0, WIDEST) + "…" : line;
        return "'" + cut + "'" + (lines.size() > 1 ? " and " + (lines.size() - 1) + " more" : "");
    }
}
