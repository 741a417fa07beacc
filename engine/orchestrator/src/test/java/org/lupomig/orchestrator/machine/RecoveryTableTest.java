package org.lupomig.orchestrator.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.pre;
import static org.lupomig.orchestrator.sim.Checks.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.Lifecycle;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.RecoveryTable.Action;
import org.lupomig.orchestrator.machine.RecoveryTable.Cell;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** Every cell of the recovery table: the engine is led into it, and does what the cell says. */
class RecoveryTableTest {
    private static final Plan GOOD = plan(3);
    private static final Plan WRONG = plan(99);
    private static final Plan UNREADY = PlanText.plan("p")
            .batch(
                    "b",
                    batch -> batch.step("s", step -> step.sql("ALTER TABLE core.users ADD COLUMN x")
                            .check(pre("rows", equal(rows("core.users"), 99)))))
            .build();

    private static Plan plan(int expected) {
        Expression rows = equal(rows("core.users"), expected);
        return PlanText.plan("p")
                .schema("core")
                .batch(
                        "b",
                        // What is thawed is, before the batch is complete.
                        batch -> batch.freeze("core")
                                .step(
                                        "s",
                                        // Before that is asked it is written down that the step is being prepared.
                                        step -> step.when(equal(number(1), 1))
                                                .sql(
                                                        "ALTER TABLE core.users ADD COLUMN x",
                                                        "ALTER TABLE core.users ADD COLUMN y")
                                                .check(post("rows", rows))))
                .build();
    }

    static List<Cell> cells() {
        return RecoveryTable.cells();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void isDone(Cell cell) {
        World world = ledInto(cell);
        Store.Lock other = cell.evidence() == Evidence.LOCK_HELD ? hold(world) : null;
        int written = moves(world).size();
        int sent = world.sent().size();
        String there = world.server().dump();

        // What is asked for is not there: this only recovers.
        RunReport report = world.rollback("nobody", "b");

        List<JournalEntry> moves = moves(world).subList(written, moves(world).size());
        boolean silent = world.sent().size() == sent;
        Action action = cell.action();
        assertThat(action == Action.TAKE_BACK || silent)
                .as("nothing is sent: %s", world.sent())
                .isTrue();
        assertThat(action == Action.TAKE_BACK || world.server().dump().equals(there))
                .as("nothing is changed")
                .isTrue();
        assertThat(report.result() == RunReport.Result.BROKEN).as("%s", report).isEqualTo(action == Action.ASK);
        assertThat(report.problems().stream().anyMatch(problem -> problem.type() == EngineMessage.STILL_ENDING))
                .as("%s", report)
                .isEqualTo(cell.evidence() == Evidence.SESSION_ALIVE);
        assertThat(world.store().unfinishedRuns().isEmpty()).isEqualTo(action != Action.WAIT);
        switch (action) {
            case WAIT -> {
                assertThat(moves).isEmpty();
                if (other != null) {
                    // Runs beside it are not kept waiting.
                    assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.UNKNOWN_PLAN);
                }
            }
            case LEAVE -> assertThat(moves).isEmpty();
            case ABANDON ->
                assertThat(moves).singleElement().satisfies(move -> {
                    assertThat(move.current()).isEqualTo(State.IDLE);
                    assertThat(move.lifecycle()).isNull();
                });
            case CLOSE -> ends(moves, State.IDLE, Lifecycle.ROLLED_BACK);
            case TAKE_BACK -> {
                ends(moves, State.IDLE, Lifecycle.ROLLED_BACK);
                assertThat(silent).isFalse();
                assertThat(world.server().dump())
                        .isEqualTo(Examples.world().server().dump());
            }
            case ASK -> {
                if (cell.state() == State.FAILED) {
                    assertThat(moves).isEmpty();
                } else {
                    ends(moves, State.FAILED, Lifecycle.FAILED);
                }
            }
            case COMPLETE -> ends(moves, State.IDLE, Lifecycle.COMPLETED);
        }
    }

    private static void ends(List<JournalEntry> moves, State state, Lifecycle lifecycle) {
        JournalEntry last = moves.get(moves.size() - 1);
        assertThat(last.current()).isEqualTo(state);
        assertThat(last.lifecycle()).isEqualTo(lifecycle);
    }

    private static List<JournalEntry> moves(World world) {
        return world.store().runs(99).stream()
                .flatMap(run -> world.store().journal(run.id()).stream())
                .filter(entry -> entry.kind() == JournalEntry.Kind.TRANSITION)
                .toList();
    }

    /** Somebody else is just bringing the run to its end. */
    private static Store.Lock hold(World world) {
        Store.LockAttempt attempt = world.store()
                .takeOver(world.store().deadRuns().get(0), new Owner("other", "eva@host", 7, 20260108000000L));
        if (!(attempt instanceof Store.LockAttempt.Held held)) {
            throw new AssertionError("nobody could take it over: " + attempt);
        }
        return held.lock();
    }

    private static World ledInto(Cell cell) {
        World world = cell.state() == State.FAILED ? failed(cell.evidence()) : killed(cell);
        if (cell.evidence() == Evidence.SESSION_ALIVE) {
            world.immortal().add("1");
        }
        return world;
    }

    /** A world in which the run died with its step in that state, and the server shows what the cell says. */
    private static World killed(Cell cell) {
        World found = null;
        for (Plan plan : List.of(GOOD, WRONG)) {
            for (Crash.Point point : Crash.points(Examples::world, engine -> engine.run(plan, RunOptions.plain()))) {
                World world = Examples.world();
                Crash.kill(world, point, engine -> engine.run(plan, RunOptions.plain()));
                if (point.moment() != Client.Moment.DURING && stands(world, cell.state())) {
                    if (cell.evidence().of() != Evidence.Of.SERVER || shown(world) == cell.evidence()) {
                        return world;
                    }
                    found = world;
                }
            }
        }
        // What the run has not left there somebody else makes of it.
        show(Objects.requireNonNull(found, () -> "no kill leaves a step in " + cell.state()), cell.evidence());
        assertThat(shown(found)).isEqualTo(cell.evidence());
        return found;
    }

    private static boolean stands(World world, State state) {
        return !world.store().unfinishedRuns().isEmpty()
                && world.store().steps("p").stream().anyMatch(step -> step.state() == state);
    }

    private static Evidence shown(World world) {
        String users = users(world);
        boolean x = users.contains("x");
        boolean y = users.contains("y,") || users.contains("y]");
        if (world.server().dump().contains("x=theirs")) {
            return Evidence.NEITHER;
        }
        return x && y ? Evidence.WHOLE : x || y ? Evidence.PARTIAL : Evidence.NONE;
    }

    private static String users(World world) {
        String dump = world.server().dump();
        int at = dump.indexOf("core.users Parts[columns=[") + "core.users Parts[columns=[".length();
        return dump.substring(at, dump.indexOf(']', at) + 1);
    }

    private static void show(World world, Evidence evidence) {
        List<String> theirs = new ArrayList<>();
        boolean x = users(world).contains("x");
        boolean y = users(world).contains("y");
        boolean wantsX = evidence != Evidence.NONE;
        boolean wantsY = evidence == Evidence.WHOLE;
        if (x != wantsX) {
            theirs.add("ALTER TABLE core.users " + (wantsX ? "ADD" : "DROP") + " COLUMN x");
        }
        if (y != wantsY) {
            theirs.add("ALTER TABLE core.users " + (wantsY ? "ADD" : "DROP") + " COLUMN y");
        }
        world.server().run(theirs.toArray(String[]::new));
        if (evidence == Evidence.NEITHER) {
            world.server().update("core.users", "x", "theirs");
        }
    }

    /** A run whose step failed, and that was killed, or could not be ended, before it said so. */
    private static World failed(Evidence evidence) {
        if (evidence == Evidence.RECORDS_REFUSED) {
            World world = Examples.world();
            world.storeFaults().refuse(write -> write instanceof Write.SchemaVersion, 1);
            world.run(GOOD);
            assertThat(stands(world, State.FAILED)).isTrue();
            return world;
        }
        Plan plan = evidence == Evidence.UNDO_FAILED ? WRONG : UNREADY;
        for (Crash.Point point :
                Crash.points(() -> stubborn(evidence), engine -> engine.run(plan, RunOptions.plain()))) {
            World world = stubborn(evidence);
            Crash.kill(world, point, engine -> engine.run(plan, RunOptions.plain()));
            if (stands(world, State.FAILED)) {
                return world;
            }
        }
        throw new AssertionError("no kill leaves a step that failed so: " + evidence);
    }

    private static World stubborn(Evidence evidence) {
        World world = Examples.world();
        if (evidence == Evidence.UNDO_FAILED) {
            world.server().faults().refuse("DROP COLUMN", 1030, 1);
        }
        return world;
    }

    /** The store and the target find it out of a run, before they read of any step in which state it is. */
    @Test
    void whoLivesIsWaitedForWhateverTheState() {
        assertThat(RecoveryTable.cells())
                .filteredOn(cell -> cell.evidence().of() == Evidence.Of.LIFE)
                .hasSize(2 * State.values().length)
                .allMatch(cell -> cell.action() == Action.WAIT);
    }

    @ParameterizedTest
    @EnumSource
    void everyStateHasAnActionForWhateverIsAsked(State state) {
        for (Evidence evidence : Evidence.values()) {
            boolean asked = evidence.of() == Evidence.Of.LIFE
                    || (evidence.of() == Evidence.Of.JOURNAL) == (state == State.FAILED);
            if (asked) {
                assertThat(RecoveryTable.of(state, evidence)).isNotNull();
            } else {
                assertThatThrownBy(() -> RecoveryTable.of(state, evidence))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(state.word());
            }
        }
    }

    @Test
    void theTableInTheDocsIsFresh() throws IOException {
        Path page = Path.of("../../docs/state-machine.md");
        String begin = "<!-- recovery table -->\n";
        String end = "<!-- end of the recovery table -->\n";
        String table = begin + RecoveryTable.markdown() + end;
        String text = Files.readString(page);
        if (Boolean.getBoolean("golden.update")) {
            int start = text.indexOf(begin);
            Files.writeString(
                    page, text.substring(0, start) + table + text.substring(text.indexOf(end) + end.length()));
        }
        assertThat(text)
                .as("docs/state-machine.md; -Dgolden.update=true writes it")
                .contains(table);
    }
}
