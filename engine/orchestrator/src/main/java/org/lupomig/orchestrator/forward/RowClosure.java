package org.lupomig.orchestrator.forward;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.FunctionCall;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.RowFacts.Action;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;

/**
 * All tables that a change of rows reaches: those that the statement names, or that stand behind a view that it names;
 * those whose foreign keys take rows with them; those that triggers write to; and all that these reach in turn.
 */
final class RowClosure {
    private final Situation situation;
    private final Map<ObjectName, ReachedTable> tables = new LinkedHashMap<>();
    private final Deque<ReachedTable> open = new ArrayDeque<>();
    private final Set<ObjectName> views = new HashSet<>();
    private final Set<ObjectName> read = new HashSet<>();
    private @Nullable String refusal;

    private RowClosure(Situation situation) {
        this.situation = situation;
    }

    /** Follows a statement; its names are there. */
    static RowClosure of(List<ChangedRows> rows, Situation situation) {
        RowClosure closure = new RowClosure(situation);
        for (ChangedRows each : rows) {
            closure.named(each);
        }
        closure.follow();
        return closure;
    }

    /** Why not all that changes is known, or can be kept; null where it is. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Everything reached, in the order in which it was found: parents before those that only follow them. */
    Map<ObjectName, ReachedTable> tables() {
        return tables;
    }

    private void named(ChangedRows rows) {
        ObjectName name = situation.of(rows.table());
        if (situation.session().describe(name) instanceof ObjectState.Present present
                && present.kind().equals("VIEW")) {
            through(name, RowEvent.of(rows));
            return;
        }
        if (rows.change() == ChangedRows.Change.INSERTS && situation.ledger().get(name) == null) {
            // A CREATE … IF NOT EXISTS before it may have left a table that was there; as if it were the plan's own, no
            // more was asked for beforehand than to fill it.
            refusal = situation.session().lackingForRows(name);
        }
        ReachedTable table = table(name);
        if (table != null && table.isNamed(rows)) {
            if (namesPartitions(rows)) {
                table.reached(Set.of(), false, List.of(), "it is confined to partitions");
            }
            open.add(table);
        }
    }

    private boolean namesPartitions(ChangedRows rows) {
        int from = rows.source().table().span().end();
        int to = rows.where() == null ? situation.sql().length() : rows.where().start();
        return rows.change() != ChangedRows.Change.INSERTS
                && from < to
                && situation.sql().substring(from, to).toUpperCase(Locale.ROOT).contains("PARTITION");
    }

    private void follow() {
        while (refusal == null && !open.isEmpty()) {
            ReachedTable table = open.remove();
            if (!table.takesAlong()) {
                continue;
            }
            if (table.takesUnseenAlong()) {
                refusal = "foreign keys of tables that this account does not see may refer to " + table.table()
                        + ", and rows of these go or change with its rows; GRANT PROCESS ON *.* lets them be seen";
                return;
            }
            for (RowFacts.Reference reference : table.facts().references()) {
                follow(table, reference);
            }
            for (RowFacts.Trigger trigger : table.facts().triggers()) {
                if (table.firing().contains(RowEvent.valueOf(trigger.event())) && read.add(trigger.name())) {
                    follow(table, trigger);
                }
            }
        }
    }

    private void follow(ReachedTable parent, RowFacts.Reference reference) {
        boolean goes = parent.events().contains(RowEvent.DELETE) && reference.onDelete() != Action.NONE;
        boolean changes = parent.events().contains(RowEvent.UPDATE)
                && reference.onUpdate() != Action.NONE
                && parent.assigns(reference);
        ReachedTable child =
                goes || changes ? reached(reference.child(), "a foreign key of it refers to " + parent.table()) : null;
        if (child == null) {
            return;
        }
        ReachedTable.Link link = new ReachedTable.Link(parent.table(), reference);
        String untold = reference.own().isEmpty()
                ? "which of its columns refer to " + parent.table() + " is not seen"
                : reference.refersTo(parent.facts().byThemselves())
                        ? "it refers to a column of " + parent.table() + " that is computed, and not kept"
                        : null;
        boolean more = false;
        if (goes) {
            boolean sets = reference.onDelete() == Action.SET;
            List<String> columns = sets ? reference.own() : List.of();
            more = child.follows(link, sets ? RowEvent.UPDATE : RowEvent.DELETE, columns, untold);
        }
        if (changes) {
            more |= child.follows(link, RowEvent.UPDATE, reference.own(), untold);
        }
        if (more) {
            open.add(child);
        }
    }

    private void follow(ReachedTable table, RowFacts.Trigger trigger) {
        TriggerReach reach = TriggerReach.of(trigger, table.table(), situation);
        if (reach.refusal() != null) {
            refusal = "its trigger " + trigger.name() + " " + reach.refusal();
            return;
        }
        if (table.reached(Set.of(), false, reach.assigned(), null)) {
            open.add(table);
        }
        String why = "trigger " + trigger.name() + " writes to it";
        for (ChangedRows rows : reach.writes()) {
            written(rows.table().in(trigger.name().schema()), RowEvent.of(rows), rows.assigned(), why);
        }
    }

    private void written(ObjectName name, Set<RowEvent> events, @Nullable List<String> assigned, String why) {
        if (situation.session().describe(name) instanceof ObjectState.Present present
                && present.kind().equals("VIEW")) {
            through(name, events);
            return;
        }
        ReachedTable table = reached(name, why);
        if (table != null && table.reached(events, true, assigned, why)) {
            open.add(table);
        }
    }

    /** Which of the tables behind a view a statement changes is the server's to find: it may be each of them. */
    private void through(ObjectName view, Set<RowEvent> events) {
        if (!views.add(view)) {
            return;
        }
        ServerObjectState state = situation.session().look(new ServerObject(ServerObject.Kind.VIEW, view));
        String definition = state instanceof ServerObjectState.Present present
                        && !present.definition().isEmpty()
                ? present.definition()
                : null;
        StatementFact fact = definition == null ? null : situation.reader().read(definition, view.schema());
        if (!(fact instanceof ViewFact.CreateView create)) {
            refusal = "what stands behind view " + view + " cannot be read";
            return;
        }
        for (FunctionCall call : create.definition().uses().calls()) {
            if (ChangedRows.actsElsewhere(call)) {
                refusal = "view " + view + " calls " + call.name() + ", which may change something else";
                return;
            }
        }
        for (ObjectName behind : create.definition().uses().tables()) {
            // A column of a view may be any of its tables'.
            written(behind.in(view.schema()), events, null, "it is changed through view " + view);
        }
    }

    /** A table that the statement does not name: it must be seen, and what it takes to keep its rows be granted. */
    private @Nullable ReachedTable reached(ObjectName name, String why) {
        ReachedTable known = tables.get(name);
        String lacking = known == null && refusal == null ? situation.session().lackingForRows(name) : null;
        if (lacking != null) {
            refusal = "rows of " + name + " would change too, since " + why + ", and " + lacking;
            return null;
        }
        ReachedTable table = table(name);
        if (table == null && refusal == null) {
            refusal = name + " is not there, or this account does not see it, and " + why;
        }
        return table;
    }

    /** Null where it is not there, or cannot be kept. */
    private @Nullable ReachedTable table(ObjectName name) {
        ReachedTable known = tables.get(name);
        if (known != null || refusal != null) {
            return known;
        }
        if (!(situation.session().describe(name) instanceof ObjectState.Present present)) {
            return null;
        }
        boolean own = situation.ledger().get(name) != null;
        String engine = present.engine();
        if (!present.kind().equals("BASE TABLE") && !present.kind().equals("SYSTEM VERSIONED")) {
            refusal = name + " is no plain table: " + present.kind();
        } else if (!own && !"InnoDB".equalsIgnoreCase(engine)) {
            refusal = "the engine of " + name + ", " + engine + ", has no transactions";
        }
        if (refusal != null) {
            return null;
        }
        ReachedTable table =
                new ReachedTable(name, present, () -> situation.session().rowFacts(name), own);
        tables.put(name, table);
        return table;
    }
}
