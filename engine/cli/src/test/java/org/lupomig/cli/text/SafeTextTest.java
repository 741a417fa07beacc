package org.lupomig.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
    @Test
    void plainTextStaysAsItIs() {
        assertThat(SafeText.oneLine("a step's \"name\"")).isEqualTo("a step's \"name\"");
        assertThat(SafeText.oneLine("größer 名前")).isEqualTo("größer 名前");
    }

    @Test
    void nothingMovesTheCursorOrReorders() {
        assertThat(SafeText.oneLine("a\u001b[2Jb\u0007\u007f")).isEqualTo("a␛[2Jb␇␡");
        assertThat(SafeText.oneLine("x\u202ey\u2066z\u009b\ufeff")).isEqualTo("x\uFFFDy\uFFFDz\uFFFD\uFFFD");
        assertThat(SafeText.oneLine("half \ud83d of one")).isEqualTo("half \uFFFD of one");
    }

    @Test
    void lineEndsBecomeSpaces() {
        assertThat(SafeText.oneLine("a\r\nb\nc\rd\te")).isEqualTo("a b c d e");
    }

    @Test
    void widthIsThatOfTheScreen() {
        assertThat(SafeText.width("abc")).isEqualTo(3);
        assertThat(SafeText.width("名前")).isEqualTo(4);
        assertThat(SafeText.width("e\u0301")).isEqualTo(1);
        assertThat(SafeText.width("\ud83d\ude80")).isEqualTo(2);
    }

    @Test
    void cutsByWidth() {
        assertThat(SafeText.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(SafeText.cut("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(SafeText.cut("名前名前", 6)).isEqualTo("名前…");
    }

    @Test
    void breaksAtSpacesAndLosesNothing() {
        assertThat(SafeText.lines("", 5)).containsExactly("");
        assertThat(SafeText.lines("ab cd", 5)).containsExactly("ab cd");
        assertThat(SafeText.lines("ab cd ef", 5)).containsExactly("ab cd", "ef");
        assertThat(SafeText.lines("ab cdefgh ij", 5)).containsExactly("ab", "cdefgh", "ij");
        assertThat(SafeText.lines("abcdefgh ij", 5)).containsExactly("abcdefgh", "ij");
        assertThat(SafeText.lines("名前 名前", 5)).containsExactly("名前", "名前");
    }
}
