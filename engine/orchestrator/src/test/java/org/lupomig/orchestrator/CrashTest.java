package org.lupomig.orchestrator;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.CrashPlans;
import org.lupomig.orchestrator.sim.CrashPlans.Case;
import org.lupomig.orchestrator.sim.GroupCrashes;
import org.lupomig.orchestrator.sim.HeldCrashes;
import org.lupomig.orchestrator.sim.ReferenceCrashes;
import org.lupomig.orchestrator.sim.RowCrashes;
import org.lupomig.orchestrator.sim.World;
import org.lupomig.testkit.Counts;

/**
 * Whatever instant the process is killed at, also while it undoes: the next command leaves everything as before the
 * batch, or, past the commit point, as after it; and the plan can then be run.
 */
@Tag("exhaustive")
class CrashTest {
    private static final Counts COUNTS = new Counts("kills of commands, in the simulation");

    @AfterAll
    static void print() {
        COUNTS.print();
    }

    /** Every how many-th kill of two groups is tried in every build: a prime, so that each moment is among them. */
    private static final int SOME_OF_TWO_GROUPS = 7;

    /** Every how many-th where what is held is built anew. */
    private static final int SOME_BUILT_ANEW = 3;

    static List<Case> cases() {
        return Stream.of(
                        CrashPlans.all(),
                        HeldCrashes.all(),
                        HeldCrashes.small(),
                        GroupCrashes.one(),
                        RowCrashes.all(),
                        RowCrashes.small(),
                        ReferenceCrashes.small())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void killedOnce(Case example) {
        kill(example, 1);
    }

    /** Somebody optimizes all tables that are held before the next command, so that none has the id that it had. */
    @ParameterizedTest
    @MethodSource("cases")
    void killedHereAndThereAndWhatIsHeldBuiltAnew(Case example) {
        kill(example, SOME_BUILT_ANEW, world -> world.server().buildHeldAnew());
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Tag("soak")
    void killedOnceAndWhatIsHeldBuiltAnew(Case example) {
        kill(example, 1, world -> world.server().buildHeldAnew());
    }

    static List<Case> ofTwoGroups() {
        return GroupCrashes.two();
    }

    @ParameterizedTest
    @MethodSource("ofTwoGroups")
    void killedHereAndThereInTwoGroups(Case example) {
        kill(example, SOME_OF_TWO_GROUPS);
    }

    @ParameterizedTest
    @MethodSource("ofTwoGroups")
    @Tag("soak")
    void killedOnceInTwoGroups(Case example) {
        kill(example, 1);
    }

    private static void kill(Case example, int stride) {
        kill(example, stride, world -> {});
    }

    private static void kill(Case example, int stride, Consumer<World> meanwhile) {
        Aftermath aftermath = Aftermath.of(example);
        List<Point> points = Crash.points(example::world, example::give);
        for (int i = Math.floorMod(example.name().hashCode(), stride); i < points.size(); i += stride) {
            Point point = points.get(i);
            World world = example.world();
            Crash.kill(world, point, example::give);
            meanwhile.accept(world);
            aftermath.recover(world, point.toString());
            aftermath.runOn(world, example, point.toString());
            COUNTS.count("killed, and as before or done after it");
        }
    }
}
