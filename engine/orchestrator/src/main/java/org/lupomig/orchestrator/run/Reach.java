package org.lupomig.orchestrator.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.EngineMessage;

/**
 * How much of a plan a run is to do: all of it, or one step with what that rests on, which is the steps that it
 * requires and the batches that its batch does, and what these rest on. A batch of class A is committed as a whole: a
 * step of another batch that requires one of its steps rests on all of it, and its last step stands for all of it.
 */
public final class Reach {
    private final Plan plan;
    private final @Nullable Address to;
    private final Set<Address> steps = new HashSet<>();

    private Reach(Plan plan, @Nullable Address to) {
        this.plan = plan;
        this.to = to;
    }

    /**
     * Of a plan.
     *
     * @param to one of its steps; null: all of it
     */
    public static Reach of(Plan plan, @Nullable Address to) {
        Reach reach = new Reach(plan, to);
        if (to == null) {
            plan.steps().forEach(step -> reach.steps.add(step.address()));
        } else {
            reach.follow(to);
        }
        return reach;
    }

    private void follow(Address named) {
        Map<String, Batch> batches = new HashMap<>();
        Map<Address, Step> all = new HashMap<>();
        for (Batch batch : plan.batches()) {
            batches.put(batch.name(), batch);
            batch.steps().forEach(step -> all.put(step.address(), step));
        }
        if (!all.containsKey(named)) {
            throw new IllegalArgumentException("no step " + named);
        }
        Deque<Step> open = new ArrayDeque<>();
        Batch own = batches.get(named.batch());
        if (own != null && isWhole(own) && last(own).equals(named)) {
            open.addAll(own.steps());
        }
        open.add(step(all, named));
        while (!open.isEmpty()) {
            Step step = open.remove();
            if (!steps.add(step.address())) {
                continue;
            }
            Batch batch = batches.get(step.address().batch());
            for (String required : batch == null ? List.<String>of() : batch.requires()) {
                // What another plan is to have done is looked for when it is this step's turn.
                Batch before = batches.get(ofPlan(required));
                if (before != null) {
                    open.addAll(before.steps());
                }
            }
            for (Dependency dependency : step.dependencies()) {
                Address on = dependency.on();
                if (dependency.kind() == Dependency.Kind.REQUIRED && all.containsKey(on)) {
                    Batch before = batches.get(on.batch());
                    if (before != null && !before.equals(batch) && isWhole(before)) {
                        open.addAll(before.steps());
                    } else {
                        open.add(step(all, on));
                    }
                }
            }
        }
    }

    private static Step step(Map<Address, Step> all, Address address) {
        return Objects.requireNonNull(all.get(address));
    }

    /** The name of a batch of this plan, which may stand behind the plan's. */
    private String ofPlan(String batch) {
        String prefix = plan.name() + ".";
        return batch.startsWith(prefix) ? batch.substring(prefix.length()) : batch;
    }

    private static boolean isWhole(Batch batch) {
        return batch.rollbackClass() == RollbackClass.A;
    }

    private static Address last(Batch batch) {
        return batch.steps().get(batch.steps().size() - 1).address();
    }

    /** Whether a step is part of it. */
    boolean has(Step step) {
        return steps.contains(step.address());
    }

    /** The steps that are part of it, in the order of the plan. */
    public List<Step> steps() {
        return plan.steps().stream().filter(this::has).toList();
    }

    /** Whether anything of a batch is part of it. */
    boolean touches(Batch batch) {
        return to == null || batch.steps().stream().anyMatch(this::has);
    }

    /**
     * Why it cannot be run so: it would leave behind steps of a batch that is committed as a whole.
     *
     * @param pending steps that have not completed
     */
    public List<Problem> objections(Predicate<Step> pending) {
        if (to == null) {
            return List.of();
        }
        return plan.batches().stream()
                .filter(Reach::isWhole)
                .flatMap(batch -> objection(batch, pending).stream())
                .toList();
    }

    private List<Problem> objection(Batch batch, Predicate<Step> pending) {
        List<Step> open = batch.steps().stream().filter(pending).toList();
        List<String> left = open.stream()
                .filter(step -> !has(step))
                .map(step -> step.address().step())
                .toList();
        if (left.isEmpty() || left.size() == open.size()) {
            return List.of();
        }
        Step named = open.stream()
                .filter(step -> step.address().equals(to))
                .findFirst()
                .orElse(open.get(0));
        return List.of(Problem.at(
                named.location(),
                EngineMessage.PART_OF_A_WHOLE,
                String.valueOf(to),
                Counted.first(left),
                batch.name(),
                last(batch)));
    }

    /**
     * What is said of steps that it leaves behind; empty where it leaves none.
     *
     * @param left these, in the order of the plan
     * @param would whether it is only looked at
     */
    String leaves(List<Step> left, boolean would) {
        if (left.isEmpty()) {
            return "";
        }
        List<String> names = left.stream()
                .map(step -> step.address().batch() + "." + step.address().step())
                .toList();
        String stay = would ? " would stay" : left.size() == 1 ? " stays" : " stay";
        return "; behind " + to + " " + Counted.of(left.size(), "step") + stay + " pending: " + Counted.first(names);
    }

    @Override
    public String toString() {
        return to == null ? plan.name() : to.toString();
    }
}
