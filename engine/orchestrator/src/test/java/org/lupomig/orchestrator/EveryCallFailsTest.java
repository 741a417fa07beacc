package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Client.Fault;
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
 * Whichever of its calls to a port fails, and however: the connection ends, the server refuses, there is a mistake of
 * our own, or another command takes the lock and brings the run to its end. What the command reports is so, and the
 * next one leaves everything as before the batch or as after it.
 */
@Tag("exhaustive")
class EveryCallFailsTest {
    /** Every how many-th fault is tried in every build: a prime, so that none of the kinds is left out. */
    private static final int SOME = 23;

    private static final Map<Fault, Integer> INJECTED = new TreeMap<>();

    static List<Case> cases() {
        return Stream.of(
                        CrashPlans.all(),
                        HeldCrashes.all(),
                        HeldCrashes.small(),
                        GroupCrashes.all(),
                        RowCrashes.all(),
                        RowCrashes.small(),
                        ReferenceCrashes.small())
                .flatMap(List::stream)
                .toList();
    }

    @AfterAll
    static void count() {
        Counts counts = new Counts("faults at calls to ports, in the simulation");
        INJECTED.forEach((fault, times) -> counts.add(fault.name().toLowerCase(Locale.ROOT), times));
        counts.print();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void someCallsFail(Case example) {
        fail(example, SOME);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Tag("soak")
    void eachCallFails(Case example) {
        fail(example, 1);
    }

    private static void fail(Case example, int stride) {
        Aftermath aftermath = Aftermath.of(example);
        List<String> failures = new ArrayList<>();
        List<Point> points = Crash.faults(example::world, example::give);
        // not the same kind of fault each time
        for (int i = Math.floorMod(example.name().hashCode(), stride); i < points.size(); i += stride) {
            Point point = points.get(i);
            World world = example.world();
            INJECTED.merge(point.fault(), 1, Integer::sum);
            try {
                Crash.strike(world, point, example::give).ifPresent(report -> told(world, aftermath, report, point));
                aftermath.recover(world, point.toString());
                aftermath.runOn(world, example, point.toString());
            } catch (AssertionError | RuntimeException e) {
                failures.add(point + ": " + e);
            }
        }
        assertThat(failures).isEmpty();
    }

    /** A command that claims an end has come to it. */
    private static void told(World world, Aftermath aftermath, RunReport report, Point point) {
        if (report.result() != Result.BROKEN) {
            assertThat(world.server().dump())
                    .as("%s: %s", point, report)
                    .isEqualTo(aftermath.dumps().get(Aftermath.completed(world)));
        }
    }
}
