package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation.Phase;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.RollbackClass;

/**
 * Which steps, one behind the other, are walked as a group: those that only make tables, and fill and shape what they
 * have made themselves. Nobody else knows of these yet, so that it is all the same when exactly each statement is sent,
 * and what a whole group is about to do can be said in one commit.
 *
 * <p>What is said beforehand is said of steps that wait for others of the group. So groups are bounded: in number by
 * what a question to the server holds, in time by steps that must not take long; a few steps gain nothing by it.
 */
final class GroupedSteps {
    static final int LEAST = 8;
    static final int MOST = 50;

    /**
     * How many there are in the first groups where many follow: the server has nothing to do until the first of them is
     * prepared, and from then on each is prepared while the one before it is sent.
     */
    private static final List<Integer> FIRST = List.of(8, 12, 20, 32);

    private static final Duration LEAST_TIME = Duration.ofMinutes(1);

    private GroupedSteps() {}

    /**
     * All steps in their order, group by group; most are alone in theirs.
     *
     * @param pending steps of the batch, in the order of the plan
     */
    static List<List<Step>> of(Batch batch, List<Step> pending) {
        List<List<Step>> groups = new ArrayList<>();
        boolean whole = batch.rollbackClass() == RollbackClass.A
                && batch.validations().stream().allMatch(check -> check.phase() == Phase.POST);
        int at = 0;
        int before = 0;
        while (at < pending.size()) {
            int size = whole ? Open.from(pending.subList(at, Math.min(pending.size(), at + MOST))) : 1;
            boolean more = size == MOST && at + size < pending.size();
            int taken = size < LEAST ? 1 : more ? next(size, before) : last(size, before);
            groups.add(List.copyOf(pending.subList(at, at + taken)));
            at += taken;
            before = taken == 1 ? 0 : before + 1;
        }
        return groups;
    }

    private static int next(int size, int before) {
        return before < FIRST.size() ? FIRST.get(before) : size;
    }

    /** Behind many, of the last ones a half, as long as that is a group: the server has less to wait for at the end. */
    private static int last(int size, int before) {
        return before < FIRST.size() || size < 2 * LEAST ? size : size - size / 2;
    }

    /**
     * Whether a group is looked at while statements of one before it are on their way: where none of its steps waits
     * for one of that, is in conflict with one, or makes a table of the same name.
     */
    static boolean mayBeBeside(List<Step> before, List<Step> next) {
        Set<Address> steps = new HashSet<>();
        Set<Address> apart = new HashSet<>();
        Set<ObjectName> tables = new HashSet<>();
        before.forEach(step -> {
            steps.add(step.address());
            step.dependencies().forEach(dependency -> apart.add(dependency.on()));
            tables.addAll(Objects.requireNonNull(TracelessSteps.made(step.statements())));
        });
        return next.stream()
                .allMatch(step -> !apart.contains(step.address())
                        && step.dependencies().stream().map(Dependency::on).noneMatch(steps::contains)
                        && Objects.requireNonNull(TracelessSteps.made(step.statements())).stream()
                                .noneMatch(tables::contains));
    }

    /** A group that more steps may come to. */
    private static final class Open {
        private final Set<Address> steps = new HashSet<>();
        private final Set<Address> apart = new HashSet<>();
        private final Set<ObjectName> tables = new HashSet<>();
        private @Nullable String schema;

        /** How many of these, from the first on, are walked together. */
        static int from(List<Step> steps) {
            Open open = new Open();
            int size = 0;
            while (size < steps.size() && open.takes(steps.get(size))) {
                size++;
            }
            return size;
        }

        private boolean takes(Step step) {
            if (step.when() != null
                    || !step.validations().isEmpty()
                    || step.retries() > 0
                    || step.undo() instanceof Undo.Waived
                    || step.timeout().compareTo(LEAST_TIME) < 0
                    || step.runsAlone()
                    || apart.contains(step.address())
                    || step.dependencies().stream().map(Dependency::on).anyMatch(steps::contains)) {
                return false;
            }
            Set<ObjectName> made = TracelessSteps.made(step.statements());
            if (made == null) {
                return false;
            }
            String inSchema = step.statements().get(0).defaultSchema();
            if (made.stream().anyMatch(tables::contains) || !(steps.isEmpty() || Objects.equals(schema, inSchema))) {
                return false;
            }
            schema = inSchema;
            steps.add(step.address());
            step.dependencies().forEach(dependency -> apart.add(dependency.on()));
            tables.addAll(made);
            return true;
        }
    }
}
