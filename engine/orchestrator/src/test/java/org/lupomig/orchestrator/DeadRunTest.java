package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** What is said of a run that died: of each batch that it had begun, what became of it. */
class DeadRunTest {
    private static final String NOTHING = "nothing had been touched";

    @Test
    void ofTwoBatchesThatSucceed() {
        assertThat(said("CREATE SCHEMA second"))
                .containsExactly(
                        "batch one had completed",
                        "batch one had completed; batch two had completed",
                        "batch one had completed; batch two is undone: everything is as before it",
                        "batch one is undone: everything is as before it",
                        NOTHING);
    }

    @Test
    void ofOneThatFailsAfterOneThatSucceeds() {
        assertThat(said("CREATE TABLE second.t (id)"))
                .contains("batch one had completed; batch two had been undone")
                .doesNotContain("batch one had completed; batch two had completed");
    }

    @Test
    void ofOneThatThawsBeforeItCompletes() {
        assertThat(said(PlanText.plan("p")
                        .schema("core")
                        .batch("one", batch -> batch.freeze("core").step("s", "CREATE SCHEMA first"))
                        .build()))
                .contains("batch one was past its commit point and is completed");
    }

    @ParameterizedTest
    @CsvSource({"A, past its commit point and is completed", "B, 1 of 1 step of batch one have completed"})
    void ofOneWhoseRecordsWereRefused(RollbackClass of, String completed) {
        Plan plan = PlanText.plan("p")
                .batch("one", batch -> batch.rollback(of).step("s", "CREATE SCHEMA first"))
                .build();
        assertThat(said(plan, () -> {
                    World world = Examples.world();
                    world.storeFaults()
                            .refuse(
                                    write -> write instanceof Write.Journal journal
                                            && journal.entry().kind() == JournalEntry.Kind.TRANSITION
                                            && journal.entry().previous() == State.COMPLETING
                                            && journal.entry().current() == State.IDLE,
                                    1);
                    return world;
                }))
                .anyMatch(detail -> detail.contains(completed));
    }

    private static Set<String> said(String second) {
        return said(PlanText.plan("p")
                .batch("one", batch -> batch.step("s", "CREATE SCHEMA first"))
                .batch("two", batch -> batch.step("t", second))
                .build());
    }

    private static Set<String> said(Plan plan) {
        return said(plan, Examples::world);
    }

    private static Set<String> said(Plan plan, Supplier<World> setUp) {
        Consumer<Engine> command = engine -> engine.run(plan, RunOptions.plain());
        Set<String> said = new TreeSet<>();
        for (Point point : Crash.points(setUp, command)) {
            if (point.moment() != Client.Moment.BEFORE) {
                // behind one is before the next, and a refused write has nothing behind it
                continue;
            }
            World world = setUp.get();
            Crash.kill(world, point, command);
            world.recover();
            for (RunEvent event : world.events()) {
                if (event instanceof RunEvent.Recovered recovered) {
                    said.add(recovered.detail());
                }
            }
        }
        return said;
    }
}
