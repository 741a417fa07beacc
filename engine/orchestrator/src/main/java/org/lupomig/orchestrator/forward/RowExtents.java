package org.lupomig.orchestrator.forward;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.RowImage.Extent;

/**
 * Which rows of the tables that a statement reaches are kept: those that change, where it is proved which these are;
 * else all of them.
 */
final class RowExtents {
    private final Map<ObjectName, ReachedTable> tables;
    private final Map<ObjectName, Extent> extents = new LinkedHashMap<>();
    private @Nullable String refusal;

    private RowExtents(Map<ObjectName, ReachedTable> tables) {
        this.tables = tables;
    }

    /**
     * Decides.
     *
     * @param mostBytes how large a table may be of which all rows are kept
     */
    static RowExtents of(Map<ObjectName, ReachedTable> tables, long mostBytes) {
        RowExtents extents = new RowExtents(tables);
        extents.named();
        while (extents.related()) {
            // whose parents are known by now may have children of their own
        }
        extents.whole(mostBytes);
        return extents;
    }

    /** Why they cannot be kept; null where they can. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** In the order in which they are kept: a parent before the children that are found by it. */
    Map<ObjectName, Extent> all() {
        return extents;
    }

    /** One of them. */
    ReachedTable table(ObjectName name) {
        return Objects.requireNonNull(tables.get(name));
    }

    private void named() {
        for (ReachedTable table : tables.values()) {
            ChangedRows named = table.named();
            if (named != null && !table.own() && table.links().isEmpty() && untold(table) == null) {
                extents.put(
                        table.table(),
                        switch (named.change()) {
                            case UPDATES -> Extent.UPDATED;
                            case DELETES -> Extent.DELETED;
                            case INSERTS, REPLACES -> Extent.ADDED;
                        });
            }
        }
    }

    private boolean related() {
        boolean any = false;
        for (ReachedTable table : tables.values()) {
            if (table.named() == null
                    && !table.own()
                    && !extents.containsKey(table.table())
                    && untold(table) == null
                    && table.links().stream().allMatch(link -> extents.containsKey(link.parent()))) {
                extents.put(table.table(), Extent.RELATED);
                any = true;
            }
        }
        return any;
    }

    private void whole(long mostBytes) {
        for (ReachedTable table : tables.values()) {
            if (table.own()) {
                if (!"InnoDB".equalsIgnoreCase(table.present().engine())) {
                    refusal = "how many rows of this batch's table " + table.table()
                            + " it leaves cannot be counted, because its engine has no transactions";
                }
                continue;
            }
            if (extents.putIfAbsent(table.table(), Extent.WHOLE) == null
                    && table.facts().bytes() > mostBytes) {
                refusal = why(table) + ", and all rows of " + table.table() + " are "
                        + (table.facts().bytes() >> 20) + " MB, of which at most " + (mostBytes >> 20)
                        + " MB are copied (the setting image-limit, or LUPOMIG_IMAGE_LIMIT)";
            }
        }
    }

    private static String why(ReachedTable table) {
        String untold = untold(table);
        return untold == null ? "rows of it go or change with others whose number is not known" : untold;
    }

    /** Why it is not known which of its rows change; null where it is. */
    private static @Nullable String untold(ReachedTable table) {
        if (table.untold() != null) {
            return table.untold();
        }
        RowFacts facts = table.facts();
        if (facts.primaryKey().isEmpty()) {
            return "it has no primary key by which its rows could be told apart";
        }
        for (String column : facts.primaryKey()) {
            if (table.assigns(column)) {
                return "it changes the primary key, by which its rows are told apart";
            }
        }
        ChangedRows named = table.named();
        if (named != null && named.change() == ChangedRows.Change.INSERTS && facts.noted() == RowFacts.Noting.NONE) {
            return "its primary key is of a type whose values do not come back as they are";
        }
        return null;
    }

    /** For people. */
    @Override
    public String toString() {
        return extents.toString().toLowerCase(Locale.ROOT);
    }
}
