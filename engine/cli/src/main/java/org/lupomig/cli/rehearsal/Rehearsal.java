package org.lupomig.cli.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.lupomig.cli.Shell;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.rehearsal.RehearsalReport.Way;
import org.lupomig.cli.rehearsal.ScratchRuns.NotBack;
import org.lupomig.cli.text.Words;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.store.scratch.ServerDump;

/**
 * Runs a plan on a scratch server, takes it back, and runs it again; then breaks it off at every boundary between two
 * statements, by a failure and by a kill. After each, everything on the server is held against what was there before.
 */
public final class Rehearsal {
    private final Shell shell;
    private final Scratch scratch;
    private final Subject subject;
    private final Boundaries wanted;
    private final Consumer<String> progress;
    private final ScratchRuns runs;
    private final Findings findings;
    private final Set<Way> ways = EnumSet.of(Way.ROLLBACK);
    private final BooleanSupplier stop;
    private boolean wentBack;

    /**
     * What is rehearsed.
     *
     * @param before plans that are run first, and not looked at
     * @param parameters of the plan
     */
    public record Subject(
            LoadedPlan file,
            Plan plan,
            String database,
            List<LoadedPlan> before,
            Map<String, String> parameters,
            long imageLimit) {
        public Subject {
            before = List.copyOf(before);
        }
    }

    /** Somebody does not want to wait for the end. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Of one plan.
     *
     * @param progress gets a line now and then
     * @param stop asked between two things; true ends {@link #run}, which throws {@link Stopped} where nothing is known
     *     yet
     */
    public Rehearsal(
            Shell shell,
            Scratch scratch,
            Filling filling,
            Subject subject,
            Boundaries wanted,
            Consumer<String> progress,
            BooleanSupplier stop) {
        this.shell = shell;
        this.scratch = scratch;
        this.subject = subject;
        this.wanted = wanted;
        this.progress = progress;
        this.stop = stop;
        this.runs = new ScratchRuns(shell, scratch, filling, subject, stop);
        this.findings = new Findings(subject.plan());
    }

    /** Rehearses; without a value where the plan does not run there at all. */
    public Answer<RehearsalReport> run() throws InterruptedException {
        Instant began = shell.clock().instant();
        Answer<List<String>> filled = runs.fill();
        if (!filled.isOk()) {
            return Answer.no(filled.problems());
        }
        ServerDump before = runs.dump();
        Map<String, ServerDump> begins = new HashMap<>();
        Trace there = new Trace(shell.clock(), batch -> begins.put(batch, scratch.dump()));
        RunReport first = runs.forward(there);
        if (first.result() != Result.DONE) {
            return Answer.no(notRun(first, before));
        }
        ServerDump after = runs.dump();
        Trace back = new Trace(shell.clock(), batch -> {});
        boolean whole = false;
        try {
            tried(before, after, there, back, begins);
            whole = true;
        } catch (BrokenOff.Refused e) {
            return Answer.no(e.problems());
        } catch (Stopped e) {
            if (!wentBack) {
                throw e;
            }
        } catch (ConnectionLost e) {
            // the server goes as soon as somebody does not want to wait any more
            if (!wentBack || !stop.getAsBoolean()) {
                throw e;
            }
        }
        int points = there.boundaries().values().stream().mapToInt(List::size).sum();
        return Answer.of(new RehearsalReport(
                subject.plan().name(),
                subject.plan().version().text(),
                scratch.shown(),
                findings.steps(there, back),
                ways,
                points,
                findings.all(),
                filled.value(),
                Duration.between(began, shell.clock().instant()).toMillis(),
                whole));
    }

    /** All that is done when the plan has run once; what is found on the way stays found where it is stopped. */
    private void tried(ServerDump before, ServerDump after, Trace there, Trace back, Map<String, ServerDump> begins)
            throws InterruptedException {
        boolean clean;
        try {
            clean = thereAndBack(before, after, there, back);
        } finally {
            findings.scripts(Way.ROLLBACK, runs.stopped());
        }
        if (wanted != Boundaries.none) {
            new BrokenOff(shell, scratch, runs, subject, wanted, progress, findings)
                    .everywhere(there, begins, clean, ways);
        }
    }

    /** Why the plan does not run; and what it has left that it should not: what has completed goes back first. */
    private List<Problem> notRun(RunReport report, ServerDump before) {
        List<Problem> problems = new ArrayList<>(report.problems());
        List<Address> done = runs.standing();
        List<String> missing = subject.plan().steps().stream()
                .map(Step::address)
                .filter(step -> !done.contains(step))
                .map(step -> step.batch() + "." + step.step())
                .toList();
        problems.add(
                done.isEmpty()
                        ? Problem.of(CliMessage.NOT_REHEARSED, subject.plan().name(), report.detail())
                        : Problem.of(
                                CliMessage.RUN_IN_PART,
                                subject.plan().name(),
                                done.size() + " of "
                                        + Words.count(subject.plan().steps().size(), "step"),
                                String.join(", ", missing)));
        if (report.result() == Result.UNDONE || report.result() == Result.BROKEN) {
            NotBack not = runs.rollBack(Set.of(), event -> {});
            if (not != null) {
                // then what stands is no difference that says anything
                problems.add(Findings.notTakenBack(null, "the rollback of batch " + not.batch(), not.report()));
                return problems;
            }
            String event = done.isEmpty() ? "that run" : "that run, and the rollback of what it completed";
            before.differences(runs.dump())
                    .forEach(difference -> problems.add(
                            Problem.of(CliMessage.NOT_AS_BEFORE, difference.what(), event, difference.clause())));
        }
        return problems;
    }

    /** Back, once more there, and back again; whether all of it went well. */
    private boolean thereAndBack(ServerDump before, ServerDump after, Trace there, Trace back) {
        progress.accept("run: " + Words.millis(there.forwardMillis()) + " for its statements");
        rollBack(Way.ROLLBACK, back);
        findings.add(Way.ROLLBACK, null, "the rollback", before.differences(runs.dump()));
        wentBack = true;
        if (!findings.all().isEmpty()) {
            progress.accept("rolled back: not everything is as before");
            return false;
        }
        progress.accept("rolled back: everything is as before");
        RunReport again = runs.forward(event -> {});
        // where the first run had nothing to do either, it has nothing to do again
        boolean nothing =
                again.result() == Result.NOTHING_TO_DO && there.boundaries().isEmpty();
        if (again.result() != Result.DONE && !nothing) {
            findings.engine(Way.AGAIN, null, "the second run", again);
        } else {
            findings.add(Way.AGAIN, null, "the second run", after.outlineDifferences(runs.dump()));
            rollBack(Way.AGAIN, event -> {});
            findings.add(Way.AGAIN, null, "the second rollback", before.differences(runs.dump()));
        }
        ways.add(Way.AGAIN);
        boolean clean = findings.all().isEmpty();
        progress.accept(clean ? "run and rolled back once more: the same again" : "run once more: not the same again");
        return clean;
    }

    private void rollBack(Way way, RunListener listener) {
        NotBack not = runs.rollBack(Set.of(), listener);
        if (not != null) {
            findings.engine(way, null, "the rollback of batch " + not.batch(), not.report());
            findings.stay(way, not.steps(), not.batch());
        }
    }
}
