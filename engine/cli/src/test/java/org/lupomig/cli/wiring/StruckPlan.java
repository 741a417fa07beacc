package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A plan of which commands are struck at single statements, also where one call to a port sends several of them. The
 * next command must leave everything as before, or done.
 */
final class StruckPlan {
    /** How the statement begins that has no way back, and is sent last. */
    static final String LAST = "ANALYZE UPDATE crash_left";

    private final TestDatabase database = TestDatabase.get();
    private final KilledPlan plan;
    private final Path change;

    /** Of which nothing is done. */
    StruckPlan(KilledPlan plan) {
        this.plan = plan;
        this.change = plan.change();
    }

    /**
     * Strikes a run, a rollback or a recovery.
     *
     * @param strikes by turns
     * @param samples how many points are taken
     * @param passed how many that would be taken first are left to others
     */
    void strike(String command, List<StatementStrike> strikes, int samples, int passed) throws Exception {
        String before = plan.dump();
        StatementPoints run = StatementPoints.measured("run", database, change);
        String after = plan.dump();
        plan.rollback();
        int late = 2 * run.first(LAST) - 9;
        prepare(command, late);
        StatementPoints all = command.equals("run") ? run : StatementPoints.measured(command, database, change);
        assertThat(plan.dump()).isEqualTo(before);

        Points points = all.some(samples, passed, strikes);
        Counts counts = all.counts("statements struck in a " + command + " of " + plan.name(), points);
        int turn = 0;
        for (int point : points) {
            StatementStrike strike = strikes.get(turn++ % strikes.size());
            prepare(command, late);
            if (command.equals("rollback")) {
                after = plan.dump();
            }
            int counted = plan.counted();
            StatementStrike.Struck struck = strike.strike(command, database, change, point);
            String where = "%s at point %d of a %s, %s: %s"
                    .formatted(strike.word(), point, command, all.at(point), struck.said());
            counts.count(struck.struck() ? strike.word() : "ended before");
            assertThat(struck.struck() || struck.said().startsWith("DONE"))
                    .as(where)
                    .isTrue();
            assertThat(struck.killed()).as(where).isEqualTo(struck.struck() && strike == StatementStrike.KILL);
            int left = plan.counted();
            assertThat(left).as(where).isBetween(counted, counted + (command.equals("run") ? 1 : 0));
            boolean done = plan.recovered(where, before, after, counts);
            if (done && command.equals("run")) {
                assertThat(left).as(where).isEqualTo(counted + 1);
            }
            assertThat(done && command.equals("recover")).as(where).isFalse();
            assertThat(plan.counted()).as(where).isEqualTo(left);
            StoreAtRest.assertIn(database, where);
        }
        counts.print();
        strikes.forEach(strike -> points.assertSome(counts.of(strike.word())));
    }

    /** What there is when the command is given: a run that is to be recovered is cut off before its commit point. */
    private void prepare(String command, int late) throws Exception {
        if (command.equals("rollback")) {
            plan.done("run");
        } else if (command.equals("recover")) {
            assertThat(StatementStrike.GONE
                            .strike("run", database, change, late)
                            .struck())
                    .isTrue();
        }
    }
}
