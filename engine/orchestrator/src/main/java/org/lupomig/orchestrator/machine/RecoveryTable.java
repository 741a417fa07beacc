package org.lupomig.orchestrator.machine;

import static org.lupomig.orchestrator.machine.RecoveryTable.Action.ABANDON;
import static org.lupomig.orchestrator.machine.RecoveryTable.Action.ASK;
import static org.lupomig.orchestrator.machine.RecoveryTable.Action.CLOSE;
import static org.lupomig.orchestrator.machine.RecoveryTable.Action.COMPLETE;
import static org.lupomig.orchestrator.machine.RecoveryTable.Action.LEAVE;
import static org.lupomig.orchestrator.machine.RecoveryTable.Action.TAKE_BACK;
import static org.lupomig.orchestrator.machine.RecoveryTable.Action.WAIT;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.state.State;

/**
 * What becomes of a step whose run has not ended, by the state it is in and by what is known of it.
 *
 * <p>The rows of {@link Evidence.Of#LIFE} are of a whole run, and say the same in every state: as long as somebody
 * lives who may still change what is there, nothing that is read of a step can be relied on, its state neither. So they
 * are found before any step is read, each by who alone can tell, at one stroke with what keeps it so: that the lock is
 * held by the store, which lists as dead only runs whose locks are free, and lets one recovery take them over; that the
 * server still works for it by the target, which ends its sessions and waits for them. A cell there that did not wait
 * would ask for something that nobody can look up at that moment.
 */
public final class RecoveryTable {
    private static final Map<State, Map<Evidence, Action>> CELLS = new EnumMap<>(State.class);

    static {
        for (State state : State.values()) {
            for (Evidence life : List.of(Evidence.LOCK_HELD, Evidence.SESSION_ALIVE)) {
                put(state, life, WAIT);
            }
        }
        server(State.IDLE, LEAVE, LEAVE, LEAVE, LEAVE);
        server(State.PREPARING, ABANDON, ABANDON, ABANDON, ABANDON);
        server(State.VALIDATING_PRE, ABANDON, ABANDON, ABANDON, ABANDON);
        server(State.MIGRATING, CLOSE, TAKE_BACK, TAKE_BACK, ASK);
        server(State.VALIDATING_POST, CLOSE, TAKE_BACK, TAKE_BACK, ASK);
        server(State.COMPLETING, COMPLETE, COMPLETE, COMPLETE, COMPLETE);
        server(State.ROLLING_BACK, CLOSE, TAKE_BACK, TAKE_BACK, ASK);
        put(State.FAILED, Evidence.REFUSED, LEAVE);
        put(State.FAILED, Evidence.RECORDS_REFUSED, COMPLETE);
        put(State.FAILED, Evidence.UNDO_FAILED, ASK);
    }

    private RecoveryTable() {}

    /** What is done. */
    public enum Action {
        /** Nothing: it is not known yet how it ends. */
        WAIT("nothing is judged, and the next command looks again"),
        /** Nothing was begun, or it has ended. */
        LEAVE("nothing is to be done"),
        /** Nothing was sent: back to idle. */
        ABANDON("nothing was sent: back to `idle`, and nothing is looked at"),
        /** Nothing is left of it, and that is written down. */
        CLOSE("nothing is left of it: it is written down as rolled back, and nothing is sent"),
        /** What is there of it goes back. */
        TAKE_BACK("what is as after it goes back"),
        /** It stays as it is, and a person is told. */
        ASK("it is `failed` with what is there, and waits for a person"),
        /** Past the commit point: forward to its end. */
        COMPLETE("it is past its commit point: its records are written");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** One cell. */
    public record Cell(State state, Evidence evidence, Action action) {}

    /** All cells, by state. */
    public static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        CELLS.forEach((state, row) -> row.forEach((evidence, action) -> cells.add(new Cell(state, evidence, action))));
        return cells;
    }

    /**
     * The action of a cell.
     *
     * @throws IllegalStateException where there is none, because that evidence is not asked for: our own mistake
     */
    public static Action of(State state, Evidence evidence) {
        Action action = CELLS.getOrDefault(state, Map.of()).get(evidence);
        if (action == null) {
            throw new IllegalStateException(
                    "of a step in " + state.word() + " nobody asks whether " + evidence.words());
        }
        return action;
    }

    /** The action that a state alone decides, whatever the server shows; null where that has to be looked at. */
    public static @Nullable Action whateverIsThere(State state) {
        Set<Action> actions = new LinkedHashSet<>();
        CELLS.getOrDefault(state, Map.of()).forEach((evidence, action) -> {
            if (evidence.of() == Evidence.Of.SERVER) {
                actions.add(action);
            }
        });
        return actions.size() == 1 ? actions.iterator().next() : null;
    }

    /** The table as Markdown, a row for each evidence and a column for each state. */
    public static String markdown() {
        StringBuilder out = new StringBuilder();
        StringJoiner head = new StringJoiner(" | ", "| | ", " |\n");
        StringJoiner rule = new StringJoiner("|", "|---|", "|\n");
        for (State state : State.values()) {
            head.add("`" + state.word() + "`");
            rule.add("---");
        }
        out.append(head).append(rule);
        for (Evidence evidence : Evidence.values()) {
            StringJoiner row = new StringJoiner(" | ", "| " + evidence.words() + " | ", " |\n");
            for (State state : State.values()) {
                Action action = CELLS.getOrDefault(state, Map.of()).get(evidence);
                row.add(
                        action == null
                                ? ""
                                : action.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
            out.append(row);
        }
        out.append('\n');
        for (Action action : Action.values()) {
            out.append("- **")
                    .append(action.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append("**: ")
                    .append(action.words())
                    .append('\n');
        }
        return out.toString();
    }

    private static void server(State state, Action none, Action whole, Action partial, Action neither) {
        put(state, Evidence.NONE, none);
        put(state, Evidence.WHOLE, whole);
        put(state, Evidence.PARTIAL, partial);
        put(state, Evidence.NEITHER, neither);
    }

    private static void put(State state, Evidence evidence, Action action) {
        CELLS.computeIfAbsent(state, key -> new EnumMap<>(Evidence.class)).put(evidence, action);
    }
}
