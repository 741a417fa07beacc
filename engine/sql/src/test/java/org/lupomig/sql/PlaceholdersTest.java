package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
    @Test
    void valuesTakeTheirPlaces() {
        assertThat(Placeholders.bound("UPDATE t SET a = ?, b = '?' WHERE c = ? -- ?", List.of("@a", "1 + 2")))
                .isEqualTo("UPDATE t SET a = @a, b = '?' WHERE c = (1 + 2) -- ?");
        assertThat(Placeholders.bound("SELECT ?", List.of())).isNull();
        assertThat(Placeholders.bound("SELECT 1", List.of("1"))).isNull();
    }

    @Test
    void numbersOfRowsAreKnownByWhatStandsBeforeThem() {
        assertThat(Placeholders.rowCounts("SELECT ?, a FROM t WHERE b = ? LIMIT ?"))
                .containsExactly(2);
        assertThat(Placeholders.rowCounts("SELECT 1 FROM t limit ?,\n?")).containsExactly(0, 1);
        assertThat(Placeholders.rowCounts("SELECT ? FROM t LIMIT 5, ?")).containsExactly(1);
        assertThat(Placeholders.rowCounts("SELECT 1 FROM t LIMIT ? OFFSET ? ROWS EXAMINED ?"))
                .containsExactly(0, 1, 2);
        assertThat(Placeholders.rowCounts("SELECT 1 FROM t OFFSET ? ROWS FETCH NEXT ? ROWS ONLY"))
                .containsExactly(0, 1);
        assertThat(Placeholders.rowCounts("INSERT INTO t VALUES (?, ?, 'LIMIT', ?)"))
                .isEmpty();
    }
}
