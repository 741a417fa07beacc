package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.StepText;
import org.lupomig.orchestrator.sim.World;

/** {@code retry N}: only what passes by itself is tried again, and only while nothing has taken effect. */
class RetryTest {
    private static final String MAKE = "CREATE TABLE core.t (id)";

    private final World world = Examples.world();
    private final String before = world.server().dump();

    private static Plan plan(Consumer<StepText> with) {
        return PlanText.plan("p").batch("b", batch -> batch.step("s", with)).build();
    }

    private static Plan trying(int times) {
        return plan(step -> step.retry(times).sql(MAKE, "INSERT INTO core.t VALUES 1"));
    }

    private List<RunEvent.Retrying> told() {
        return world.events().stream()
                .filter(RunEvent.Retrying.class::isInstance)
                .map(RunEvent.Retrying.class::cast)
                .toList();
    }

    private RunReport undone(Plan plan) {
        RunReport report = world.run(plan);
        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
        return report;
    }

    private void notTriedAgain() {
        assertThat(told()).isEmpty();
        assertThat(world.step("p", "b", "s").retries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1020, 1040, 1041, 1135, 1203, 1205, 1213, 1226, 1412, 1637, 1689})
    void whatPassesIsTriedAgain(int code) {
        world.server().faults().refuse(MAKE, code, 1);

        assertThat(world.run(trying(1)).result()).isEqualTo(Result.DONE);

        assertThat(told()).singleElement().satisfies(event -> {
            assertThat(event.attempt()).isEqualTo(1);
            assertThat(event.of()).isEqualTo(1);
            assertThat(event.reason()).contains("the server says " + code + " refused by the test");
        });
        assertThat(world.step("p", "b", "s").retries()).isEqualTo(1);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void pausesGrow() {
        world.server().faults().refuse(MAKE, 1637, 8);

        assertThat(world.run(trying(8)).result()).isEqualTo(Result.DONE);

        assertThat(told())
                .extracting(RunEvent.Retrying::pauseMillis)
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
        assertThat(world.pauses().stream().mapToLong(Duration::toMillis).sum()).isBetween(91_000L, 91_500L);
        assertThat(world.step("p", "b", "s").retries()).isEqualTo(8);
    }

    @Test
    void itIsWrittenDownBeforeItIsTried() {
        world.server().faults().refuse(MAKE, 1637, 1);
        long run = world.run(trying(1)).run();

        assertThat(world.store().journal(run))
                .extracting(JournalEntry::kind)
                .containsSubsequence(
                        JournalEntry.Kind.INTENT,
                        JournalEntry.Kind.RETRY,
                        JournalEntry.Kind.INTENT,
                        JournalEntry.Kind.DONE);
    }

    @Test
    void notMoreOftenThanAsked() {
        world.server().faults().refuse(MAKE, 1637, 3);

        RunReport report = undone(trying(2));

        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.STATEMENT_FAILED);
        assertThat(told()).hasSize(2);
    }

    @Test
    void notWithoutBeingAsked() {
        world.server().faults().refuse(MAKE, 1637, 1);
        undone(trying(0));
        notTriedAgain();
    }

    @Test
    void notWhatDoesNotPass() {
        world.server().faults().refuse(MAKE, 1114, 1);
        undone(trying(3));
        notTriedAgain();
    }

    @Test
    void notAfterTheFirstEffect() {
        world.server().faults().refuse("INSERT INTO core.t", 1637, 1);
        undone(trying(3));
        notTriedAgain();
    }

    @Test
    void notWhereTheErrorHidesAnEffect() {
        Plan plan = plan(step -> step.retry(3).sql("ALTER TABLE core.users ADD COLUMN x"));
        world.server()
                .faults()
                .strangerBefore("ADD COLUMN x", () -> world.server().run("ALTER TABLE core.users ADD COLUMN x"))
                .refuse("ADD COLUMN x", 1213, 1);
        undone(plan);
        notTriedAgain();
    }

    @Test
    void rowsForATableOfAnEarlierStep() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("make", MAKE, "INSERT INTO core.t VALUES 1")
                        .step("s", step -> step.retry(1).sql("INSERT INTO core.t VALUES 2")))
                .build();
        world.server().faults().refuse("VALUES 2", 1637, 1);

        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
        assertThat(told()).hasSize(1);
    }

    @Test
    void notWhereSomeOfTheRowsWentIn() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("make", MAKE)
                        .step("s", step -> step.retry(1).sql("INSERT INTO core.t VALUES 2, 3")))
                .build();
        world.server()
                .faults()
                .strangerBefore("VALUES 2, 3", () -> world.server().run("INSERT INTO core.t VALUES 2"))
                .refuse("VALUES 2, 3", 1637, 1);

        world.run(plan);
        notTriedAgain();
    }

    @Test
    void aServerWithoutRoomForASession() {
        world.refuseOpens(2);
        assertThat(world.run(trying(2)).result()).isEqualTo(Result.DONE);
        assertThat(told()).extracting(RunEvent.Retrying::reason).containsOnly("too many connections");
    }

    @Test
    void aServerThatHasNoRoomAtAll() {
        world.refuseOpens(2);
        assertThat(undone(trying(1)).problems().get(0).type()).isEqualTo(EngineMessage.CONNECTION_LOST);
    }

    @Test
    void aConnectionLostBeforeAnythingWasSent() {
        world.loseRead("describe core.t");
        assertThat(world.run(trying(1)).result()).isEqualTo(Result.DONE);
        assertThat(told()).hasSize(1);
    }

    @Test
    void notAConnectionLostWithAStatementUnderWay() {
        world.server().faults().loseBefore(MAKE);
        undone(trying(3));
        notTriedAgain();
    }

    @Test
    void notAStoreThatIsGone() {
        world.storeFaults()
                .lose(
                        write -> write instanceof Write.Journal journal
                                && journal.entry().kind() == JournalEntry.Kind.INTENT,
                        1);
        undone(trying(3));
        notTriedAgain();
    }

    @Test
    void eachTryHasTheTimeOfTheStepAnew() {
        Plan plan = plan(step -> step.retry(1).timeout(Duration.ofSeconds(20)).sql(MAKE));
        world.server().faults().lockWait(MAKE, 5);

        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);

        assertThat(told()).hasSize(1);
    }

    @Test
    void aStopIsHeardWhileItPauses() {
        world.server().faults().refuse(MAKE, 1637, 9);

        RunReport report = world.run(trying(9), () -> world.pauses().size() >= 3);

        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.STOPPED);
        assertThat(world.pauses()).hasSize(3);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void anUndoGoesByTheLastTryAlone() {
        Plan plan = plan(
                step -> step.retry(1).sql("CREATE SCHEMA IF NOT EXISTS s", MAKE, "ALTER TABLE core.t ADD COLUMN x"));
        Supplier<World> setUp = () -> {
            World fresh = Examples.world();
            fresh.server().run("CREATE SCHEMA s");
            fresh.server()
                    .faults()
                    .strangerBefore(MAKE, () -> fresh.server().run("DROP SCHEMA s", "CREATE SCHEMA others"))
                    .refuse(MAKE, 1637, 1);
            return fresh;
        };
        Consumer<Engine> command = engine -> engine.run(plan, RunOptions.plain());
        String untouched = setUp.get().server().dump();
        String between = Examples.world().server().run("CREATE SCHEMA others").dump();
        Set<String> seen = new HashSet<>();
        for (Point point : Crash.points(setUp, command)) {
            World killed = setUp.get();
            Crash.kill(killed, point, command);
            killed.recover();
            boolean completed =
                    killed.store().steps("p").stream().anyMatch(step -> step.status() == StepStatus.COMPLETED);
            String dump = killed.server().dump();
            // The second try made the schema that was there at the first: it goes, and no schema of that name comes.
            assertThat(completed || dump.equals(untouched) || dump.equals(between))
                    .as("%s%n%s", point, dump)
                    .isTrue();
            seen.add(dump);
        }
        assertThat(seen).hasSize(3).contains(untouched, between);
    }
}
