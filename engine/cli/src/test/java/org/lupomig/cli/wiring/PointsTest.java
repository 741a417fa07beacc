package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody who takes a part of a set takes what is in another, and no point is in none. */
class PointsTest {
    @Test
    void aPartTakesEverySoManyThPoint() {
        assertThat(new Part(3, 12).of(numbers(40))).containsExactly(3, 15, 27, 39);
        assertThat(new Part(12, 12).of(numbers(11))).isEmpty();
        assertThat(Part.WHOLE.of(numbers(4))).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @CsvSource({"460, 12", "460, 7", "5, 12", "1, 1", "0, 3", "24, 24"})
    void partsTogetherAreTheWholeSetAndNothingIsInTwo(int points, int parts) {
        List<Integer> taken = new ArrayList<>();
        for (int number = 1; number <= parts; number++) {
            taken.addAll(new Part(number, parts).of(numbers(points)));
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(numbers(points));
    }

    @Test
    void aPartIsReadAndToldAsItIsGiven() {
        assertThat(Part.read("3/12")).isEqualTo(new Part(3, 12)).hasToString("3/12");
        assertThat(Part.read("")).isEqualTo(Part.WHOLE);
        assertThat(Part.read("3/12").title("kills")).isEqualTo("kills, part 3/12");
        assertThat(Part.WHOLE.title("kills")).isEqualTo("kills");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "0/12", "13/12", "3/0", "a/b", "3/12 ", "-1/2"})
    void whatIsNoPartIsRefused(String text) {
        assertThatThrownBy(() -> Part.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void someAreTakenAtEqualDistancesBeforeCallsAndBehindThem() {
        assertThat(Points.distances(60, 6)).containsExactly(1, 12, 21, 32, 41, 52);
        assertThat(Points.distances(4, 9)).containsExactly(1, 2, 3, 4);
        assertThat(Points.distances(60, 1)).containsExactly(30);
    }

    @Test
    void aSetIsCountedWithHowManyPointsThereAre() {
        assertThat(Points.of(460, 6).counts("kills")).hasToString("[counts] kills: points 460");
    }

    private static List<Integer> numbers(int points) {
        return IntStream.rangeClosed(1, points).boxed().toList();
    }
}
