package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;

/** What leads from one thing to another, as far as the plan itself defines it: on the server there may be more. */
final class Relatives {
    private final Map<Thing, List<Leads>> views = new HashMap<>();
    private final Map<Thing, List<Leads>> routines = new HashMap<>();
    private final Map<Thing, List<Trigger>> triggers = new HashMap<>();
    private final Map<Thing, Thing> tablesOfTriggers = new HashMap<>();
    private final Map<Thing, List<Reference>> parents = new HashMap<>();
    private final Map<Thing, List<Reference>> children = new HashMap<>();
    private final Set<Thing> schemas = new HashSet<>();
    private final Set<Thing> packages = new HashSet<>();

    /** What touches other things when it is used. */
    record Leads(Use.Relative way, List<Touch> touches) {}

    /** What happens when rows of a table are written. */
    record Trigger(Leads leads, List<String> events) {}

    /**
     * A foreign key between two tables.
     *
     * @param columns those of the child, in lower case
     * @param parentColumns those of the parent, in lower case; empty where not said
     */
    record Reference(
            Use.Relative way,
            Thing child,
            Set<String> columns,
            Thing parent,
            Set<String> parentColumns,
            ForeignKey.Target target) {}

    /** What the statements of these steps define. */
    static Relatives of(List<StepDraft> steps) {
        Relatives relatives = new Relatives();
        for (StepDraft step : steps) {
            for (Statement statement : step.statements()) {
                relatives.add(step.database(), statement);
            }
        }
        return relatives;
    }

    List<Leads> viewed(Thing view) {
        return views.getOrDefault(view, List.of());
    }

    List<Leads> called(Thing routine) {
        return routines.getOrDefault(routine, List.of());
    }

    List<Trigger> triggers(Thing table) {
        return triggers.getOrDefault(table, List.of());
    }

    /** The table of a trigger; the trigger itself where the plan does not make it. */
    Thing tableOf(Thing trigger) {
        return tablesOfTriggers.getOrDefault(trigger, trigger);
    }

    List<Reference> parents(Thing child) {
        return parents.getOrDefault(child, List.of());
    }

    List<Reference> children(Thing parent) {
        return children.getOrDefault(parent, List.of());
    }

    /** Whether the plan makes, changes or drops the schema, so that it matters what is done in it. */
    boolean changes(Thing schema) {
        return schemas.contains(schema);
    }

    /** Whether the plan makes or drops a package of this name. */
    boolean isPackage(Thing program) {
        return packages.contains(program);
    }

    private void add(String database, Statement statement) {
        StatementFact fact = statement.fact();
        for (Touch touch : statement.touches()) {
            if (touch.table() == null && !touch.isUnknown() && touch.access() != Touch.Access.READS) {
                schemas.add(Thing.schema(database, touch.schema()));
            }
        }
        if (fact instanceof ViewFact.CreateView view) {
            addView(Thing.table(database, view.view().name()), view.definition(), statement);
        } else if (fact instanceof ViewFact.AlterView view) {
            addView(Thing.table(database, view.view().name()), view.definition(), statement);
        } else if (fact instanceof TriggerFact.CreateTrigger trigger) {
            Thing table = Thing.table(database, trigger.table().name());
            Use.Relative way =
                    new Use.Relative("the trigger '" + trigger.trigger().name() + "'", statement);
            tablesOfTriggers.put(Thing.program(database, trigger.trigger().name()), table);
            add(triggers, table, new Trigger(new Leads(way, trigger.body().touches()), trigger.events()));
        } else if (fact instanceof RoutineFact.CreateRoutine routine) {
            Thing program = Thing.program(database, routine.routine().name());
            Use.Relative way = new Use.Relative("the routine '" + program + "'", statement);
            add(routines, program, new Leads(way, routine.body().touches()));
        } else if (fact instanceof RoutineFact.CreatePackage made) {
            addPackage(database, made, statement);
        } else if (fact instanceof RoutineFact.DropRoutine drop) {
            if (drop.type() == RoutineFact.RoutineType.PACKAGE || drop.type() == RoutineFact.RoutineType.PACKAGE_BODY) {
                packages.add(Thing.program(database, drop.routine().name()));
            }
        } else if (fact instanceof StatementFact.CreateTable create) {
            create.shape().foreignKeys().forEach(key -> addKey(database, create.table(), key, statement));
            create.shape().columns().forEach(column -> addKeys(database, create.table(), column, statement));
        } else if (fact instanceof StatementFact.AlterTable alter) {
            for (AlterAction action : alter.actions()) {
                if (action instanceof AlterAction.AddForeignKey add) {
                    addKey(database, alter.table(), add.key(), statement);
                } else if (action instanceof AlterAction.AddColumn add) {
                    addKeys(database, alter.table(), add.definition(), statement);
                }
            }
        }
    }

    private void addPackage(String database, RoutineFact.CreatePackage made, Statement statement) {
        ObjectName name = made.routine().name();
        packages.add(Thing.program(database, name));
        if (made.type() == RoutineFact.RoutineType.PACKAGE_BODY) {
            Thing body = Thing.packageBody(database, name);
            Use.Relative way = new Use.Relative("the package '" + name + "'", statement);
            add(routines, body, new Leads(way, made.body().touches()));
        }
    }

    private void addView(Thing view, ViewFact.ViewDefinition definition, Statement statement) {
        List<Touch> touches = new ArrayList<>();
        for (TableRef read : definition.uses().reads()) {
            touches.add(Touch.table(read.name(), Touch.Access.READS));
        }
        for (TableRef moved : definition.uses().sequences()) {
            touches.add(Touch.table(moved.name(), Touch.Access.WRITES));
        }
        add(views, view, new Leads(new Use.Relative("the view '" + view + "'", statement), touches));
    }

    private void addKey(String database, ObjectName child, ForeignKey key, Statement statement) {
        Set<String> columns = new HashSet<>();
        key.columns().forEach(part -> columns.add(lower(part.column())));
        addReference(database, child, columns, key.target(), statement);
    }

    private void addKeys(String database, ObjectName child, Column column, Statement statement) {
        for (ColumnAttribute attribute : column.attributes()) {
            if (attribute instanceof ColumnAttribute.References references) {
                addReference(database, child, Set.of(lower(column.name())), references.target(), statement);
            }
        }
    }

    private void addReference(
            String database, ObjectName childName, Set<String> columns, ForeignKey.Target target, Statement statement) {
        Thing child = Thing.table(database, childName);
        Thing parent = Thing.table(database, target.table().name());
        if (child.equals(parent)) {
            return;
        }
        Set<String> parentColumns = new HashSet<>();
        for (Key.Part part : target.columns()) {
            parentColumns.add(lower(part.column()));
        }
        Use.Relative way = new Use.Relative("the foreign key of '" + child + "'", statement);
        Reference reference = new Reference(way, child, columns, parent, parentColumns, target);
        add(parents, child, reference);
        add(children, parent, reference);
    }

    private static <T> void add(Map<Thing, List<T>> map, Thing thing, T value) {
        map.computeIfAbsent(thing, t -> new ArrayList<>()).add(value);
    }

    /** Columns are the same in every case. */
    static String lower(String column) {
        return column.toLowerCase(Locale.ROOT);
    }
}
