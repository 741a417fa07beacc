package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.run.NeedsAPerson;

/** Which batches, of any plan, have completed upon others. */
final class Dependents {
    private static final Comparator<BatchRecord> NEWEST_FIRST = Comparator.comparing(
                    (BatchRecord batch) -> Objects.requireNonNullElse(batch.ended(), Long.MAX_VALUE))
            .thenComparing(BatchRecord::run)
            .thenComparing(BatchRecord::position)
            .reversed();

    private final Store store;
    private final List<BatchRecord> holding = new ArrayList<>();

    /** As they are now. */
    Dependents(Store store) {
        this.store = store;
        for (String plan : store.plans()) {
            store.batches(plan).stream().filter(BatchRecord::holds).forEach(holding::add);
        }
    }

    /** Those that rest on a batch, by plan and place. */
    List<BatchRecord> direct(BatchRecord batch) {
        return holding.stream().filter(other -> requires(other, batch)).toList();
    }

    /** Steps whose undo failed, of batches that rest on one: what they did may still be there, and need it. */
    List<Problem> stuck(BatchRecord batch) {
        List<Problem> problems = new ArrayList<>();
        for (String plan : store.plans()) {
            List<String> resting = store.batches(plan).stream()
                    .filter(other -> requires(other, batch))
                    .map(BatchRecord::batch)
                    .toList();
            for (StepRecord step : resting.isEmpty() ? List.<StepRecord>of() : store.steps(plan)) {
                if (resting.contains(step.address().batch())
                        && step.state() == State.FAILED
                        && AppliedBy.undoFailed(step.address(), store.journal(step.run()))) {
                    problems.add(NeedsAPerson.of(step));
                }
            }
        }
        return problems;
    }

    /**
     * Those that rest on it, and on these: each before all that it rests on, the newest first. It is not among them.
     */
    List<BatchRecord> all(BatchRecord batch) {
        Map<String, BatchRecord> found = new LinkedHashMap<>();
        List<BatchRecord> open = new ArrayList<>(direct(batch));
        while (!open.isEmpty()) {
            BatchRecord next = open.remove(0);
            if (!next.name().equals(batch.name()) && found.putIfAbsent(next.name(), next) == null) {
                open.addAll(direct(next));
            }
        }
        List<BatchRecord> left = new ArrayList<>(found.values());
        left.sort(NEWEST_FIRST);
        List<BatchRecord> order = new ArrayList<>();
        while (!left.isEmpty()) {
            BatchRecord next = left.stream()
                    .filter(one -> left.stream().noneMatch(other -> requires(other, one)))
                    .findFirst()
                    .orElse(left.get(0));
            left.remove(next);
            order.add(next);
        }
        return order;
    }

    private static boolean requires(BatchRecord other, BatchRecord batch) {
        return other.requires().contains(batch.name())
                || (other.plan().equals(batch.plan()) && other.requires().contains(batch.batch()));
    }
}
