package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A rollback looks at all rows that a batch changed before it takes any of them back. */
class LateRowsTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.step(
                            "one",
                            "UPDATE core.users SET name = new WHERE id = 1",
                            "UPDATE core.users SET name = new WHERE id = 2",
                            "ALTER TABLE core.users ADD COLUMN x",
                            "DELETE FROM core.users WHERE id = 3")
                    .step("two", "UPDATE core.users SET name = last WHERE id = 2"))
            .build();

    private final World world = Examples.world();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE core.users SET name = theirs WHERE id = 1",
                "UPDATE core.users SET name = theirs WHERE id = 2",
                "DELETE FROM core.users WHERE id = 1",
                "INSERT INTO core.users VALUES 3"
            })
    void whatOthersChangedOfAnyIsSeenBeforehand(String theirs) {
        world.server().update("core.users", "name", "old");
        assertThat(world.run(PLAN).result()).isEqualTo(Result.DONE);
        world.server().run(theirs);
        String now = world.server().dump();

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems())
                .extracting(problem -> problem.message())
                .singleElement()
                .asString()
                .contains("core.users", "rows that the batch changed are not as it left them");
        assertThat(world.server().dump()).isEqualTo(now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE core.jobs SET name = theirs", "INSERT INTO core.users VALUES 77"})
    void whatOthersChangedElsewhereIsNone(String theirs) {
        world.server().update("core.users", "name", "old");
        assertThat(world.run(PLAN).result()).isEqualTo(Result.DONE);
        world.server().run(theirs);

        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
    }
}
