package org.lupomig.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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
import org.lupomig.testkit.model.ModelledCommands;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;
import org.lupomig.testkit.model.ReferenceModel.End;

/**
 * Gives commands to a simulated world. Whichever of them brings a dead run to an end first, the model hears of that
 * when it happens, before anything else is done.
 */
final class Commands extends ModelledCommands {
    private final ReferenceModel model;
    private final ModelWorld world;
    private final List<String> trace;
    private String action = "";

    /** @param trace how each action before has ended */
    Commands(ReferenceModel model, ModelWorld world, Counts counts, List<String> trace) {
        super(model, counts);
        this.model = model;
        this.world = world;
        this.trace = trace;
        world.world().hears(this::hear);
    }

    /** The next one is done. */
    void begin(String next) {
        action = next;
        begin();
    }

    @Override
    protected String where() {
        return String.join("\n", trace) + "\n" + action;
    }

    RunReport give(Function<Engine, RunReport> command) {
        return command.apply(world.world().engine(Client.alive()));
    }

    static Function<Engine, RunReport> running(Batch batch) {
        return engine -> engine.run(ModelWorld.plan(batch), RunOptions.plain());
    }

    String same(RunReport report, End end) {
        assertThat(report.result().name())
                .as("%s\n%s\n%s", where(), report, model)
                .isIn(results(end));
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

    /** What a person calls a restart: everything is brought to an end, and what was stuck is tried again. */
    String restarted() {
        boolean had = model.dead != null || !model.stuck.isEmpty();
        RunReport report = give(engine -> engine.recover(Duration.ZERO));
        model.unstuck();
        return same(report, had ? End.DONE : End.NOTHING);
    }

    private void hear(RunEvent event) {
        if (event instanceof RunEvent.Recovered recovered) {
            recovered(recovered.run());
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

    @Override
    public boolean hasEnded(long run) {
        return world.world().store().run(run).orElseThrow().ended() != null;
    }

    @Override
    public boolean ended(Batch of) {
        return world.world().store().batches(of.name()).stream().anyMatch(row -> row.status() == StepStatus.COMPLETED);
    }

    @Override
    public int hour(Batch of, String step) {
        long ended = Objects.requireNonNull(
                world.world().step(of.name(), of.name(), step).ended());
        return model.hour
                - (int) Duration.between(UtcStamp.instant(ended), world.world().now())
                        .toHours();
    }

    @Override
    public boolean purged(long run) {
        return world.world().store().journal(run).stream().anyMatch(entry -> entry.kind() == JournalEntry.Kind.PURGED);
    }

    @Override
    public Set<String> completed(Batch batch) {
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
}
