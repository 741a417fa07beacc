package org.lupomig.orchestrator.sim;

import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.sim.PlanText.BatchText;

/**
 * A batch whose steps depend on each other in the form of a diamond, with one beside it: {@code a}, then {@code b} and
 * {@code c}, then {@code d}; and {@code e}. What the world is to look like is asked of worlds in which only some of the
 * steps were ever run, without classes.
 */
public final class Diamond {
    /** The steps, in the order of the plan. */
    public static final List<String> STEPS = List.of("a", "b", "c", "d", "e");

    private static final Map<String, List<String>> REQUIRES =
            Map.of("a", List.of(), "b", List.of("a"), "c", List.of("a"), "d", List.of("b", "c"), "e", List.of());

    private static final Map<String, String[]> SQL = Map.of(
            "a", new String[] {"CREATE TABLE core.fresh (id, PK id)", "INSERT INTO core.fresh VALUES 1"},
            "b",
                    new String[] {
                        "UPDATE core.users SET name = new WHERE id = 2",
                        "ALTER TABLE core.fresh ADD COLUMN b",
                        "DROP TABLE core.logs"
                    },
            "c", new String[] {"RENAME TABLE core.jobs TO core.works", "ALTER TABLE core.works ADD COLUMN c"},
            "d", new String[] {"ALTER TABLE core.works ADD COLUMN d, ADD INDEX by_d", "CREATE TABLE core.d (id)"},
            "e", new String[] {"ALTER TABLE core.users ADD COLUMN e", "DELETE FROM core.users WHERE id = 3"});

    private static final Map<Set<String>, String> LOOKS = new HashMap<>();

    private Diamond() {}

    /** A plan with it. */
    public static Plan plan(RollbackClass rollbackClass, Consumer<BatchText> with) {
        return plan(rollbackClass, "", post("never", equal(number(1), 1)), with);
    }

    /**
     * A plan in which one step fails.
     *
     * @param failing the step whose last statement the server refuses, empty for none
     * @param check of that step, after it
     */
    public static Plan plan(
            RollbackClass rollbackClass,
            String failing,
            org.lupomig.model.plan.Validation check,
            Consumer<BatchText> with) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.rollback(rollbackClass).freeze("core");
                    for (String name : STEPS) {
                        batch.step(name, step -> {
                            REQUIRES.getOrDefault(name, List.of()).forEach(step::requires);
                            step.sql(SQL.getOrDefault(name, new String[0]));
                            if (name.equals(failing)) {
                                step.check(check);
                            }
                        });
                    }
                    with.accept(batch);
                })
                .build();
    }

    /** A check that never holds, failing as this class. */
    public static org.lupomig.model.plan.Validation never(RollbackClass rollbackClass) {
        return Checks.as(rollbackClass, post("never", equal(number(1), 2)));
    }

    /** The steps without one, and without what requires it. */
    public static Set<String> without(String step) {
        Set<String> gone = new TreeSet<>(Set.of(step));
        for (String each : STEPS) {
            if (REQUIRES.getOrDefault(each, List.of()).stream().anyMatch(gone::contains)) {
                gone.add(each);
            }
        }
        return STEPS.stream().filter(each -> !gone.contains(each)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether nothing in it lacks what it requires. */
    public static boolean closed(Set<String> steps) {
        return steps.stream().allMatch(step -> steps.containsAll(REQUIRES.getOrDefault(step, List.of())));
    }

    /** The steps that have completed, as the store has it. */
    public static Set<String> completed(World world) {
        return world.store().steps("p").stream()
                .filter(row -> row.status() == StepStatus.COMPLETED)
                .map(row -> row.address().step())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the world looks like where exactly these have run. */
    public static String looks(Set<String> steps) {
        return LOOKS.computeIfAbsent(new TreeSet<>(steps), chosen -> {
            World world = Examples.world();
            List<String> ordered = new ArrayList<>(chosen);
            if (!ordered.isEmpty()) {
                world.run(PlanText.plan("q")
                        .batch(
                                "q",
                                batch -> ordered.forEach(
                                        step -> batch.step(step, SQL.getOrDefault(step, new String[0]))))
                        .build());
            }
            return world.server().dump();
        });
    }

    /** The row of a step. */
    public static StepRecord row(World world, String step) {
        return world.step("p", "b", step);
    }
}
