package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.StepStatus;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.FailurePoint;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.Footprint;
import org.lupomig.orchestrator.claim.JournalFootprint;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Store;

/** Runs what of a plan has not completed, batch by batch. Called under the lock, with nothing left of dead runs. */
public final class PlanRun {
    private final EnginePorts ports;
    private final Store.Lock lock;

    /** Under this lock. */
    public PlanRun(EnginePorts ports, Store.Lock lock) {
        this.ports = ports;
        this.lock = lock;
    }

    /**
     * Says that a plan is finished, where it is, nobody works on it, and no run is dead: that much can be seen without
     * a lock.
     *
     * @param to the step up to which it is asked for; null: to its end
     */
    public static @Nullable RunReport finished(Plan plan, @Nullable Address to, EnginePorts ports) {
        List<RunRecord> unfinished = ports.store().unfinishedRuns();
        boolean atRest = unfinished.isEmpty()
                || (unfinished.stream().noneMatch(run -> run.plan().equals(plan.name()))
                        && ports.store().deadRuns().isEmpty());
        return atRest ? finished(Standing.of(plan, ports.store(), to), ports) : null;
    }

    /**
     * What a run of a plan claims, as it stands now.
     *
     * @param to the step up to which it is asked for; null: to its end
     */
    public static Claims claims(Plan plan, @Nullable Address to, EnginePorts ports) {
        Standing standing = Standing.of(plan, ports.store(), to);
        Claims ahead = Footprint.of(plan, standing.pending(), standing::takesUp, ports.target());
        List<StepRecord> unchecked = standing.unchecked();
        return unchecked.isEmpty() ? ahead : ahead.and(JournalFootprint.ofUnchecked(unchecked, ports));
    }

    private static @Nullable RunReport finished(Standing standing, EnginePorts ports) {
        List<Problem> drift = standing.drift();
        RunReport finished = standing.finished(drift);
        if (finished != null) {
            drift.forEach(problem -> ports.listener().on(new RunEvent.Note(problem.message())));
        }
        return finished;
    }

    /** Runs. */
    public RunReport run(Plan plan, RunOptions options) {
        Standing standing = Standing.of(plan, ports.store(), options.to());
        RunReport finished = finished(standing, ports);
        if (finished != null) {
            return finished;
        }
        standing.drift().forEach(problem -> ports.listener().on(new RunEvent.Note(problem.message())));
        List<Problem> refusals = standing.refusals();
        if (!refusals.isEmpty()) {
            record(plan, refusals);
            boolean person = refusals.stream().anyMatch(p -> p.type() == EngineMessage.NEEDS_A_PERSON);
            return new RunReport(
                    person ? Result.BROKEN : Result.REFUSED, 0, "plan " + plan.name() + " was not started", refusals);
        }
        List<Problem> unfit = Fitness.ofSteps(ports, plan, standing.pending());
        if (!unfit.isEmpty()) {
            return new RunReport(Result.REFUSED, 0, "plan " + plan.name() + " was not started", unfit);
        }
        Room taken = Room.of(standing.pending(), ports.target());
        Problem room = taken.objection();
        if (room != null && room.type() == EngineMessage.NO_ROOM) {
            return new RunReport(Result.REFUSED, 0, "plan " + plan.name() + " was not started", List.of(room));
        }
        if (room != null) {
            ports.listener().on(new RunEvent.Warned(room));
        }
        Instant began = ports.clock().instant();
        StepCrew crew = new StepCrew(ports);
        RunLog log = begin(plan, crew.ports());
        crew.says(log);
        log.worksWith(crew);
        long id = log.run();
        log.tell(new RunEvent.RunStarted(
                id, plan.name(), plan.version().text(), standing.pending().size()));
        Map<Address, Long> earlier =
                standing.steps().isEmpty() ? Map.of() : ports.store().durations(plan.name());
        log.measure(new RunProgress(log, plan.name(), List.copyOf(standing.pending()), earlier, taken.copies()));
        RunReport report = batches(plan, standing, options.stoppedBy(log::inEmergency), crew, log);
        if (report.problems().stream().anyMatch(problem -> problem.type() == EngineMessage.RECORDS_NOT_WRITTEN)) {
            // Not ended: the next command finds it, and writes them.
            return report;
        }
        long millis = Duration.between(began, log.now()).toMillis();
        RunStatus status =
                switch (report.result()) {
                    case DONE, NOTHING_TO_DO -> RunStatus.COMPLETED;
                    case UNDONE, REFUSED -> RunStatus.FAILED;
                    case BROKEN -> RunStatus.BROKEN;
                };
        log.commit(List.of(new Write.RunEnded(status, report.detail(), millis, log.stamp())));
        log.tell(new RunEvent.RunFinished(id, plan.name(), status, report.detail(), millis));
        return report;
    }

    /** Leaves a run that did nothing, where a person is to hear of why. */
    private void record(Plan plan, List<Problem> refusals) {
        List<Write> writes = new ArrayList<>(
                FailurePoint.alerts(refusals, UtcStamp.of(ports.clock().instant())));
        if (!writes.isEmpty()) {
            RunLog log = begin(plan, ports);
            writes.add(
                    new Write.RunEnded(RunStatus.FAILED, "plan " + plan.name() + " was not started", 0, log.stamp()));
            log.commit(writes);
        }
    }

    private RunLog begin(Plan plan, EnginePorts through) {
        long id = lock.begin(new NewRun(
                NewRun.RunKind.RUN,
                plan.name(),
                plan.version().text(),
                plan.checksum(),
                ports.owner(),
                UtcStamp.of(ports.clock().instant())));
        return new RunLog(through, lock, id, ports.owner().token())
                .of(plan.version().text());
    }

    private RunReport batches(Plan plan, Standing standing, RunOptions options, StepCrew crew, RunLog log) {
        Map<Address, StepRecord> known = standing.steps();
        int steps = 0;
        int batches = 0;
        StringBuilder frozen = new StringBuilder();
        for (int i = 0; i < plan.batches().size(); i++) {
            Batch batch = plan.batches().get(i);
            List<Step> pending = standing.pending(batch);
            if (!standing.takesUp(batch)) {
                continue;
            }
            BatchOutcome outcome = BatchRun.run(
                    BatchTaken.of(crew, log, plan, batch, i + 1, pending, known, standing.row(batch), options)
                            .leaving(standing.leaves(batch)));
            frozen.append(outcome.frozen());
            Problem unwritten = outcome.unwritten();
            if (unwritten != null) {
                log.tell(new RunEvent.Failure(new Address(plan.name(), batch.name(), ""), unwritten.message()));
                List<Problem> problems = new ArrayList<>(outcome.failures());
                problems.add(unwritten);
                return new RunReport(
                        Result.BROKEN,
                        log.run(),
                        outcome.detail() + "; its records are not written yet" + frozen,
                        problems);
            }
            if (!outcome.failures().isEmpty()) {
                List<Problem> problems = new ArrayList<>(outcome.failures());
                problems.addAll(outcome.stuck());
                String others = new OtherBatches(plan, batch, ports.store(), log.inEmergency(), log.stamp()).sentence();
                return new RunReport(
                        outcome.stuck().isEmpty() ? Result.UNDONE : Result.BROKEN,
                        log.run(),
                        outcome.detail() + frozen + others,
                        problems);
            }
            ports.store().steps(plan.name()).forEach(row -> known.put(row.address(), row));
            steps += (int) pending.stream()
                    .filter(step -> completed(known.get(step.address())))
                    .count();
            batches++;
        }
        return new RunReport(
                Result.DONE,
                log.run(),
                "plan " + plan.name() + " " + plan.version() + ": " + Counted.of(steps, "step") + " in "
                        + Counted.of(batches, "batch") + " done" + frozen
                        + standing.reach().leaves(standing.left(), false),
                List.of());
    }

    private static boolean completed(@Nullable StepRecord row) {
        return row != null && row.status() == StepStatus.COMPLETED;
    }
}
