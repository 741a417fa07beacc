package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.TableSize;
import org.lupomig.orchestrator.run.Copy;
import org.lupomig.orchestrator.run.Copy.Extent;
import org.lupomig.orchestrator.run.Room;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** Whether the server has room for the copies that the way back needs. */
class RoomTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.step("s", step -> step.copying("ALTER TABLE core.users ADD COLUMN x")))
            .build();

    private final World world = Examples.world();
    private final String before = world.server().dump();

    @Test
    void nothingIsBegunWhereThereIsNoRoom() {
        world.hasRoom(10);

        RunReport report = world.run(PLAN);

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message())
                    .isEqualTo("the copies that the way back needs take about 1 KB, and 1 KB are free where the server"
                            + " keeps its data");
            assertThat(problem.help())
                    .isEqualTo("make room there; or change the rows of the largest, core.users in p.b.s, by other"
                            + " means before or after the plan.");
        });
        assertThat(world.sent()).isEmpty();
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void itRunsWhereThereIsRoomOrNobodyKnows() {
        assertThat(world.run(PLAN).result()).isEqualTo(Result.DONE);

        World other = Examples.world();
        other.hasRoom(1L << 30);
        assertThat(other.run(PLAN).result()).isEqualTo(Result.DONE);
        assertThat(other.events()).noneMatch(RunEvent.Warned.class::isInstance);
    }

    @Test
    void rowsWhoseNumberIsNotKnownOnlyWarn() {
        Copy most = copy(Extent.CHANGED, 3 << 20);
        Copy sure = copy(Extent.ALL, 1 << 20);

        assertThat(new Room(List.of(most, sure), 4L << 20).objection()).isNull();
        assertThat(new Room(List.of(most, sure), null).objection()).isNull();
        assertThat(new Room(List.of(most, sure), 2L << 20).objection()).satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(EngineMessage.ROOM_MAY_LACK);
            assertThat(problem.message()).contains("take up to about 4.0 MB, and 2.0 MB are free");
        });
        assertThat(new Room(List.of(most, sure), (1L << 19) - 1).objection()).satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(EngineMessage.NO_ROOM);
            assertThat(problem.message()).contains("take about 1.0 MB, and 512 KB are free");
        });
    }

    @Test
    void aCopySaysWhatItCosts() {
        assertThat(copy(Extent.CHANGED, 3 << 20))
                .hasToString("ALTER TABLE copies at most about 1000000 rows of core.users, up to 3.0 MB, 4 s or more");
    }

    @Test
    void whatIsNotCopiedCostsNothing() {
        assertThat(copy(Extent.NOTHING, 3 << 20))
                .hasToString("ALTER TABLE is waived: what it changes in core.users stays, because MyISAM has no"
                        + " transactions");
        assertThat(new Room(List.of(copy(Extent.NOTHING, 3 << 20)), 1L).objection())
                .isNull();
    }

    private static Copy copy(Extent extent, long bytes) {
        Step step = PLAN.steps().get(0);
        return new Copy(
                step,
                step.statements().get(0),
                new ObjectName("core", "users"),
                extent,
                new TableSize(1_000_000, bytes, extent == Extent.NOTHING ? "MyISAM" : "InnoDB"));
    }
}
