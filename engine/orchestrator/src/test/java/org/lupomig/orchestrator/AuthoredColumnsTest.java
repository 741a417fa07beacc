package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.PlanText.BatchText;
import org.lupomig.orchestrator.sim.World;

/** An author's undo of several statements that takes columns away: into which others have written, or may have. */
class AuthoredColumnsTest {
    private static final Address BATCH = new Address("p", "b", "");

    private final String before = Examples.world().server().dump();

    private static Plan failing(Consumer<BatchText> with) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    with.accept(batch);
                    batch.check(post("never", equal(number(1), 2)));
                })
                .build();
    }

    /** The server chose the values of one column, and an index is on it; the author takes both away. */
    private static Plan stamped() {
        return failing(batch -> batch.step(
                "s", step -> step.sql("ALTER TABLE core.users ADD COLUMN x, ADD COLUMN now1, ADD INDEX by_now")
                        .undo(
                                "ALTER TABLE core.users DROP INDEX by_now",
                                "ALTER TABLE core.users DROP COLUMN x",
                                "ALTER TABLE core.users DROP COLUMN now1")));
    }

    @Test
    void valuesOfTheServerGoWithoutACopyWhereNobodyHasWritten() {
        Consumer<Engine> run = engine -> engine.run(stamped(), RunOptions.plain());
        World world = Examples.world();
        run.accept(world.engine(Client.alive()));
        gone(world, "undisturbed");
        assertThat(world.events()).noneMatch(RunEvent.ScriptStopped.class::isInstance);
        assertThat(world.sent().subList(1, world.sent().size()))
                .containsExactly(
                        "ALTER TABLE core.users DROP INDEX by_now",
                        "ALTER TABLE core.users DROP COLUMN x",
                        "ALTER TABLE core.users DROP COLUMN now1");
        assertThat(world.server().held()).isEmpty();
        for (Point point : Crash.points(Examples::world, run)) {
            World killed = Examples.world();
            Crash.kill(killed, point, run);
            assertThat(killed.recover().problems()).as(point.toString()).isEmpty();
            gone(killed, point.toString());
            // what was in flight was not counted: then nobody knows
            List<String> alerts = keptAlerts(killed);
            assertThat(alerts).as(point.toString()).allSatisfy(alert -> assertThat(alert)
                    .contains("is not known"));
            isAllTold(killed, point.toString());
        }
    }

    /** Killed anywhere, what they wrote is in the table or in a copy, and one alert says where. */
    @Test
    void whatOthersWroteMeanwhileIsCopiedBeforeItGoes() {
        Consumer<Engine> run = engine -> engine.run(stamped(), RunOptions.plain());
        World world = written(new boolean[1]);
        run.accept(world.engine(Client.alive()));
        gone(world, "undisturbed");
        assertThat(world.events()).noneMatch(RunEvent.ScriptStopped.class::isInstance);
        isKept(world, "undisturbed");
        int written = 0;
        for (Point point : Crash.points(() -> written(new boolean[1]), run)) {
            boolean[] theirs = new boolean[1];
            World killed = written(theirs);
            Crash.kill(killed, point, run);
            assertThat(killed.recover().problems()).as(point.toString()).isEmpty();
            gone(killed, point.toString());
            if (theirs[0]) {
                isKept(killed, point.toString());
                written++;
            }
        }
        assertThat(written).isPositive();
    }

    /**
     * The copy is filled and the column goes, and an error is answered: what is left goes in another way, which has no
     * word of that copy.
     */
    @Test
    void whatIsCopiedBeforeAnErrorThatHadAnEffectIsToldToo() {
        Plan plan = failing(
                batch -> batch.step("s", step -> step.sql("ALTER TABLE core.users ADD COLUMN now1, ADD INDEX by_now")
                        .undo("ALTER TABLE core.users DROP COLUMN now1", "ALTER TABLE core.users DROP INDEX by_now")));
        Consumer<Engine> run = engine -> engine.run(plan, RunOptions.plain());
        World world = denied(new boolean[1]);
        run.accept(world.engine(Client.alive()));
        gone(world, "undisturbed");
        assertThat(world.events()).anyMatch(RunEvent.ScriptStopped.class::isInstance);
        isKept(world, "undisturbed");
        for (Point point : Crash.points(() -> denied(new boolean[1]), run)) {
            boolean[] theirs = new boolean[1];
            World killed = denied(theirs);
            Crash.kill(killed, point, run);
            assertThat(killed.recover().problems()).as(point.toString()).isEmpty();
            gone(killed, point.toString());
            if (theirs[0]) {
                isKept(killed, point.toString());
            }
        }
    }

    private static World denied(boolean[] theirs) {
        World world = written(theirs);
        world.server().faults().deny("ALTER TABLE core.users DROP COLUMN now1", 1114);
        return world;
    }

    /**
     * Somebody writes when the step has run whole.
     *
     * @param theirs where it is noted
     */
    private static World written(boolean[] theirs) {
        World world = Examples.world();
        world.hears(event -> {
            if (event instanceof RunEvent.Moved moved && moved.to() == State.VALIDATING_POST) {
                world.server().update("core.users", "now1", "theirs");
                theirs[0] = true;
            }
        });
        return world;
    }

    private static void isAllTold(World world, String when) {
        List<String> alerts = keptAlerts(world);
        assertThat(world.server().held()).as(when).hasSameSizeAs(alerts).allSatisfy(copy -> assertThat(alerts)
                .anySatisfy(alert -> assertThat(alert).contains(copy)));
    }

    private void gone(World world, String when) {
        assertThat(world.server().dump()).as(when).isEqualTo(before);
        assertThat(world.unrest()).as(when).isEmpty();
    }

    private static void isKept(World world, String when) {
        assertThat(world.server().dumpHeld()).as(when).contains("now1=theirs");
        assertThat(keptAlerts(world)).as(when).singleElement().asString().contains("now1 of core.users, with ");
    }

    private static List<String> keptAlerts(World world) {
        return world.store().others().stream()
                .filter(Write.Alert.class::isInstance)
                .map(Write.Alert.class::cast)
                .filter(alert -> alert.title().equals(Alerts.ROWS_KEPT))
                .map(Write.Alert::message)
                .toList();
    }

    /** A batch's, or a step's own: it has begun, and goes on over what others wrote where a person allows it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneThatHasBegunGoesOnOverLaterWritesWhereThatIsAllowed(boolean ofBatch) {
        Consumer<Engine> allowed = engine -> engine.retryOverLaterWrites(BATCH, Duration.ZERO);
        Supplier<World> begun = () -> begun(ofBatch);
        World world = begun.get();
        RunReport plain = world.engine(Client.alive()).retry(BATCH, Duration.ZERO);
        assertThat(plain.result()).isEqualTo(Result.BROKEN);
        assertThat(plain.problems().get(0).message())
                .contains("'lupomig retry p.b --discard-later-writes' goes on over that");
        assertThat(world.server().dump()).contains("x=theirs");

        assertThat(world.engine(Client.alive())
                        .retryOverLaterWrites(BATCH, Duration.ZERO)
                        .problems())
                .isEmpty();

        allowedBack(world, "allowed");
        for (Point point : Crash.points(begun, allowed)) {
            World killed = begun.get();
            Crash.kill(killed, point, allowed);
            if (!killed.recover().problems().isEmpty()) {
                // Killed before it was written down that it may.
                assertThat(killed.server().dump()).as(point.toString()).contains("x=theirs");
                allowed.accept(killed.engine(Client.alive()));
            }
            allowedBack(killed, point.toString());
        }
    }

    private void allowedBack(World world, String when) {
        gone(world, when);
        assertThat(world.server().dumpHeld()).as(when).contains("x=theirs");
        assertThat(keptAlerts(world))
                .as(when)
                .singleElement()
                .asString()
                .contains("rows of core.", " are kept as ", "before the rollback took away what others wrote");
    }

    /** Its first statement is through, when somebody writes into the column that the last takes away. */
    private static World begun(boolean ofBatch) {
        String[] script = {
            "RENAME TABLE core.people TO core.users",
            "ALTER TABLE core.users DROP INDEX by_x",
            "ALTER TABLE core.users DROP COLUMN x"
        };
        String[] sql = {"ALTER TABLE core.users ADD COLUMN x, ADD INDEX by_x", "RENAME TABLE core.users TO core.people"
        };
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> {
                    if (ofBatch) {
                        batch.step("s", sql).undo(script);
                    } else {
                        batch.step("s", step -> step.sql(sql).undo(script));
                    }
                })
                .build();
        World world = Examples.world();
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
        world.server().faults().refuse("ALTER TABLE core.users DROP INDEX by_x", 1030, 1);
        boolean[] written = {false};
        world.hears(event -> {
            boolean stopped = event instanceof RunEvent.ScriptStopped || event instanceof RunEvent.Failure;
            if (stopped && !written[0]) {
                written[0] = true;
                world.server().update("core.users", "x", "theirs");
            }
        });
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.BROKEN);
        return world;
    }
}
