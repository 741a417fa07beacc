package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shells complete; in bash by a real one. */
class CompletionTest {
    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    Path folder = Path.of("");

    private String script(String shell) {
        TestShell.Result result = TestShell.in(folder).run("completion", shell);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        return result.out();
    }

    /** What bash offers for the last of these words. */
    private List<String> offered(String... words) throws Exception {
        assumeTrue(Files.isExecutable(BASH), "there is no bash here");
        Path script = folder.resolve("completion.sh");
        Files.writeString(script, script("bash"));
        StringBuilder line = new StringBuilder("source completion.sh\nCOMP_WORDS=(lupomig");
        for (String word : words) {
            line.append(" '").append(word).append('\'');
        }
        line.append(")\nCOMP_CWORD=").append(words.length);
        line.append("\nCOMP_LINE=\"${COMP_WORDS[*]}\"\nCOMP_POINT=${#COMP_LINE}\n");
        // what the shell itself would call for that word
        line.append("function=$(complete -p lupomig | sed 's/.*-F \\([^ ]*\\).*/\\1/')\n");
        line.append("$function lupomig '' ''\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
        Path file = folder.resolve("ask.sh");
        Files.writeString(file, line);
        Process bash = new ProcessBuilder(BASH.toString(), "--norc", file.toString())
                .directory(folder.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // Outside of a completion that the keyboard asks for, there is none whose options could be changed.
        assertThat(Files.readAllLines(folder.resolve("err.txt")))
                .allMatch(said -> said.endsWith("compopt: not currently executing completion function"));
        return out.lines().map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    @Test
    void commandsByTheirFirstLetters() throws Exception {
        assertThat(offered("r"))
                .containsExactlyInAnyOrder("rehearse", "run", "rollback", "retry", "resolve", "recover");
        assertThat(offered("")).containsAll(Main.COMMANDS);
    }

    @Test
    void optionsOfTheCommand() throws Exception {
        assertThat(offered("run", "--d")).contains("--dry-run", "--database").doesNotContain("--because");
        assertThat(offered("freeze", "--b")).containsExactly("--because");
    }

    @Test
    void planFilesAndFoldersAlone() throws Exception {
        Files.createFile(folder.resolve("shop.lupomig"));
        Files.createFile(folder.resolve("sales notes.lupomig"));
        Files.createFile(folder.resolve("shop.sql"));
        Files.createDirectory(folder.resolve("sub"));
        assertThat(offered("run", "s")).containsExactlyInAnyOrder("shop.lupomig", "sales notes.lupomig", "sub");
        assertThat(offered("run", "--dry-run", "sh")).containsExactly("shop.lupomig");
    }

    @Test
    void zshReadsTheSameScript() {
        assertThat(script("zsh")).isEqualTo(script("bash")).contains("bashcompinit");
    }

    @Test
    void fishHasCommandsOptionsAndPlans() {
        assertThat(script("fish"))
                .contains("complete -c lupomig -n __fish_use_subcommand -a thaw -d 'Ends a freeze")
                .contains("-n '__fish_seen_subcommand_from run' -l dry-run -d 'Only prepare")
                .contains("-n '__fish_seen_subcommand_from run' -l wait -r -F")
                .contains("-n '__fish_seen_subcommand_from run' -a '(__fish_complete_suffix .lupomig)'")
                .doesNotContain("from thaw' -a");
    }

    @Test
    void forOtherShellsThereIsNone() {
        TestShell.Result result = TestShell.in(folder).run("completion", "tcsh");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("bash, zsh and fish, not for 'tcsh'");
    }
}
