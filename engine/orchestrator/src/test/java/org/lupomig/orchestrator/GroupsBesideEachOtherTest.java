package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.port.Turns;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.GroupCrashes;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.SteadyTurns;
import org.lupomig.orchestrator.sim.StepText;
import org.lupomig.orchestrator.sim.World;

/**
 * Two groups take turns: what one does beside the other changes neither what is sent nor in which order. Neighbours in
 * a group are sent beside each other.
 */
class GroupsBesideEachOtherTest {
    private static final int STEPS = 16;

    private static World world(boolean behind) {
        World world = Examples.world();
        world.takesTurnsBy(behind ? SteadyTurns.behind() : SteadyTurns.before());
        return world;
    }

    private static List<String> creates() {
        return IntStream.rangeClosed(1, STEPS)
                .mapToObj(number -> "CREATE TABLE core.t" + number + " (id)")
                .toList();
    }

    private static List<String> journal(World world) {
        return world.store().journal(1).stream()
                .map(entry -> entry.step() + " " + entry.kind() + " "
                        + entry.current().word())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theyAreSentInTheOrderOfThePlan(boolean behind) {
        World world = world(behind);

        RunReport report = world.run(GroupCrashes.besides(false));

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(rounds(world, "CREATE")).isEqualTo(rounds(creates()));
    }

    /** Neighbours, whichever of them was first. */
    private static List<Set<String>> rounds(List<String> sent) {
        return IntStream.range(0, (sent.size() + 1) / 2)
                .mapToObj(round -> Set.copyOf(sent.subList(2 * round, Math.min(2 * round + 2, sent.size()))))
                .toList();
    }

    private static List<Set<String>> rounds(World world, String verb) {
        return rounds(world.sent().stream().filter(sql -> sql.startsWith(verb)).toList());
    }

    @Test
    void howLongTheServerTakesChangesNothingThatIsSaid() {
        World one = world(false);
        World other = world(true);

        one.run(GroupCrashes.besides(false));
        other.run(GroupCrashes.besides(false));

        assertThat(journal(other)).isEqualTo(journal(one));
        assertThat(other.server().dump()).isEqualTo(one.server().dump());
        assertThat(List.of("CREATE", "ALTER", "INSERT"))
                .allSatisfy(verb -> assertThat(rounds(other, verb)).isEqualTo(rounds(one, verb)));
    }

    @Test
    void whatTheSecondOneIsAboutToDoIsSaidWhileStatementsOfTheFirstAreOnTheirWay() {
        World world = world(true);
        Client client = Client.alive();
        long[] said = {0};
        world.server().faults().strangerBefore(creates().get(0), () -> said[0] = intents(world));

        RunReport report = world.engine(client).run(GroupCrashes.besides(false), RunOptions.plain());

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(said[0]).isEqualTo(STEPS);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10})
    void thoseThatMustNotRunAtTheSameTimeAreOneBehindTheOther(int declares) {
        World world = world(true);
        long[] said = {0};
        world.server().faults().strangerBefore(creates().get(0), () -> said[0] = intents(world));

        RunReport report = world.run(GroupCrashes.besides(false, (number, step) -> {
            if (number == declares) {
                step.conflicts("s" + (number == 2 ? 10 : 2));
            }
        }));

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(said[0]).isEqualTo(STEPS / 2);
    }

    private static long intents(World world) {
        return world.store().journal(1).stream()
                .filter(entry -> entry.kind() == JournalEntry.Kind.INTENT)
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 12})
    void oneThatIsRefusedLetsNoneBehindItBeSent(int refused) {
        World world = world(true);
        String before = world.server().dump();
        world.server().faults().refuse(creates().get(refused - 1), 1005, 1);

        RunReport report = world.run(GroupCrashes.besides(false));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("CREATE TABLE core.t" + refused, "1005"));
        assertThat(rounds(world, "CREATE")).isEqualTo(rounds(creates().subList(0, refused)));
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }

    /** Both of a round, or one of it while the other waits for a lock. */
    @ParameterizedTest
    @CsvSource({"true, 3, 4", "false, 3, 4", "true, 4, 3", "false, 4, 3", "true, 11, 12", "false, 12, 11"})
    void neighboursOfWhichEachFails(boolean behind, int refused, int waits) {
        for (int waited : new int[] {0, 2, 100}) {
            World world = world(behind);
            String before = world.server().dump();
            world.server().faults().refuse(creates().get(refused - 1), 1005, 1);
            if (waited == 0) {
                world.server().faults().refuse(creates().get(waits - 1), 1005, 1);
            } else {
                world.server().faults().lockWait(creates().get(waits - 1), waited);
            }

            RunReport report = world.run(GroupCrashes.besides(false));

            assertThat(report.result()).isEqualTo(Result.UNDONE);
            assertThat(report.problems()).anySatisfy(problem -> assertThat(problem.message())
                    .contains("CREATE TABLE core.t" + refused, "1005"));
            assertThat(Set.copyOf(world.sent()))
                    .doesNotContainAnyElementsOf(creates().subList(Math.max(refused, waits), STEPS));
            assertThat(world.server().dump()).isEqualTo(before);
            assertThat(world.unrest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void neighboursThatBothWaitAndThenGoOn(boolean behind) {
        World world = world(behind);
        world.server().faults().lockWait(creates().get(2), 2).lockWait(creates().get(3), 1);

        RunReport report = world.run(GroupCrashes.besides(false));

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        World calm = world(behind);
        calm.run(GroupCrashes.besides(false));
        assertThat(world.server().dump()).isEqualTo(calm.server().dump());
        assertThat(world.unrest()).isEmpty();
    }

    /** The second is tried while the first waits: it need not have the first one's patience. */
    @Test
    void neighboursThatBothWaitAreTriedByTurns() {
        World world = world(true);
        world.server().faults().lockWait(creates().get(2), 2).lockWait(creates().get(3), 1);

        assertThat(world.run(GroupCrashes.besides(false)).result()).isEqualTo(Result.DONE);

        List<String> created =
                world.sent().stream().filter(sql -> sql.startsWith("CREATE")).toList();
        assertThat(created.lastIndexOf(creates().get(3)))
                .isLessThan(created.lastIndexOf(creates().get(2)));
    }

    @Test
    void wayBackOfNeighboursThatBothWaitForEver() {
        World world = world(true);
        world.run(GroupCrashes.twoToTakeBack());
        world.server().faults().lockWait("DROP TABLE core.t13", 1_000).lockWait("DROP TABLE core.t14", 1_000);
        Instant began = world.now();

        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.BROKEN);

        assertThat(Duration.between(began, world.now())).isLessThan(Duration.ofMinutes(25));
        assertThat(world.server().dump()).contains("core.t13", "core.t14").doesNotContain("core.t12", "core.t15");
    }

    /** Who says that one step at a time is worked on has one statement sent at a time. */
    @Test
    void oneAfterTheOtherWhereSomebodySaysSo() {
        World world = world(true);
        RunOptions one = new RunOptions(false, Duration.ZERO, RunOptions.IMAGE_LIMIT, 1, () -> false);

        assertThat(world.engine(Client.alive())
                        .run(GroupCrashes.besides(false), one)
                        .result())
                .isEqualTo(Result.DONE);

        assertThat(world.sent().stream().filter(sql -> sql.startsWith("CREATE")))
                .containsExactlyElementsOf(creates());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void oneAfterTheOtherWhereTheServerHasNoRoomForMoreSessions(int room) {
        World world = world(true);
        world.refuseOpenAfter(room);

        assertThat(world.run(GroupCrashes.besides(false)).result()).isEqualTo(Result.DONE);

        List<String> created =
                world.sent().stream().filter(sql -> sql.startsWith("CREATE")).toList();
        int group = room == 1 ? 0 : STEPS / 2;
        assertThat(created.subList(group, group + STEPS / 2))
                .containsExactlyElementsOf(creates().subList(group, group + STEPS / 2));
        assertThat(created).containsExactlyInAnyOrderElementsOf(creates());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 11})
    void whileOneWaitsNothingOfTheOthersIsOpen(int waits) {
        World world = world(true);
        String before = world.server().dump();
        world.server().faults().lockWait(creates().get(waits - 1), 100);
        Long[] open = {null};

        RunReport report = world.run(GroupCrashes.besides(false), () -> {
            if (!world.pauses().isEmpty() && open[0] == null) {
                open[0] = open(world);
            }
            return open[0] != null;
        });

        assertThat(Objects.requireNonNull(open[0])).isEqualTo(1);
        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void aNameThatSomebodyTakesMeanwhileIsTheirs() {
        World world = world(true);
        String before = world.server().dump();
        world.server().faults().strangerBefore(creates().get(1), () -> world.server()
                .run("CREATE TABLE core.t12 (theirs)"));

        RunReport report = world.run(GroupCrashes.besides(false));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).hasSize(1);
        assertThat(world.server().dump()).contains("core.t12 Parts[columns=[theirs]");
        world.server().run("DROP TABLE core.t12");
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }

    /** Three groups: those of the second have one statement each, so that it may end while the first is at work. */
    private static Plan three(BiConsumer<Integer, StepText> more) {
        return PlanText.plan("p")
                .batch("b", batch -> IntStream.rangeClosed(1, 3 * STEPS / 2)
                        .forEach(number -> batch.step("s" + number, step -> {
                            String table = "core.t" + number;
                            boolean second = (number - 1) / (STEPS / 2) == 1;
                            more.accept(number, step);
                            if (second) {
                                step.in("core");
                            }
                            step.sql("CREATE TABLE " + table + " (id)");
                            if (!second) {
                                step.sql(
                                        "ALTER TABLE " + table + " ADD COLUMN a", "INSERT INTO " + table + " VALUES 1");
                            }
                        })))
                .build();
    }

    @Test
    void aGroupThatRequiresOneStillAtWorkWaitsForIt() {
        World world = world(true);

        RunReport report = world.run(three((number, step) -> {
            if (number == 17) {
                step.requires("s8");
            }
        }));

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
    }

    @Test
    void aGroupInConflictWithOneStillAtWorkWaitsForIt() {
        World world = world(true);

        RunReport report = world.run(three((number, step) -> {
            if (number == 17) {
                step.conflicts("s8");
            }
        }));

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(world.sent().indexOf("CREATE TABLE core.t17 (id)"))
                .isGreaterThan(world.sent().indexOf("INSERT INTO core.t8 VALUES 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE core.t3", "ALTER TABLE core.t3", "CREATE TABLE core.t11"})
    void afterALockWaitNoMoreThanTwoAreAtWork(String waits) {
        World world = world(true);
        world.server().faults().lockWait(waits, 2);
        long[] most = {0};
        IntStream.rangeClosed(1, 3 * STEPS / 2).forEach(number -> world.server()
                .faults()
                .strangerBefore(
                        "CREATE TABLE core.t" + number + " (id)", () -> most[0] = Math.max(most[0], open(world))));

        RunReport report = world.run(three((number, step) -> {
            if (number == 17) {
                step.requires("s8");
            }
        }));

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(most[0]).isLessThanOrEqualTo(STEPS);
    }

    private static long open(World world) {
        return intents(world)
                - world.store().journal(1).stream()
                        .filter(entry -> entry.kind() == JournalEntry.Kind.DONE)
                        .count();
    }

    /** The server refuses a statement of the first group, the store what the second says: whoever is faster. */
    @Test
    void whatFailsDoesNotDependOnHowLongTheServerTakes() {
        assertThat(failing(true)).isEqualTo(failing(false)).hasSize(2);
    }

    private static List<String> failing(boolean behind) {
        World world = world(behind);
        String before = world.server().dump();
        world.server().faults().refuse(creates().get(4), 1005, 1);
        world.storeFaults().refuse(write -> write.toString().contains("core.t12"), 1);
        RunReport report = world.run(GroupCrashes.besides(false));
        assertThat(rounds(world, "CREATE")).isEqualTo(rounds(creates().subList(0, 6)));
        assertThat(world.server().dump()).isEqualTo(before);
        return report.problems().stream().map(Object::toString).toList();
    }

    @Test
    void wholeWhereNoThreadCanBeHadForStatements() {
        World world = Examples.world();
        String before = world.server().dump();
        int[] asked = {0};
        world.takesTurnsBy(new ThreadTurnsWithout(() -> ++asked[0] == 2));

        assertThatThrownBy(() -> world.run(GroupCrashes.besides(false))).isInstanceOf(OutOfMemoryError.class);
        assertThat(asked[0]).isEqualTo(2);
        world.takesTurnsBy(SteadyTurns.before());
        assertThat(world.recover().result()).isIn(Result.DONE, Result.NOTHING_TO_DO);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    private static List<String> drops(int last, int first) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> "DROP TABLE core.t" + (first + last - number))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theyAreTakenBackTheLastFirst(boolean behind) {
        World world = world(behind);
        String before = world.server().dump();
        world.run(GroupCrashes.twoToTakeBack());
        world.sent().clear();
        long[] said = {0};
        world.server()
                .faults()
                .strangerBefore(
                        "DROP TABLE core.t16",
                        () -> said[0] = world.store().journal(2).stream()
                                .filter(entry -> entry.kind() == JournalEntry.Kind.UNDO_INTENT)
                                .count());

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(rounds(world.sent())).isEqualTo(rounds(drops(STEPS, 1)));
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(said[0]).isEqualTo(behind ? STEPS : STEPS / 2);
    }

    @Test
    void oneThatCannotGoStopsNoneOfItsGroupNorOfTheOneBesideIt() {
        World world = world(true);
        world.run(GroupCrashes.twoToTakeBack());
        world.server().faults().lockWait("DROP TABLE core.t13", 1_000);

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("core.t13"));
        assertThat(world.server().dump()).contains("core.t13").doesNotContain("core.t12", "core.t14", "core.t1 ");
    }

    /** There is no thread, where it is said so, for what is done beside others. */
    private static final class ThreadTurnsWithout implements Turns {
        private final Turns turns = SteadyTurns.behind();
        private final BooleanSupplier none;

        ThreadTurnsWithout(BooleanSupplier none) {
            this.none = none;
        }

        @Override
        public Runnable beside(Runnable work) {
            if (none.getAsBoolean()) {
                throw new OutOfMemoryError("unable to create native thread, says the test");
            }
            return turns.beside(work);
        }

        @Override
        public void start(Runnable work) {
            turns.start(work);
        }

        @Override
        public void give() {
            turns.give();
        }

        @Override
        public void take() {
            turns.take();
        }

        @Override
        public void awaitEnd() {
            turns.awaitEnd();
        }
    }
}
