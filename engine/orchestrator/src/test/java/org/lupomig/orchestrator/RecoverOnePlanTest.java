package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A recovery that is asked for one plan tries its undos again, and says of others that they are there. */
class RecoverOnePlanTest {
    private final World world = Examples.world();

    /** Leaves {@code core.NAME_2} for a person. */
    private void broken(String name) {
        String back = "RENAME TABLE core." + name + "_2 TO core." + name;
        world.server().run("CREATE TABLE core." + name + " (id)");
        world.server().faults().refuse(back, 1030, 1);
        RunReport report = world.run(PlanText.plan(name)
                .batch("b", batch -> batch.step("s", back.replaceAll("TABLE (\\S+) TO (\\S+)", "TABLE $2 TO $1"))
                        .step("t", "CREATE TABLE core.x (id, id)"))
                .build());
        assertThat(report.result()).isEqualTo(Result.BROKEN);
    }

    private List<String> notes() {
        return world.events().stream()
                .filter(RunEvent.Note.class::isInstance)
                .map(event -> ((RunEvent.Note) event).message())
                .toList();
    }

    @Test
    void othersAreNotTriedAndOneLineSaysThatTheyAreThere() {
        broken("p");
        broken("q");
        broken("r");
        world.server().faults().refuse("RENAME TABLE core.p_2 TO core.p", 1030, 1);

        RunReport stuck = world.recover("p");

        assertThat(stuck.result()).isEqualTo(Result.BROKEN);
        assertThat(stuck.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem.message())
                .contains("p.b.s"));
        assertThat(notes())
                .containsExactly("plan q and 1 more need a person, too: see 'lupomig status', then 'lupomig recover'");
        RunReport done = world.recover("p");
        assertThat(done.result()).isEqualTo(Result.DONE);
        assertThat(done.detail()).isEqualTo("everything left by earlier runs of plan p is at an end");
        assertThat(world.recover("p").detail()).isEqualTo("nothing to recover of plan p");
        assertThat(world.server().dump()).contains("core.p ", "core.q_2 ", "core.r_2 ");

        assertThat(world.recover("q").result()).isEqualTo(Result.DONE);

        assertThat(notes()).endsWith("plan r needs a person, too: see 'lupomig status', then 'lupomig recover r'");
        assertThat(world.recover().detail()).isEqualTo("everything left by earlier runs is at an end");
        assertThat(world.recover("p").detail()).isEqualTo("nothing to recover");
    }
}
