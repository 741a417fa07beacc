package org.lupomig.store.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static String clause(RowSum before, RowSum after) {
        return new Difference("content of table d.t", null, before.text(), after.text()).clause();
    }

    @Test
    void aColumnThatIsThereOnOneSideOnlyHasNoOtherValues() {
        RowSum without = new RowSum(List.of("a"));
        RowSum with = new RowSum(List.of("a", "x"));

        assertThat(clause(without, with)).isEqualTo("it has column x, which was not there");
        assertThat(clause(with, without)).isEqualTo("it is without column x, which was there");
    }
}
