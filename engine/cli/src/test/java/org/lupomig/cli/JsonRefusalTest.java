package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that asked for JSON gets JSON, also where nothing could be done: on standard output, and nothing else. */
class JsonRefusalTest {
    @TempDir
    Path folder = Path.of("");

    private List<String> events(String... args) {
        TestShell.Result result = TestShell.in(folder).run(args);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isEqualTo(2);
        List<String> lines = result.out().lines().toList();
        assertThat(lines).allMatch(line -> line.startsWith("{\"event\":\"") && line.endsWith("}"));
        assertThat(lines.get(lines.size() - 1))
                .startsWith("{\"event\":\"end\"")
                .contains("\"result\":\"refused\",\"exitStatus\":2");
        return lines;
    }

    @Test
    void aFileThatIsNotThere() {
        assertThat(events("run", "gone.lupomig", "--json"))
                .singleElement()
                .asString()
                .contains("\"code\":\"LM9002\"", "\"message\":\"there is no file or folder gone.lupomig\"")
                .contains("\"help\":\"paths are relative to ");
    }

    @Test
    void mistakesInAPlan() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), "plan x version 1 {");

        List<String> lines = events("run", "--json", "a.lupomig");

        assertThat(lines.get(0))
                .startsWith("{\"event\":\"diagnostic\"")
                .contains("\"code\":\"LM1", "\"file\":\"a.lupomig\"", "\"line\":1", "\"column\":");
        assertThat(lines.get(lines.size() - 1)).contains("\"code\":\"LM9007\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --json",
                "run a --json --param x",
                "run a --json --wiat 3s",
                "rollback --json",
                "rollback nothing --json",
                "recover gone.lupomig --json"
            })
    void argumentsThatMakeNoSense(String line) {
        assertThat(events(line.split(" ")).get(0)).contains("\"problems\":[{\"code\":\"LM90");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status nosuch --json",
                "history --json --limit many",
                "check gone --format json",
                "plan gone.lupomig --format=json"
            })
    void aDocumentOfItsOwn(String line) {
        TestShell.Result result = TestShell.in(folder).run(line.split(" "));

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("{\n  \"format\": \"lupomig.refusal.1\",\n  \"exitStatus\": 2,\n  \"problems\": [\n")
                .contains("\"code\": \"LM90");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void aPlanThatCannotBeShown() throws IOException {
        Files.writeString(folder.resolve("a.lupomig"), "plan x version 1 {");

        TestShell.Result result = TestShell.in(folder).run("plan", "a.lupomig", "--format", "json");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("\"lupomig.refusal.1\"", "\"diagnostics\": [", "\"line\": 1");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void wherePlansHaveNotRunNothingIsToBeRecovered() {
        TestShell.Result result = TestShell.in(folder).run("recover", "--json");

        assertThat(result.out().lines().reduce((first, last) -> last))
                .get()
                .asString()
                .contains("\"result\":\"nothing_to_do\",\"exitStatus\":0");
        assertThat(result.status()).isZero();
    }
}
