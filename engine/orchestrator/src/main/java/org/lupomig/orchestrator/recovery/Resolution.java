package org.lupomig.orchestrator.recovery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.rollback.TakenBackByHand;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.undo.AppliedStep;

/**
 * Takes down what a person says of steps whose undo failed, or of what has completed and was taken back by hand. The
 * server is looked at before, and what differs from the journal is told and recorded; it keeps nothing from being
 * recorded. Nothing on the server is touched.
 *
 * <p>It looks under one lock and records under another: nobody waits for a person who thinks. What is done meanwhile is
 * seen then, and keeps what the person says from being recorded.
 */
public final class Resolution {
    private static final String NOTHING = "nothing was recorded";

    private final EnginePorts ports;
    private final Resolve asked;
    private final PatienceLeft patience;
    private final Set<Problem> stuck = new LinkedHashSet<>();
    private @Nullable Resolvable told;
    private boolean heldTold;

    /**
     * Of what this person says.
     *
     * @param patience what it takes of while it waits for the sessions of the steps
     */
    public Resolution(EnginePorts ports, Resolve asked, PatienceLeft patience) {
        this.ports = ports;
        this.asked = asked;
        this.patience = patience;
    }

    /**
     * Looks, and tells what differs: how it ends already, or what the person is to be asked about.
     *
     * @param dead what was done of dead runs just before
     */
    public RunReport look(Store.Lock lock, Recovery.Outcome dead) {
        return found(lock, dead, seen -> {
            List<String> differences = Resolvable.told(seen.differences());
            for (String difference : differences) {
                ports.listener()
                        .on(new RunEvent.Warned(Problem.of(
                                EngineMessage.NOT_AS_SAID, name(asked.what()), words(asked.as()), difference)));
            }
            if (!asked.dryRun()) {
                told = seen;
            }
            return report(Result.DONE, seen.run().id(), "dry run: " + seen.recorded(asked.as(), "would be"));
        });
    }

    /** Whether the person is to be asked. */
    public boolean asks() {
        return told != null;
    }

    /** How it ends where a dead run of the plan keeps everything else away. */
    public RunReport barred(Recovery.Outcome dead) {
        Address what = asked.what();
        stuck.addAll(dead.stuck());
        return ports.store().batches(what.plan()).stream()
                .filter(row -> row.batch().equals(what.batch()) && dead.ended().contains(row.run()))
                .findFirst()
                .map(row -> refused(Problem.of(EngineMessage.JUST_RECOVERED, row.run(), name(what))))
                .orElseGet(() -> report(Result.REFUSED, 0, NOTHING));
    }

    /** How it ends where the person thinks better of it. */
    public RunReport declined() {
        return report(Result.REFUSED, 0, NOTHING);
    }

    /**
     * Records it, where everything is still as the person was told.
     *
     * @param dead what was done of dead runs just before
     */
    public RunReport record(Store.Lock lock, Recovery.Outcome dead) {
        return found(lock, dead, seen -> {
            String since = told == null ? "" : seen.since(told);
            return since.isEmpty()
                    ? recorded(seen, lock)
                    : refused(Problem.of(EngineMessage.MOVED_ON_MEANWHILE, name(asked.what()), since));
        });
    }

    private RunReport recorded(Resolvable seen, Store.Lock lock) {
        TakenBackByHand byHand = seen.byHand();
        if (byHand != null) {
            String said = seen.recorded(asked.as(), "is");
            long id = byHand.record(
                    lock, asked.because(), Resolvable.told(seen.differences()), seen.recorded(asked.as(), "was"));
            return report(Result.DONE, id, said);
        }
        RunLog log = new RunLog(ports, lock, seen.run().id(), seen.run().owner().token())
                .of(seen.run().version());
        new ResolutionRecord(asked, seen, log, ports.owner().who()).write();
        String waiting = seen.waiting();
        if (!waiting.isEmpty()) {
            String address = seen.batch().name();
            log.tell(new RunEvent.Note("of batch " + address + " " + waiting
                    + " could not be undone either, and wait: 'lupomig retry " + address + "' tries it"));
        }
        return report(Result.DONE, seen.run().id(), seen.recorded(asked.as(), "is"));
    }

    private RunReport found(Store.Lock lock, Recovery.Outcome dead, Function<Resolvable, RunReport> then) {
        Address what = asked.what();
        if (Recovery.Outcome.isStillEnding(stuck)) {
            // found by an earlier look
            stuck.clear();
        }
        stuck.addAll(dead.stuck());
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
        if (dead.ended().contains(batch.run())) {
            // Whoever said it had not seen what has been done just now.
            return refused(Problem.of(EngineMessage.JUST_RECOVERED, batch.run(), name(what)));
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
        TakenBackByHand byHand =
                asked.as() == Resolve.As.ROLLED_BACK && meant.isEmpty() ? TakenBackByHand.of(ports, batch, what) : null;
        if (run != null && byHand != null && open.isEmpty()) {
            return takenBack(new Resolvable(batch, run, steps, open, byHand.steps(), List.of(), byHand), lock, then);
        }
        if (run == null || meant.isEmpty()) {
            return refused(Problem.of(EngineMessage.NOTHING_TO_RESOLVE, name(what), why(what, steps, journal)));
        }
        Resolvable found = new Resolvable(batch, run, steps, open, meant, List.of(), null);
        if (asked.as() == Resolve.As.COMPLETED && meant.size() < open.size()) {
            return refused(Problem.of(EngineMessage.OTHERS_NOT_UNDONE, name(what), found.waiting(), batch.name()));
        }
        RunLog log = new RunLog(ports, lock, run.id(), run.owner().token()).of(run.version());
        List<String> sessions =
                meant.stream().map(step -> log.sessionName(step.position())).toList();
        Set<String> living =
                patience.waiting(() -> ports.target().endSessions(sessions, patience.forSessions(), () -> {}));
        for (StepRecord step : meant) {
            if (living.contains(log.sessionName(step.position()))) {
                return refused(Problem.of(EngineMessage.STILL_AT_WORK, run.id(), step.address()));
            }
        }
        return then.apply(found.differing(differences(found, lock, asked.as())));
    }

    /** What has completed: it is looked at whether a person has done anything to it at all. */
    private RunReport takenBack(Resolvable found, Store.Lock lock, Function<Resolvable, RunReport> then) {
        List<Problem> refusals = Objects.requireNonNull(found.byHand()).refusals();
        if (!refusals.isEmpty()) {
            return refused(refusals.toArray(Problem[]::new));
        }
        List<String> differing = differences(found, lock, Resolve.As.ROLLED_BACK);
        if (!differing.isEmpty()
                && differences(found, lock, Resolve.As.COMPLETED).isEmpty()) {
            return refused(Problem.of(
                    EngineMessage.NOT_TAKEN_BACK, name(asked.what()), String.join("; ", Resolvable.told(differing))));
        }
        return then.apply(found.differing(differing));
    }

    private List<String> differences(Resolvable found, Store.Lock lock, Resolve.As as) {
        String session = new RunLog(ports, lock, 0, ports.owner().token())
                .sessionName(found.meant().get(0).position());
        List<AppliedStep> applied = found.byHand() == null
                ? AppliedStep.read(ports.store(), found.meant(), found.run().id())
                : found.byHand().applied();
        try (TargetSession open = ports.target().open(session, Purpose.UNDO)) {
            ByHand byHand = new ByHand(
                    open, new Likeness(ports.definitions()), ports.target().heldSchema());
            List<String> held = byHand.held(applied);
            if (!held.isEmpty() && told == null && !heldTold) {
                heldTold = true;
                Address first = found.meant().get(0).address();
                String until = as == Resolve.As.ROLLED_BACK
                        ? ", until lupomig purge " + first.plan() + "." + first.batch() + ": "
                        : ": ";
                ports.listener()
                        .on(new RunEvent.Note(
                                "what was set aside stays" + until + String.join(", ", Resolvable.told(held))));
            }
            if (found.byHand() == null && told == null) {
                TakenBackAlready.told(found, applied)
                        .forEach(sentence -> ports.listener().on(new RunEvent.Note(sentence)));
            }
            return byHand.differences(applied, as);
        }
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

    private RunReport refused(Problem... problems) {
        return report(Result.REFUSED, 0, NOTHING, problems);
    }

    /**
     * With what was found stuck of dead runs, of whatever plan: that needs a person, whatever became of this; what only
     * takes time does not.
     */
    private RunReport report(Result result, long run, String detail, Problem... own) {
        List<Problem> problems = new ArrayList<>(stuck);
        problems.addAll(List.of(own));
        if (Recovery.Outcome.isStillEnding(stuck)) {
            return result == Result.DONE
                    ? new RunReport(result, run, detail + "; an earlier run is still being undone", List.of(own))
                    : new RunReport(result, run, detail, problems);
        }
        return stuck.isEmpty()
                ? new RunReport(result, run, detail, problems)
                : new RunReport(
                        Result.BROKEN,
                        run,
                        detail + "; an earlier run could not be brought to its end: it needs a person",
                        problems);
    }
}
