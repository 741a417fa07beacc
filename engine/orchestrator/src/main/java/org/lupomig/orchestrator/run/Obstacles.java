package org.lupomig.orchestrator.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.port.Existing;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Target;

/**
 * What steps would run into for certain, on the server as it is: tables, schemas and columns that are there already, or
 * are not there. It is seen before the first of them has changed anything. The steps are walked in their order, each
 * upon what those before it leave; behind a statement that may have done anything nothing is certain, and what a step
 * with a condition may have done is not. The server is asked once.
 */
final class Obstacles {
    private final PlannedNames names;
    private final Existing existing;
    private final Map<ObjectName, Boolean> tables = new HashMap<>();
    private final Map<String, Boolean> schemas = new HashMap<>();
    private final Map<ObjectName, Set<String>> columns = new HashMap<>();
    private final Set<ObjectName> uncertain = new HashSet<>();
    private final Map<Address, Problem> found = new LinkedHashMap<>();

    private Obstacles(PlannedNames names, Existing existing) {
        this.names = names;
        this.existing = existing;
    }

    /** The first thing that each of these steps would run into, by step, in the order of the plan. */
    static Map<Address, Problem> of(List<Step> steps, Target target) {
        PlannedNames names = PlannedNames.of(steps, target);
        if (names.isEmpty()) {
            return Map.of();
        }
        Existing existing;
        try {
            existing = names.existing();
        } catch (ServerRefused e) {
            // This only looks ahead: what the server does not tell now, each statement finds out at its turn.
            return Map.of();
        }
        Obstacles obstacles = new Obstacles(names, existing);
        for (Step step : steps) {
            for (Statement statement : step.statements()) {
                if (!names.isCertain(statement)) {
                    return obstacles.found;
                }
                obstacles.look(step, statement);
                if (obstacles.found.containsKey(step.address())) {
                    // Where others go on without this step, what it was to change is as it was, or was taken back.
                    names.changed(statement).forEach(obstacles::forget);
                }
            }
        }
        return obstacles.found;
    }

    private void look(Step step, Statement statement) {
        StatementFact fact = statement.fact();
        if (step.when() != null || found.containsKey(step.address())) {
            names.changed(statement).forEach(this::forget);
            if (fact instanceof StatementFact.CreateSchema create) {
                forget(names.schema(create.schema()));
            } else if (fact instanceof StatementFact.DropSchema drop) {
                forget(names.schema(drop.schema()));
            }
        } else if (fact instanceof StatementFact.CreateSchema create) {
            createSchema(step, statement, create);
        } else if (fact instanceof StatementFact.DropSchema drop) {
            String schema = names.schema(drop.schema());
            if (drop.guard() == null && is(schema, false)) {
                missing(step, statement, "schema " + drop.schema());
            }
            empty(schema, false);
        } else if (fact instanceof CreateTable create) {
            createTable(step, statement, create);
        } else if (fact instanceof AlterTable alter) {
            alter(step, statement, alter);
        } else if (fact instanceof DropTable drop) {
            for (ObjectName target : drop.tables()) {
                drop(step, statement, drop, names.of(target, statement));
            }
        } else if (fact instanceof RenameTable rename) {
            for (Rename pair : rename.renames()) {
                rename(step, statement, pair, rename.guard() != null);
            }
        } else {
            names.changed(statement).forEach(this::forget);
        }
    }

    private void createSchema(Step step, Statement statement, StatementFact.CreateSchema create) {
        String schema = names.schema(create.schema());
        if (create.guard() == null && !create.orReplace() && is(schema, true)) {
            there(step, statement, "schema " + create.schema());
        }
        if (is(schema, false) || create.orReplace()) {
            empty(schema, true);
        }
        schemas.put(schema, true);
        uncertain.remove(new ObjectName(schema, ""));
    }

    private void createTable(Step step, Statement statement, CreateTable create) {
        ObjectName table = names.of(create.table(), statement);
        if (create.guard() == null && !create.orReplace() && is(table, true)) {
            there(step, statement, table);
        } else if (is(String.valueOf(table.schema()), false)) {
            missing(step, statement, "schema " + table.schema());
        }
        if (!is(table, true) || create.orReplace()) {
            columns.put(table, Set.of());
        }
        tables.put(table, true);
        uncertain.remove(table);
    }

    private void alter(Step step, Statement statement, AlterTable alter) {
        ObjectName table = names.of(alter.table(), statement);
        if (is(table, false)) {
            if (alter.guard() == null) {
                missing(step, statement, table);
            }
            return;
        }
        Set<String> known = columns.containsKey(table)
                ? columns.get(table)
                : existing.columns().get(table);
        if (known != null && !known.isEmpty() && is(table, true)) {
            AlteredNames altered = new AlteredNames(alter, known);
            altered.found().forEach((column, there) -> {
                String what = "column " + column + " of " + table;
                if (there) {
                    there(step, statement, what);
                } else {
                    missing(step, statement, what);
                }
            });
            columns.put(table, altered.after());
        }
        for (AlterAction action : alter.actions()) {
            if (action instanceof AlterAction.RenameTo rename) {
                rename(step, statement, new Rename(alter.table(), rename.to().name()), alter.guard() != null);
            }
        }
        names.changed(statement).stream()
                .filter(name -> !tables.containsKey(name) && !name.equals(table))
                .forEach(this::forget);
    }

    private void drop(Step step, Statement statement, DropTable drop, ObjectName table) {
        if (drop.temporary()) {
            return;
        }
        if (drop.guard() == null && is(table, false)) {
            missing(step, statement, table);
        }
        tables.put(table, false);
        uncertain.remove(table);
    }

    private void rename(Step step, Statement statement, Rename pair, boolean guarded) {
        ObjectName from = names.of(pair.from(), statement);
        ObjectName to = names.of(pair.to(), statement);
        boolean missing = is(from, false);
        if (missing && guarded) {
            return;
        }
        if (missing) {
            missing(step, statement, from);
        }
        boolean certain = missing || is(from, true);
        if (certain && !from.equals(to) && is(to, true)) {
            there(step, statement, to);
        } else if (is(String.valueOf(to.schema()), false)) {
            missing(step, statement, "schema " + to.schema());
        }
        Set<String> known = columns.containsKey(from)
                ? columns.get(from)
                : existing.columns().getOrDefault(from, Set.of());
        if (certain) {
            tables.put(from, false);
            tables.put(to, true);
            uncertain.remove(to);
            columns.put(to, known == null ? Set.of() : known);
        } else {
            forget(from);
            forget(to);
        }
    }

    /** Whether it is certain that a table, view or sequence is there, or that it is not. */
    private boolean is(ObjectName name, boolean there) {
        if (uncertain.contains(name)) {
            return false;
        }
        Boolean known = tables.get(name);
        return (known == null ? existing.objects().contains(name) : known) == there;
    }

    private boolean is(String schema, boolean there) {
        Boolean known = schemas.get(schema);
        return (known == null ? existing.schemas().contains(schema) : known) == there
                && !uncertain.contains(new ObjectName(schema, ""));
    }

    private void forget(ObjectName name) {
        uncertain.add(name);
        tables.remove(name);
        columns.put(name, Set.of());
    }

    private void forget(String schema) {
        names.in(schema).forEach(this::forget);
        uncertain.add(new ObjectName(schema, ""));
    }

    /** Nothing is in a schema any more. */
    private void empty(String schema, boolean there) {
        for (ObjectName name : names.in(schema)) {
            tables.put(name, false);
            uncertain.remove(name);
        }
        schemas.put(schema, there);
        uncertain.remove(new ObjectName(schema, ""));
    }

    private void there(Step step, Statement statement, Object what) {
        found.putIfAbsent(
                step.address(), Problem.at(statement.location(), EngineMessage.ALREADY_THERE, what.toString()));
    }

    private void missing(Step step, Statement statement, Object what) {
        found.putIfAbsent(step.address(), Problem.at(statement.location(), EngineMessage.NOT_THERE, what.toString()));
    }
}
