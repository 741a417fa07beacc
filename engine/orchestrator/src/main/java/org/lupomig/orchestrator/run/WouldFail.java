package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.RollbackClass;

/** What a batch would fail by, as far as that is seen beforehand, and how much of it would not be run for that. */
final class WouldFail {
    private final @Nullable Batch batch;
    private final List<Step> pending;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Address> steps = new LinkedHashSet<>();
    private boolean whole;
    private boolean takesBack;

    /**
     * Of one batch.
     *
     * @param pending its steps that would be run, in order
     */
    WouldFail(Batch batch, List<Step> pending) {
        this(batch, pending, batch.rollbackClass() == RollbackClass.A);
    }

    private WouldFail(@Nullable Batch batch, List<Step> pending, boolean whole) {
        this.batch = batch;
        this.pending = List.copyOf(pending);
        this.whole = whole;
    }

    /** Of none. */
    static WouldFail nowhere() {
        return new WouldFail(null, List.of(), true);
    }

    /** It would not come to its first step. */
    void wholly(Problem problem) {
        problems.add(problem);
        whole = true;
    }

    /** One of its steps would fail before it has changed anything. */
    void in(Step step, Problem problem) {
        problems.add(problem);
        steps.add(step.address());
        takesBack |= step.rollbackClass() == RollbackClass.A;
    }

    /** What speaks against it; empty where nothing does. */
    List<Problem> problems() {
        return problems;
    }

    /** How it would end, a clause. */
    String words() {
        List<String> left = notRun();
        if (whole || batch == null || steps.size() + left.size() == pending.size()) {
            return "it would fail before anything is changed";
        }
        String failing = "batch " + batch.name() + " would fail in "
                + Counted.first(steps.stream().map(Address::step).toList());
        if (takesBack) {
            return failing + ", and all of it be taken back";
        }
        return failing + (left.isEmpty() ? "" : ", and " + Counted.first(left) + " not be run")
                + ", before anything is changed there; its other steps would run";
    }

    /** Steps that require one of those that would fail, or of these. */
    private List<String> notRun() {
        Set<Address> lacking = new LinkedHashSet<>(steps);
        List<String> names = new ArrayList<>();
        for (Step step : pending) {
            boolean lacks = step.dependencies().stream()
                    .anyMatch(dependency ->
                            dependency.kind() == Dependency.Kind.REQUIRED && lacking.contains(dependency.on()));
            if (lacks && lacking.add(step.address())) {
                names.add(step.address().step());
            }
        }
        return names;
    }
}
