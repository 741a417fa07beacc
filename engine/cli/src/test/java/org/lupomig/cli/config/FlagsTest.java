package org.lupomig.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.cli.message.CliMessage;

class FlagsTest {
    @Test
    void readsNamesAndValues() {
        assertThat(Flags.databases(List.of("main=jdbc:mariadb://h/?user=a")).value())
                .isEqualTo(Map.of("main", "jdbc:mariadb://h/?user=a"));
        assertThat(Flags.parameters(List.of("a=", "b=c=d")).value()).isEqualTo(Map.of("a", "", "b", "c=d"));
    }

    @Test
    void refusesWhatIsNoPair() {
        assertThat(Flags.databases(List.of("main")).problems())
                .allSatisfy(problem -> assertThat(problem.type()).isEqualTo(CliMessage.MALFORMED_DATABASE));
        assertThat(Flags.databases(List.of("main=")).isOk()).isFalse();
        assertThat(Flags.parameters(List.of("=x")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(CliMessage.MALFORMED_PARAMETER));
    }

    @Test
    void noSecretIsRepeated() {
        assertThat(Flags.databases(List.of("jdbc:mariadb://anna:secret@db/")).problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).isEqualTo("--database takes NAME=URL, not 'jdbc:mariadb://db…'"));
        for (String hiding : List.of(
                "jdbc:mariadb://anna:se/cret@db/",
                "jdbc:mariadb://db/?password=secret",
                "jdbc:mariadb://db/?password=secret@x&user=anna",
                "jdbc:mariadb://anna:secret")) {
            assertThat(Flags.databases(List.of(hiding)).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).doesNotContain("se/cret", "secret", "@", "x&"));
        }
    }

    @Test
    void whatIsNoAddressIsRepeatedWhole() {
        assertThat(Shown.of("phase_a.lupomig")).isEqualTo("phase_a.lupomig");
        assertThat(Shown.of("jdbc:mariadb://db")).isEqualTo("jdbc:mariadb://db");
        assertThat(Shown.of("jdbc:mariadb://[::1]:3307/x")).isEqualTo("jdbc:mariadb://[::1]…");
    }

    @Test
    void refusesANameTwice() {
        assertThat(Flags.parameters(List.of("a=1", "a=2")).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(CliMessage.GIVEN_TWICE);
                    assertThat(problem.message()).isEqualTo("--param a is given twice");
                });
    }
}
