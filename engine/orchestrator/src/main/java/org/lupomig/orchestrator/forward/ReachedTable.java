package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowFacts;

/** A table that a statement changes, by its own words, by a foreign key, or by a trigger; and what is known of that. */
final class ReachedTable {
    private final ObjectName table;
    private final ObjectState.Present present;
    private final Supplier<RowFacts> asks;
    private @Nullable RowFacts facts;
    private final boolean own;
    private final Set<RowEvent> events = EnumSet.noneOf(RowEvent.class);
    private final Set<RowEvent> firing = EnumSet.noneOf(RowEvent.class);
    private final Set<String> assigned = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private boolean anyColumn;
    private final List<Link> links = new ArrayList<>();
    private @Nullable ChangedRows named;
    private @Nullable String untold;

    /**
     * A foreign key by which rows change with those of a parent.
     *
     * @param parent the table that it refers to
     */
    record Link(ObjectName parent, RowFacts.Reference reference) {}

    /**
     * A table.
     *
     * @param asks what decides whether its rows can be kept; asked once, and only where that matters
     */
    ReachedTable(ObjectName table, ObjectState.Present present, Supplier<RowFacts> asks, boolean own) {
        this.table = table;
        this.present = present;
        this.asks = asks;
        this.own = own;
    }

    ObjectName table() {
        return table;
    }

    ObjectState.Present present() {
        return present;
    }

    RowFacts facts() {
        RowFacts known = facts;
        if (known == null) {
            known = asks.get();
            facts = known;
        }
        return known;
    }

    /**
     * Whether other rows may change with what changes here, or some of these are kept. A row that comes into a table of
     * the batch takes none along where there are no triggers, and goes with its table.
     */
    boolean takesAlong() {
        return !own
                || named == null
                || !present.triggers().isEmpty()
                || events.contains(RowEvent.UPDATE)
                || events.contains(RowEvent.DELETE);
    }

    /** Whether the same batch created it. */
    boolean own() {
        return own;
    }

    Set<RowEvent> events() {
        return events;
    }

    /** Those that its triggers see: what a foreign key does is not among them. */
    Set<RowEvent> firing() {
        return firing;
    }

    /** Whether a column of rows that are there may get a value. */
    boolean assigns(String column) {
        return anyColumn || assigned.contains(column);
    }

    /** Whether one that a foreign key refers to may get one. */
    boolean assigns(RowFacts.Reference reference) {
        return anyColumn || reference.refersTo(assigned);
    }

    /**
     * Whether rows of tables that the account does not see may go or change with its rows. What refers to a table of
     * the same batch is not asked: nobody had its rows before.
     */
    boolean takesUnseenAlong() {
        List<String> hidden = own ? List.of() : facts().hidden();
        return !hidden.isEmpty()
                && (events.contains(RowEvent.DELETE)
                        || (events.contains(RowEvent.UPDATE) && hidden.stream().anyMatch(this::assigns)));
    }

    List<Link> links() {
        return links;
    }

    /** What the statement itself says of it; null where it does not name it. */
    @Nullable
    ChangedRows named() {
        return named;
    }

    /** Why it is not known which of its rows change; null as long as nothing speaks against it. */
    @Nullable
    String untold() {
        return untold;
    }

    /** The statement changes it; returns whether that was not known. */
    boolean isNamed(ChangedRows rows) {
        named = rows;
        return reached(RowEvent.of(rows), true, rows.splits() ? null : rows.assigned(), rows.unproved());
    }

    /**
     * A foreign key changes it.
     *
     * @param why which of its rows that changes is not known; null where it is
     */
    boolean follows(Link link, RowEvent event, List<String> columns, @Nullable String why) {
        boolean more = !links.contains(link) && links.add(link);
        boolean also = reached(EnumSet.of(event), false, columns, why);
        return more || also;
    }

    /**
     * Something changes it.
     *
     * @param columns null where they may be any
     */
    boolean reached(Set<RowEvent> how, boolean fires, @Nullable List<String> columns, @Nullable String why) {
        boolean more = events.addAll(how);
        if (how.contains(RowEvent.UPDATE)) {
            more |= assigned.addAll(facts().byThemselves());
        }
        if (columns == null) {
            more |= !anyColumn;
            anyColumn = true;
        } else {
            more |= assigned.addAll(columns);
        }
        if (fires) {
            more |= firing.addAll(how);
        }
        if (why != null && untold == null) {
            untold = why;
            more = true;
        }
        return more;
    }
}
