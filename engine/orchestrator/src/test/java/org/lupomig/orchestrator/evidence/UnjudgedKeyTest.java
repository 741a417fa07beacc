package org.lupomig.orchestrator.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.Orphans;

/** What is journaled of keys that are not judged yet is read back as it was, and what they share is written once. */
class UnjudgedKeyTest {
    private static final ObjectName CHILD = new ObjectName("core", "child");

    private static ObjectName parent(int number) {
        return new ObjectName("core", "parent" + number);
    }

    private static Orphans note(int number) {
        return new Orphans(
                CHILD,
                List.of("c" + number),
                parent(number),
                List.of("id"),
                2,
                List.of("000000000000000" + number, "a000000000000000"));
    }

    /** So many keys of one table, each with what was noted of all of them. */
    private static List<UnjudgedKey> keys(int many) {
        List<Orphans> notes =
                IntStream.range(0, many).mapToObj(UnjudgedKeyTest::note).toList();
        return IntStream.range(0, many)
                .mapToObj(number -> new UnjudgedKey(
                        CHILD, "f" + number, List.of("c" + number), parent(number), notes, "p.sql:" + number + ":1"))
                .toList();
    }

    @Test
    void theyAreReadAsTheyWereWritten() {
        UnjudgedKey bare =
                new UnjudgedKey(new ObjectName("core", "other"), "g", List.of("x"), parent(0), List.of(), "");
        UnjudgedKey others = new UnjudgedKey(CHILD, "h", List.of("c2"), parent(2), List.of(note(2)), "");
        List<UnjudgedKey> left = List.of(keys(3).get(0), bare, others, keys(3).get(2));

        assertThat(UnjudgedKey.behind(List.of(), UnjudgedKey.toJson(List.of(), left)))
                .containsExactlyElementsOf(left);
    }

    @Test
    void whatWasJudgedIsNotAmongThemAnyMore() {
        List<UnjudgedKey> left = keys(3);

        assertThat(UnjudgedKey.behind(left, UnjudgedKey.toJson(left.subList(1, 2), List.of())))
                .containsExactly(left.get(0), left.get(2));
    }

    @Test
    void whatKeysOfOneTableShareIsWrittenOnce() {
        Map<String, Object> data = UnjudgedKey.toJson(List.of(), keys(5));

        for (int number = 0; number < 5; number++) {
            assertThat(data.toString()).containsOnlyOnce("000000000000000" + number + " a");
        }
    }

    @Test
    void ofNoneNothingIsWritten() {
        assertThat(UnjudgedKey.toJson(List.of(), List.of())).isEmpty();
    }
}
