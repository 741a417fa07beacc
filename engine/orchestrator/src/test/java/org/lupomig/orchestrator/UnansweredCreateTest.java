package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;

/** A CREATE that was never answered: what is there is ours only where nothing speaks against it. */
class UnansweredCreateTest extends FailingBatch {
    /** A CREATE whose answer is lost, and somebody who takes its name before the next command. */
    private RunReport afterAnUnansweredCreate(String... theirs) {
        Client killed = Client.killedAt(callOf("CREATE TABLE core.t (id)"), Client.Moment.BEFORE);
        Plan plan = failing("CREATE TABLE core.t (id)");
        assertThatThrownBy(() -> world.engine(killed).run(plan, RunOptions.plain()))
                .isInstanceOf(Client.Killed.class);
        world.server().run(theirs);
        return world.recover();
    }

    private static int callOf(String what) {
        Client client = Client.alive();
        Examples.world().engine(client).run(failing("CREATE TABLE core.t (id)"), RunOptions.plain());
        for (int i = 0; i < client.calls().size(); i++) {
            if (client.calls().get(i).what().equals(what)) {
                return i;
            }
        }
        throw new AssertionError("no call " + what);
    }

    @Test
    void anEmptyTableThatOthersMadeUnderTheNameOfOursStays() {
        RunReport report = afterAnUnansweredCreate("CREATE TABLE core.t (theirs)");

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(0).message())
                .contains("core.t may be somebody else's: nothing is known of how its CREATE ended, and it is not what"
                        + " that makes");
        assertThat(world.server().dump()).contains("core.t Parts[columns=[theirs]");
        assertThat(world.server().held()).isEmpty();
        world.server().run("RENAME TABLE core.t TO core.theirs");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
    }

    @Test
    void aTableWithRowsUnderTheNameOfOursStays() {
        RunReport report = afterAnUnansweredCreate("CREATE TABLE core.t (id)", "INSERT INTO core.t VALUES 5");

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(0).message()).contains("it has rows that this batch did not write");
        assertThat(world.server().dump()).contains("{id=5}");
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void anUnansweredCreateOfWhichNothingCameIsUndone() {
        assertThat(afterAnUnansweredCreate().result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
    }
}
