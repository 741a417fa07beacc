package org.lupomig.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTextTest {
    @Test
    void countsLinesOfEveryEnding() {
        SourceText text = SourceText.of("a", "one\ntwo\r\nthree\rfour");
        assertThat(text.lineCount()).isEqualTo(4);
        assertThat(text.slice(text.line(2))).isEqualTo("two");
        assertThat(text.slice(text.line(3))).isEqualTo("three");
        assertThat(text.slice(text.line(4))).isEqualTo("four");
    }

    @Test
    void countsColumnsInCodePoints() {
        SourceText text = SourceText.of("a", "x\n\uD83D\uDE00y");
        assertThat(text.position(4)).isEqualTo(new Position(2, 2));
    }

    @Test
    void endOfTextIsAPlace() {
        assertThat(SourceText.of("a", "ab\n").position(3)).isEqualTo(new Position(2, 1));
        assertThat(SourceText.of("a", "").position(0)).isEqualTo(new Position(1, 1));
    }
}
