package org.lupomig.cli.wiring;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.Counts;

/**
 * A run, its recovery, or a rollback is killed and recovered while an application puts rows of its own into the same
 * tables, takes some out and changes one, and touches no row that the plan does. Nobody is needed then: all is as
 * before the batch, or as behind it, and no row of the application is lost.
 */
class KilledBesideWritersIT {
    private static final int SAMPLES = 2;

    @ParameterizedTest
    @ValueSource(strings = {"run", "recover", "discard"})
    void hereAndThere(String command) throws Exception {
        kill(command, SAMPLES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "recover", "discard"})
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everywhere(String command) throws Exception {
        kill(command, Points.LONG_SET);
    }

    private static void kill(String command, int samples) throws Exception {
        BesidePlan plan = new BesidePlan();
        Points points = Points.of(plan.points(command), samples);
        Counts counts = points.counts("kills in a " + command + " beside an application with rows of its own");
        plan.strike(command, points, Blow.kill(), counts);
        counts.print();
        points.assertSome(counts.of("killed"));
    }
}
