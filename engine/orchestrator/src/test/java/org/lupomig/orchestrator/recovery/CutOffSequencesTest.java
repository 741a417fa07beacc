package org.lupomig.orchestrator.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.evidence.Work.Changes.Does;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;

class CutOffSequencesTest {
    private static final Address STEP = new Address("p", "b", "s");
    private static final ServerObject SEQUENCE =
            new ServerObject(ServerObject.Kind.SEQUENCE, new ObjectName("shop", "numbers"));
    private static final ServerObjectState THERE = new ServerObjectState.Present("CREATE SEQUENCE", Map.of(), Map.of());

    private final List<JournalEntry> journal = new ArrayList<>();

    private void journal(Kind kind, Map<String, Object> data) {
        journal.add(new JournalEntry(
                0, STEP, kind, State.MIGRATING, State.MIGRATING, null, 20261124010203L + journal.size(), 0, data));
    }

    private static Map<String, Object> intent(int ordinal, Does does, ServerObjectState before) {
        Snapshot snapshot = new Snapshot(Map.of(), Map.of(), Map.of(SEQUENCE, before));
        Work work = new Work.Changes(does, List.of(SEQUENCE), null);
        return new StatementIntent(ordinal, "CREATE SEQUENCE", "", "shop", "", work, snapshot).toJson();
    }

    private static Map<String, Object> done(int ordinal) {
        return new StatementDone(ordinal, true, 0, Snapshot.EMPTY, null, false, List.of(), List.of(), null).toJson();
    }

    private List<String> underWay() {
        return CutOffSequences.underWay(journal).keySet().stream()
                .map(ObjectName::toString)
                .toList();
    }

    @Test
    void oneWhoseAnswerNobodyWroteDownMayBeCutOff() {
        journal(Kind.INTENT, intent(1, Does.CREATE, new ServerObjectState.Absent()));
        journal(Kind.NOTED, Map.of());

        assertThat(underWay()).containsExactly("shop.numbers");
    }

    @Test
    void oneWhoseAnswerIsWrittenDownIsWhole() {
        journal(Kind.INTENT, intent(1, Does.CREATE, new ServerObjectState.Absent()));
        journal(Kind.DONE, done(1));

        assertThat(underWay()).isEmpty();
    }

    @Test
    void oneThatWasRefusedIsSomebodyElses() {
        journal(Kind.INTENT, intent(1, Does.CREATE, new ServerObjectState.Absent()));
        journal(Kind.TRANSITION, Map.of());

        assertThat(underWay()).isEmpty();
    }

    @Test
    void oneThatWasThereIsOnlyCutOffWhereItIsReplaced() {
        journal(Kind.INTENT, intent(1, Does.CREATE, THERE));
        assertThat(underWay()).isEmpty();

        journal(Kind.INTENT, intent(1, Does.REPLACE, THERE));
        assertThat(underWay()).containsExactly("shop.numbers");
    }

    /** It may not have come to that: then it stands in the same table, with what was drawn from it. */
    @Test
    void oneThatIsReplacedIsKnownByTheTableThatHeldIt() {
        journal(Kind.INTENT, intent(1, Does.REPLACE, THERE));
        assertThat(CutOffSequences.underWay(journal)).containsEntry(SEQUENCE.name(), Set.of());

        Map<String, String> beside = Map.of(ServerObjectState.Present.TABLE_ID, "1234");
        journal(
                Kind.INTENT,
                intent(1, Does.REPLACE, new ServerObjectState.Present("CREATE SEQUENCE", Map.of(), beside)));
        assertThat(CutOffSequences.underWay(journal)).containsEntry(SEQUENCE.name(), Set.of("1234"));
    }

    @Test
    void oneThatIsAlteredOrDroppedKeepsWhatItStandsAt() {
        journal(Kind.INTENT, intent(1, Does.ALTER, THERE));
        journal(Kind.INTENT, intent(2, Does.DROP, THERE));

        assertThat(underWay()).isEmpty();
    }

    @Test
    void oneThatAWayBackMakesAgainMayBeCutOffUntilMoreIsWrittenDown() {
        journal(Kind.UNDO_INTENT, intent(1, Does.CREATE, new ServerObjectState.Absent()));
        assertThat(underWay()).containsExactly("shop.numbers");

        journal(Kind.UNDO_DONE, Map.of());
        assertThat(underWay()).isEmpty();
    }

    @Test
    void oneThatAnAuthorsUndoReplacesIsMadeAnew() {
        Map<String, Object> written = new HashMap<>(intent(1, Does.REPLACE, THERE));
        written.put("authored", 1L);
        journal(Kind.UNDO_INTENT, written);

        assertThat(underWay()).containsExactly("shop.numbers");
    }

    /** It is altered where it stands: one that is dropped and made again would give once more what was drawn. */
    @Test
    void oneThatAWayBackFindsIsNotCutOff() {
        journal(Kind.UNDO_INTENT, intent(1, Does.REPLACE, THERE));
        assertThat(underWay()).isEmpty();
    }
}
