package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.port.ObjectState;

/**
 * How far the removals of a step's tables have come, as the journal says: under which names they were held is read
 * here, and never guessed.
 *
 * @param acts by the key of the removal, in the order in which they were about to be sent
 */
record Removals(Map<String, List<Act>> acts) {
    private static final String KEY = "removes";
    private static final String AS = "as";
    private static final String UNSENT = "unsent";
    private static final String TOLD = "told";

    Removals {
        acts = Map.copyOf(acts);
    }

    /** What was done with a table. */
    enum As {
        /** A twin of it was made, to see what it would be. */
        TWIN,
        /** That was dropped. */
        TWIN_DROPPED,
        /** It was moved to where its rows are looked at. */
        PASSING,
        /** It was moved to where it stays. */
        KEPT,
        /** It was moved back to where it was. */
        BACK,
        /** It was dropped. */
        DROPPED,
        /** It was dropped where it stood. */
        DROPPED_IN_PLACE,
        /** A copy of columns was made that go from it. */
        COPIED;

        private static As of(String word) {
            return valueOf(word);
        }
    }

    /**
     * One statement of a removal.
     *
     * @param name where the table is, or was, held
     * @param original how the table looked before it was moved, or dropped where it stood; null for all else
     * @param told whether a person has been told where the table stays
     */
    record Act(As as, ObjectName name, ObjectState.@Nullable Present original, boolean told) {
        private Act nowTold() {
            return new Act(as, name, original, true);
        }
    }

    static Removals read(List<JournalEntry> back) {
        Map<String, List<Act>> acts = new LinkedHashMap<>();
        for (JournalEntry entry : back) {
            if (!(entry.data().get(KEY) instanceof String key)) {
                continue;
            }
            As as = As.of(String.valueOf(entry.data().get(AS)));
            List<Act> own = acts.computeIfAbsent(key, k -> new ArrayList<>());
            if (entry.kind() == JournalEntry.Kind.UNDO_INTENT) {
                own.add(act(as, StatementIntent.fromJson(entry.data())));
            } else if (as == As.DROPPED_IN_PLACE && unsent(entry) && !own.isEmpty()) {
                // What is there by now may have another id, as after an ALTER that builds the table anew, and is no
                // other table for that.
                own.remove(own.size() - 1);
            } else if (Boolean.TRUE.equals(entry.data().get(TOLD)) && !own.isEmpty()) {
                own.set(own.size() - 1, own.get(own.size() - 1).nowTold());
            }
        }
        return new Removals(acts);
    }

    /** Marks an answer as one of which it is certain that nothing was sent. */
    static Map<String, Object> unsent() {
        return Map.of(UNSENT, true);
    }

    /** Whether an answer is that nothing was sent. */
    static boolean unsent(JournalEntry answer) {
        return Boolean.TRUE.equals(answer.data().get(UNSENT));
    }

    /** What goes into the journal with what a person is told of a table that stays where it was moved. */
    static Map<String, Object> told(String key) {
        Map<String, Object> data = new LinkedHashMap<>(new UndoneMark(0, null).toJson());
        data.putAll(marks(key, As.KEPT));
        data.putAll(ScriptTrail.answer(null));
        data.put(TOLD, true);
        return data;
    }

    private static Act act(As as, StatementIntent intent) {
        if (intent.work() instanceof Work.Renames renames) {
            Rename pair = renames.pairs().get(0);
            return new Act(as, pair.to(), present(intent, pair.from()), false);
        }
        ObjectName table = intent.work().objects().get(0);
        return new Act(as, table, as == As.DROPPED_IN_PLACE ? present(intent, table) : null, false);
    }

    private static ObjectState.@Nullable Present present(StatementIntent intent, ObjectName table) {
        return intent.before().object(table) instanceof ObjectState.Present present ? present : null;
    }

    /** What was about to be done for one removal. */
    List<Act> of(String key) {
        return acts.getOrDefault(key, List.of());
    }

    /** Where tables are, or were, on their way out. */
    Set<ObjectName> passing() {
        Set<ObjectName> names = new HashSet<>();
        for (List<Act> each : acts.values()) {
            each.stream().filter(act -> act.as() == As.PASSING).forEach(act -> names.add(act.name()));
        }
        return names;
    }

    /** Marks journal data as belonging to a removal. */
    static Map<String, Object> marks(String key, As as) {
        Map<String, Object> marks = new LinkedHashMap<>();
        marks.put(KEY, key);
        marks.put(AS, as.name());
        return marks;
    }
}
