package org.lupomig.store.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketLengthTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "ü", "日本", "😀😀", "mixed ü 日 😀"})
    void countsBytesAndTwoQuotes(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        assertThat(PacketLength.of(text)).isEqualTo(bytes + 2);
        assertThat(PacketLength.most(text)).isGreaterThanOrEqualTo(bytes + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "\\", "\0"})
    void countsWhatIsEscapedTwice(String text) {
        assertThat(PacketLength.of(text)).isEqualTo(4);
        assertThat(PacketLength.most(text)).isGreaterThanOrEqualTo(4);
    }
}
