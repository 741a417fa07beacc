package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Validation.Phase;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;

/**
 * What is checked of steps that wait for their commit point though nobody asked for it: that an ALTER has left as many
 * rows as there were, where these were counted anyway, and that no row refers to nothing that did not before. The
 * latter is asked only where the server has not judged it itself; the former costs nothing. A process that is killed
 * here has changed nothing, and has not passed the commit point: its steps go back.
 */
final class ImplicitChecks {
    private static final String SAME_ROWS = "rows unchanged by DDL";

    private final RunLog log;
    private final Address target;
    private final NewOrphansCheck orphans;
    private final Collection<StepCursor> cursors;
    private final BatchProgress progress;

    /**
     * Of steps that pass one commit point together.
     *
     * @param target the step, or the batch with an empty step name
     * @param orphans looks for rows that refer to nothing
     */
    ImplicitChecks(
            RunLog log,
            Address target,
            Collection<StepCursor> cursors,
            BatchProgress progress,
            NewOrphansCheck orphans) {
        this.log = log;
        this.target = target;
        this.cursors = cursors;
        this.progress = progress;
        this.orphans = orphans;
    }

    /**
     * Makes them.
     *
     * @param limit how long it may be waited and looked for rows that refer to nothing
     * @param stopRequested asked where it waits
     * @param rollbackClass of what keeps them from being made
     * @return what failed, which takes back all that a failed check of integrity does
     */
    @Nullable
    Failed make(Duration limit, BooleanSupplier stopRequested, RollbackClass rollbackClass) {
        Failed failed = sameRows();
        return failed == null ? noNewOrphans(limit, stopRequested, rollbackClass) : failed;
    }

    private @Nullable Failed sameRows() {
        List<AlteredRows> altered = progress.altered();
        if (altered.isEmpty()) {
            return null;
        }
        List<AlteredRows> others = altered.stream().filter(each -> !each.same()).toList();
        List<AlteredRows> wrong = others.stream().filter(AlteredRows::alone).toList();
        String detail = words(wrong.isEmpty() ? others : wrong);
        if (others.isEmpty()) {
            // nothing was asked: it is written with the step past its commit point
            log.later(List.of(record(log, target, SAME_ROWS, true, detail, log.now())));
            return null;
        }
        say(log, target, SAME_ROWS, wrong.isEmpty(), detail, log.now());
        if (wrong.isEmpty()) {
            return null;
        }
        Problem problem = Problem.at(wrong.get(0).at(), EngineMessage.ROWS_NOT_KEPT_BY_ALTER, detail);
        return new Failed(problem, RollbackClass.A, target.step().isEmpty());
    }

    private @Nullable Failed noNewOrphans(Duration limit, BooleanSupplier stopRequested, RollbackClass rollbackClass) {
        boolean waits = cursors.stream().anyMatch(cursor -> cursor.state() == State.VALIDATING_POST);
        if (waits) {
            return orphans.make(progress.keys(), limit, stopRequested, rollbackClass);
        }
        // What earlier runs of the batch have left is judged, be none of its steps under way.
        return target.step().isEmpty() ? orphans.make(null, limit, stopRequested, rollbackClass) : null;
    }

    private static String words(List<AlteredRows> of) {
        return of.stream().map(AlteredRows::words).collect(Collectors.joining("; "));
    }

    private static Write record(
            RunLog log, Address target, String title, boolean passed, String detail, Instant began) {
        return new Write.Validated(
                target,
                Phase.POST,
                Write.Validated.IMPLICIT,
                title,
                !passed ? "failed" : detail.isEmpty() ? "passed" : "warned",
                detail,
                Duration.between(began, log.now()).toMillis(),
                log.stamp());
    }

    /** Writes down what one has come to, and says it. */
    static void say(RunLog log, Address target, String title, boolean passed, String detail, Instant began) {
        log.commit(List.of(record(log, target, title, passed, detail, began)));
        log.tell(new RunEvent.Checked(target, title, passed, passed && !detail.isEmpty(), detail));
    }
}
