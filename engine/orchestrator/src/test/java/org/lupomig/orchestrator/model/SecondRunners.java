package org.lupomig.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;
import org.lupomig.testkit.model.ReferenceModel.End;

/**
 * Two runners at once: the second begins when a statement of the first has just been sent, and does not wait. With
 * nothing in common it does its work; else it is told who is in its way, and comes when that one has ended.
 */
final class SecondRunners {
    private final ReferenceModel model;
    private final ModelWorld world;
    private final Commands commands;
    private final List<RunReport> beside = new ArrayList<>();

    SecondRunners(ReferenceModel model, ModelWorld world, Commands commands) {
        this.model = model;
        this.world = world;
        this.commands = commands;
    }

    private RunReport withBeside(Batch batch, String step, Function<Engine, RunReport> second) {
        beside.clear();
        commands.arm(() -> world.after(batch, step, () -> beside.add(commands.give(second))));
        RunReport report = commands.give(Commands.running(batch));
        if (beside.isEmpty()) {
            commands.count("nothing to be beside of");
        }
        return report;
    }

    private String busy(RunReport second) {
        assertThat(second.result()).as("%s", second).isEqualTo(Result.REFUSED);
        assertThat(second.problems())
                .as("%s", second)
                .extracting(problem -> problem.type())
                .containsExactly(EngineMessage.ANOTHER_RUN);
        commands.count("second told to wait");
        return "refused meanwhile";
    }

    /** Another plan, with which it has nothing in common but that both may freeze writers. */
    String another(Batch batch, String step) {
        Batch other = ReferenceModel.next(batch);
        RunReport report = withBeside(batch, step, Commands.running(other));
        boolean freeze = batch.freezes() && other.freezes();
        boolean common = freeze && model.isPending(other);
        // where only its checks may be left to be made
        boolean perhaps = freeze && model.openEnded.contains(other.name());
        String said = "not there";
        for (RunReport second : beside) {
            boolean told = perhaps ? second.result() == Result.REFUSED : common;
            said = told ? busy(second) : commands.ranTo(other, second, null);
            commands.count(common ? "second of two that freeze" : "second went beside");
        }
        return commands.ranTo(batch, report, null) + "; " + other.name() + ": " + said;
    }

    /** The same plan. */
    String same(Batch batch, String step) {
        RunReport report = withBeside(batch, step, Commands.running(batch));
        String said = beside.isEmpty() ? "not there" : busy(beside.get(0));
        String first = commands.ranTo(batch, report, null);
        return first + "; second " + said + ", then "
                + commands.ranTo(batch, commands.give(Commands.running(batch)), null);
    }

    /** A plan that shares a table. */
    String common(Batch batch, String step) {
        Function<Engine, RunReport> second = engine -> engine.run(ModelWorld.common(batch), RunOptions.plain());
        RunReport report = withBeside(batch, step, second);
        boolean common =
                !model.applied(batch).contains("rows") || model.unchecked.contains(ReferenceModel.key(batch, "rows"));
        String said = "not there";
        for (RunReport one : beside) {
            boolean told = one.result() == Result.REFUSED;
            assertThat(told).as("%s", one).isEqualTo(common);
            said = told ? busy(one) : commands.same(one, End.UNDONE);
        }
        String first = commands.ranTo(batch, report, null);
        return first + "; second " + said + ", then " + commands.same(commands.give(second), End.UNDONE);
    }
}
