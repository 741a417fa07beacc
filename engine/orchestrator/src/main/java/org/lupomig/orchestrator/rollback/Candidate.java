package org.lupomig.orchestrator.rollback;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.StepStatus;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.BatchScript;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.StepTrail;

/**
 * A batch that is to go back, or steps of one.
 *
 * @param steps rows of all its steps
 * @param completed those of them that have completed and are to go back
 * @param applied what these did, in the order in which they did it
 */
record Candidate(BatchRecord batch, List<StepRecord> steps, List<StepRecord> completed, List<AppliedStep> applied) {

    /** A whole batch. */
    static Candidate of(EnginePorts ports, BatchRecord batch) {
        return of(ports, batch, step -> true);
    }

    /** Some steps of a batch, of those that have completed. */
    static Candidate of(EnginePorts ports, BatchRecord batch, Predicate<Address> going) {
        List<StepRecord> steps = steps(ports.store(), batch);
        List<StepRecord> completed = completed(steps, going);
        return new Candidate(batch, steps, completed, AppliedStep.read(ports.store(), completed, 0));
    }

    /** Rows of all steps of a batch. */
    static List<StepRecord> steps(Store store, BatchRecord batch) {
        return store.steps(batch.plan()).stream()
                .filter(step -> step.address().batch().equals(batch.batch()))
                .toList();
    }

    /** Those of some steps that have completed and are to go back. */
    static List<StepRecord> completed(List<StepRecord> steps, Predicate<Address> going) {
        return steps.stream()
                .filter(step -> step.status() == StepStatus.COMPLETED && going.test(step.address()))
                .toList();
    }

    /** Begins the run in which it goes back, of the plan of this {@link #checksum}. */
    RunLog begin(EnginePorts ports, Store.Lock lock, String checksum) {
        long id = lock.begin(new NewRun(
                NewRun.RunKind.ROLLBACK,
                batch.plan(),
                batch.version().text(),
                checksum,
                ports.owner(),
                UtcStamp.of(ports.clock().instant())));
        return new RunLog(ports, lock, id, ports.owner().token())
                .of(batch.version().text());
    }

    /** That of the plan as it was run; empty where that run is not known any more. */
    String checksum(EnginePorts ports) {
        return ports.store().run(batch.run()).map(RunRecord::checksum).orElse("");
    }

    List<StepTrail> trails() {
        return applied.stream().map(AppliedStep::trail).toList();
    }

    /** Whether it is told as one thing. */
    boolean isOne() {
        return staying() == 0 || completed.size() == 1;
    }

    /** What goes back, for people. */
    String named() {
        if (staying() == 0) {
            return "batch " + batch.batch();
        }
        return (isOne() ? "step " : "steps ")
                + String.join(
                        ", ",
                        completed.stream()
                                .map(step -> step.address().toString())
                                .toList());
    }

    /** Completed steps of the batch that stay. */
    int staying() {
        return (int) steps.stream()
                        .filter(step -> step.status() == StepStatus.COMPLETED)
                        .count()
                - completed.size();
    }

    /** Those whose condition did not hold: when the whole batch has gone back nothing is known of them any more. */
    List<StepRecord> skipped() {
        return staying() > 0
                ? List.of()
                : steps.stream()
                        .filter(step -> step.status() == StepStatus.SKIPPED)
                        .toList();
    }

    /** What the author wrote for the batch as a whole; empty where it has none, or does not go back whole. */
    List<AuthoredStatement> script(EnginePorts ports) {
        return batch.status() == StepStatus.COMPLETED && staying() == 0 && !applied.isEmpty()
                ? BatchScript.of(batch, ports.store())
                : List.of();
    }

    /** Why that is not run; null where it is. */
    @Nullable
    String unscripted() {
        if (trails().stream().anyMatch(StepTrail::changedRows)) {
            // A script puts no rows back, and what it took away they might need.
            return "the batch changed rows, which are put back in their order with all else";
        }
        return trails().stream().allMatch(trail -> trail.whole() && trail.completed())
                ? null
                : "not all of its steps ran whole";
    }

    /** How many statements go back. */
    int statements() {
        return trails().stream()
                .mapToInt(trail -> (int) trail.statements().stream()
                        .filter(statement -> !statement.withoutEffect())
                        .count())
                .sum();
    }
}
