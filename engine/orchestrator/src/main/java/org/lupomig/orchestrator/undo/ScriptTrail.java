package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.JournalEntry;

/**
 * How far an author's undo has come, as the journal says.
 *
 * @param begun the statements that were about to be sent, in order
 * @param answered what is known of those that were answered, by number
 * @param refusal why the server would not, null where it took everything that it was sent
 * @param sent whether anything of a way back was about to be sent, also what takes a table away
 * @param passedOver whether it was decided, with nothing sent, that all goes back in another way
 * @param asked whether a person was asked to see to what it had left
 */
record ScriptTrail(
        List<Begun> begun,
        Map<Integer, UndoneMark> answered,
        @Nullable String refusal,
        boolean sent,
        boolean passedOver,
        Asked asked) {
    private static final String MARK = "authored";
    private static final String ANSWER = "answer";
    private static final String ACCEPTED = "accepted";

    /** In the place of a statement's number. */
    private static final int NONE = 0;

    ScriptTrail {
        begun = List.copyOf(begun);
        answered = Map.copyOf(answered);
    }

    /** Whether a person was asked to see to what a way back had left, and may have done so. */
    enum Asked {
        /** Nobody was. */
        NOBODY,
        /** Nothing was sent since. */
        LAST,
        /** It was gone on with since. */
        BEFORE
    }

    /**
     * A statement of the script.
     *
     * @param number its place in the script, from 1
     */
    record Begun(int number, StatementIntent intent) {}

    static ScriptTrail read(List<JournalEntry> back) {
        List<Begun> begun = new ArrayList<>();
        Map<Integer, UndoneMark> answered = new HashMap<>();
        String refusal = null;
        boolean sent = false;
        boolean passedOver = false;
        Asked asked = Asked.NOBODY;
        for (JournalEntry entry : back) {
            boolean intent = entry.kind() == JournalEntry.Kind.UNDO_INTENT;
            sent |= intent;
            if (entry.kind() == JournalEntry.Kind.TRANSITION && entry.current() == State.FAILED) {
                asked = sent ? Asked.LAST : asked;
            } else if (intent && asked == Asked.LAST) {
                asked = Asked.BEFORE;
            }
            if (!(entry.data().get(MARK) instanceof Number number)) {
                continue;
            }
            int place = number.intValue();
            if (intent) {
                refusal = null;
                begun.add(new Begun(place, StatementIntent.fromJson(entry.data())));
            } else if (entry.kind() == JournalEntry.Kind.UNDO_DONE && place == NONE) {
                passedOver = true;
            } else if (entry.kind() == JournalEntry.Kind.UNDO_DONE && refused(entry)) {
                // It is as if it had not been sent: what mended it may have changed what it names.
                begun.removeIf(one -> one.number() == place);
                refusal = String.valueOf(entry.data().get(ANSWER));
            } else if (entry.kind() == JournalEntry.Kind.UNDO_DONE) {
                answered.put(place, UndoneMark.fromJson(entry.data()));
            }
        }
        return new ScriptTrail(begun, answered, refusal, sent, passedOver, asked);
    }

    /** Whether an entry is of a statement of the script. */
    static boolean isAuthored(JournalEntry entry) {
        return entry.data().get(MARK) instanceof Number number && number.intValue() != NONE;
    }

    /** The same, to be gone on with: what the server would not, it may now. */
    ScriptTrail again() {
        return new ScriptTrail(begun, answered, null, sent, passedOver, asked);
    }

    /** Journal data that says that nothing of it was sent, and nothing will be. */
    static Map<String, Object> passesOver(String why) {
        Map<String, Object> data = new LinkedHashMap<>(new UndoneMark(NONE, null).toJson());
        data.putAll(marks(NONE));
        data.putAll(answer(why));
        return data;
    }

    /** Whether an answer to a statement of a way back, derived or authored, was that the server would not. */
    static boolean refused(JournalEntry answer) {
        return !ACCEPTED.equals(answer.data().get(ANSWER));
    }

    /** Tells a ledger what the statements that were answered did. */
    void tell(RowLedger ledger) {
        for (Begun one : begun) {
            UndoneMark answer = answered.get(one.number());
            if (answer != null) {
                tell(ledger, one.intent().work(), answer.counted());
            }
        }
    }

    /** Tells a ledger what one statement did. */
    static void tell(RowLedger ledger, Work work, @Nullable Counted counted) {
        if (work instanceof Work.Renames renames) {
            ledger.renamed(renames.pairs());
        } else if (work instanceof Work.Alters alters) {
            ledger.left(alters.table(), null);
        }
        if (counted != null) {
            counted.tell(ledger);
        }
    }

    /** Marks journal data as belonging to a statement of the script. */
    static Map<String, Object> marks(int number) {
        return Map.of(MARK, (long) number);
    }

    /** Journal data with what the server said; null where it accepted. */
    static Map<String, Object> answer(@Nullable String refusal) {
        return Map.of(ANSWER, refusal == null ? ACCEPTED : refusal);
    }
}
