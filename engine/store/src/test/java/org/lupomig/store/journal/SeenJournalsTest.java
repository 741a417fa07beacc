package org.lupomig.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.JournalEntry;

class SeenJournalsTest {
    private final SeenJournals journals = new SeenJournals();
    private final List<JournalEntry> written = new ArrayList<>();
    private final List<Long> asked = new ArrayList<>();

    private void write(long sequence) {
        write(sequence, State.IDLE);
    }

    private void write(long sequence, State current) {
        written.add(new JournalEntry(
                sequence,
                new Address("p", "b", "s"),
                JournalEntry.Kind.DONE,
                State.IDLE,
                current,
                null,
                20260101000000L,
                0,
                Map.of()));
    }

    private List<JournalEntry> read(long run) {
        return journals.of(run, first -> {
            asked.add(first);
            return written.stream().filter(entry -> entry.sequence() >= first).toList();
        });
    }

    @Test
    void onlyWhatHasComeSinceIsAskedFor() {
        assertThat(read(1)).isEmpty();
        write(4);
        write(7);
        assertThat(read(1)).isEqualTo(written);
        write(9);
        assertThat(read(1)).isEqualTo(written);
        assertThat(read(1)).isEqualTo(written);

        assertThat(asked).containsExactly(0L, 0L, 7L, 9L);
    }

    @Test
    void whatWasReadBeforeStaysAsItWas() {
        write(1);
        List<JournalEntry> first = read(1);
        write(2);
        read(1);

        assertThat(first).hasSize(1);
    }

    /** As when a rehearsal makes its server anew: the numbers begin again. */
    @Test
    void ofAnotherStoreNothingIsTakenFromBefore() {
        write(1);
        write(2);
        read(1);
        written.clear();
        write(2, State.PREPARING);
        write(3);

        assertThat(read(1)).isEqualTo(written);
        written.clear();
        assertThat(read(1)).isEmpty();
        write(1);
        assertThat(read(1)).isEqualTo(written);
    }

    @Test
    void ofManyTheLastAreKept() {
        write(1);
        for (long run = 1; run <= 5; run++) {
            read(run);
        }
        asked.clear();

        assertThat(read(5)).isEqualTo(written);
        assertThat(read(1)).isEqualTo(written);
        assertThat(asked).containsExactly(1L, 0L);
    }
}
