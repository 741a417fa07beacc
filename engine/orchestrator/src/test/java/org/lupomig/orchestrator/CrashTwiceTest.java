package org.lupomig.orchestrator;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.CrashPlans;
import org.lupomig.orchestrator.sim.CrashPlans.Case;
import org.lupomig.orchestrator.sim.HeldCrashes;
import org.lupomig.orchestrator.sim.ReferenceCrashes;
import org.lupomig.orchestrator.sim.RowCrashes;
import org.lupomig.orchestrator.sim.World;
import org.lupomig.testkit.Counts;

/** A recovery that is itself killed, at whatever instant, is brought to its end by the next command. */
@Tag("exhaustive")
class CrashTwiceTest {
    /** Every how many-th second kill is tried in every build. */
    private static final int SOME = 3;

    private static final Counts COUNTS = new Counts("kills of recoveries, in the simulation");

    @AfterAll
    static void print() {
        COUNTS.print();
    }

    private static void recover(Engine engine) {
        engine.recover(Duration.ZERO);
    }

    static List<Case> cases() {
        return Stream.of(CrashPlans.small(), HeldCrashes.small(), RowCrashes.small(), ReferenceCrashes.small())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void killedAgainHereAndThereWhileRecovering(Case example) {
        killTwice(example, SOME);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Tag("soak")
    void killedAgainWhileRecovering(Case example) {
        killTwice(example, 1);
    }

    /** Each recovery begins with another second kill, so that of a few recoveries each is tried everywhere. */
    private static void killTwice(Case example, int stride) {
        Aftermath aftermath = Aftermath.of(example);
        int turn = Math.floorMod(example.name().hashCode(), stride);
        for (Point first : Crash.differentWorlds(example::world, example::give)) {
            Supplier<World> killed = () -> {
                World world = example.world();
                Crash.kill(world, first, example::give);
                return world;
            };
            List<Point> points = Crash.differentWorlds(killed, CrashTwiceTest::recover);
            for (int i = turn++ % stride; i < points.size(); i += stride) {
                Point second = points.get(i);
                World world = killed.get();
                Crash.kill(world, second, CrashTwiceTest::recover);
                aftermath.recover(world, first + ", then " + second);
                COUNTS.count("killed, and as before or done after it");
            }
        }
    }
}
