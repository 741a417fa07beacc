package org.lupomig.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;

class DeferredWritesTest {
    private final List<String> stored = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Predicate<String> refuses = writes -> false;
    private boolean lost;

    private final DeferredWrites deferred = new DeferredWrites(writes -> {
        String text =
                writes.stream().map(write -> ((Write.Progress) write).phase()).collect(Collectors.joining(" "));
        if (lost) {
            throw new ConnectionLost("gone", new IllegalStateException());
        }
        if (refuses.test(text)) {
            throw new ServerRefused(1021, "HY000", "disk full", new IllegalStateException());
        }
        stored.add(text);
    });

    private static List<Write> writes(String phase) {
        return List.of(new Write.Progress("p", phase, 0, 1, 0));
    }

    private void later(String phase) {
        deferred.add(writes(phase), () -> told.add(phase + " written"), () -> told.add(phase + " refused"));
    }

    @Test
    void whatWaitsIsWrittenInOrderBeforeWhatComesNext() {
        later("a");
        later("b");
        assertThat(stored).isEmpty();

        deferred.commit(writes("c"));

        assertThat(stored).containsExactly("a b c");
        assertThat(told).containsExactly("a written", "b written");
    }

    @Test
    void nothingIsSentWhereThereIsNothing() {
        deferred.commit(List.of());
        later("a");
        deferred.commit(List.of());
        deferred.commit(List.of());
        assertThat(stored).containsExactly("a");
    }

    @Test
    void whatIsRefusedDoesNotTakeWhatWaitedWithIt() {
        refuses = text -> text.contains("c");
        later("a");

        assertThatThrownBy(() -> deferred.commit(writes("c"))).isInstanceOf(ServerRefused.class);

        assertThat(stored).containsExactly("a");
        assertThat(told).containsExactly("a written");
    }

    @Test
    void whatWaitedAndIsRefusedIsGivenUp() {
        refuses = text -> text.contains("a");
        later("a");

        assertThatThrownBy(() -> deferred.commit(writes("c"))).isInstanceOf(ServerRefused.class);
        deferred.commit(writes("d"));

        assertThat(stored).containsExactly("d");
        assertThat(told).containsExactly("a refused");
    }

    @Test
    void whatWaitedLastAndIsRefusedDoesNotTakeWhatWaitedBefore() {
        refuses = text -> text.contains("b");
        later("a");
        later("b");

        assertThatThrownBy(() -> deferred.commit(writes("c"))).isInstanceOf(ServerRefused.class);

        assertThat(stored).containsExactly("a");
        assertThat(told).containsExactly("a written", "b refused");
    }

    @Test
    void nothingIsTriedAgainAsItWas() {
        List<String> tried = new ArrayList<>();
        refuses = text -> tried.add(text);
        later("a");
        later("b");

        assertThatThrownBy(() -> deferred.commit(List.of())).isInstanceOf(ServerRefused.class);

        assertThat(tried).containsExactly("a b", "a");
    }

    @Test
    void whereTheConnectionIsLostOverASecondTryAllOfThemHear() {
        refuses = text -> {
            lost = true;
            return true;
        };
        later("a");

        assertThatThrownBy(() -> deferred.commit(writes("c"))).isInstanceOf(ConnectionLost.class);

        assertThat(told).containsExactly("a refused");
    }

    @Test
    void ofALostConnectionNothingIsTriedAgain() {
        lost = true;
        later("a");

        assertThatThrownBy(() -> deferred.commit(writes("c"))).isInstanceOf(ConnectionLost.class);

        assertThat(told).containsExactly("a refused");
    }
}
