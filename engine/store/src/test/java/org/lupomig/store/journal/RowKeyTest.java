package org.lupomig.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;

class RowKeyTest {
    @Test
    void tellsApartWhatTheCollationDoesNot() {
        assertThat(RowKey.of("step")).hasSize(64).isNotEqualTo(RowKey.of("Step"));
        assertThat(RowKey.of("step")).isNotEqualTo(RowKey.of("stép")).isNotEqualTo(RowKey.of("step "));
    }

    @Test
    void tellsApartWhereNamesEnd() {
        assertThat(RowKey.of("ab", "c")).isNotEqualTo(RowKey.of("a", "bc"));
        assertThat(RowKey.of(new Address("p", "b", ""))).isNotEqualTo(RowKey.of("p", "b"));
    }

    @Test
    void versionsSortAsNumbers() {
        assertThat(StoreText.number("4.0.10")).isGreaterThan(StoreText.number("4.0.9"));
        assertThat(StoreText.number("4")).isEqualTo(StoreText.number("4.0.0"));
        assertThat(StoreText.number("99999999.1")).isEqualTo(999_999_000_001_000_000L);
    }
}
