package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Checks;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** Connections that end, waits for locks, and a server that refuses what the engine asks for itself. */
class FaultTest {
    private final World world = Examples.world();
    private final String before = world.server().dump();
    private final Plan plan = Examples.everyKind().build();

    private static boolean moves(Write write, State to) {
        return write instanceof Write.Journal journal
                && journal.entry().kind() == JournalEntry.Kind.TRANSITION
                && journal.entry().current() == to;
    }

    private void undone(EngineMessage why) {
        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems().get(0).type()).isEqualTo(why);
        asBefore();
    }

    private void asBefore() {
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.unrest()).isEmpty();
    }

    /** The command ends where it is, and the next one brings everything to an end. */
    private void interrupted(RunReport report) {
        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.detail()).isEqualTo("interrupted; the next run, rollback or recover brings it to an end");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
    }

    @Test
    void aMistakeOfOurOwnInTheMiddle() {
        Plan broken = PlanText.plan("p")
                .schema("core")
                .batch("b", batch -> batch.step("s", "CREATE TABLE core.t (id)")
                        .check(Checks.post("files", Checks.equal(new Expression.FileCount("unreadable/**"), 3))))
                .build();

        RunReport report = world.run(broken);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.UNEXPECTED);
        assertThat(report.problems().get(0).message()).contains("the disk is broken");
        asBefore();
    }

    @Test
    void aMistakeOfOurOwnInAnUndoNeedsAPersonAndKeepsNoCommandFromStarting() {
        world.server()
                .faults()
                .strangerBefore("ALTER TABLE core.users ADD INDEX", () -> world.breakRead("describe core.logs"))
                .refuse("ALTER TABLE core.users ADD INDEX", 1114, 1);

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(1).type()).isEqualTo(EngineMessage.UNDO_FAILED);
        assertThat(report.problems().get(1).message())
                .matches("phase\\.move\\.\\w+ could not be undone: something that should not happen did:"
                        + " java\\.lang\\.IllegalStateException: broken by the test"
                        + " \\(at ClientSession\\.[^ ]+:[0-9]+\\); undone so far: .+; not yet: .+");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        asBefore();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStatementThatSomebodyEndsIsNotSaidToHaveFailed(boolean tookEffect) {
        if (tookEffect) {
            world.server().faults().deny("RENAME TABLE core.logs", 1317);
        } else {
            world.server().faults().refuse("RENAME TABLE core.logs", 1317, 1);
        }
        undone(EngineMessage.STATEMENT_ENDED);
    }

    @Test
    void aWayBackThatSomebodyEndsSaysSoAndIsGoneOnWith() {
        world.server()
                .faults()
                .refuse("ALTER TABLE core.users ADD INDEX", 1114, 1)
                .refuse("TO core.logs", 1317, 1);

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(1).message())
                .contains("somebody ended it on the server: the server says 1317 refused by the test");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        asBefore();
    }

    @Test
    void aConnectionLostBeforeAStatement() {
        world.server().faults().loseBefore("RENAME TABLE core.logs");
        undone(EngineMessage.CONNECTION_LOST);
    }

    @Test
    void aConnectionLostWithTheStatementDone() {
        world.server().faults().loseAfter("RENAME TABLE core.logs");
        undone(EngineMessage.CONNECTION_LOST);
    }

    @Test
    void aConnectionLostWithRowsIn() {
        world.server().faults().loseAfter("INSERT INTO orch.state VALUES 3");
        undone(EngineMessage.CONNECTION_LOST);
    }

    @Test
    void aCommitThatTheServerMakesAfterItsAnswerWasLost() {
        world.server().faults().loseDuring("INSERT INTO orch.state VALUES 3");
        undone(EngineMessage.CONNECTION_LOST);
    }

    @Test
    void aConnectionLostBeforeRowsWereIn() {
        world.server().faults().loseBefore("INSERT INTO orch.state VALUES 3");
        undone(EngineMessage.CONNECTION_LOST);
    }

    @Test
    void aConnectionLostWhileLooking() {
        world.loseRead("describe core.users");
        undone(EngineMessage.CONNECTION_LOST);
    }

    @Test
    void aConnectionLostInAnUndo() {
        world.server()
                .faults()
                .refuse("ALTER TABLE core.users ADD INDEX", 1114, 1)
                .loseAfter("RENAME TABLE orch.logs TO core.logs");
        world.server().faults().loseAfter("RENAME TABLE orch.jobs TO core.jobs");

        interrupted(world.run(plan));

        asBefore();
    }

    @Test
    void aStoreThatIsGone() {
        world.storeFaults().lose(write -> moves(write, State.VALIDATING_POST), 1);
        world.storeFaults().lose(write -> moves(write, State.ROLLING_BACK), 1);

        interrupted(world.run(plan));

        asBefore();
    }

    @Test
    void aCommitPointOfWhichNothingIsKnownIsLeftToTheNextCommand() {
        world.storeFaults().lose(write -> moves(write, State.COMPLETING), 1);

        interrupted(world.run(plan));

        asBefore();
    }

    @Test
    void aFullDiskBeforeTheCommitPointMakesTheBatchGoBack() {
        world.storeFaults().refuse(write -> moves(write, State.COMPLETING), 2);
        undone(EngineMessage.SERVER_REFUSED);
    }

    @Test
    void aFullDiskWhileMovingMakesTheBatchGoBack() {
        world.storeFaults().refuse(write -> moves(write, State.VALIDATING_PRE), 1);
        undone(EngineMessage.SERVER_REFUSED);
        // The move before it waits to be written with it, and is written without it.
        assertThat(world.path("phase.move.make", 1)).isEqualTo("idle preparing idle");
    }

    @Test
    void aFullDiskInAnUndoNeedsAPerson() {
        world.server().faults().refuse("ALTER TABLE core.users ADD INDEX", 1114, 1);
        world.storeFaults()
                .refuse(
                        write -> write instanceof Write.Journal journal
                                && journal.entry().kind() == JournalEntry.Kind.UNDONE,
                        1);

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(1).message()).contains("1021 disk full");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        asBefore();
    }

    @Test
    void recordsThatAreRefusedAreWrittenByTheNextCommand() {
        world.run(PlanText.plan("other")
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA other"))
                .build());
        world.storeFaults().refuse(write -> write instanceof Write.SchemaVersion, 2);

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.RECORDS_NOT_WRITTEN);
        assertThat(report.problems().get(0).message())
                .isEqualTo("batch phase.move is done, but its records could not be written: 1021 disk full");
        assertThat(world.path("phase.move.make", report.run())).endsWith("validating_post completing failed");
        assertThat(world.store().systemState().mode()).isEqualTo(Mode.NORMAL);
        assertThat(world.store().others()).anySatisfy(write -> assertThat(write)
                .isInstanceOfSatisfying(
                        Write.Alert.class, alert -> assertThat(alert.level()).isEqualTo(Write.Alert.Level.CRITICAL)));
        String after = world.server().dump();

        RunReport still = world.rollback("phase", "move");
        assertThat(still.result()).isEqualTo(Result.BROKEN);
        assertThat(still.problems().get(0).type()).isEqualTo(EngineMessage.RECORDS_NOT_WRITTEN);
        assertThat(still.detail()).isEqualTo("an earlier run is done, and its records still cannot be written");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);

        assertThat(world.path("phase.move.make", report.run())).endsWith("completing failed idle");
        assertThat(world.step("phase", "move", "make").status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(world.step("phase", "move", "make").error()).isEmpty();
        assertThat(world.server().dump()).isEqualTo(after);
        assertThat(world.unrest()).isEmpty();
        assertThat(world.run(plan).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.rollback("phase", "move").result()).isEqualTo(Result.DONE);
    }

    @Test
    void recordsThatCannotEvenBeSaidToBeMissing() {
        world.storeFaults()
                .refuse(write -> write instanceof Write.SchemaVersion, 1)
                .refuse(write -> moves(write, State.FAILED), 1);

        assertThat(world.run(plan).result()).isEqualTo(Result.BROKEN);
        assertThat(world.step("phase", "move", "make").state()).isEqualTo(State.COMPLETING);

        assertThat(world.run(plan).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void waitsForLocksAreTriedAgainAndTold() {
        world.server().faults().lockWait("RENAME TABLE core.logs", 2).lockWait("INSERT INTO orch.state VALUES 1", 1);

        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);

        assertThat(world.events())
                .filteredOn(RunEvent.Waiting.class::isInstance)
                .hasSize(3)
                .first()
                .isInstanceOfSatisfying(RunEvent.Waiting.class, event -> assertThat(event.inTheWay())
                        .isEqualTo("a reader of 7"));
    }

    @Test
    void anUndoWaitsToo() {
        world.server()
                .faults()
                .refuse("ALTER TABLE core.users ADD INDEX", 1114, 1)
                .lockWait("TO core.logs", 2);
        undone(EngineMessage.DISK_FULL);
    }

    @Test
    void aSessionThatDoesNotEndIsWaitedForByTheNextCommand() {
        world.server().faults().strangerAfter("RENAME TABLE core.logs", () -> {
            throw new Client.Killed();
        });
        try {
            world.run(plan);
        } catch (Client.Killed e) {
            world.store().clientGone();
        }
        world.immortal().add("3");
        String then = world.server().dump();

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems().get(0).message())
                .isEqualTo("run 1 has died, and the server still works for it on phase.move.shift: its session is being"
                        + " ended, and takes back what it had done");
        assertThat(world.server().dump()).isEqualTo(then);
        world.immortal().clear();
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        assertThat(world.store().run(1).orElseThrow().status()).isEqualTo(RunStatus.RECOVERED);
        asBefore();
    }

    @Test
    void aRunThatLostItsLockTouchesNothingMore() {
        RunReport[] other = new RunReport[1];
        world.server().faults().strangerAfter("INSERT INTO orch.state VALUES 3", () -> {
            world.store().clientGone();
            other[0] = world.engine(Client.alive()).recover(Duration.ZERO);
        });

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.LOCK_LOST);
        assertThat(other[0].result()).isEqualTo(Result.DONE);
        asBefore();
        assertThat(List.copyOf(world.sent())).noneMatch(sql -> sql.startsWith("RENAME TABLE core.logs"));
    }

    /** A table on its way out goes on from where it is, and nothing is said to be kept that is gone. */
    @ParameterizedTest
    @ValueSource(strings = {"RENAME TABLE s.a TO held", "DROP TABLE held"})
    void whatTookEffectAndIsSaidNotToHaveIsFoundByAnUndo(String statement) {
        Plan scripted = PlanText.plan("p")
                .batch("b", batch -> batch.step("s", step -> step.sql(
                                        "CREATE SCHEMA s", "CREATE TABLE s.a (id)", "INSERT INTO s.a VALUES 1")
                                .undo("DROP TABLE s.a", "DROP SCHEMA s"))
                        .check(Checks.post("never", Checks.equal(Checks.number(1), 2))))
                .build();
        world.server().faults().deny(statement, 1026);

        RunReport report = world.run(scripted);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.store().others())
                .noneMatch(write ->
                        write instanceof Write.Alert alert && alert.title().equals("table kept"));
        asBefore();
    }
}
