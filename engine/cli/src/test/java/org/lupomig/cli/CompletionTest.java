package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shells complete: by real ones, as far as they are here. */
class CompletionTest {
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
        StringBuilder line = new StringBuilder("source completion.sh\nCOMP_WORDS=(lupomig");
        for (String word : words) {
            line.append(" '").append(word).append('\'');
        }
        line.append(")\nCOMP_CWORD=").append(words.length);
        line.append("\nCOMP_LINE=\"${COMP_WORDS[*]}\"\nCOMP_POINT=${#COMP_LINE}\n");
        // what the shell itself would call for that word
        line.append("function=$(complete -p lupomig | sed 's/.*-F \\([^ ]*\\).*/\\1/')\n");
        line.append("$function lupomig '' ''\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
        // Outside of a completion that the keyboard asks for, there is none whose options could be changed.
        return said(
                "bash", "--norc", line, said -> said.endsWith("compopt: not currently executing completion function"));
    }

    /** What zsh offers for the last of these words; what it makes of that on the screen is left away. */
    private List<String> offeredInZsh(String... words) throws Exception {
        String last = words[words.length - 1];
        StringBuilder line = new StringBuilder("autoload -U compinit\ncompinit -u -D\nsource ./completion.sh\n");
        // as its own completion finds them
        line.append("words=(lupomig");
        for (String word : words) {
            line.append(" '").append(word).append('\'');
        }
        line.append(")\nCURRENT=").append(words.length + 1);
        line.append("\nPREFIX='").append(last).append("' SUFFIX='' IPREFIX='' ISUFFIX='' QIPREFIX='' QISUFFIX=''\n");
        line.append("""
                compadd() {
                  while [[ $# -gt 0 && $1 != - ]]; do shift; done
                  shift
                  local -a found=( "${(@M)@:#$PREFIX*}" )
                  (( $#found )) && print -rl -- $found
                }
                _default() { return 1 }
                eval "$_comps[lupomig]"
                """);
        return said("zsh", "-f", line, said -> false);
    }

    /** What fish offers for the last of these words. */
    private List<String> offeredInFish(String... words) throws Exception {
        String line = "source completion.sh\ncomplete -C 'lupomig " + String.join(" ", words) + "'\n";
        return said("fish", "--no-config", line, said -> false).stream()
                .map(word -> word.replaceFirst("\t.*", ""))
                .toList();
    }

    /** What a shell prints that has read these lines; the script is beside them. */
    private List<String> said(String shell, String option, CharSequence lines, Predicate<String> mayComplain)
            throws Exception {
        Path program = program(shell);
        Files.writeString(folder.resolve("completion.sh"), script(shell));
        Path home = Files.createDirectories(folder.resolve(".home"));
        Path file = home.resolve("ask.sh");
        Path complaints = home.resolve("err.txt");
        Files.writeString(file, lines);
        ProcessBuilder builder = new ProcessBuilder(program.toString(), option, file.toString())
                .directory(folder.toFile())
                .redirectError(complaints.toFile());
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(complaints)).allMatch(mayComplain);
        return out.lines().map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    private static Path program(String shell) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        Optional<Path> found = Arrays.stream(path.split(File.pathSeparator, -1))
                .map(each -> Path.of(each, shell))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "there is no " + shell + " here");
        return found.orElseThrow();
    }

    /** A shell that is asked. */
    private interface Asked {
        /** What it offers for the last of these words. */
        List<String> offers(String... words) throws Exception;
    }

    @Test
    void commandsByTheirFirstLetters() throws Exception {
        offersCommands(this::offered);
    }

    private static void offersCommands(Asked shell) throws Exception {
        assertThat(shell.offers("r"))
                .containsExactlyInAnyOrder("rules", "rehearse", "run", "rollback", "retry", "resolve", "recover");
        assertThat(shell.offers("")).containsAll(Main.COMMANDS);
    }

    @Test
    void optionsOfTheCommand() throws Exception {
        offersOptions(this::offered);
    }

    private static void offersOptions(Asked shell) throws Exception {
        assertThat(shell.offers("run", "--d"))
                .contains("--dry-run", "--database")
                .doesNotContain("--because");
        assertThat(shell.offers("freeze", "--b")).containsExactly("--because");
    }

    @Test
    void planFilesAndFoldersAlone() throws Exception {
        files();
        offersPlans(this::offered, "sub");
    }

    private void files() throws IOException {
        Files.createFile(folder.resolve("shop.lupomig"));
        Files.createFile(folder.resolve("sales notes.lupomig"));
        Files.createFile(folder.resolve("shop.sql"));
        Files.createDirectory(folder.resolve("sub"));
    }

    private static void offersPlans(Asked shell, String sub) throws Exception {
        assertThat(shell.offers("run", "s")).containsExactlyInAnyOrder("shop.lupomig", "sales notes.lupomig", sub);
        assertThat(shell.offers("run", "--dry-run", "sh")).containsExactly("shop.lupomig");
    }

    @Test
    void zshReadsTheSameScript() {
        assertThat(script("zsh")).isEqualTo(script("bash")).contains("bashcompinit");
    }

    @Test
    void zshOffersTheSame() throws Exception {
        files();
        offersCommands(this::offeredInZsh);
        offersOptions(this::offeredInZsh);
        offersPlans(this::offeredInZsh, "sub");
    }

    @Test
    void fishOffersTheSame() throws Exception {
        files();
        offersCommands(this::offeredInFish);
        offersOptions(this::offeredInFish);
        offersPlans(this::offeredInFish, "sub/");
        assertThat(offeredInFish("thaw", "s")).isEmpty();
    }

    @Test
    void fishHasCommandsOptionsAndPlans() {
        assertThat(script("fish"))
                .contains("complete -c lupomig -n __fish_use_subcommand -a thaw -d 'Ends a freeze")
                .contains("-n '__fish_seen_subcommand_from run' -l dry-run -d 'Only prepare")
                .contains("-n '__fish_seen_subcommand_from run' -l wait -r -F")
                .contains("-n '__fish_seen_subcommand_from run' -a '(__fish_complete_suffix .lupomig |")
                .doesNotContain("from thaw' -a");
    }

    @Test
    void forOtherShellsThereIsNone() {
        TestShell.Result result = TestShell.in(folder).run("completion", "tcsh");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("bash, zsh and fish, not for 'tcsh'");
    }
}
