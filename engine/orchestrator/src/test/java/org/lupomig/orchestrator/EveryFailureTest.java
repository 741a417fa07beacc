package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.pre;
import static org.lupomig.orchestrator.sim.Checks.rows;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.machine.StateTable;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.StepText;
import org.lupomig.orchestrator.sim.World;

/**
 * Every way by which a run that lives meets a failure, and every guard: where each leads to, and that no state that a
 * failure can leave lacks one.
 */
class EveryFailureTest {
    private static final String WHOLE = "idle preparing validating_pre migrating validating_post";

    /**
     * A failure.
     *
     * @param at the state in which it happens
     * @param event what it makes of the step
     * @param path the states of the step, from the first to where it stays
     * @param run makes it happen
     */
    private record Failure(String name, State at, Event event, String path, Function<World, RunReport> run) {
        @Override
        public String toString() {
            return at.word() + ": " + name;
        }
    }

    private static Plan plan(Consumer<StepText> step) {
        return PlanText.plan("p")
                .schema("core")
                .batch("b", batch -> batch.step("s", step))
                .build();
    }

    private static StepText adds(StepText step) {
        return step.sql("ALTER TABLE core.users ADD COLUMN x", "ALTER TABLE core.users ADD COLUMN y");
    }

    private static Failure of(
            String name, State at, Event event, String path, Consumer<StepText> step, BiConsumer<World, Plan> trouble) {
        return new Failure(name, at, event, path, world -> {
            Plan plan = plan(step);
            trouble.accept(world, plan);
            return world.run(plan);
        });
    }

    private static Failure refuses(String name, State at, String path, Consumer<StepText> step) {
        return of(name, at, Event.REFUSED, path, step, (world, plan) -> {});
    }

    private static Failure breaks(String name, State at, String path, BiConsumer<World, Plan> trouble) {
        return of(name, at, Event.BROKEN_OFF, path, EveryFailureTest::adds, trouble);
    }

    private static boolean enters(Write write, State state) {
        return write instanceof Write.Journal journal
                && journal.entry().kind() == JournalEntry.Kind.TRANSITION
                && journal.entry().current() == state;
    }

    private static boolean isDone(Write write) {
        return write instanceof Write.Journal journal && journal.entry().kind() == JournalEntry.Kind.DONE;
    }

    static List<Failure> failures() {
        String back = WHOLE + " rolling_back idle";
        String half = "idle preparing validating_pre migrating rolling_back idle";
        String stuck = "idle preparing validating_pre migrating rolling_back failed";
        return List.of(
                refuses(
                        "what it requires has not completed",
                        State.PREPARING,
                        "idle preparing failed",
                        step -> adds(step).requires("other.b.c")),
                refuses(
                        "whether it is to run cannot be told",
                        State.PREPARING,
                        "idle preparing failed",
                        step -> adds(step).when(equal(rows("core.none"), 1))),
                refuses(
                        "a check before it fails",
                        State.VALIDATING_PRE,
                        "idle preparing validating_pre failed",
                        step -> adds(step).check(pre("never", equal(number(1), 2)))),
                new Failure(
                        "a check of its batch before it fails",
                        State.VALIDATING_PRE,
                        Event.REFUSED,
                        "idle preparing validating_pre failed",
                        world -> world.run(PlanText.plan("p")
                                .batch("b", batch -> batch.step("s", EveryFailureTest::adds)
                                        .check(pre("never", equal(number(1), 2))))
                                .build())),
                new Failure(
                        "it is asked to stop",
                        State.VALIDATING_PRE,
                        Event.REFUSED,
                        "idle preparing validating_pre failed",
                        world -> world.run(plan(EveryFailureTest::adds), () -> true)),
                breaks("the server refuses a statement", State.MIGRATING, half, (world, plan) -> world.server()
                        .faults()
                        .refuse("COLUMN y", 1114, 1)),
                breaks("a lock is not had in time", State.MIGRATING, half, (world, plan) -> world.server()
                        .faults()
                        .lockWait("ADD COLUMN y", 1000)),
                breaks("the connection is lost", State.MIGRATING, half, (world, plan) -> world.server()
                        .faults()
                        .loseAfter("ADD COLUMN y")),
                breaks(
                        "what is done cannot be written down",
                        State.MIGRATING,
                        half,
                        (world, plan) -> world.storeFaults().refuse(EveryFailureTest::isDone, 1)),
                of(
                        "a check behind it fails",
                        State.VALIDATING_POST,
                        Event.BROKEN_OFF,
                        back,
                        step -> adds(step).check(post("never", equal(number(1), 2))),
                        (world, plan) -> {}),
                new Failure(
                        "a check of its batch behind it fails",
                        State.VALIDATING_POST,
                        Event.BROKEN_OFF,
                        back,
                        world -> world.run(PlanText.plan("p")
                                .batch("b", batch -> batch.step("s", EveryFailureTest::adds)
                                        .check(post("never", equal(number(1), 2))))
                                .build())),
                breaks("its commit point is refused", State.VALIDATING_POST, back, (world, plan) -> world.storeFaults()
                        .refuse(write -> enters(write, State.COMPLETING), 2)),
                of(
                        "its records are refused",
                        State.COMPLETING,
                        Event.COMPLETION_FAILED,
                        WHOLE + " completing failed",
                        EveryFailureTest::adds,
                        (world, plan) -> world.storeFaults().refuse(write -> write instanceof Write.SchemaVersion, 1)),
                of(
                        "its way back is refused",
                        State.ROLLING_BACK,
                        Event.UNDO_FAILED,
                        stuck,
                        EveryFailureTest::adds,
                        (world, plan) -> world.server()
                                .faults()
                                .refuse("COLUMN y", 1114, 1)
                                .refuse("DROP COLUMN", 1030, 1)),
                of(
                        "somebody wrote into what it made",
                        State.ROLLING_BACK,
                        Event.UNDO_FAILED,
                        stuck,
                        EveryFailureTest::adds,
                        (world, plan) -> world.server()
                                .faults()
                                .strangerBefore("COLUMN y", () -> world.server().update("core.users", "x", "theirs"))
                                .refuse("COLUMN y", 1114, 1)),
                of(
                        "its session does not end",
                        State.ROLLING_BACK,
                        Event.UNDO_FAILED,
                        stuck,
                        EveryFailureTest::adds,
                        (world, plan) -> {
                            world.server().faults().refuse("COLUMN y", 1114, 1);
                            world.immortal().add("1");
                        }));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void leadsTo(Failure failure) {
        World world = Examples.world();
        String before = world.server().dump();

        RunReport report = failure.run().apply(world);

        assertThat(report.problems()).as("%s", report).isNotEmpty();
        assertThat(world.path("p.b.s", report.run())).isEqualTo(failure.path());
        assertThat(StateTable.allows(failure.at(), failure.event())).isTrue();
        assertThat(failure.path())
                .contains(failure.at().word() + " "
                        + StateTable.next(failure.at(), failure.event()).to().word());
        if (failure.path().endsWith("idle") || failure.event() == Event.REFUSED) {
            assertThat(world.server().dump()).isEqualTo(before);
            assertThat(world.unrest()).isEmpty();
        }
        assertThat(world.store().others()).anyMatch(Write.Alert.class::isInstance);
    }

    /** Those that take a step where its work did not lead it, and that no person and no death of a process makes. */
    @Test
    void everyMoveByAFailureHasOne() {
        Set<Event> failures = Set.of(Event.REFUSED, Event.BROKEN_OFF, Event.COMPLETION_FAILED, Event.UNDO_FAILED);
        Set<List<Object>> moves = StateTable.transitions().stream()
                .filter(move -> failures.contains(move.event()))
                .map(move -> List.<Object>of(move.from(), move.event()))
                .collect(Collectors.toSet());
        assertThat(failures().stream()
                        .map(failure -> List.<Object>of(failure.at(), failure.event()))
                        .collect(Collectors.toSet()))
                .isEqualTo(moves);
    }
}
