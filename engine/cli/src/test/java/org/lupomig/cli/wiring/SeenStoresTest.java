package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which store is which, and what each must have. */
class SeenStoresTest {
    private static final SeenStore A10 = store("a:1", 10, false);
    private static final SeenStore B5 = store("b:1", 5, false);
    private static final SeenStore B5_APART = store("b:1", 5, true);

    private static SeenStore store(String host, long run, boolean apart) {
        return new SeenStore(host, "t", run, "r" + run, "db:1/s", apart);
    }

    private static SeenStores of(SeenStore... stores) {
        return new SeenStores(List.of(stores));
    }

    /** The runs that a store has. */
    private static Predicate<SeenStore> upTo(long run) {
        return end -> end.run() <= run;
    }

    private static @Nullable SeenStore missing(SeenStores seen, String host, long run) {
        return seen.missing(host, "t", upTo(run));
    }

    @Test
    void whatWasSeenMustBeThereWhateverTheServerCallsItself() {
        SeenStores seen = of(A10);

        assertThat(missing(seen, "a:1", 10)).isNull();
        assertThat(missing(seen, "a:1", 9)).isEqualTo(A10);
        assertThat(missing(seen, "c:1", 12)).isNull();
        assertThat(missing(seen, "c:1", 9)).isEqualTo(A10);
        assertThat(seen.missing("a:1", "other", upTo(1))).isNull();
        assertThat(of().missing("a:1", "t", upTo(1))).isNull();
    }

    @Test
    void aServerThatWasSeenMustHaveWhatWasSeenOnAnyOther() {
        assertThat(missing(of(B5, A10), "b:1", 7)).isEqualTo(A10);
        assertThat(missing(of(A10, B5), "b:1", 4)).isEqualTo(B5);
        assertThat(missing(of(B5, A10), "b:1", 11)).isNull();
    }

    /** One in a container is called otherwise each time. */
    @Test
    void ofManyNamesTheLastCounts() {
        SeenStores seen = of(store("c1", 10, false), store("c2", 15, false));

        assertThat(missing(seen, "c3", 12)).isEqualTo(store("c2", 15, false));
        assertThat(missing(seen, "c3", 15)).isNull();
    }

    @Test
    void twoThatGoOnByThemselvesAreHeldAgainstThemselves() {
        for (SeenStores seen : List.of(of(A10, B5_APART), of(B5_APART, A10))) {
            assertThat(missing(seen, "b:1", 5)).isNull();
            assertThat(missing(seen, "b:1", 4)).isEqualTo(B5_APART);
            assertThat(missing(seen, "a:1", 10)).isNull();
            assertThat(missing(seen, "a:1", 9)).isEqualTo(A10);
            assertThat(missing(seen, "c:1", 10)).isNull();
            assertThat(missing(seen, "c:1", 4)).isEqualTo(A10);
        }
    }

    private static boolean isApart(SeenStores seen, String host, long run) {
        return seen.isApart(host, "t", upTo(run));
    }

    @Test
    void whatIsTakenGoesOnByItselfWhereAnotherServerHasMore() {
        assertThat(isApart(of(A10), "b:1", 3)).isTrue();
        assertThat(isApart(of(B5, A10), "b:1", 7)).as("it has all of its own").isTrue();
        assertThat(isApart(of(B5, A10), "b:1", 3)).as("nor what was its own").isTrue();
        assertThat(isApart(of(A10), "a:1", 3)).as("nobody has more").isFalse();
        assertThat(isApart(of(B5, A10), "a:1", 7)).as("nor here").isFalse();
        assertThat(isApart(of(A10, B5_APART), "a:1", 3))
                .as("that goes on by itself")
                .isFalse();
        assertThat(isApart(of(A10), "b:1", 10)).as("nothing is missing").isFalse();

        SeenStores taken = of(B5, A10).with(store("b:1", 4, true));
        assertThat(taken.missing("a:1", "t", A10::equals))
                .as("the other one is no older")
                .isNull();
    }

    /** A restored one that is called otherwise once more. */
    @Test
    void aThirdOneIsEnoughLikeTheOneThatWasUsedLast() {
        assertThat(missing(of(A10, B5_APART), "c:1", 6)).isNull();
        assertThat(missing(of(B5_APART, A10), "c:1", 6)).isEqualTo(A10);
        assertThat(missing(of(B5_APART), "c:1", 6)).isNull();
        assertThat(missing(of(B5_APART), "c:1", 4)).isEqualTo(B5_APART);
    }

    @Test
    void anotherOneInItsPlaceIsTold() {
        SeenStores seen = of(A10);

        assertThat(seen.replaced("a:1", "other", "db:1/s")).isEqualTo(A10);
        assertThat(seen.replaced("a:1", null, "db:1/s")).isEqualTo(A10);
        assertThat(seen.replaced("a:1", "t", "db:1/s")).isNull();
        assertThat(seen.replaced("b:1", "other", "db:1/s")).as("another server").isNull();
        assertThat(seen.replaced("a:1", "other", "db:1/u")).as("other schemas").isNull();
        assertThat(seen.withoutAddress("a:1", "db:1/s").replaced("a:1", "other", "db:1/s"))
                .isNull();
        assertThat(seen.withoutAddress("a:1", "db:1/u")).isEqualTo(seen);
        assertThat(seen.withoutAddress("b:1", "db:1/s"))
                .as("another server that has none")
                .isEqualTo(seen);
    }

    @Test
    void whatIsSeenStandsBehindTheOthersAndInTheirPlace() {
        SeenStore again = store("a:1", 11, false);
        assertThat(of(A10, B5).with(again)).isEqualTo(of(B5, again));
        assertThat(of(A10, B5).with(B5)).isEqualTo(of(A10, B5));
        assertThat(of(A10, B5).with(A10)).isEqualTo(of(B5, A10));
        SeenStore other = new SeenStore("a:1", "other", 1, "x", "db:1/s", false);
        assertThat(of(A10, B5).with(other)).isEqualTo(of(A10.gone(), B5, other));
        assertThat(of(other, A10.gone()).with(other)).as("of another store").isEqualTo(of(other, A10.gone()));
        assertThat(of(A10, B5).runs()).containsExactly(10L, 5L);
    }

    /** A container calls itself otherwise each time it is made. */
    @Test
    void ofManyServersBehindOneAddressThoseOfLongAgoGoAndNothingElse() {
        SeenStore another = new SeenStore("c0", "other", 1, "x", "db:1/s", false);
        SeenStore elsewhere = new SeenStore("c0", "t", 1, "r1", "db:2/s", false);
        SeenStores seen = of(another, elsewhere, B5_APART);
        for (int number = 1; number <= SeenStores.MOST_SERVERS + 50; number++) {
            seen = seen.with(store("c" + number, 10 + number, false));
        }

        assertThat(seen.all()).hasSize(SeenStores.MOST_SERVERS + 3).contains(another, elsewhere, B5_APART);
        assertThat(seen.on("c50", "t")).isNull();
        assertThat(seen.on("c51", "t")).isNotNull();
        assertThat(missing(seen, "c50", 159)).as("one of them that comes back").isNotNull();
        assertThat(missing(seen, "c50", 160)).isNull();
    }

    @Test
    void noStoreIsForgottenHoweverManyThereAre() {
        SeenStores seen = of(A10);
        for (int number = 0; number < 500; number++) {
            seen = seen.with(new SeenStore("a:1", "t" + number, 1, "x", "db:1/s" + number, false));
        }

        assertThat(SeenStores.read(seen.lines()).all()).hasSize(501).contains(A10);
    }

    @Test
    void theyAreReadAsTheyAreWrittenAndAsEarlierVersionsWroteThem() {
        SeenStores seen = of(A10, B5_APART, B5_APART.gone(), A10.gone());
        for (SeenStore each : seen.all()) {
            assertThat(SeenStore.read(each.key(), each.value())).isEqualTo(each);
        }
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("a:1 t", "10 r10");
        lines.put("garbled", "10 r10");
        lines.put("b:1 t", "ten r10");
        lines.put("c:1 t", "10");
        assertThat(SeenStores.read(lines)).isEqualTo(of(A10.gone()));
        assertThat(SeenStores.read(lines).lines()).isEqualTo(Map.of("a:1 t", "10 r10"));
        assertThat(of(A10, B5_APART).lines().keySet()).isEqualTo(Set.of("a:1 t", "b:1 t"));
    }
}
