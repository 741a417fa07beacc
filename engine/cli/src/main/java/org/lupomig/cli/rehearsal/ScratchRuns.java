package org.lupomig.cli.rehearsal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.Shell;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.rehearsal.Rehearsal.Subject;
import org.lupomig.cli.wiring.Engines;
import org.lupomig.cli.wiring.PlanFolder;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.store.scratch.ServerDump;

/** Runs of the rehearsed plan on the scratch server, and their ways back. After each it is asked whether to go on. */
final class ScratchRuns {
    private final Shell shell;
    private final Scratch scratch;
    private final Filling filling;
    private final Subject subject;
    private final BooleanSupplier stop;
    private final Map<Address, RunEvent.ScriptStopped> stopped = new ConcurrentHashMap<>();

    ScratchRuns(Shell shell, Scratch scratch, Filling filling, Subject subject, BooleanSupplier stop) {
        this.shell = shell;
        this.scratch = scratch;
        this.filling = filling;
        this.subject = subject;
        this.stop = stop;
    }

    /**
     * A batch that was not rolled back.
     *
     * @param steps of the plan that stand
     */
    record NotBack(String batch, RunReport report, List<Address> steps) {}

    /** Makes the server what the plan begins with; gives what is missing there. */
    Answer<List<String>> fill() {
        return scratch.fill(filling).then(this::prepared);
    }

    /** The same once more, whatever is there. */
    Answer<List<String>> refill() {
        return scratch.refill(filling).then(this::prepared);
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
                List<Problem> problems = new ArrayList<>(report.problems());
                problems.add(Problem.of(CliMessage.NOT_REHEARSED, plan.name(), report.detail()));
                return Answer.no(problems);
            }
        }
        return Answer.of(notes);
    }

    /** Runs the plan. */
    RunReport forward(RunListener listener) {
        return forward(listener, scratch.server().store(), scratch.server().target());
    }

    /** The same up to a failure. */
    RunReport forward(FailingStore failing) {
        return forward(
                failing, failing.in(scratch.server().store()), scratch.server().target());
    }

    /** The same up to a refusal. */
    RunReport forward(RefusingServer refusing) {
        return forward(
                refusing, scratch.server().store(), refusing.in(scratch.server().target()));
    }

    private RunReport forward(RunListener listener, Store store, Target target) {
        RunReport report = engine(listener, store, target).run(subject.plan(), options());
        check();
        return report;
    }

    /** Brings to an end what was left. */
    RunReport recover() {
        RunReport report = engine(event -> {}).recover(Scratch.PATIENCE);
        check();
        return report;
    }

    /** Rolls back what has completed, the newest first, but for some batches; gives the first that does not go back. */
    @Nullable
    NotBack rollBack(Set<String> kept, RunListener listener) {
        List<Batch> batches = subject.plan().batches();
        Set<String> completed = completed();
        for (int i = batches.size() - 1; i >= 0; i--) {
            String batch = batches.get(i).name();
            if (completed.contains(batch) && !kept.contains(batch)) {
                RunReport report = engine(listener).rollback(subject.plan().name(), batch, false, Scratch.PATIENCE);
                check();
                if (report.result() != Result.DONE) {
                    // what stands before it cannot go while it stays
                    return new NotBack(batch, report, standing());
                }
            }
        }
        return null;
    }

    /** Batches of which something has completed. */
    Set<String> completed() {
        Set<String> batches = new LinkedHashSet<>();
        standing().forEach(step -> batches.add(step.batch()));
        return batches;
    }

    /** Steps that have completed. */
    List<Address> standing() {
        return scratch.server().store().steps(subject.plan().name()).stream()
                .filter(step -> step.status() == StepStatus.COMPLETED)
                .map(StepRecord::address)
                .toList();
    }

    /** Everything that is on the server. */
    ServerDump dump() {
        check();
        return scratch.dump();
    }

    /** Ends the rehearsal where somebody does not want to wait for its end. */
    void check() {
        if (stop.getAsBoolean()) {
            throw new Rehearsal.Stopped();
        }
    }

    private Engine engine(RunListener listener) {
        return engine(listener, scratch.server().store(), scratch.server().target());
    }

    private Engine engine(RunListener listener, Store store, Target target) {
        return Engines.over(
                store,
                target,
                shell,
                scratch.server(),
                folder(subject.file()),
                scratch.noting(subject.plan(), new Scripts(stopped, listener)));
    }

    /** Undo scripts that were of no avail since this was asked last, one for each step or batch. */
    List<RunEvent.ScriptStopped> stopped() {
        List<RunEvent.ScriptStopped> all = stopped.values().stream()
                .sorted(Comparator.comparing(script -> script.target().toString()))
                .toList();
        stopped.clear();
        return all;
    }

    /** Notes which undo scripts were of no avail. */
    private record Scripts(Map<Address, RunEvent.ScriptStopped> stopped, RunListener further) implements RunListener {
        @Override
        public void on(RunEvent event) {
            if (event instanceof RunEvent.ScriptStopped script) {
                stopped.put(script.target(), script);
            }
            further.on(event);
        }

        @Override
        public void accepted(Address step, int statement) {
            further.accepted(step, statement);
        }
    }

    private RunOptions options() {
        return new RunOptions(false, Scratch.PATIENCE, subject.imageLimit(), stop);
    }

    private static PlanFolder folder(LoadedPlan plan) {
        Path parent = plan.file().getParent();
        return new PlanFolder(parent == null ? plan.file() : parent);
    }
}
