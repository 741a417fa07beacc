package org.lupomig.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerProgramTest {
    @ParameterizedTest
    @CsvSource({"10.5.29, false", "10.6.0, true", "10.11.19, true", "11.4.5, true", "5.5.68, false"})
    void knowsWhatIsRecentEnough(String version, boolean expected) {
        assertThat(new ServerProgram(Path.of("mariadbd"), null, Path.of("share"), version).recentEnough())
                .isEqualTo(expected);
    }

    @Test
    void seriesIsTheFirstTwoNumbers() {
        assertThat(ServerProgram.series("10.11.19")).isEqualTo("10.11");
        assertThat(ServerProgram.series("12.0")).isEqualTo("12.0");
    }
}
