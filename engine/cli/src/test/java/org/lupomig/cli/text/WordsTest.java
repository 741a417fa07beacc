package org.lupomig.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void counts() {
        assertThat(Words.count(1, "step")).isEqualTo("1 step");
        assertThat(Words.count(0, "step")).isEqualTo("0 steps");
        assertThat(Words.count(2, "batch")).isEqualTo("2 batches");
    }

    @Test
    void durations() {
        assertThat(Words.millis(12)).isEqualTo("12 ms");
        assertThat(Words.millis(3_449)).isEqualTo("3.4 s");
        assertThat(Words.millis(125_000)).isEqualTo("2 min 5 s");
        assertThat(Words.millis(3_720_000)).isEqualTo("1 h 2 min");
    }
}
