package org.lupomig.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.Project;
import org.lupomig.compiler.DialectSetting;
import org.lupomig.sql.ScriptDialect;

class ConfigTest {
    private static final String FILE_URL = "jdbc:mariadb://file/";

    @TempDir
    Path folder = Path.of("");

    private Answer<Config> read(String settings, Map<String, String> variables, Map<String, String> flags)
            throws IOException {
        Files.writeString(folder.resolve(Project.SETTINGS), settings);
        return Config.read(Project.at(folder, folder), variables, flags);
    }

    private static String url(Config config, String name) {
        DatabaseSetting setting = config.database(name);
        return setting == null ? "nowhere" : setting.url();
    }

    @Test
    void aFlagGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        String settings = "database.main=" + FILE_URL;
        Map<String, String> variables = Map.of("LUPOMIG_DATABASE_MAIN", "jdbc:mariadb://env/");
        Map<String, String> flags = Map.of("main", "jdbc:mariadb://flag/");

        assertThat(url(read(settings, variables, flags).value(), "main")).isEqualTo("jdbc:mariadb://flag/");
        assertThat(url(read(settings, variables, Map.of()).value(), "main")).isEqualTo("jdbc:mariadb://env/");
        assertThat(url(read(settings, Map.of(), Map.of()).value(), "main")).isEqualTo(FILE_URL);
        assertThat(url(read("", Map.of(), Map.of()).value(), "main")).isEqualTo("nowhere");
    }

    @Test
    void howScriptsAreQuotedIsSaidByDatabase() throws IOException {
        Config config = read(
                        "database.main.sql-mode = ansi_quotes\ndatabase.two.sql-mode = NO_BACKSLASH_ESCAPES",
                        Map.of(),
                        Map.of())
                .value();

        Map<String, DialectSetting> dialects = config.dialects().value();
        assertThat(dialects).containsOnlyKeys("main", "two");
        DialectSetting main = Objects.requireNonNull(dialects.get("main"));
        DialectSetting two = Objects.requireNonNull(dialects.get("two"));
        assertThat(main.dialect()).isEqualTo(new ScriptDialect(true, true));
        assertThat(two.dialect()).isEqualTo(new ScriptDialect(false, false));
        assertThat(two.file().slice(two.database())).isEqualTo("two");
        assertThat(two.file().position(two.database().start()).line()).isEqualTo(2);
        assertThat(config.databaseNames()).isEmpty();
    }

    @Test
    void onlyQuotesAreSaid() throws IOException {
        Answer<Map<String, DialectSetting>> answer = read("database.main.sql-mode = ORACLE", Map.of(), Map.of())
                .value()
                .dialects();

        assertThat(answer.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(CliMessage.MALFORMED_SQL_MODE);
            assertThat(problem.message())
                    .isEqualTo("database.main.sql-mode in lupomig.properties is 'ORACLE', and says only how scripts are"
                            + " quoted");
        });
    }

    @Test
    void whereAccountsAreNamedIsSaidInBothWays() throws IOException {
        for (Map<String, String> variables :
                List.of(Map.<String, String>of(), Map.of("LUPOMIG_DATABASE_MAIN_FREEZE", "accounts"))) {
            String settings = variables.isEmpty() ? "database.main.freeze = accounts" : "";

            assertThat(read(settings, variables, Map.of())
                            .value()
                            .freeze("main")
                            .problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.help())
                            .isEqualTo("database.main.freeze-accounts in lupomig.properties, or"
                                    + " LUPOMIG_DATABASE_MAIN_FREEZE_ACCOUNTS, takes them: shop@%, report@10.0.0.7"));
        }
    }

    @Test
    void anEmptyVariableIsNone() throws IOException {
        Map<String, String> variables = Map.of("LUPOMIG_DATABASE_MAIN", "");

        assertThat(url(read("database.main=" + FILE_URL, variables, Map.of()).value(), "main"))
                .isEqualTo(FILE_URL);
    }

    @Test
    void aMinusInANameIsAnUnderscoreInTheEnvironment() throws IOException {
        Map<String, String> variables = Map.of("LUPOMIG_DATABASE_READ_SIDE", "jdbc:mariadb://env/");

        assertThat(url(read("", variables, Map.of()).value(), "read-side")).isEqualTo("jdbc:mariadb://env/");
    }

    @Test
    void thePasswordComesFromTheEnvironmentOrAFile() throws IOException {
        Files.writeString(folder.resolve("secret"), "from file\n");
        String settings = "database.main.password-file=secret";
        Map<String, String> direct = Map.of("LUPOMIG_DATABASE_MAIN_PASSWORD", "direct");
        Map<String, String> byFile = Map.of(
                "LUPOMIG_DATABASE_MAIN_PASSWORD_FILE", folder.resolve("secret").toString());

        assertThat(read(settings, direct, Map.of()).value().password("main").value())
                .isEqualTo("direct");
        assertThat(read(settings, Map.of(), Map.of()).value().password("main").value())
                .isEqualTo("from file");
        assertThat(read("", byFile, Map.of()).value().password("main").value()).isEqualTo("from file");
        assertThat(read("", Map.of(), Map.of()).value().password("main").value())
                .isEmpty();
    }

    @Test
    void aMissingPasswordFileSaysWhichSettingNamesIt() throws IOException {
        Answer<String> answer = read("database.main.password-file=nowhere", Map.of(), Map.of())
                .value()
                .password("main");

        assertThat(answer.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(CliMessage.UNREADABLE_PASSWORD);
            assertThat(problem.help()).contains("database.main.password-file");
        });
    }

    @Test
    void unknownSettingsAreSaidWithWhatWasMeant() throws IOException {
        assertThat(read("wiat=3s", Map.of(), Map.of()).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(CliMessage.UNKNOWN_SETTING);
                    assertThat(problem.help()).isEqualTo("did you mean 'wait'?");
                });
        assertThat(read("database.main.pasword-file=x", Map.of(), Map.of()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.help()).isEqualTo("did you mean 'password-file'?"));
    }

    @Test
    void aPasswordInTheSettingsFileIsRefused() throws IOException {
        assertThat(read("database.main.password=hunter2", Map.of(), Map.of()).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.help()).contains("LUPOMIG_DATABASE_MAIN_PASSWORD");
                    assertThat(problem.message() + problem.help()).doesNotContain("hunter2");
                });
    }

    @Test
    void theWaitIsADuration() throws IOException {
        assertThat(read("", Map.of(), Map.of()).value().serverPatience(null).value())
                .isEqualTo(Duration.ZERO);
        assertThat(read("", Map.of(), Map.of()).value().lockPatience("0s").value())
                .isEqualTo(Duration.ZERO);
        assertThat(read("wait=10m", Map.of(), Map.of())
                        .value()
                        .lockPatience(null)
                        .value())
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(read("wait=10m", Map.of("LUPOMIG_WAIT", "5s"), Map.of())
                        .value()
                        .lockPatience(null)
                        .value())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(read("", Map.of(), Map.of()).value().lockPatience("7d").value())
                .isEqualTo(Duration.ofDays(7));
        assertThat(read("", Map.of(), Map.of()).value().lockPatience(null).value())
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(read("", Map.of(), Map.of()).value().lockPatience("soon").problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(CliMessage.MALFORMED_DURATION);
                    assertThat(problem.message()).isEqualTo("--wait takes a duration, not 'soon'");
                });
    }

    @Test
    void allAddressesHaveNames() throws IOException {
        Map<String, String> variables = Map.of(
                "LUPOMIG_DATABASE_MAIN", "x", "LUPOMIG_DATABASE_OTHER", "x", "LUPOMIG_DATABASE_OTHER_PASSWORD", "x");

        assertThat(read("database.main=x\ndatabase.third.user=x", variables, Map.of("flagged", "x"))
                        .value()
                        .databaseNames())
                .containsExactly("flagged", "main", "other");
    }

    @Test
    void aFileThatIsNotUtf8IsSaid() throws IOException {
        Files.write(folder.resolve(Project.SETTINGS), new byte[] {'a', '=', (byte) 0xff});

        assertThat(Config.read(Project.at(folder, folder), Map.of(), Map.of()).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(CliMessage.MALFORMED_SETTINGS);
                    assertThat(problem.message()).contains("it is not UTF-8");
                });
    }

    @Test
    void aFileThatIsNoPropertiesFileOrTooLargeIsSaid() throws IOException {
        assertThat(read("wait=\\uXYZ1", Map.of(), Map.of()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(CliMessage.MALFORMED_SETTINGS));
        assertThat(read("#".repeat((1 << 20) + 1), Map.of(), Map.of()).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(CliMessage.MALFORMED_SETTINGS);
                    assertThat(problem.message()).endsWith("it is larger than 1 MB");
                });
    }
}
