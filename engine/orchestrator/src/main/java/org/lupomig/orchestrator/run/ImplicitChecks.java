package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Validation.Phase;
import org.lupomig.model.source.Location;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.NewOrphans;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * What is checked of steps that wait for their commit point though nobody asked for it: that an ALTER has left as many
 * rows as there were, where these were counted anyway, and that no row refers to nothing that did not before. The
 * latter is asked only where the server has not judged it itself; the former costs nothing. A process that is killed
 * here has changed nothing, and has not passed the commit point: its steps go back.
 */
final class ImplicitChecks {
    private static final String NO_NEW_ORPHANS = "no new orphans";
    private static final String SAME_ROWS = "rows unchanged by DDL";

    private final EnginePorts ports;
    private final RunLog log;
    private final Address target;
    private final Collection<StepCursor> cursors;
    private final BatchProgress progress;

    /**
     * Of steps that pass one commit point together.
     *
     * @param target the step, or the batch with an empty step name
     */
    ImplicitChecks(
            EnginePorts ports, RunLog log, Address target, Collection<StepCursor> cursors, BatchProgress progress) {
        this.ports = ports;
        this.log = log;
        this.target = target;
        this.cursors = cursors;
        this.progress = progress;
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
        String detail = words(wrong.isEmpty() ? others : wrong, AlteredRows::words);
        Write record = record(SAME_ROWS, wrong.isEmpty(), detail, log.now());
        if (others.isEmpty()) {
            // nothing was asked: it is written with the step past its commit point
            log.later(List.of(record));
            return null;
        }
        say(SAME_ROWS, wrong.isEmpty(), detail, record);
        return wrong.isEmpty() ? null : failed(wrong.get(0).at(), EngineMessage.ROWS_NOT_KEPT_BY_ALTER, detail);
    }

    private @Nullable Failed noNewOrphans(Duration limit, BooleanSupplier stopRequested, RollbackClass rollbackClass) {
        UncheckedKeys keys = progress.keys();
        List<StepCursor> waiting = cursors.stream()
                .filter(cursor -> cursor.state() == State.VALIDATING_POST)
                .toList();
        if (keys.none() || waiting.isEmpty()) {
            return null;
        }
        log.flush(); // counting may take long
        Instant began = log.now();
        int last = waiting.get(waiting.size() - 1).record().position();
        List<NewOrphans> found = new ArrayList<>();
        Sender sender = new Sender(log, target, log.worked().plus(limit), log::worked, stopRequested);
        StatementOutcome unseen;
        try (TargetSession session = ports.target().open(log.sessionName(last), Purpose.UNDO)) {
            unseen = keys.look(session, sender, found);
        }
        if (unseen != null) {
            Problem problem = stopRequested.getAsBoolean()
                    ? Problem.of(EngineMessage.STOPPED, log.whyStopped())
                    : Problem.of(
                            EngineMessage.ORPHANS_NOT_SEEN_IN_TIME, limit.toSeconds() + " s", Answers.reason(unseen));
            return new Failed(problem, rollbackClass, target.step().isEmpty());
        }
        if (found.isEmpty()) {
            return null;
        }
        List<NewOrphans> noticed =
                found.stream().filter(each -> each.rows() > 0 || each.unseen()).toList();
        List<NewOrphans> wrong = noticed.stream()
                .filter(each -> !each.unseen() && !keys.mayStay(each))
                .toList();
        String detail = words(wrong.isEmpty() ? noticed : wrong, NewOrphans::words);
        say(NO_NEW_ORPHANS, wrong.isEmpty(), detail, record(NO_NEW_ORPHANS, wrong.isEmpty(), detail, began));
        return wrong.isEmpty() ? null : failed(keys.at(wrong.get(0)), EngineMessage.NEW_ORPHANS, detail);
    }

    private static <T> String words(List<T> of, Function<T, String> words) {
        return of.stream().map(words).collect(Collectors.joining("; "));
    }

    private Write record(String title, boolean passed, String detail, Instant began) {
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

    private void say(String title, boolean passed, String detail, Write record) {
        log.commit(List.of(record));
        log.tell(new RunEvent.Checked(target, title, passed, passed && !detail.isEmpty(), detail));
    }

    private Failed failed(@Nullable Location at, EngineMessage message, String detail) {
        return new Failed(
                Problem.at(at, message, detail), RollbackClass.A, target.step().isEmpty());
    }
}
