package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.GroupCrashes;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.PlanText.BatchText;
import org.lupomig.orchestrator.sim.World;

/** Steps that only make tables of their own say in one commit what all of them are about to do. */
class GroupedStepsTest {
    private static final int STEPS = 8;
    private static final String PATH = "idle preparing validating_pre migrating validating_post completing idle";
    private static final String BACK = "idle preparing validating_pre migrating rolling_back idle";

    private final World world = Examples.world();
    private final String before = world.server().dump();

    private static String create(int number) {
        return "CREATE TABLE core.t" + number + " (id)";
    }

    private static List<String> creates(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(GroupedStepsTest::create).toList();
    }

    /** Tables, and behind them what else there is. */
    private static Plan tables(int number, Consumer<BatchText> more) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    for (int i = 1; i <= number; i++) {
                        batch.step("s" + i, create(i));
                    }
                    more.accept(batch);
                })
                .build();
    }

    /** How many writes a run of a plan needs, in a world of its own. */
    private static long writes(Plan plan) {
        Client client = Client.alive();
        RunReport report = Examples.world().engine(client).run(plan, RunOptions.plain());
        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        return client.calls().stream()
                .filter(call -> call.kind() == Client.Kind.WRITE)
                .count();
    }

    @Test
    void theyAreSentInTheOrderOfThePlanAndWalkEveryState() {
        RunReport report = world.run(tables(STEPS, batch -> {}));

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(world.sent()).containsExactlyElementsOf(creates(STEPS));
        for (int i = 1; i <= STEPS; i++) {
            assertThat(world.path("p.b.s" + i, report.run())).isEqualTo(PATH);
        }
    }

    @Test
    void whatTheySayIsHeardStepByStep() {
        world.run(tables(STEPS, batch -> {}));

        List<String> heard = world.events().stream()
                .filter(RunEvent.StatementDone.class::isInstance)
                .map(event -> ((RunEvent.StatementDone) event).step().step())
                .toList();
        assertThat(heard)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, STEPS).mapToObj(i -> "s" + i).toList());
    }

    @Test
    void stepsInConflictAreNotInOneGroup() {
        Plan free = conflicting(STEPS + 1, STEPS + 1);
        long together = writes(free);

        // The second begins a group of its own, whichever of them names the other.
        assertThat(writes(conflicting(1, STEPS + 1))).isGreaterThan(together);
        assertThat(writes(conflicting(STEPS + 1, 1))).isGreaterThan(together);
    }

    /** Twice as many steps as a group needs; one of them never runs at the same time as another one, or as itself. */
    private static Plan conflicting(int naming, int named) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    for (int i = 1; i <= 2 * STEPS; i++) {
                        int number = i;
                        batch.step("s" + i, step -> {
                            step.sql(create(number));
                            if (number == naming) {
                                step.conflicts("s" + named);
                            }
                        });
                    }
                })
                .build();
    }

    @Test
    void twiceAsManyCostAsManyCommits() {
        assertThat(writes(tables(2 * STEPS, batch -> {}))).isEqualTo(writes(tables(STEPS, batch -> {})));
    }

    @Test
    void fewAreWalkedOneByOne() {
        assertThat(writes(tables(STEPS - 1, batch -> {}))).isGreaterThan(writes(tables(STEPS, batch -> {})));
    }

    static Stream<Consumer<BatchText>> others() {
        return Stream.of(
                batch -> batch.step("t", "ALTER TABLE core.users ADD COLUMN x"),
                batch -> batch.step("t", "CREATE TABLE core.z (id, FK f REFERENCES core.users)"),
                batch -> batch.step("t", "CREATE TABLE core.z (id)", "RENAME TABLE core.z TO core.y"),
                batch -> batch.step("t", "CREATE TABLE core.z (id)", "DROP TABLE core.z"),
                batch -> batch.step(
                        "t", step -> step.sql("CREATE TABLE core.z (id)").retry(1)),
                batch -> batch.step(
                        "t", step -> step.sql("CREATE TABLE core.z (id)").timeout(Duration.ofSeconds(59))),
                batch -> batch.step(
                        "t", step -> step.sql("CREATE TABLE core.z (id)").requires("s1")));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatElseThereIsIsWalkedByItself(Consumer<BatchText> other) {
        long alone = writes(tables(STEPS, batch -> {}));
        long with = writes(tables(STEPS, other));
        long one = writes(tables(STEPS, batch -> batch.step("t", "CREATE TABLE core.z (id)")));

        assertThat(one).isEqualTo(alone);
        assertThat(with).isGreaterThan(alone);
    }

    @Test
    void otherClassesAreWalkedOneByOne() {
        assertThat(writes(tables(STEPS, batch -> batch.rollback(RollbackClass.B))))
                .isGreaterThan(writes(tables(STEPS, batch -> {})));
    }

    @Test
    void oneThatIsRefusedLetsNoneBehindItBeSent() {
        world.server().faults().refuse(create(4), 1005, 1);

        RunReport report = world.run(tables(STEPS, batch -> {}));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("CREATE TABLE core.t4", "1005"));
        assertThat(world.sent()).startsWith(creates(4).toArray(String[]::new));
        assertThat(world.sent().subList(4, world.sent().size())).noneMatch(sql -> sql.startsWith("CREATE"));
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
        for (int i = 1; i <= STEPS; i++) {
            assertThat(world.path("p.b.s" + i, report.run()))
                    .isEqualTo(i < 4 ? BACK.replace("migrating", "migrating validating_post") : BACK);
        }
    }

    @Test
    void oneThatFindsItsNameTakenLetsNoneBeSent() {
        world.server().run("CREATE TABLE core.t4 (theirs)");
        String theirs = world.server().dump();

        RunReport report = world.run(tables(STEPS, batch -> {}));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("core.t4"));
        assertThat(world.server().dump()).isEqualTo(theirs);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void aNameThatSomebodyTakesMeanwhileIsTheirs() {
        world.server().faults().strangerBefore(create(1), () -> world.server().run("CREATE TABLE core.t4 (theirs)"));

        RunReport report = world.run(tables(STEPS, batch -> {}));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).hasSize(1);
        assertThat(world.server().dump()).contains("core.t4 Parts[columns=[theirs]");
        world.server().run("DROP TABLE core.t4");
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void oneThatWaitsForALockIsSentAgainBeforeTheOthers() {
        world.server().faults().lockWait(create(4), 3);

        RunReport report = world.run(tables(STEPS, batch -> {}));

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(world.pauses()).hasSize(3);
        assertThat(world.sent().stream().distinct()).containsExactlyElementsOf(creates(STEPS));
    }

    @Test
    void aStopLetsNoOtherBeSent() {
        RunReport report =
                world.run(tables(STEPS, batch -> {}), () -> world.sent().size() >= 3);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.type())
                .isEqualTo(EngineMessage.STOPPED));
        assertThat(world.sent().subList(3, world.sent().size())).noneMatch(sql -> sql.startsWith("CREATE"));
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void aSessionThatIsLostIsSaidOnce() {
        world.server().faults().loseBefore(create(4));

        RunReport report = world.run(tables(STEPS, batch -> {}));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.type())
                .isEqualTo(EngineMessage.CONNECTION_LOST));
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void whatTheStoreRefusesIsSaidOnce() {
        world.storeFaults().refuse(write -> write.toString().contains("core.t5"), 1);

        RunReport report = world.run(GroupCrashes.tables(false));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).hasSize(1);
        assertThat(world.sent()).isEmpty();
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }

    private static List<String> drops(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> "DROP TABLE core.t" + (first + last - number))
                .toList();
    }

    /** How many commits a rollback needs, in a world of its own. */
    private static long commitsBack(int number) {
        World world = Examples.world();
        world.run(tables(number, batch -> {}));
        Client client = Client.alive();
        RunReport report = world.engine(client).rollback("p", "b", false, Duration.ZERO);
        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        return client.calls().stream()
                .filter(call -> call.what().equals("commit"))
                .count();
    }

    @Test
    void theyAreTakenBackTogetherTheLastFirst() {
        world.run(tables(STEPS, batch -> {}));
        world.sent().clear();

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(world.sent()).containsExactlyElementsOf(drops(1, STEPS));
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(commitsBack(2 * STEPS)).isEqualTo(commitsBack(STEPS));
        assertThat(commitsBack(STEPS - 1)).isGreaterThan(commitsBack(STEPS));
    }

    @Test
    void oneThatCannotGoStopsNoneOfItsGroup() {
        world.run(tables(STEPS, batch -> {}));
        world.server().faults().lockWait("DROP TABLE core.t4", 1_000);

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("core.t4"));
        assertThat(world.server().dump()).contains("core.t4").doesNotContain("core.t3", "core.t5");
        world.server().faults().clear();
        assertThat(world.recover().result()).isIn(Result.DONE, Result.NOTHING_TO_DO, Result.BROKEN);
    }

    @Test
    void thoseThatWaitForTheSameHaveOnePatienceTogether() {
        world.run(tables(STEPS, batch -> {}));
        world.server().faults().lockWait("DROP TABLE", 10_000);

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(world.pauses().stream().mapToLong(Duration::toSeconds).sum()).isLessThan(2 * 600);
    }

    /** A lock that one of them waits for, and a stop in the middle of that. */
    private RunReport stoppedWhileWaiting(int waits, Runnable meanwhile) {
        world.server().faults().lockWait(create(waits), 100);
        boolean[] done = {false};
        return world.run(tables(STEPS, batch -> {}), () -> {
            if (!world.pauses().isEmpty() && !done[0]) {
                done[0] = true;
                meanwhile.run();
            }
            return done[0];
        });
    }

    @Test
    void whatSomebodyMakesUnderTheNameOfOneThatWasNotSentIsTheirs() {
        RunReport report = stoppedWhileWaiting(3, () -> world.server().run(create(7)));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).contains("core.t7");
        world.server().run("DROP TABLE core.t7");
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void whileOneWaitsNothingOfTheOthersIsOpen() {
        stoppedWhileWaiting(3, () -> {
            long intents = entries(JournalEntry.Kind.INTENT);
            assertThat(intents).isEqualTo(STEPS);
            assertThat(entries(JournalEntry.Kind.DONE)).isEqualTo(intents - 1);
        });
        assertThat(world.unrest()).isEmpty();
    }

    private long entries(JournalEntry.Kind kind) {
        return world.store().journal(1).stream()
                .filter(entry -> entry.kind() == kind)
                .count();
    }

    @Test
    void stepsThatHaveThePlacesOfOthersInTheirRunGoBackToo() {
        world.run(tables(STEPS, batch -> {}));
        Plan more = PlanText.plan("p")
                .version("2.0")
                .batch("b", batch -> {
                    for (int i = 1; i <= 2 * STEPS; i++) {
                        int number = i <= STEPS ? STEPS + i : i - STEPS;
                        batch.step("s" + number, create(number));
                    }
                })
                .build();
        assertThat(world.run(more).result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).contains("core.t1 ", "core.t" + 2 * STEPS + " ");

        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void thoseThatHaveFilledTheirTablesAreTakenBackOverTwoSessions() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> {
                    for (int i = 1; i <= STEPS; i++) {
                        batch.step("s" + i, create(i), "INSERT INTO core.t" + i + " VALUES 1, 2");
                    }
                })
                .build();
        world.run(plan);
        Client client = Client.alive();

        assertThat(world.engine(client).rollback("p", "b", false, Duration.ZERO).result())
                .isEqualTo(Result.DONE);

        assertThat(client.calls().stream().filter(call -> call.what().startsWith("open ")))
                .hasSizeLessThanOrEqualTo(3);
        assertThat(world.server().dump()).isEqualTo(before);
    }
}
