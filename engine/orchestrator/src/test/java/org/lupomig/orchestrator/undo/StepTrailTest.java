package org.lupomig.orchestrator.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.evidence.Imaged;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;

/** What the journal says of a step, and whether it is known what became of all that was sent to take it back. */
class StepTrailTest {
    private static final Address STEP = new Address("p", "b", "s");

    private final List<JournalEntry> back = new ArrayList<>();

    private StepTrailTest says(Kind kind, Map<String, Object> data) {
        back.add(new JournalEntry(0, STEP, kind, State.ROLLING_BACK, State.ROLLING_BACK, null, 0, 0, data));
        return this;
    }

    /** A statement is about to be sent, and is answered. */
    private StepTrailTest sent(@Nullable String refusal) {
        return says(Kind.UNDO_INTENT, Map.of()).says(Kind.UNDO_DONE, ScriptTrail.answer(refusal));
    }

    private boolean unheard() {
        return StepTrail.read(STEP, 1, List.of(), back).unheard();
    }

    @Test
    void nothingWasSent() {
        assertThat(unheard()).isFalse();
    }

    @Test
    void oneThatWasNotAnswered() {
        assertThat(says(Kind.UNDO_INTENT, Map.of()).unheard()).isTrue();
    }

    @Test
    void oneThatWasRefusedHasChangedNothing() {
        assertThat(sent("refused").unheard()).isFalse();
    }

    @Test
    void oneThatWasAcceptedIsHeardWhenItsStatementIsUndone() {
        assertThat(sent(null).unheard()).isTrue();
        assertThat(says(Kind.UNDONE, Map.of("ordinal", 1L)).unheard()).isFalse();
    }

    @Test
    void oneThatIsRefusedBehindOneThatWasAcceptedDoesNotMakeThatUnsent() {
        assertThat(sent(null).sent("refused").unheard()).isTrue();
        assertThat(sent("refused again").unheard()).isTrue();
    }

    private static JournalEntry forward(Kind kind, Map<String, Object> data) {
        return new JournalEntry(0, STEP, kind, State.MIGRATING, State.MIGRATING, null, 0, 0, data);
    }

    /** One that has waited in vain is copied anew: the image is empty then, and nothing is missing. */
    @Test
    void whatAnImageHadIsNoMeasureWhileItIsCopiedAnew() {
        ObjectName table = new ObjectName("shop", "parts");
        StatementIntent intent =
                new StatementIntent(1, "ALTER", "", "shop", "", new Work.Alters(table), Snapshot.EMPTY);
        List<JournalEntry> journal = new ArrayList<>();
        journal.add(forward(Kind.INTENT, intent.toJson()));
        journal.add(forward(Kind.NOTED, new Imaged(1, 2L).toJson()));
        assertThat(imaged(journal)).isEqualTo(2);

        journal.add(forward(Kind.NOTED, new Imaged(1, null).toJson()));
        assertThat(imaged(journal)).isNull();

        journal.add(forward(Kind.NOTED, new Imaged(1, 3L).toJson()));
        assertThat(imaged(journal)).isEqualTo(3);
    }

    private @Nullable Long imaged(List<JournalEntry> journal) {
        return StepTrail.read(STEP, 1, journal, back).statements().get(0).imaged();
    }
}
