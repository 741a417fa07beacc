package org.lupomig.orchestrator.recovery;

import java.util.EnumMap;
import java.util.Map;
import org.lupomig.model.state.State;

/** What becomes of a step whose run died, by the state it was in. What the server shows decides how, not which way. */
public final class RecoveryTable {
    private static final Map<State, Action> ACTIONS = new EnumMap<>(Map.of(
            State.IDLE, Action.LEAVE,
            State.PREPARING, Action.ABANDON,
            State.VALIDATING_PRE, Action.ABANDON,
            State.MIGRATING, Action.UNDO,
            State.VALIDATING_POST, Action.UNDO,
            State.COMPLETING, Action.COMPLETE,
            State.ROLLING_BACK, Action.UNDO,
            State.FAILED, Action.LEAVE));

    private RecoveryTable() {}

    /** What is done. */
    public enum Action {
        /** Nothing was begun, or it has ended. */
        LEAVE,
        /** Nothing was touched: back to idle. */
        ABANDON,
        /** Everything it did goes back. */
        UNDO,
        /** Past the commit point: forward to its end. */
        COMPLETE
    }

    /** The action for a state. */
    public static Action of(State state) {
        Action action = ACTIONS.get(state);
        if (action == null) {
            throw new IllegalStateException("no action for " + state.word());
        }
        return action;
    }
}
