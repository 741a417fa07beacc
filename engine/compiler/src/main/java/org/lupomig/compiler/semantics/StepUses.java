package org.lupomig.compiler.semantics;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.semantics.Relatives.Leads;
import org.lupomig.compiler.semantics.Relatives.Reference;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.CompoundFact;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.FunctionCall;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.GrantFact;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.Uses;
import org.lupomig.model.sql.ViewFact;

/** What one step does to which things, those included that it comes to by views, triggers, routines, foreign keys. */
final class StepUses {
    private final StepDraft step;
    private final Relatives relatives;
    private final Map<Thing, Use> uses = new TreeMap<>();
    private final Set<ObjectName> temporary = new HashSet<>();

    private StepUses(StepDraft step, Relatives relatives) {
        this.step = step;
        this.relatives = relatives;
    }

    /** By thing, sorted. */
    static Map<Thing, Use> of(StepDraft step, Relatives relatives) {
        StepUses uses = new StepUses(step, relatives);
        step.statements().forEach(uses::add);
        return uses.uses;
    }

    private void add(Statement statement) {
        StatementFact fact = statement.fact();
        Reach reach = new Reach(statement);
        for (Touch touch : statement.touches()) {
            if (touch.isUnknown()) {
                // what it runs is read when it runs; until then it waits for all and all wait for it
                continue;
            }
            if (touch.table() == null) {
                reach.add(Thing.schema(step.database(), touch.schema()), kind(touch, fact), null);
            } else if (!temporary.contains(new ObjectName(touch.schema(), touch.table()))) {
                reach.touch(touch, kind(touch, fact), RowChange.of(fact), null);
            }
        }
        reach.programs(fact);
        if (fact instanceof StatementFact.CreateTable create && create.temporary()) {
            temporary.add(create.table());
        } else if (fact instanceof StatementFact.DropTable drop) {
            drop.tables().forEach(temporary::remove);
        }
    }

    private static Use.Kind kind(Touch touch, StatementFact fact) {
        return switch (touch.access()) {
            case READS -> readsRows(fact) && touch.table() != null ? Use.Kind.READS : Use.Kind.NEEDS;
            case WRITES -> Use.Kind.WRITES;
            case ALTERS -> Use.Kind.ALTERS;
            case DROPS -> Use.Kind.DROPS;
            case CREATES -> Use.Kind.CREATES;
            case UNKNOWN -> throw new IllegalArgumentException("nothing is known of it");
        };
    }

    /** Whether what it reads are rows: the others only need the table to be there. */
    private static boolean readsRows(StatementFact fact) {
        if (fact instanceof StatementFact.CreateTable create) {
            return create.query() != null;
        }
        if (fact instanceof StatementFact.AlterTable alter) {
            return alter.actions().stream().anyMatch(AlterAction.AddForeignKey.class::isInstance);
        }
        return !(fact instanceof ViewFact
                || fact instanceof GrantFact
                || fact instanceof MaintenanceFact.Describe
                || fact instanceof MaintenanceFact.Flush);
    }

    private final class Reach {
        private final Statement statement;
        private final Set<Thing> followed = new HashSet<>();

        Reach(Statement statement) {
            this.statement = statement;
        }

        void add(Thing thing, Use.Kind kind, Use.@Nullable Relative way) {
            uses.merge(thing, new Use(step, kind, statement, way), Use::and);
        }

        /** A table or view, what is in the way to it, and what is behind it. */
        void touch(Touch touch, Use.Kind kind, RowChange change, Use.@Nullable Relative way) {
            String database = step.database();
            Thing schema = Thing.schema(database, touch.schema());
            if (touch.schema() != null && relatives.changes(schema)) {
                add(schema, Use.Kind.NEEDS, null);
            }
            Thing thing = new Thing(database, Thing.Kind.TABLE, touch.schema(), touch.table());
            boolean valuesOnly = kind == Use.Kind.WRITES
                    && change.onlyUpdates()
                    && relatives.children(thing).stream()
                            .noneMatch(reference -> change.assignsAny(reference.parentColumns()));
            add(thing, valuesOnly ? Use.Kind.UPDATES : kind, way);
            if (!followed.add(thing)) {
                return;
            }
            if (kind == Use.Kind.READS || kind == Use.Kind.WRITES) {
                for (Leads view : relatives.viewed(thing)) {
                    for (Touch read : view.touches()) {
                        touch(read, read.access() == Touch.Access.READS ? kind : Use.Kind.WRITES, change, view.way());
                    }
                }
            }
            if (kind == Use.Kind.WRITES) {
                written(thing, change);
            }
            if (kind == Use.Kind.DROPS && statement.fact() instanceof StatementFact.DropTable) {
                relatives.children(thing).forEach(child -> add(child.child(), Use.Kind.NEEDS_GONE, null));
            }
        }

        private void written(Thing table, RowChange change) {
            for (Relatives.Trigger trigger : relatives.triggers(table)) {
                if (change.fires(trigger.events())) {
                    follow(trigger.leads());
                }
            }
            for (Reference parent : relatives.parents(table)) {
                if (change.inserts() || change.assignsAny(parent.columns())) {
                    add(parent.parent(), Use.Kind.READS_KEYS, parent.way());
                }
            }
            for (Reference child : relatives.children(table)) {
                boolean keys = change.assignsAny(child.parentColumns());
                if (change.deletes() || keys) {
                    boolean cascades = (change.deletes() && acts(child.target().onDelete()))
                            || (keys && acts(child.target().onUpdate()));
                    add(child.child(), cascades ? Use.Kind.WRITES : Use.Kind.READS_KEYS, child.way());
                    if (cascades && followed.add(child.child())) {
                        // a cascade fires no trigger, but goes on to the children's children
                        relatives
                                .children(child.child())
                                .forEach(next -> add(
                                        next.child(),
                                        acts(next.target().onDelete()) ? Use.Kind.WRITES : Use.Kind.READS_KEYS,
                                        next.way()));
                    }
                }
            }
        }

        private boolean acts(ForeignKey.@Nullable Action action) {
            return action != null
                    && switch (action) {
                        case CASCADE, SET_NULL, SET_DEFAULT -> true;
                        case RESTRICT, NO_ACTION -> false;
                    };
        }

        private void follow(Leads leads) {
            for (Touch touch : leads.touches()) {
                if (touch.table() != null) {
                    Use.Kind kind =
                            touch.access() == Touch.Access.READS ? Use.Kind.READS : kind(touch, statement.fact());
                    touch(touch, kind, new RowChange(Set.of(RowChange.Kind.values()), Set.of()), leads.way());
                }
            }
        }

        void programs(StatementFact fact) {
            if (fact instanceof SessionFact.SetStatement set) {
                programs(set.statement());
                return;
            }
            if (fact instanceof CompoundFact.Block block) {
                block.body().statements().forEach(this::programs);
                return;
            }
            new NamedUses(step.database(), statement.defaultSchema(), (thing, kind) -> add(thing, kind, null))
                    .add(fact);
            if (fact instanceof TriggerFact.DropTrigger drop) {
                Thing trigger = program(drop.trigger().name());
                Thing table = relatives.tableOf(trigger);
                if (!table.equals(trigger)) {
                    add(table, Use.Kind.ALTERS, null);
                }
            } else if (fact instanceof RowFact.Call call) {
                called(call.routine().name());
            }
            for (FunctionCall call : calls(fact)) {
                if (call.nature() == FunctionNature.UNKNOWN) {
                    called(new ObjectName(call.schema(), call.name()).in(statement.defaultSchema()));
                }
            }
        }

        /** A routine, or a package behind its schema; {@code p.f()} may be of the package p, as well as of a schema. */
        private void called(ObjectName name) {
            ObjectName owner = name.schema() == null ? name : new ObjectName(null, name.schema());
            for (ObjectName each : List.of(name, owner.in(statement.defaultSchema()))) {
                if (relatives.isPackage(program(each))) {
                    called(program(each));
                    called(Thing.packageBody(step.database(), each));
                    return;
                }
            }
            called(program(name));
        }

        private void called(Thing program) {
            add(program, Use.Kind.NEEDS, null);
            if (followed.add(program)) {
                relatives.called(program).forEach(this::follow);
            }
        }

        private Thing program(ObjectName name) {
            return Thing.program(step.database(), name);
        }

        private List<FunctionCall> calls(StatementFact fact) {
            Uses used = Uses.NONE;
            if (fact instanceof StatementFact.Insert insert) {
                used = insert.rows().uses();
            } else if (fact instanceof RowFact.Replace replace) {
                used = replace.rows().uses();
            } else if (fact instanceof StatementFact.Query query) {
                used = query.uses();
            } else if (fact instanceof RowFact.Update update) {
                used = update.uses();
            } else if (fact instanceof RowFact.Delete delete) {
                used = delete.uses();
            } else if (fact instanceof RowFact.Do run) {
                used = run.uses();
            } else if (fact instanceof ViewFact.CreateView view) {
                used = view.definition().uses();
            }
            return used.calls();
        }
    }
}
