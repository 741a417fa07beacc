package org.lupomig.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.StepStatus;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.model.DeadRun;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;
import org.lupomig.testkit.model.ReferenceModel.End;

/**
 * Gives commands to a simulated world. Whichever of them brings a dead run to an end first, the model hears of that
 * when it happens, before anything else is done.
 */
final class Commands {
    private static final Map<End, Set<Result>> RESULTS = Map.of(
            End.DONE, Set.of(Result.DONE),
            End.NOTHING, Set.of(Result.NOTHING_TO_DO),
            End.UNDONE, Set.of(Result.UNDONE),
            End.REFUSED, Set.of(Result.REFUSED, Result.UNDONE),
            End.STUCK, Set.of(Result.BROKEN, Result.REFUSED));

    private final ReferenceModel model;
    private final ModelWorld world;
    private final Counts counts;
    private final List<String> trace;
    private String action = "";
    private @Nullable DeadRun settled;
    private Set<String> gone = Set.of();
    private Runnable armed = () -> {};

    /** @param trace how each action before has ended */
    Commands(ReferenceModel model, ModelWorld world, Counts counts, List<String> trace) {
        this.model = model;
        this.world = world;
        this.counts = counts;
        this.trace = trace;
        world.world().hears(this::hear);
    }

    /** The next one is done. */
    void begin(String next) {
        action = next;
        settled = null;
        gone = Set.of();
        armed = () -> {};
    }

    /** Whether a dead run was brought to an end in this action. */
    boolean hasSettled() {
        return settled != null;
    }

    /** Lets something be in the way of what is sent from here on, but of nothing that a dead run is ended with. */
    void arm(Runnable inTheWay) {
        if (model.dead == null) {
            inTheWay.run();
        } else {
            armed = inTheWay;
        }
    }

    RunReport give(Function<Engine, RunReport> command) {
        return command.apply(world.world().engine(Client.alive()));
    }

    static Function<Engine, RunReport> running(Batch batch) {
        return engine -> engine.run(ModelWorld.plan(batch), RunOptions.plain());
    }

    String same(RunReport report, End end) {
        assertThat(report.result())
                .as("%s\n%s\n%s\n%s", String.join("\n", trace), action, report, model)
                .isIn(RESULTS.get(end));
        return report.result() + ", " + report.detail();
    }

    /** A run has ended in which nothing happened but that a step failed, perhaps. */
    String ranTo(Batch batch, RunReport report, @Nullable String failing) {
        End end = model.run(batch, failing);
        boolean open = model.openEnded.remove(batch.name());
        return end == End.NOTHING && open && report.result() == Result.DONE
                ? "its last step had completed before it was killed"
                : same(report, end);
    }

    /** Whoever asks for what a dead one had begun hears that it is done. */
    boolean wentBackBefore(Batch batch, @Nullable String step) {
        return settled != null
                && settled.kind() == DeadRun.Kind.ROLLBACK
                && settled.batch().equals(batch)
                && (step == null
                        ? !gone.isEmpty() && model.applied(batch).isEmpty()
                        : gone.contains(ReferenceModel.key(batch, step)));
    }

    /** What a person calls a restart: everything is brought to an end, and what was stuck is tried again. */
    String restarted() {
        boolean had = model.dead != null || !model.stuck.isEmpty();
        RunReport report = give(engine -> engine.recover(Duration.ZERO));
        model.unstuck();
        return same(report, had ? End.DONE : End.NOTHING);
    }

    private void hear(RunEvent event) {
        DeadRun dead = model.dead;
        if (event instanceof RunEvent.Recovered recovered && dead != null && recovered.run() == dead.id()) {
            settle();
        }
    }

    /** The last run of all, 0 where there is none. */
    long lastRun() {
        return world.world().store().runs(1).stream()
                .mapToLong(RunRecord::id)
                .findFirst()
                .orElse(0);
    }

    /** What a run is about: of a rollback with dependents, each batch goes back in a run of its own. */
    Batch batchOf(long run) {
        return ReferenceModel.batch(world.world().store().run(run).orElseThrow().plan());
    }

    /** Whether the journal of a run has an answer to what a step sent first. */
    boolean answered(long run, Batch batch, String step) {
        boolean answered = false;
        for (JournalEntry entry : world.world().store().journal(run)) {
            if (entry.step().equals(new Address(batch.name(), batch.name(), step))) {
                answered =
                        entry.kind() == JournalEntry.Kind.DONE || (answered && entry.kind() != JournalEntry.Kind.RETRY);
            }
        }
        return answered;
    }

    boolean hasEnded(long run) {
        return world.world().store().run(run).orElseThrow().ended() != null;
    }

    /**
     * A process is gone, or has another one in its place: its run is left to whoever comes next, if it has not ended.
     */
    void died(DeadRun run) {
        assertThat(model.dead).as("%s\n%s", String.join("\n", trace), action).isNull();
        model.dead = run;
        if (hasEnded(run.id())) {
            settle();
        }
    }

    /** Whoever was killed may have ended the dead run before, and not said so any more. */
    void look() {
        DeadRun dead = model.dead;
        if (dead != null && hasEnded(dead.id())) {
            settle();
        }
    }

    private void settle() {
        DeadRun dead = Objects.requireNonNull(model.dead);
        Set<String> had = new HashSet<>(model.since.keySet());
        try {
            model.settled(found());
        } catch (AssertionError e) {
            throw new AssertionError(String.join("\n", trace) + "\n" + action + " settles " + dead, e);
        }
        had.removeAll(model.since.keySet());
        settled = dead;
        gone = had;
        Runnable then = armed;
        armed = () -> {};
        then.run();
    }

    private DeadRun.Found found() {
        return new DeadRun.Found() {
            @Override
            public Set<String> completed(Batch of) {
                return Commands.this.completed(of);
            }

            @Override
            public boolean ended(Batch of) {
                return world.world().store().batches(of.name()).stream()
                        .anyMatch(row -> row.status() == StepStatus.COMPLETED);
            }

            @Override
            public int hour(Batch of, String step) {
                long ended = Objects.requireNonNull(
                        world.world().step(of.name(), of.name(), step).ended());
                return model.hour
                        - (int) Duration.between(
                                        UtcStamp.instant(ended), world.world().now())
                                .toHours();
            }

            @Override
            public boolean purged(long run) {
                return world.world().store().journal(run).stream()
                        .anyMatch(entry -> entry.kind() == JournalEntry.Kind.PURGED);
            }
        };
    }

    Set<String> completed(Batch batch) {
        return standing(batch, step -> step.status() == StepStatus.COMPLETED);
    }

    /** Its steps of which this is so in the store. */
    Set<String> standing(Batch batch, Predicate<StepRecord> how) {
        Set<String> out = new HashSet<>();
        for (StepRecord row : world.world().store().steps(batch.name())) {
            if (how.test(row)) {
                out.add(row.address().step());
            }
        }
        return out;
    }

    void count(String what) {
        counts.count(what);
    }
}
