package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.exists;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.pre;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.Lifecycle;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.machine.StateTable;
import org.lupomig.orchestrator.machine.StateTable.Transition;
import org.lupomig.orchestrator.recovery.Resolve;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** Every move of the state machine happens: the engine is led into each. A move without a way to it fails here. */
class EveryMoveTest {
    private static final Plan PLAN = Examples.everyKind().build();

    /** The way to each move, as {@code state event}. */
    private static Map<String, Consumer<World>> ways() {
        Consumer<World> run = world -> world.run(PLAN);
        return Map.ofEntries(
                Map.entry("IDLE BEGUN", run),
                Map.entry("PREPARING PREPARED", run),
                Map.entry("VALIDATING_PRE CLEARED", run),
                Map.entry("MIGRATING MIGRATED", run),
                Map.entry("VALIDATING_POST COMMITTED", run),
                Map.entry("COMPLETING COMPLETED", run),
                Map.entry(
                        "PREPARING SKIPPED",
                        world -> world.run(PlanText.plan("p")
                                .batch(
                                        "b",
                                        batch -> batch.step("s", step -> step.when(exists("core.none"))
                                                .sql("CREATE SCHEMA s")))
                                .build())),
                Map.entry("PREPARING REFUSED", world -> world.run(needy())),
                Map.entry("VALIDATING_PRE REFUSED", world -> world.run(checked())),
                Map.entry("FAILED RETRIED", world -> {
                    world.run(checked());
                    world.run(checked());
                }),
                Map.entry("PREPARING ABANDONED", world -> killedIn(world, asked(), State.PREPARING)),
                Map.entry("VALIDATING_PRE ABANDONED", world -> killedIn(world, PLAN, State.VALIDATING_PRE)),
                Map.entry("MIGRATING BROKEN_OFF", world -> killedIn(world, PLAN, State.MIGRATING)),
                Map.entry("VALIDATING_POST BROKEN_OFF", world -> killedIn(world, PLAN, State.VALIDATING_POST)),
                Map.entry("ROLLING_BACK UNDONE", world -> killedIn(world, PLAN, State.MIGRATING)),
                Map.entry("IDLE REVERTED", run.andThen(world -> world.rollback("phase", "move"))),
                Map.entry("ROLLING_BACK UNDO_FAILED", run.andThen(world -> {
                    world.server().faults().refuse("RENAME", 1030, 1);
                    world.rollback("phase", "move");
                })),
                Map.entry("COMPLETING COMPLETION_FAILED", EveryMoveTest::unwritten),
                Map.entry("FAILED RESOLVED_AS_ROLLED_BACK", world -> resolved(world, Resolve.As.ROLLED_BACK)),
                Map.entry("FAILED RESOLVED_AS_COMPLETED", world -> resolved(world, Resolve.As.COMPLETED)),
                Map.entry("FAILED COMPLETED", world -> {
                    unwritten(world);
                    world.recover();
                }));
    }

    private static Plan needy() {
        return PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step(
                                "s", step -> step.requires("other.b.c").sql("CREATE SCHEMA s")))
                .build();
    }

    private static Plan checked() {
        return PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step(
                                "s", step -> step.sql("CREATE SCHEMA s").check(pre("never", equal(number(1), 2)))))
                .build();
    }

    /** Before an author's question is asked it is written down where its step stands. */
    private static Plan asked() {
        return PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step(
                                "s", step -> step.when(equal(number(1), 1)).sql("CREATE SCHEMA s")))
                .build();
    }

    private static void resolved(World world, Resolve.As as) {
        world.run(PLAN);
        world.server().faults().refuse("RENAME", 1030, 1);
        world.rollback("phase", "move");
        world.engine(Client.alive())
                .resolve(
                        new Resolve(new Address("phase", "move", ""), as, "looked at", false, () -> true),
                        Duration.ZERO);
    }

    private static void unwritten(World world) {
        world.storeFaults().refuse(write -> write instanceof Write.SchemaVersion, 1);
        world.run(PLAN);
    }

    /** Kills a run where it first writes down that a step is in a state, and recovers. */
    private static void killedIn(World world, Plan plan, State state) {
        for (Crash.Point point : Crash.points(Examples::world, engine -> engine.run(plan, RunOptions.plain()))) {
            World tried = Examples.world();
            Crash.kill(tried, point, engine -> engine.run(plan, RunOptions.plain()));
            if (tried.store().steps(plan.name()).stream().anyMatch(step -> step.state() == state)) {
                Crash.kill(world, point, engine -> engine.run(plan, RunOptions.plain()));
                world.engine(Client.alive()).recover(Duration.ZERO);
                return;
            }
        }
        throw new AssertionError("no kill leaves a step in " + state);
    }

    static List<Transition> moves() {
        return StateTable.transitions();
    }

    @ParameterizedTest
    @MethodSource("moves")
    void happens(Transition move) {
        String name = move.from() + " " + move.event();
        Consumer<World> way = ways().get(name);
        assertThat(way).as("a way to %s", name).isNotNull();
        World world = Examples.world();

        way.accept(world);

        assertThat(visited(world))
                .contains(new Visit(
                        move.from(),
                        move.to(),
                        move.lifecycle(),
                        move.event() == Event.RESOLVED_AS_COMPLETED || move.event() == Event.RESOLVED_AS_ROLLED_BACK));
        assertThat(world.store().runs(99).stream()
                        .flatMap(run -> world.store().steps(run.plan()).stream())
                        .anyMatch(step -> step.status() == StepStatus.SKIPPED))
                .isEqualTo(move.event() == Event.SKIPPED);
    }

    /**
     * A move as the journal has it; with whether it skipped a step, that tells each event from all others.
     *
     * @param resolved whether a person said so
     */
    private record Visit(State from, State to, @Nullable Lifecycle lifecycle, boolean resolved) {
        static Visit of(JournalEntry entry) {
            return new Visit(
                    Objects.requireNonNull(entry.previous()),
                    entry.current(),
                    entry.lifecycle(),
                    entry.data().containsKey("resolved_as"));
        }
    }

    private static Set<Visit> visited(World world) {
        return world.store().runs(99).stream()
                .flatMap(run -> world.store().journal(run.id()).stream())
                .filter(entry -> entry.kind() == JournalEntry.Kind.TRANSITION)
                .map(Visit::of)
                .collect(Collectors.toSet());
    }

    @Test
    void eachMoveLooksDifferent() {
        assertThat(StateTable.transitions().stream()
                        .map(move -> List.of(
                                move.from(),
                                move.to(),
                                Optional.ofNullable(move.lifecycle()),
                                move.event().name().startsWith("RESOLVED"),
                                move.event() == Event.SKIPPED)))
                .doesNotHaveDuplicates();
    }

    @Test
    void noWayLeadsToAMoveThatIsNotThere() {
        Set<String> names = StateTable.transitions().stream()
                .map(move -> move.from() + " " + move.event())
                .collect(Collectors.toSet());
        assertThat(ways().keySet()).isEqualTo(names);
    }
}
