package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.recovery.Resolve;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.PlanText;

/** An author's undo of a whole batch that stops on its way: it waits for a person, and is gone on with. */
class BatchScriptStopsTest extends ScriptedBatch {
    @Test
    void whereItBreaksOffNothingElseIsTakenBackUntilAPersonHasMendedIt() {
        world.server().faults().refuse("DROP COLUMN x", 1064, 2);
        String message = stuck(plan(RollbackClass.A, BREAKS_OFF));

        assertThat(message)
                .contains("the undo script of batch b stopped: ", ": ALTER TABLE core.users DROP COLUMN x: ")
                .contains("the server says 1064", "'lupomig retry p.b'");
        String half = world.server().dump();
        assertThat(half).contains("core.jobs").doesNotContain("core.fresh").isNotEqualTo(before);
        assertThat(stuck(retry(world))).contains("DROP COLUMN x");
        assertThat(world.server().dump()).isEqualTo(half);

        world.server().run("ALTER TABLE core.users DROP COLUMN x", "DROP SCHEMA s");

        retried();
        assertThat(world.run(plan(RollbackClass.A, SCRIPT)).result()).isEqualTo(Result.DONE);
    }

    @Test
    void whatTheServerRefusesIsGoneOnWithWhenItsCauseIsOver() {
        Plan plan = plan(RollbackClass.B, SCRIPT);
        world.run(plan);
        world.server().faults().refuse("DROP COLUMN x", 1064, 1);
        assertThat(stuck(world.rollback("p", "b"))).contains("the server says 1064 refused by the test");
        world.server().run("ALTER TABLE core.users ADD INDEX mended", "ALTER TABLE core.users DROP INDEX mended");
        int sent = world.sent().size();

        retried();

        assertThat(world.sent().subList(sent, world.sent().size())).containsExactly(SCRIPT[1], SCRIPT[2], SCRIPT[3]);
    }

    @Test
    void aStepOfItIsNotTriedAgainAlone() {
        world.run(plan(RollbackClass.A, SCRIPT));
        world.server().faults().refuse("DROP COLUMN x", 1064, 1);
        stuck(world.rollback("p", "b"));
        String half = world.server().dump();

        RunReport report = world.engine(Client.alive()).retry(new Address("p", "b", "move"), Duration.ZERO);

        assertThat(stuck(report)).contains("'lupomig retry p.b' goes on with it");
        assertThat(world.server().dump()).isEqualTo(half);
        retried();
    }

    @Test
    void whatAPersonSaysOfAStepDoesNotKeepItFromBeingGoneOnWith() {
        world.run(plan(RollbackClass.A, SCRIPT));
        world.server().faults().refuse("DROP COLUMN x", 1064, 1);
        stuck(world.rollback("p", "b"));
        Resolve move =
                new Resolve(new Address("p", "b", "move"), Resolve.As.ROLLED_BACK, "it is back", false, () -> true);
        RunReport said = world.engine(Client.alive()).resolve(move, Duration.ZERO);
        assertThat(said.result()).as("%s", said).isEqualTo(Result.DONE);

        retried();
    }

    @Test
    void whereItDoesNotLeadBackItIsSaidWhatDiffers() {
        assertThat(stuck(plan(RollbackClass.A, "DROP TABLE core.fresh", "DROP SCHEMA s")))
                .contains("the undo script of batch b did not lead back: ", "core.jobs was there and is not now")
                .contains("core.users has another definition now", "'lupomig retry p.b' looks");

        world.server().run("RENAME TABLE core.works TO core.jobs");
        assertThat(stuck(retry(world))).doesNotContain("core.jobs").contains("core.users");
        world.server().run("ALTER TABLE core.users DROP COLUMN x");
        retried();
    }

    @Test
    void aTableThatItHasBroughtBackIsNotTakenForTheOneThatAStepMade() {
        world.server().faults().refuse("DROP COLUMN z", 1064, 1);
        String message = stuck(replacing(
                "DROP TABLE core.users", "RENAME TABLE core.was TO core.users", "ALTER TABLE core.logs DROP COLUMN z"));

        assertThat(message).contains("the server says 1064");
        assertThat(world.server().held()).isEmpty();
        world.server().run("ALTER TABLE core.logs DROP COLUMN z");
        retried();
    }

    @Test
    void aTableThatAPersonHasBroughtBackIsNotDroppedForTheOneThatAStepMade() {
        world.run(replacing(
                "ALTER TABLE core.logs DROP COLUMN z", "DROP TABLE core.users", "RENAME TABLE core.was TO core.users"));
        world.server().faults().refuse("DROP COLUMN z", 1064, 1);
        stuck(world.rollback("p", "b"));
        world.server().run("DROP TABLE core.users", "RENAME TABLE core.was TO core.users");

        retried();
    }

    /**
     * Without ids the table that is there by its name is known to be the original by nothing but what all looks like.
     */
    @Test
    void whatAPersonHasTakenBackIsLookedAtBeforeAnythingIsSent() {
        world.server().hideTableIds();
        world.run(replacing(
                "ALTER TABLE core.logs DROP COLUMN z", "DROP TABLE core.users", "RENAME TABLE core.was TO core.users"));
        world.server().faults().refuse("RENAME TABLE core.users", 1064, 1);
        assertThat(stuck(world.rollback("p", "b"))).contains("or take the rest back by hand");
        world.server().run("DROP TABLE core.users", "RENAME TABLE core.was TO core.users");
        int sent = world.sent().size();

        retried();

        assertThat(world.sent()).hasSize(sent);
    }

    @Test
    void aTableThatAPersonMayHaveBroughtBackIsLeftWhereTheRestIsNotAsBefore() {
        world.server().hideTableIds();
        world.run(replacing(
                "DROP TABLE core.users", "RENAME TABLE core.was TO core.users", "ALTER TABLE core.logs DROP COLUMN z"));
        world.server().faults().refuse("RENAME TABLE core.users", 1064, 1);
        stuck(world.rollback("p", "b"));
        world.server().run("DROP TABLE core.users", "RENAME TABLE core.was TO core.users");
        String half = world.server().dump();

        assertThat(stuck(retry(world))).contains("core.users may be the one that had its name before this batch");

        assertThat(world.server().dump()).isEqualTo(half);
        world.server().run("ALTER TABLE core.logs DROP COLUMN z");
        retried();
    }

    @Test
    void tablesThatAPersonHasSwappedBackAreNotSwappedOnceMore() {
        String swap = "RENAME TABLE core.users TO core.tmp, core.jobs TO core.users, core.tmp TO core.jobs";
        world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("swap", swap)
                        .step("more", "ALTER TABLE core.logs ADD COLUMN z")
                        .undo(swap, "ALTER TABLE core.logs DROP COLUMN z"))
                .build());
        world.server().faults().refuse("RENAME TABLE core.users", 1064, 1);
        stuck(world.rollback("p", "b"));
        world.server().run(swap);
        String half = world.server().dump();

        assertThat(stuck(retry(world))).contains("core.users may be the one that had its name before this batch");

        assertThat(world.server().dump()).isEqualTo(half);
        world.server().run("ALTER TABLE core.logs DROP COLUMN z");
        retried();
    }

    /** What passes by itself is gone on with by a command that is about no batch in particular. */
    @ParameterizedTest
    @ValueSource(ints = {1114, 1021})
    void whatPassesIsGoneOnWithByRecover(int code) {
        world.run(plan(RollbackClass.A, SCRIPT));
        world.server().faults().refuse("DROP COLUMN x", code, 1);
        stuck(world.rollback("p", "b"));

        RunReport report = world.recover();

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.unrest()).isEmpty();
    }
}
