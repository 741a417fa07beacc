package org.lupomig.cli.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.Shell;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.rehearsal.RehearsalReport.Way;
import org.lupomig.cli.text.Words;
import org.lupomig.cli.wiring.Engines;
import org.lupomig.cli.wiring.PlanFolder;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.scratch.ServerDump;

/**
 * Runs a plan on a scratch server, takes it back, and runs it again; then breaks it off at every boundary between two
 * statements, by a failure and by a kill. After each, everything on the server is held against what was there before.
 */
public final class Rehearsal {
    /** What a process takes that is started to be killed, and the recovery after it. */
    private static final long KILL_MILLIS = 2_500;

    private static final long FAILURE_MILLIS = 400;

    private final Shell shell;
    private final Scratch scratch;
    private final Filling filling;
    private final Subject subject;
    private final Boundaries wanted;
    private final Consumer<String> progress;
    private final BooleanSupplier stop;
    private final Findings findings;
    private final Map<String, ServerDump> begins = new HashMap<>();

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

    /** What the scratch server took once it does not take again. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Problem> problems;

        Refused(List<Problem> problems) {
            this.problems = problems;
        }
    }

    /**
     * Of one plan.
     *
     * @param progress gets a line now and then
     * @param stop asked between two things; true makes {@link #run} throw {@link Stopped}
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
        this.filling = filling;
        this.subject = subject;
        this.wanted = wanted;
        this.progress = progress;
        this.stop = stop;
        this.findings = new Findings(subject.plan());
    }

    /** Rehearses; without a value where the plan does not run there at all. */
    public Answer<RehearsalReport> run() throws InterruptedException {
        Instant began = shell.clock().instant();
        Answer<List<String>> filled = scratch.fill(filling).then(this::prepared);
        if (!filled.isOk()) {
            return Answer.no(filled.problems());
        }
        ServerDump before = dump();
        Trace there = new Trace(shell.clock(), batch -> begins.put(batch, scratch.dump()));
        RunReport first = execute(there);
        if (first.result() != Result.DONE) {
            return Answer.no(notRun(first, before));
        }
        ServerDump after = dump();
        Trace back = new Trace(shell.clock(), batch -> {});
        boolean clean = thereAndBack(before, after, there, back);
        Set<Way> ways = EnumSet.of(Way.ROLLBACK);
        if (clean) {
            ways.add(Way.AGAIN);
        }
        if (wanted != Boundaries.none) {
            try {
                boundaries(there, clean, ways);
            } catch (Refused e) {
                return Answer.no(e.problems);
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
                Duration.between(began, shell.clock().instant()).toMillis()));
    }

    /** Runs what has to have completed before. */
    private Answer<List<String>> prepared(List<String> notes) {
        for (LoadedPlan earlier : subject.before()) {
            Plan plan = earlier.compilation().plan();
            if (plan == null) {
                return Answer.no(CliMessage.PLAN_HAS_ERRORS, earlier.name());
            }
            RunReport report = Engines.create(
                            shell, scratch.server(), folder(earlier), scratch.noting(plan, event -> {}))
                    .run(plan, options());
            check();
            if (report.result() != Result.DONE) {
                return Answer.no(problems(plan, report));
            }
        }
        return Answer.of(notes);
    }

    private static List<Problem> problems(Plan plan, RunReport report) {
        List<Problem> problems = new ArrayList<>(report.problems());
        problems.add(Problem.of(CliMessage.NOT_REHEARSED, plan.name(), report.detail()));
        return problems;
    }

    /** Why the plan does not run; and, should that be so, what it has left. */
    private List<Problem> notRun(RunReport report, ServerDump before) {
        List<Problem> problems = problems(subject.plan(), report);
        if (report.result() == Result.UNDONE || report.result() == Result.BROKEN) {
            before.differences(dump())
                    .forEach(difference -> problems.add(
                            Problem.of(CliMessage.NOT_AS_BEFORE, difference.what(), "that run", difference.clause())));
        }
        return problems;
    }

    /** Back, once more there, and back again; whether all of it went well. */
    private boolean thereAndBack(ServerDump before, ServerDump after, Trace there, Trace back) {
        progress.accept("run: " + Words.millis(there.forwardMillis()) + " for its statements");
        int known = findings.all().size();
        rollBack(Set.of(), back, Way.ROLLBACK, null);
        findings.add(Way.ROLLBACK, null, "the rollback", before.differences(dump()));
        if (findings.all().size() > known) {
            progress.accept("rolled back: not everything is as before");
            return false;
        }
        progress.accept("rolled back: everything is as before");
        RunReport again = execute(event -> {});
        if (again.result() != Result.DONE) {
            findings.engine(Way.AGAIN, null, "the second run", again);
            return false;
        }
        findings.add(Way.AGAIN, null, "the second run", after.outlineDifferences(dump()));
        rollBack(Set.of(), event -> {}, Way.AGAIN, null);
        findings.add(Way.AGAIN, null, "the second rollback", before.differences(dump()));
        boolean clean = findings.all().size() == known;
        progress.accept(clean ? "run and rolled back once more: the same again" : "run once more: not the same again");
        return clean;
    }

    private void boundaries(Trace there, boolean clean, Set<Way> ways) throws InterruptedException {
        int points = there.boundaries().values().stream().mapToInt(List::size).sum();
        progress.accept(expected(points, there.forwardMillis()));
        boolean fresh = clean;
        Map<Way, Integer> done = new EnumMap<>(Way.class);
        for (Map.Entry<String, List<Boundary>> batch : there.boundaries().entrySet()) {
            ServerDump baseline = reach(batch.getKey(), batch.getValue().get(0), !fresh);
            fresh = true;
            Set<String> standing = completed();
            for (Way way : new Way[] {Way.FAILURE, Way.KILL}) {
                if (way == Way.FAILURE ? !wanted.hasFailures() : !wanted.hasKills()) {
                    continue;
                }
                ways.add(way);
                for (Boundary boundary : batch.getValue()) {
                    progress.accept(
                            way.word() + " " + done.merge(way, 1, Integer::sum) + " of " + points + ": " + boundary);
                    int known = findings.count();
                    breakOff(way, boundary, standing);
                    findings.add(way, boundary, way.word() + " " + boundary, baseline.differences(dump()));
                    if (findings.count() > known) {
                        baseline = reach(batch.getKey(), batch.getValue().get(0), true);
                    }
                }
            }
        }
    }

    private String expected(int points, long forwardMillis) {
        List<String> parts = new ArrayList<>();
        long millis = 0;
        if (wanted.hasFailures()) {
            parts.add(Words.count(points, "failure"));
            millis += points * (FAILURE_MILLIS + forwardMillis);
        }
        if (wanted.hasKills()) {
            parts.add(Words.count(points, "kill"));
            millis += points * (KILL_MILLIS + forwardMillis);
        }
        return String.join(" and ", parts) + " at the boundaries between statements: about " + Words.millis(millis);
    }

    /** Makes the server what it is before a batch, and gives what is there. */
    private ServerDump reach(String batch, Boundary first, boolean anew) {
        if (anew) {
            Answer<List<String>> filled = scratch.refill(filling).then(this::prepared);
            if (!filled.isOk()) {
                throw new Refused(filled.problems());
            }
        }
        int place = place(batch);
        if (place > 0) {
            FailingStore failing = new FailingStore(first);
            execute(failing, failing.in(scratch.server().store()));
            Set<String> kept = new LinkedHashSet<>();
            subject.plan().batches().subList(0, place).forEach(earlier -> kept.add(earlier.name()));
            rollBack(kept, event -> {}, Way.FAILURE, first);
        }
        ServerDump now = dump();
        ServerDump then = begins.get(batch);
        if (then != null && place > 0) {
            findings.add(Way.FAILURE, first, "a failure " + first, then.outlineDifferences(now));
        }
        return now;
    }

    private int place(String batch) {
        List<String> names = subject.plan().batches().stream().map(Batch::name).toList();
        return names.indexOf(batch);
    }

    /** Runs up to the boundary and breaks off there; then whatever completed all the same is rolled back. */
    private void breakOff(Way way, Boundary boundary, Set<String> standing) throws InterruptedException {
        boolean recover;
        if (way == Way.KILL) {
            String ended = kill(boundary);
            check();
            if (ended != null) {
                findings.notReached(boundary, ended);
            }
            recover = true;
        } else {
            FailingStore failing = new FailingStore(boundary);
            RunReport report = execute(failing, failing.in(scratch.server().store()));
            if (!failing.failed()) {
                findings.notReached(boundary, report.detail());
            }
            recover = report.result() == Result.BROKEN;
        }
        if (recover) {
            RunReport report = engine(event -> {}, scratch.server().store()).recover(Scratch.PATIENCE);
            check();
            if (report.result() != Result.DONE && report.result() != Result.NOTHING_TO_DO) {
                findings.engine(way, boundary, "recovery after a " + way.word() + " " + boundary, report);
            }
        }
        rollBack(standing, event -> {}, way, boundary);
    }

    private @Nullable String kill(Boundary boundary) throws InterruptedException {
        var address = scratch.address();
        try {
            return KilledRun.at(new DoomedRun.Orders(
                    shell.directory(),
                    subject.file().file(),
                    scratch.folder(),
                    subject.database(),
                    address.withoutSecrets(),
                    address.user() == null ? "" : address.user(),
                    address.password() == null ? "" : address.password(),
                    subject.imageLimit(),
                    subject.parameters(),
                    boundary));
        } catch (IOException e) {
            check();
            throw new UncheckedIOException(e);
        }
    }

    /** Rolls back what has completed, the newest first, but for some batches. */
    private void rollBack(Set<String> kept, RunListener listener, Way way, @Nullable Boundary boundary) {
        List<Batch> batches = subject.plan().batches();
        Set<String> completed = completed();
        for (int i = batches.size() - 1; i >= 0; i--) {
            String batch = batches.get(i).name();
            if (completed.contains(batch) && !kept.contains(batch)) {
                RunReport report = engine(listener, scratch.server().store())
                        .rollback(subject.plan().name(), batch, false, Scratch.PATIENCE);
                check();
                if (report.result() != Result.DONE) {
                    findings.engine(way, boundary, "the rollback of batch " + batch, report);
                    return; // what stands before it cannot go while it stays
                }
            }
        }
    }

    /** Batches of which something has completed. */
    private Set<String> completed() {
        Set<String> batches = new LinkedHashSet<>();
        for (StepRecord step : scratch.server().store().steps(subject.plan().name())) {
            if (step.status() == StepStatus.COMPLETED) {
                batches.add(step.address().batch());
            }
        }
        return batches;
    }

    private ServerDump dump() {
        check();
        return scratch.dump();
    }

    private RunReport execute(RunListener listener) {
        return execute(listener, scratch.server().store());
    }

    private RunReport execute(RunListener listener, Store store) {
        RunReport report = engine(listener, store).run(subject.plan(), options());
        check();
        return report;
    }

    private Engine engine(RunListener listener, Store store) {
        return Engines.over(
                store, shell, scratch.server(), folder(subject.file()), scratch.noting(subject.plan(), listener));
    }

    private RunOptions options() {
        return new RunOptions(false, Scratch.PATIENCE, subject.imageLimit(), stop);
    }

    private static PlanFolder folder(LoadedPlan plan) {
        Path parent = plan.file().getParent();
        return new PlanFolder(parent == null ? plan.file() : parent);
    }

    private void check() {
        if (stop.getAsBoolean()) {
            throw new Stopped();
        }
    }
}
