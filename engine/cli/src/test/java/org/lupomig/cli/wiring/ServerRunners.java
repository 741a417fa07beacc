package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;
import org.lupomig.testkit.model.ReferenceModel.End;

/**
 * Two runners at once: the first stands still in its work until the second has ended, or waits in the queue. So it is
 * known which of them came first. Where the first has ended its run, and stands still in what it does then, it did.
 */
final class ServerRunners {
    private final ModelSchemas schemas;
    private final ReferenceModel model;
    private final ServerCommands commands;

    ServerRunners(ModelSchemas schemas, ReferenceModel model, ServerCommands commands) {
        this.schemas = schemas;
        this.model = model;
        this.commands = commands;
    }

    /** Both, the second within the first at a point of that, or behind it. */
    private final class Both {
        private final long before = commands.lastRun();
        private final Function<Engine, RunReport> other;
        private @Nullable CompletableFuture<RunReport> beside;
        private volatile boolean queued;
        boolean begun;
        boolean over;
        boolean waited;
        final RunReport first;
        final RunReport second;

        Both(int point, Batch batch, Function<Engine, RunReport> other) {
            this.other = other;
            this.first = commands.give(new Halt(point, this::meet), commands.running(batch));
            CompletableFuture<RunReport> met = beside;
            this.second = met == null ? commands.give(other) : met.join();
            commands.count(met == null ? "second came behind" : waited ? "second queued" : "second went beside");
        }

        private void meet() {
            long last = commands.lastRun();
            over = last > before && commands.hasEnded(last);
            begun = last > before && !over;
            CompletableFuture<Boolean> waits = new CompletableFuture<>();
            CompletableFuture<RunReport> runs = CompletableFuture.supplyAsync(() -> commands.give(
                    event -> {
                        if (event instanceof RunEvent.Queued) {
                            queued = true;
                            waits.complete(true);
                        }
                    },
                    store -> store,
                    target -> target,
                    other));
            beside = runs;
            CompletableFuture.anyOf(waits, runs).join();
            waited = queued;
        }

        boolean secondWasFirst() {
            return beside != null && !waited && !over;
        }
    }

    /** What is left of a dead run is brought to an end before: how far the first has come says something then. */
    private String settled() {
        return model.dead == null ? "" : commands.restarted() + "; ";
    }

    /** Another plan, with which it has nothing in common but that both may freeze writers. */
    String another(int point, Batch batch) {
        String before = settled();
        Batch other = ReferenceModel.next(batch);
        boolean common = batch.freezes() && other.freezes() && model.isPending(other);
        Both both = new Both(point, batch, commands.running(other));
        assertThat(both.waited || !common || !both.begun).as("%s", both.second).isTrue();
        return before + commands.ranTo(batch, both.first, null) + ", beside it "
                + commands.ranTo(other, both.second, null);
    }

    /** The same plan: the second finds what the first has left. */
    String same(int point, Batch batch) {
        String before = settled();
        Both both = new Both(point, batch, commands.running(batch));
        assertThat(both.waited || !both.begun).as("%s", both.second).isTrue();
        RunReport earlier = both.secondWasFirst() ? both.second : both.first;
        RunReport later = both.secondWasFirst() ? both.first : both.second;
        return before + commands.ranTo(batch, earlier, null) + ", then " + commands.ranTo(batch, later, null);
    }

    /** A plan that shares a table. */
    String common(int point, Batch batch) throws Exception {
        String before = settled();
        Plan plan = schemas.common(batch);
        boolean common =
                !model.applied(batch).contains("rows") || model.unchecked.contains(ReferenceModel.key(batch, "rows"));
        Both both = new Both(
                point, batch, engine -> engine.run(plan, new RunOptions(false, ServerCommands.PATIENCE, () -> false)));
        assertThat(both.waited || !common || !both.begun).as("%s", both.second).isTrue();
        return before + commands.ranTo(batch, both.first, null) + ", beside it "
                + commands.same(both.second, End.UNDONE);
    }
}
