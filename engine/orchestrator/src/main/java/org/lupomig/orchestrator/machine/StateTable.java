package org.lupomig.orchestrator.machine;

import static org.lupomig.model.state.State.COMPLETING;
import static org.lupomig.model.state.State.FAILED;
import static org.lupomig.model.state.State.IDLE;
import static org.lupomig.model.state.State.MIGRATING;
import static org.lupomig.model.state.State.PREPARING;
import static org.lupomig.model.state.State.ROLLING_BACK;
import static org.lupomig.model.state.State.VALIDATING_POST;
import static org.lupomig.model.state.State.VALIDATING_PRE;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.state.Lifecycle;
import org.lupomig.model.state.State;

/** Every move that a step may make. What is not here is refused. */
public final class StateTable {
    private static final List<Transition> TRANSITIONS = List.of(
            move(IDLE, Event.BEGUN, PREPARING, Lifecycle.PRE_MIGRATION),
            move(PREPARING, Event.PREPARED, VALIDATING_PRE, Lifecycle.VALIDATION),
            move(PREPARING, Event.SKIPPED, IDLE, null),
            move(PREPARING, Event.REFUSED, FAILED, Lifecycle.FAILED),
            move(PREPARING, Event.ABANDONED, IDLE, null),
            move(VALIDATING_PRE, Event.CLEARED, MIGRATING, Lifecycle.EXECUTION),
            move(VALIDATING_PRE, Event.REFUSED, FAILED, Lifecycle.FAILED),
            move(VALIDATING_PRE, Event.ABANDONED, IDLE, null),
            move(MIGRATING, Event.MIGRATED, VALIDATING_POST, Lifecycle.VERIFICATION),
            move(MIGRATING, Event.BROKEN_OFF, ROLLING_BACK, null),
            move(VALIDATING_POST, Event.COMMITTED, COMPLETING, Lifecycle.POST_MIGRATION),
            move(VALIDATING_POST, Event.BROKEN_OFF, ROLLING_BACK, null),
            move(COMPLETING, Event.COMPLETED, IDLE, Lifecycle.COMPLETED),
            move(COMPLETING, Event.COMPLETION_FAILED, FAILED, Lifecycle.FAILED),
            move(FAILED, Event.COMPLETED, IDLE, Lifecycle.COMPLETED),
            move(IDLE, Event.REVERTED, ROLLING_BACK, null),
            move(ROLLING_BACK, Event.UNDONE, IDLE, Lifecycle.ROLLED_BACK),
            move(ROLLING_BACK, Event.UNDO_FAILED, FAILED, Lifecycle.FAILED),
            move(FAILED, Event.RETRIED, IDLE, null),
            move(FAILED, Event.RESOLVED_AS_ROLLED_BACK, IDLE, Lifecycle.ROLLED_BACK),
            move(FAILED, Event.RESOLVED_AS_COMPLETED, IDLE, Lifecycle.COMPLETED));

    private StateTable() {}

    /**
     * One allowed move.
     *
     * @param lifecycle the auditor's name for it, null where the lifecycle has none
     */
    public record Transition(
            State from, Event event, State to, @Nullable Lifecycle lifecycle) {}

    /** All moves, in the order in which they are told. */
    public static List<Transition> transitions() {
        return TRANSITIONS;
    }

    /**
     * The move that {@code event} makes from {@code from}.
     *
     * @throws IllegalStateException where there is none: our own mistake
     */
    public static Transition next(State from, Event event) {
        for (Transition transition : TRANSITIONS) {
            if (transition.from() == from && transition.event() == event) {
                return transition;
            }
        }
        throw new IllegalStateException("a step in " + from.word() + " does not take " + event);
    }

    /** Whether {@code event} is allowed in {@code from}. */
    public static boolean allows(State from, Event event) {
        return TRANSITIONS.stream().anyMatch(t -> t.from() == from && t.event() == event);
    }

    /** The table as a Mermaid state diagram. */
    public static String mermaid() {
        StringBuilder out = new StringBuilder("stateDiagram-v2\n    [*] --> idle\n");
        for (Transition t : TRANSITIONS) {
            out.append("    ")
                    .append(t.from().word())
                    .append(" --> ")
                    .append(t.to().word())
                    .append(" : ")
                    .append(t.event().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                    .append('\n');
        }
        return out.toString();
    }

    private static Transition move(State from, Event event, State to, @Nullable Lifecycle lifecycle) {
        return new Transition(from, event, to, lifecycle);
    }
}
