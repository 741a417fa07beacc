package org.lupomig.orchestrator.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.undo.AppliedStep;

/**
 * Records what a person says of steps whose undo failed. The server is looked at before, and what differs from the
 * journal is told and recorded; it keeps nothing from being recorded. All of it is one transaction, and nothing on the
 * server is touched: a process that dies before it has changed nothing, one that dies behind it everything.
 */
public final class Resolution {
    private static final Duration SESSION_PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_TOLD = 20;

    private final EnginePorts ports;
    private final Store.Lock lock;

    /** Under this lock. */
    public Resolution(EnginePorts ports, Store.Lock lock) {
        this.ports = ports;
        this.lock = lock;
    }

    /** Looks, asks, records. */
    public RunReport resolve(Resolve asked) {
        Address what = asked.what();
        Set<Long> dead =
                ports.store().unfinishedRuns().stream().map(RunRecord::id).collect(Collectors.toSet());
        Recovery.Outcome ended = new Recovery(ports, lock).recover();
        List<BatchRecord> batches = ports.store().batches(what.plan());
        if (batches.isEmpty()) {
            return refused(Problem.of(EngineMessage.UNKNOWN_PLAN, what.plan()));
        }
        BatchRecord batch = batches.stream()
                .filter(row -> row.batch().equals(what.batch()))
                .findFirst()
                .orElse(null);
        if (batch == null) {
            return refused(Problem.of(EngineMessage.UNKNOWN_BATCH, what.plan(), what.batch()));
        }
        if (dead.contains(batch.run())) {
            // Whoever said it had not seen what has been done just now.
            List<Problem> problems = new ArrayList<>(ended.stuck());
            problems.add(Problem.of(EngineMessage.JUST_RECOVERED, batch.run(), name(what)));
            return new RunReport(Result.REFUSED, 0, "nothing was recorded", problems);
        }
        List<StepRecord> steps = ports.store().steps(what.plan()).stream()
                .filter(step -> step.address().batch().equals(what.batch()))
                .toList();
        RunRecord run = ports.store().run(batch.run()).orElse(null);
        List<JournalEntry> journal = run == null ? List.of() : ports.store().journal(run.id());
        List<StepRecord> open = steps.stream()
                .filter(step -> step.state() == State.FAILED
                        && step.run() == batch.run()
                        && AppliedBy.undoFailed(step.address(), journal))
                .toList();
        List<StepRecord> meant = open.stream()
                .filter(step -> what.step().isEmpty() || what.equals(step.address()))
                .toList();
        if (run == null || meant.isEmpty()) {
            return refused(Problem.of(EngineMessage.NOTHING_TO_RESOLVE, name(what), why(what, steps, journal)));
        }
        if (asked.as() == Resolve.As.COMPLETED && meant.size() < open.size()) {
            String others = open.stream()
                    .filter(step -> !meant.contains(step))
                    .map(step -> step.address().step())
                    .collect(Collectors.joining(", "));
            return refused(
                    Problem.of(EngineMessage.OTHERS_NOT_UNDONE, name(what), others, what.plan() + "." + what.batch()));
        }
        return resolve(asked, batch, run, steps, open, meant);
    }

    private RunReport resolve(
            Resolve asked,
            BatchRecord batch,
            RunRecord run,
            List<StepRecord> steps,
            List<StepRecord> open,
            List<StepRecord> meant) {
        RunLog log = new RunLog(ports, lock, run.id(), run.owner().token());
        for (StepRecord step : meant) {
            if (!ports.target().endSession(log.sessionName(step.position()), SESSION_PATIENCE)) {
                return refused(Problem.of(EngineMessage.STILL_AT_WORK, run.id(), step.address()));
            }
        }
        List<String> differences = look(asked, run, meant);
        for (String difference : told(differences)) {
            log.tell(new RunEvent.Warned(
                    Problem.of(EngineMessage.NOT_AS_SAID, name(asked.what()), words(asked.as()), difference)));
        }
        if (asked.dryRun()) {
            return new RunReport(Result.DONE, run.id(), "dry run: " + recorded(asked, meant, "would be"), List.of());
        }
        if (!asked.confirmed().getAsBoolean()) {
            return new RunReport(Result.REFUSED, 0, "nothing was recorded", List.of());
        }
        record(asked, batch, run, steps, open, meant, differences, log);
        List<String> waiting = open.stream()
                .filter(step -> !meant.contains(step))
                .map(step -> step.address().step())
                .toList();
        if (!waiting.isEmpty()) {
            String address = batch.plan() + "." + batch.batch();
            log.tell(new RunEvent.Note("of batch " + address + " " + String.join(", ", waiting)
                    + " could not be undone either, and wait: 'lupomig retry " + address + "' tries it"));
        }
        return new RunReport(Result.DONE, run.id(), recorded(asked, meant, "is"), List.of());
    }

    private List<String> look(Resolve asked, RunRecord run, List<StepRecord> meant) {
        String session = new RunLog(ports, lock, 0, ports.owner().token())
                .sessionName(meant.get(0).position());
        List<AppliedStep> applied = AppliedStep.read(ports.store(), meant, run.id());
        try (TargetSession open = ports.target().open(session, Purpose.UNDO)) {
            ByHand byHand = new ByHand(
                    open, new Likeness(ports.definitions()), ports.target().heldSchema());
            List<String> held = byHand.held(applied);
            if (!held.isEmpty()) {
                ports.listener().on(new RunEvent.Note("what was set aside stays: " + String.join(", ", told(held))));
            }
            return byHand.differences(applied, asked.as());
        }
    }

    /** One transaction. */
    private void record(
            Resolve asked,
            BatchRecord batch,
            RunRecord run,
            List<StepRecord> steps,
            List<StepRecord> open,
            List<StepRecord> meant,
            List<String> differences,
            RunLog log) {
        boolean completes = asked.as() == Resolve.As.COMPLETED;
        Event event = completes ? Event.RESOLVED_AS_COMPLETED : Event.RESOLVED_AS_ROLLED_BACK;
        String who = ports.owner().who();
        String differing = String.join("; ", told(differences));
        List<Write> writes = new ArrayList<>();
        List<StepCursor> cursors = new ArrayList<>();
        for (StepRecord step : meant) {
            StepCursor cursor = new StepCursor(log, step);
            cursors.add(cursor);
            writes.addAll(cursor.stage(event, "", data(asked, who, differences)));
            if (completes) {
                writes.add(new Write.Tracked(
                        step.address(),
                        batch.version().text(),
                        StepStatus.COMPLETED,
                        step.position(),
                        0,
                        who,
                        0,
                        "",
                        log.stamp()));
            }
        }
        boolean rest = meant.size() < open.size();
        int completed = (int) steps.stream()
                .filter(step -> meant.contains(step) ? completes : step.status() == StepStatus.COMPLETED)
                .count();
        boolean all = steps.size() >= batch.totalSteps()
                && steps.stream()
                        .allMatch(step ->
                                meant.contains(step) ? completes : step.status().satisfies());
        StepStatus status = rest ? StepStatus.FAILED : all ? StepStatus.COMPLETED : StepStatus.ROLLED_BACK;
        writes.add(new Write.Batch(batch.ended(status, completed, log.stamp()), run.checksum()));
        String said = recorded(asked, meant, "was") + ", as " + who + " says: " + asked.because();
        writes.add(new Write.RolledBack(
                asked.what(),
                batch.rollbackClass(),
                "resolved by hand as " + asked.as().words() + " by " + who + ": " + asked.because(),
                !completes,
                meant.size(),
                0,
                differing,
                log.stamp()));
        writes.add(new Write.Alert(
                Write.Alert.Level.WARNING,
                "resolved by hand",
                said + (differing.isEmpty() ? "" : "; it is not as it was then: " + differing),
                log.stamp()));
        if (!rest) {
            Long at = run.ended();
            writes.add(
                    new Write.RunEnded(RunStatus.RECOVERED, said, run.durationMillis(), at == null ? log.stamp() : at));
        }
        StepCursor.commit(log, cursors, writes);
        meant.forEach(step -> log.tell(new RunEvent.Moved(step.address(), State.FAILED, State.IDLE)));
    }

    private static Map<String, Object> data(Resolve asked, String who, List<String> differences) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("resolved_as", asked.as().words());
        data.put("by", who);
        data.put("because", asked.because());
        data.put("differences", new ArrayList<Object>(differences));
        return data;
    }

    private static List<String> told(List<String> all) {
        if (all.size() <= MOST_TOLD) {
            return all;
        }
        List<String> out = new ArrayList<>(all.subList(0, MOST_TOLD));
        out.add("and " + (all.size() - MOST_TOLD) + " more");
        return out;
    }

    private static String recorded(Resolve asked, List<StepRecord> meant, String verb) {
        String names = meant.size() == 1
                ? meant.get(0).address().toString()
                : "each of "
                        + meant.stream().map(step -> step.address().toString()).collect(Collectors.joining(", "));
        return names + " " + verb + " recorded as " + asked.as().words();
    }

    private static String words(Resolve.As as) {
        return as == Resolve.As.COMPLETED ? "after it" : "before it";
    }

    private static String name(Address what) {
        return what.step().isEmpty() ? "batch " + what.plan() + "." + what.batch() : "step " + what;
    }

    private static String why(Address what, List<StepRecord> steps, List<JournalEntry> journal) {
        StepRecord step = steps.stream()
                .filter(row -> row.address().equals(what))
                .findFirst()
                .orElse(null);
        if (what.step().isEmpty()) {
            return "none of its steps has an undo that failed";
        } else if (step == null) {
            return "there is no such step";
        }
        if (step.state() != State.FAILED) {
            return "it is " + step.status().word().replace('_', ' ');
        }
        return AppliedBy.completionFailed(what, journal)
                ? "it is done, and the next command writes its records"
                : "nothing of it was touched";
    }

    private static RunReport refused(Problem problem) {
        return new RunReport(Result.REFUSED, 0, "nothing was recorded", List.of(problem));
    }
}
