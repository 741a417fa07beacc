package org.lupomig.orchestrator.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.journal.StepRecord;

/** Which steps of a batch a failing check of the whole batch takes back. */
final class StepsOfClass {
    private final Batch batch;

    StepsOfClass(Batch batch) {
        this.batch = batch;
    }

    /**
     * Of class A and B all. Of C and D those that are of that class, or a weaker one, with what came after them because
     * of them; all where there is none of that class.
     */
    List<StepRecord> among(List<StepRecord> completed, RollbackClass failing) {
        if (failing.atLeast(RollbackClass.B)) {
            return completed;
        }
        Set<Address> chosen = new HashSet<>();
        for (Step step : batch.steps()) {
            boolean after = step.dependencies().stream()
                    .anyMatch(dependency ->
                            dependency.kind() != Dependency.Kind.CONFLICT && chosen.contains(dependency.on()));
            if (failing.atLeast(step.rollbackClass()) || after) {
                chosen.add(step.address());
            }
        }
        List<StepRecord> found = completed.stream()
                .filter(step -> chosen.contains(step.address()))
                .toList();
        return found.isEmpty() ? completed : found;
    }
}
