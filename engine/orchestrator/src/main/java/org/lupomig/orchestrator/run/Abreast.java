package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.Ties;

/**
 * Which steps of a batch may be worked on at the same time: those that no path of the graph leads between, and that
 * have no table in common. Tables that foreign keys bind together count as one. A step of which it is not known what it
 * touches is worked on alone.
 */
public final class Abreast {
    private final Map<Address, Set<Step>> waits;

    private Abreast(Map<Address, Set<Step>> waits) {
        this.waits = waits;
    }

    /** Where one step is worked on after the other anyway. */
    static Abreast none() {
        return new Abreast(Map.of());
    }

    /** On a server as it is now, which may know more of tables than the plan. */
    static Abreast on(EnginePorts ports, Plan plan, Batch batch, List<Step> steps) {
        return of(plan, batch, steps, ports.statements(), ports.target().ownSchema(), schemas -> ports.target()
                .ties(schemas));
    }

    /** As far as the plan itself tells. */
    public static Abreast of(Plan plan, Batch batch, StatementReader reader) {
        return of(plan, batch, batch.steps(), reader, null, schemas -> Ties.NONE);
    }

    private static Abreast of(
            Plan plan,
            Batch batch,
            List<Step> steps,
            StatementReader reader,
            @Nullable String ownSchema,
            Function<Set<String>, Ties> server) {
        Set<String> schemas = new HashSet<>();
        steps.forEach(step -> step.statements().forEach(statement -> statement.touches().stream()
                .map(touch -> touch.schema() == null ? ownSchema : touch.schema())
                .filter(Objects::nonNull)
                .forEach(schemas::add)));
        Wholes wholes = new Wholes(ownSchema);
        wholes.add(server.apply(schemas));
        steps.forEach(step -> step.statements().forEach(wholes::add));
        List<Footprint> footprints = new ArrayList<>();
        for (Step step : steps) {
            Footprint footprint =
                    Footprint.of(step, batch.validations(), reader, PlanSchemas.first(plan), ownSchema, wholes::of);
            if (step.runsAlone() || wholes.leadElsewhere(footprint.tables())) {
                footprint.isAnything();
            }
            footprints.add(footprint);
        }
        Map<Address, Set<Step>> waits = new HashMap<>();
        List<BitSet> bound = bound(steps);
        List<BitSet> behind = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            // Those that the ones it waits for have waited for need not be named.
            Set<Step> before = new LinkedHashSet<>();
            BitSet all = new BitSet();
            for (int j = i - 1; j >= 0; j--) {
                if (!all.get(j) && (bound.get(i).get(j) || !footprints.get(i).isApartFrom(footprints.get(j)))) {
                    before.add(steps.get(j));
                    all.set(j);
                    all.or(behind.get(j));
                }
            }
            behind.add(all);
            waits.put(steps.get(i).address(), before);
        }
        return new Abreast(waits);
    }

    /** The steps before it in the plan that must have ended when it begins. */
    public Set<Step> waitsFor(Step step) {
        return waits.getOrDefault(step.address(), Set.of());
    }

    /** Of each step, by its place, the places of those that it depends on, or that depend on it. */
    private static List<BitSet> bound(List<Step> steps) {
        Map<Address, Integer> places = new HashMap<>();
        List<BitSet> bound = new ArrayList<>();
        for (Step step : steps) {
            places.put(step.address(), bound.size());
            bound.add(new BitSet());
        }
        for (int i = 0; i < steps.size(); i++) {
            for (Dependency dependency : steps.get(i).dependencies()) {
                Integer on = places.get(dependency.on());
                if (on != null) {
                    bound.get(i).set(on);
                    bound.get(on).set(i);
                }
            }
        }
        return bound;
    }

    /** Tables that hang together, each lot under one name. */
    private static final class Wholes {
        private final @Nullable String ownSchema;
        private final Map<ObjectName, ObjectName> up = new HashMap<>();
        private final Set<ObjectName> leading = new HashSet<>();

        Wholes(@Nullable String ownSchema) {
            this.ownSchema = ownSchema;
        }

        ObjectName of(ObjectName name) {
            ObjectName in = name.in(ownSchema);
            ObjectName found = new ObjectName(Footprint.lower(in.schema()), Footprint.lower(in.name()));
            while (up.containsKey(found)) {
                found = up.get(found);
            }
            return found;
        }

        void add(Ties ties) {
            ties.references().forEach(reference -> bind(reference.child(), reference.parent()));
            ties.leading().forEach(this::leads);
        }

        /** What a statement binds together is bound for the steps after it. */
        void add(Statement statement) {
            StatementFact fact = statement.fact();
            if (fact instanceof StatementFact.CreateTable create) {
                create.references().forEach(parent -> bind(create.table(), parent));
            } else if (fact instanceof StatementFact.AlterTable alter) {
                boolean keys = alter.actions().stream()
                        .anyMatch(action ->
                                action instanceof AlterAction.AddForeignKey || action instanceof AlterAction.AddColumn);
                statement.touches().stream()
                        .filter(touch -> keys && touch.access() == Touch.Access.READS && touch.table() != null)
                        .forEach(touch -> bind(alter.table(), new ObjectName(touch.schema(), touch.table())));
            } else if (fact instanceof StatementFact.RenameTable rename) {
                rename.renames().forEach(pair -> bind(pair.from(), pair.to()));
            } else if (fact instanceof TriggerFact.CreateTrigger trigger) {
                leads(trigger.table().name());
            } else if (fact instanceof ViewFact.CreateView view) {
                leads(view.view().name());
            } else if (fact instanceof ViewFact.AlterView view) {
                leads(view.view().name());
            }
        }

        private void bind(ObjectName one, ObjectName other) {
            ObjectName first = of(one);
            ObjectName second = of(other);
            if (!first.equals(second)) {
                up.put(first, second);
            }
        }

        private void leads(ObjectName name) {
            leading.add(name);
        }

        boolean leadElsewhere(Set<ObjectName> tables) {
            return leading.stream().map(this::of).anyMatch(tables::contains);
        }
    }
}
