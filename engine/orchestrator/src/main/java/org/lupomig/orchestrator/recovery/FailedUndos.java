package org.lupomig.orchestrator.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.JournalFootprint;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.ExpectedAside;

/**
 * Steps that could not be undone by earlier commands. A person has mended what was in the way, and says so by asking
 * for them. They are noted before dead runs are ended, so that none is tried again right after it has failed.
 */
public final class FailedUndos {
    private final EnginePorts ports;
    private final List<Address> asked = new ArrayList<>();
    private final @Nullable String plan;
    private boolean overLaterWrites;
    private boolean goneBack;

    /**
     * As they are now.
     *
     * @param what the step that is asked for; with empty names all of a batch or plan, null for all
     */
    public FailedUndos(EnginePorts ports, @Nullable Address what) {
        this.ports = ports;
        this.plan = what == null ? null : what.plan();
        for (String each : ports.store().plans()) {
            for (StepRecord step : ports.store().steps(each)) {
                if (what == null || isMeant(step.address(), what)) {
                    if (step.state() == State.FAILED) {
                        asked.add(step.address());
                    }
                    goneBack |= step.status() == StepStatus.ROLLED_BACK;
                }
            }
        }
    }

    /** Where none of them has failed with something left: that, and what is to be done where one has gone back. */
    public String nothing() {
        return "nothing has failed with something left"
                + (goneBack ? "; what has gone back is run again by lupomig run" : "");
    }

    /** They may go on over what others have written since, as whoever gives the command allows. */
    public void overLaterWrites() {
        overLaterWrites = true;
    }

    /** What trying them again claims. */
    public Claims claims() {
        return JournalFootprint.ofFailed(asked, ports);
    }

    private static boolean isMeant(Address step, Address what) {
        return step.plan().equals(what.plan())
                && (what.batch().isEmpty() || step.batch().equals(what.batch()))
                && (what.step().isEmpty() || step.step().equals(what.step()));
    }

    /** What is to be said now of plans that were not asked for and need a person, too; null where there are none. */
    public @Nullable String others() {
        TreeSet<String> others = new TreeSet<>();
        for (String each : plan == null ? List.<String>of() : ports.store().plans()) {
            for (StepRecord step : ports.store().steps(each)) {
                if (!each.equals(plan)
                        && step.state() == State.FAILED
                        && AppliedBy.undoFailed(step.address(), ports.store().journal(step.run()))) {
                    others.add(each);
                }
            }
        }
        if (others.isEmpty()) {
            return null;
        }
        int more = others.size() - 1;
        String first = others.first();
        return (more == 0 ? "plan " + first + " needs" : "plan " + first + " and " + more + " more need")
                + " a person, too: see 'lupomig status', then 'lupomig recover" + (more == 0 ? " " + first : "") + "'";
    }

    /**
     * What the account lacks to keep aside what they may go on over: then none of them is to be tried. Who has not
     * asked for that is told by each of them what is in its way.
     */
    public List<Problem> lacking() {
        Set<Problem> lacking = new LinkedHashSet<>();
        for (Failed failed : overLaterWrites ? failed() : List.<Failed>of()) {
            ExpectedAside expected = new ExpectedAside(ports.statements());
            for (AppliedStep step :
                    AppliedStep.read(ports.store(), failed.steps(), failed.run().id())) {
                expected.add(
                        step.trail(),
                        failed.open().contains(step.address()) ? LaterWrites.all(step.trail()) : List.of());
            }
            lacking.addAll(expected.lacking(ports.target()));
        }
        return List.copyOf(lacking);
    }

    /** Tries again, and gives what still cannot be undone, and of which runs, once for each step. */
    public Recovery.Outcome retry(Store.Lock lock) {
        List<Problem> stuck = new ArrayList<>();
        List<Long> tried = new ArrayList<>();
        for (Failed failed : failed()) {
            RunRecord run = failed.run();
            failed.open().forEach(step -> tried.add(run.id()));
            stuck.addAll(
                    retry(failed, new RunLog(ports, lock, run.id(), run.owner().token()).of(run.version())));
        }
        return new Recovery.Outcome(tried, stuck, List.of(), List.of(), List.of());
    }

    /**
     * What of a batch could not be undone.
     *
     * @param run that was undoing it
     * @param steps rows of all that this run took up
     * @param open those that were asked for
     * @param journal of that run
     */
    private record Failed(
            RunRecord run, BatchRecord batch, List<StepRecord> steps, List<Address> open, List<JournalEntry> journal) {}

    private List<Failed> failed() {
        List<Failed> failed = new ArrayList<>();
        for (String plan : ports.store().plans()) {
            for (BatchRecord batch : ports.store().batches(plan)) {
                List<StepRecord> steps = ports.store().steps(plan).stream()
                        .filter(step -> step.address().batch().equals(batch.batch()) && step.run() == batch.run())
                        .toList();
                RunRecord run = ports.store().run(batch.run()).orElse(null);
                if (run != null && steps.stream().anyMatch(step -> step.state() == State.FAILED)) {
                    List<JournalEntry> journal = ports.store().journal(run.id());
                    List<Address> open = steps.stream()
                            .filter(step -> step.state() == State.FAILED)
                            .map(StepRecord::address)
                            .filter(step -> asked.contains(step) && AppliedBy.undoFailed(step, journal))
                            .toList();
                    if (!open.isEmpty()) {
                        failed.add(new Failed(run, batch, steps, open, journal));
                    }
                }
            }
        }
        return failed;
    }

    private List<Problem> retry(Failed failed, RunLog log) {
        RunRecord run = failed.run();
        BatchRecord batch = failed.batch();
        List<StepRecord> steps = failed.steps();
        Instant began = log.now();
        List<StepCursor> cursors =
                steps.stream().map(step -> new StepCursor(log, step)).toList();
        List<Write> writes = new ArrayList<>();
        LaterWrites later = new LaterWrites(ports.owner().who());
        List<ObjectName> tables = new ArrayList<>();
        for (AppliedStep step : AppliedStep.read(ports.store(), steps, run.id())) {
            if (failed.open().contains(step.address())) {
                StepCursor cursor = cursors.stream()
                        .filter(each -> each.address().equals(step.address()))
                        .findFirst()
                        .orElseThrow();
                Map<String, Object> data = AppliedBy.toJson(AppliedBy.of(step.address(), failed.journal(), run.id()));
                if (overLaterWrites) {
                    tables.addAll(later.write(step.trail(), data));
                }
                writes.addAll(cursor.stage(Event.RETRIED, "", Map.of()));
                // why it could not be undone is told no more, unless it cannot again
                writes.addAll(cursor.stage(Event.REVERTED, "", data));
            }
        }
        if (!tables.isEmpty()) {
            String told = later.told(batch.name(), tables);
            writes.add(new Write.Alert(Write.Alert.Level.WARNING, "later writes discarded", told, log.stamp()));
        }
        BatchRecord again = batch.takenUp(run.id());
        writes.add(new Write.Batch(again, run.checksum()));
        // One that cannot be undone again is told again, once.
        writes.add(new Write.Settled(run.id(), Alerts.UNDO_FAILED, "tried again on request", log.stamp()));
        // Reopened, so that a kill from here on leaves a dead run for the next command to find.
        writes.add(new Write.RunReopened(log.stamp()));
        StepCursor.commit(log, cursors, writes);
        BatchEnding ending = new BatchEnding(ports, run, log);
        List<Problem> stuck =
                ending.back(again, cursors.stream().map(StepCursor::record).toList(), "tried again on request");
        RunStatus status = stuck.isEmpty() ? RunStatus.RECOVERED : RunStatus.BROKEN;
        String said = BatchEnding.told(ending.now(again), stuck);
        log.commit(List.of(new Write.RunEnded(
                status, said, Duration.between(began, log.now()).toMillis(), log.stamp())));
        log.tell(new RunEvent.Recovered(run.id(), run.plan(), said, stuck.isEmpty()));
        return stuck;
    }
}
