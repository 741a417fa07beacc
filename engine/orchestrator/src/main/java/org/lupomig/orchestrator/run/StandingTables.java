package org.lupomig.orchestrator.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.UndoForecast.Strategy;

/**
 * Which statements change rows of tables that a plan neither makes nor changes, whichever of its steps have completed:
 * as these tables stand now, they will be found. Tables are told by their names alone, in any schema and spelling: one
 * too many is no harm.
 */
final class StandingTables {
    private final Set<String> others = new HashSet<>();
    private boolean unknown;

    private StandingTables() {}

    static StandingTables of(Plan plan) {
        StandingTables standing = new StandingTables();
        for (Step step : plan.steps()) {
            step.statements().forEach(standing::add);
        }
        return standing;
    }

    private void add(Statement statement) {
        Strategy strategy = statement.undo().strategy();
        unknown |= statement.touchesUnknown() || strategy == Strategy.LATE || strategy == Strategy.WAIVED;
        PlannedNames.named(statement.fact()).forEach(name -> others.add(PlannedNames.lower(name.name())));
        for (Touch touch : statement.touches()) {
            if (touch.table() != null && PlannedNames.changes(touch.access())) {
                others.add(PlannedNames.lower(touch.table()));
            }
        }
    }

    /** Whether all tables whose rows a statement changes are such, and it is known which these are. */
    boolean areChangedBy(Statement statement) {
        List<ObjectName> tables = statement.undo().strategy() != Strategy.NONE
                ? ChangedRows.all(statement.fact()).stream()
                        .map(ChangedRows::table)
                        .toList()
                : List.of();
        return !unknown
                && !tables.isEmpty()
                && tables.stream().noneMatch(table -> others.contains(PlannedNames.lower(table.name())));
    }
}
