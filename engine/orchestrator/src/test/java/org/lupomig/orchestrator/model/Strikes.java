package org.lupomig.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.memory.VolatileLocks;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.testkit.model.Action;
import org.lupomig.testkit.model.DeadRun;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;
import org.lupomig.testkit.model.ReferenceModel.End;

/** What happens to processes: they are killed, overtaken, or silent until their locks have expired. */
final class Strikes {
    private final ReferenceModel model;
    private final ModelWorld world;
    private final Commands commands;

    Strikes(ReferenceModel model, ModelWorld world, Commands commands) {
        this.model = model;
        this.world = world;
        this.commands = commands;
    }

    /** A process is killed: what it has left stays so until another command comes. */
    String killed(int call, DeadRun.Kind kind, Batch batch, Function<Engine, RunReport> command, Going going) {
        boolean inRecovery = model.dead != null;
        long before = commands.lastRun();
        String said = world.strike(call, Client.Fault.KILL, () -> {}, command);
        commands.look();
        begun(before, kind, batch, going);
        if (said.isEmpty()) {
            commands.count("ended before");
            return "not killed";
        }
        commands.count(
                inRecovery && model.dead != null && commands.lastRun() == before ? "killed in recovery" : "killed");
        return said + (model.dead == null ? ", which left nothing" : ", dead is " + model.dead);
    }

    /** What is to go back, as things stand when the rollback begins. */
    interface Going {
        List<String> asked();
    }

    private void begun(long before, DeadRun.Kind kind, Batch batch, Going going) {
        long own = commands.lastRun();
        if (own > before) {
            Batch died = kind == DeadRun.Kind.ROLLBACK ? commands.batchOf(own) : batch;
            commands.died(new DeadRun(own, kind, died, going.asked(), false));
        }
    }

    /** Its locks are lost to another command, which ends what it has begun; then it goes on. */
    String overtaken(int call, Batch batch) {
        long before = commands.lastRun();
        String said = world.strike(call, Client.Fault.OVERTAKING, this::recovered, Commands.running(batch));
        commands.look();
        begun(before, DeadRun.Kind.RUN, batch, List::of);
        assertThat(model.dead).as(said).isNull();
        commands.count(said.isEmpty() ? "ended before" : "overtaken");
        return said.isEmpty() ? "not overtaken" : said;
    }

    private void recovered() {
        RunReport recovery = world.world().recover();
        assertThat(recovery.result()).as("%s", recovery).isIn(Result.DONE, Result.NOTHING_TO_DO);
        model.unstuck();
    }

    /**
     * It gives no sign of life until its locks have expired, and another command has taken them over; then it goes on,
     * and sends nothing more.
     */
    String silent(Action action, Batch batch) {
        Silence silence = new Silence(action, batch);
        Client first = Client.alive();
        first.beside(call -> silence.at(call, first));
        RunReport report = Commands.running(batch).apply(world.world().engine(first));
        first.exit();
        if (silence.said == null) {
            commands.count("ended before");
            return "not silent: " + commands.ranTo(batch, report, null);
        }
        String said = "silent, " + action.taker() + ": " + silence.said + "; then ";
        boolean lost = report.problems().stream()
                .anyMatch(problem -> Set.of(EngineMessage.LOCK_LOST, EngineMessage.CONNECTION_LOST)
                        .contains(problem.type()));
        if (silence.hadEnded) {
            commands.count("silent when it had ended");
            return said + report;
        }
        if (silence.hadBegun || lost) {
            assertThat(report.result()).as("%s%s", said, report).isEqualTo(Result.BROKEN);
            assertThat(lost).as("%s%s", said, report).isTrue();
            assertThat(world.world().sent()).as("%s%s", said, report).hasSize(silence.sent);
            commands.count(silence.hadBegun ? "fenced in its run" : "fenced before it");
            return said + "it hears that its locks are lost";
        }
        if (silence.hadAnswer) {
            // What it says was so when it asked whether its lock was its own.
            commands.count("silent when it had its answer");
            return said + commands.same(report, End.STUCK);
        }
        commands.count("silent without a lock");
        return said + commands.ranTo(batch, report, null);
    }

    private final class Silence {
        final Action action;
        final Batch batch;
        final long before = commands.lastRun();

        @Nullable
        String said;

        boolean hadBegun;
        boolean hadEnded;
        boolean hadAnswer;
        int sent;

        Silence(Action action, Batch batch) {
            this.action = action;
            this.batch = batch;
        }

        void at(int call, Client first) {
            if (call != action.point()) {
                return;
            }
            hadAnswer = call > 0 && first.calls().get(call - 1).what().equals("check") && model.isStuck(batch);
            commands.look();
            long own = commands.lastRun();
            if (own > before) {
                hadEnded = commands.hasEnded(own);
                hadBegun = !hadEnded;
                commands.died(new DeadRun(own, DeadRun.Kind.RUN, batch, List.of(), false));
            }
            world.world().advance(VolatileLocks.EXPIRY.plus(Duration.ofSeconds(1)));
            said = switch (action.taker()) {
                case RECOVERS -> commands.restarted();
                case RUNS_SAME -> runs(batch);
                case RUNS_NEXT -> runs(ReferenceModel.next(batch));
            };
            assertThat(model.dead).as(said).isNull();
            sent = world.world().sent().size();
        }

        private String runs(Batch other) {
            return commands.ranTo(other, commands.give(Commands.running(other)), null);
        }
    }
}
