package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.GroupCrashes;
import org.lupomig.orchestrator.sim.SteadyTurns;
import org.lupomig.orchestrator.sim.World;

/** Two groups take turns: what one does beside the other changes neither what is sent nor in which order. */
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

        RunReport report = world.run(GroupCrashes.besides(0, false));

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(world.sent().stream().filter(sql -> sql.startsWith("CREATE")))
                .containsExactlyElementsOf(creates());
    }

    @Test
    void howLongTheServerTakesChangesNothingThatIsSaid() {
        World one = world(false);
        World other = world(true);

        one.run(GroupCrashes.besides(0, false));
        other.run(GroupCrashes.besides(0, false));

        assertThat(journal(other)).isEqualTo(journal(one));
        assertThat(other.server().dump()).isEqualTo(one.server().dump());
        assertThat(other.sent()).isEqualTo(one.sent());
    }

    @Test
    void whatTheSecondOneIsAboutToDoIsSaidWhileStatementsOfTheFirstAreOnTheirWay() {
        World world = world(true);
        Client client = Client.alive();
        long[] said = {0};
        world.server().faults().strangerBefore(creates().get(0), () -> said[0] = intents(world));

        RunReport report = world.engine(client).run(GroupCrashes.besides(0, false), RunOptions.plain());

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(said[0]).isEqualTo(STEPS);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10})
    void thoseThatMustNotRunAtTheSameTimeAreOneBehindTheOther(int declares) {
        World world = world(true);
        long[] said = {0};
        world.server().faults().strangerBefore(creates().get(0), () -> said[0] = intents(world));

        RunReport report = world.run(GroupCrashes.besides(0, false, (number, step) -> {
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

        RunReport report = world.run(GroupCrashes.besides(0, false));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("CREATE TABLE core.t" + refused, "1005"));
        assertThat(world.sent().stream().filter(sql -> sql.startsWith("CREATE")))
                .containsExactlyElementsOf(creates().subList(0, refused));
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 11})
    void whileOneWaitsNothingOfTheOthersIsOpen(int waits) {
        World world = world(true);
        String before = world.server().dump();
        world.server().faults().lockWait(creates().get(waits - 1), 100);
        Long[] open = {null};

        RunReport report = world.run(GroupCrashes.besides(0, false), () -> {
            if (!world.pauses().isEmpty() && open[0] == null) {
                open[0] = intents(world)
                        - world.store().journal(1).stream()
                                .filter(entry -> entry.kind() == JournalEntry.Kind.DONE)
                                .count();
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

        RunReport report = world.run(GroupCrashes.besides(0, false));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).hasSize(1);
        assertThat(world.server().dump()).contains("core.t12 Parts[columns=[theirs]");
        world.server().run("DROP TABLE core.t12");
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }
}
