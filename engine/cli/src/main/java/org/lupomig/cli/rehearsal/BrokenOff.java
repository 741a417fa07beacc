package org.lupomig.cli.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.Shell;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.rehearsal.Rehearsal.Subject;
import org.lupomig.cli.rehearsal.RehearsalReport.Way;
import org.lupomig.cli.rehearsal.ScratchRuns.NotBack;
import org.lupomig.cli.text.Words;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Batch;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.store.scratch.ServerDump;

/** Breaks a plan off at every boundary between two statements, by failures and by kills, and looks what is left. */
final class BrokenOff {
    /** What a process takes that is started to be killed, and the recovery after it. */
    private static final long KILL_MILLIS = 2_500;

    /** What a run takes that fails or is refused a statement, and its way back. */
    private static final long FAILURE_MILLIS = 400;

    private final Shell shell;
    private final Scratch scratch;
    private final ScratchRuns runs;
    private final Subject subject;
    private final Boundaries wanted;
    private final Consumer<String> progress;
    private final Findings findings;
    private boolean happened;

    BrokenOff(
            Shell shell,
            Scratch scratch,
            ScratchRuns runs,
            Subject subject,
            Boundaries wanted,
            Consumer<String> progress,
            Findings findings) {
        this.shell = shell;
        this.scratch = scratch;
        this.runs = runs;
        this.subject = subject;
        this.wanted = wanted;
        this.progress = progress;
        this.findings = findings;
    }

    /** What the scratch server took once it does not take again. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Problem> problems;

        Refused(List<Problem> problems) {
            this.problems = problems;
        }

        List<Problem> problems() {
            return problems;
        }
    }

    /**
     * At each of the boundaries of a run.
     *
     * @param begins what was there before each batch
     * @param fresh whether the server is what the plan begins with
     * @param ways gets what was done, each as soon as it has happened
     */
    void everywhere(Trace there, Map<String, ServerDump> begins, boolean fresh, Set<Way> ways)
            throws InterruptedException {
        Map<String, List<Break>> breaks = new LinkedHashMap<>();
        there.boundaries().forEach((batch, boundaries) -> breaks.put(batch, Break.of(boundaries, wanted)));
        Map<Way, Integer> all = new EnumMap<>(Way.class);
        breaks.values().forEach(some -> some.forEach(each -> all.merge(each.way(), 1, Integer::sum)));
        progress.accept(expected(all, there.forwardMillis()));
        boolean anew = !fresh;
        Map<Way, Integer> done = new EnumMap<>(Way.class);
        for (Map.Entry<String, List<Break>> batch : breaks.entrySet()) {
            ServerDump begin = begins.get(batch.getKey());
            Boundary first = Objects.requireNonNull(there.boundaries().get(batch.getKey()))
                    .get(0);
            ServerDump baseline = reach(batch.getKey(), first, begin, anew);
            anew = false;
            Set<String> standing = runs.completed();
            for (Break each : batch.getValue()) {
                Way way = each.way();
                progress.accept(way.word() + " " + done.merge(way, 1, Integer::sum) + " of " + all.get(way) + ": "
                        + each.toString().substring(way.word().length() + 1));
                int known = findings.count();
                happened = true;
                breakOff(each, standing);
                if (!happened) {
                    progress.accept(way.word() + " " + done.get(way) + " of " + all.get(way)
                            + " was not sent: what the statement changes is committed with what is written down of it");
                }
                findings.add(way, each.at(), each.toString(), baseline.differences(runs.dump()));
                if (happened) {
                    ways.add(way);
                }
                if (findings.count() > known) {
                    baseline = reach(batch.getKey(), first, begin, true);
                }
                findings.scripts(way, runs.stopped());
            }
        }
    }

    private static String expected(Map<Way, Integer> all, long forwardMillis) {
        List<String> parts = new ArrayList<>();
        long millis = 0;
        for (Map.Entry<Way, Integer> each : all.entrySet()) {
            parts.add(Words.count(each.getValue(), each.getKey().word()));
            millis += each.getValue() * ((each.getKey() == Way.KILL ? KILL_MILLIS : FAILURE_MILLIS) + forwardMillis);
        }
        return Words.list(parts) + " at the boundaries between statements: about " + Words.millis(millis);
    }

    /** Makes the server what it is before a batch, and gives what is there. */
    private ServerDump reach(String batch, Boundary first, @Nullable ServerDump begin, boolean anew) {
        if (anew) {
            Answer<List<String>> filled = runs.refill();
            if (!filled.isOk()) {
                throw new Refused(filled.problems());
            }
        }
        int place = subject.plan().batches().stream().map(Batch::name).toList().indexOf(batch);
        if (place > 0) {
            runs.forward(new FailingStore(first));
            Set<String> kept = new LinkedHashSet<>();
            subject.plan().batches().subList(0, place).forEach(earlier -> kept.add(earlier.name()));
            rollBack(kept, Way.FAILURE, first);
        }
        ServerDump now = runs.dump();
        if (begin != null && place > 0) {
            findings.add(Way.FAILURE, first, "a failure " + first, begin.outlineDifferences(now));
        }
        return now;
    }

    /** Runs up to there and breaks off; then whatever completed all the same is rolled back. */
    private void breakOff(Break each, Set<String> standing) throws InterruptedException {
        if (isBroken(each)) {
            RunReport report = runs.recover();
            if (report.result() != Result.DONE && report.result() != Result.NOTHING_TO_DO) {
                findings.engine(each.way(), each.at(), "recovery after a " + each, report);
                return; // a rollback would only say the same once more
            }
        }
        rollBack(standing, each.way(), each.at());
    }

    /** Whether it takes another command to bring to its end what was broken off. */
    private boolean isBroken(Break each) throws InterruptedException {
        if (each.way() == Way.KILL) {
            String ended = kill(each.at());
            runs.check();
            if (ended != null) {
                findings.notReached(each.way(), each.at(), ended);
            }
            return true;
        }
        RunReport report;
        boolean met;
        if (each.way() == Way.REFUSAL) {
            RefusingServer refusing = new RefusingServer(each.at().step().batch(), each.accepted(), each.whenDone());
            report = runs.forward(refusing);
            met = refusing.met();
            happened = refusing.refused() || !met;
        } else {
            FailingStore failing = new FailingStore(each.at());
            report = runs.forward(failing);
            met = failing.failed();
        }
        if (!met) {
            findings.notReached(each.way(), each.at(), report.detail());
        }
        return report.result() == Result.BROKEN;
    }

    private void rollBack(Set<String> kept, Way way, Boundary boundary) {
        NotBack not = runs.rollBack(kept, event -> {});
        if (not != null) {
            findings.engine(way, boundary, "the rollback of batch " + not.batch(), not.report());
        }
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
            runs.check();
            throw new UncheckedIOException(e);
        }
    }
}
