package org.lupomig.orchestrator.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.model.state.Lifecycle;
import org.lupomig.model.state.State;

/** Every state and every event: a move, or refused. */
class StateTableTest {
    private static final Map<State, Set<Event>> ALLOWED = new EnumMap<>(Map.of(
            State.IDLE, Set.of(Event.BEGUN, Event.REVERTED),
            State.PREPARING, Set.of(Event.PREPARED, Event.SKIPPED, Event.REFUSED, Event.ABANDONED),
            State.VALIDATING_PRE, Set.of(Event.CLEARED, Event.REFUSED, Event.ABANDONED),
            State.MIGRATING, Set.of(Event.MIGRATED, Event.BROKEN_OFF),
            State.VALIDATING_POST, Set.of(Event.COMMITTED, Event.BROKEN_OFF),
            State.COMPLETING, Set.of(Event.COMPLETED, Event.COMPLETION_FAILED),
            State.ROLLING_BACK, Set.of(Event.UNDONE, Event.UNDO_FAILED),
            State.FAILED,
                    Set.of(
                            Event.RETRIED,
                            Event.COMPLETED,
                            Event.RESOLVED_AS_ROLLED_BACK,
                            Event.RESOLVED_AS_COMPLETED)));

    /** What a state leaves to, by the design. */
    private static final Map<State, Set<State>> LEAVES_TO = new EnumMap<>(Map.of(
            State.IDLE, Set.of(State.PREPARING, State.ROLLING_BACK),
            State.PREPARING, Set.of(State.VALIDATING_PRE, State.FAILED, State.IDLE),
            State.VALIDATING_PRE, Set.of(State.MIGRATING, State.FAILED, State.IDLE),
            State.MIGRATING, Set.of(State.VALIDATING_POST, State.ROLLING_BACK),
            State.VALIDATING_POST, Set.of(State.COMPLETING, State.ROLLING_BACK),
            State.COMPLETING, Set.of(State.IDLE, State.FAILED),
            State.ROLLING_BACK, Set.of(State.IDLE, State.FAILED),
            State.FAILED, Set.of(State.IDLE)));

    @ParameterizedTest
    @EnumSource
    void everyEventIsAMoveOrRefused(State from) {
        for (Event event : Event.values()) {
            boolean allowed = ALLOWED.getOrDefault(from, Set.of()).contains(event);
            assertThat(StateTable.allows(from, event)).as("%s %s", from, event).isEqualTo(allowed);
            if (allowed) {
                assertThat(LEAVES_TO.getOrDefault(from, Set.of()))
                        .contains(StateTable.next(from, event).to());
            } else {
                assertThatThrownBy(() -> StateTable.next(from, event))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("a step in " + from.word() + " does not take " + event);
            }
        }
    }

    @Test
    void everyMoveIsThereOnce() {
        assertThat(StateTable.transitions())
                .extracting(move -> move.from() + " " + move.event())
                .doesNotHaveDuplicates()
                .hasSize(ALLOWED.values().stream().mapToInt(Set::size).sum());
        for (State from : State.values()) {
            assertThat(StateTable.transitions())
                    .filteredOn(move -> move.from() == from)
                    .extracting(StateTable.Transition::to)
                    .hasSameElementsAs(LEAVES_TO.getOrDefault(from, Set.of()));
        }
    }

    @Test
    void theAuditorHearsEveryNameButTheBackups() {
        assertThat(StateTable.transitions())
                .extracting(StateTable.Transition::lifecycle)
                .contains(List.of(Lifecycle.values()).stream()
                        .filter(name -> name != Lifecycle.BACKUP)
                        .toArray(Lifecycle[]::new));
    }

    @Test
    void theDiagramInTheDocsIsFresh() throws IOException {
        Path page = Path.of("../../docs/state-machine.md");
        String diagram = "```mermaid\n" + StateTable.mermaid() + "```\n";
        String text = Files.exists(page) ? Files.readString(page) : "";
        if (Boolean.getBoolean("golden.update")) {
            int start = text.indexOf("```mermaid");
            int end = text.indexOf("```\n", start + 3) + 4;
            Files.writeString(page, text.substring(0, start) + diagram + text.substring(end));
        }
        assertThat(text)
                .as("docs/state-machine.md; -Dgolden.update=true writes it")
                .contains(diagram);
    }
}
