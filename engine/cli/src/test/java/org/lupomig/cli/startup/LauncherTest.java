package org.lupomig.cli.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    /** Says each argument on a line of its own, and the locale. */
    private static final String TELLING_JAVA = """
            #!/bin/sh
            for a in "$@"; do echo "<$a>"; done
            echo "LC_ALL=$LC_ALL"
            """;

    private static final String BUILD = """
            #!/bin/sh
            echo "told: $*"
            echo '[INFO] Building Lupomig model 0.1.0-SNAPSHOT             [1/2]'
            echo '[INFO] Building Lupomig command line 0.1.0-SNAPSHOT      [2/2]'
            echo 'on stderr' >&2
            app=engine/cli/target/lupomig
            mkdir -p $app/lib
            echo x >$app/lib/lupomig-cli.jar
            echo x >$app/built
            """;

    @TempDir
    Path temporary;

    private final Map<String, String> environment = new HashMap<>();

    private Path root = Path.of("");

    /** What a run of the launcher said. */
    private record Outcome(int status, List<String> out, String err) {}

    @BeforeEach
    void makeDistribution() throws IOException {
        root = Files.createDirectories(
                temporary.toRealPath().resolve("a folder's name").resolve("lupomig"));
        Path launcher = Path.of("..", "..", "bin", "lupomig");
        Files.copy(launcher, Files.createDirectories(root.resolve("bin")).resolve("lupomig"));
        assertThat(root.resolve("bin").resolve("lupomig").toFile().setExecutable(true))
                .isTrue();
        write(root.resolve("lib").resolve("lupomig-cli.jar"), "jar");
        java("17.0.15", TELLING_JAVA);
    }

    @Test
    void passesArgumentsOnAsTheyAre() throws Exception {
        Outcome outcome = run(root.resolve("bin").resolve("lupomig"), "check", "a b", "", "$x*'\"");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .containsSubsequence(
                        "<-jar>", "<" + root + "/lib/lupomig-cli.jar>", "<check>", "<a b>", "<>", "<$x*'\">");
    }

    @Test
    void findsItselfThroughLinks() throws Exception {
        Path first = temporary.resolve("first");
        Files.createSymbolicLink(first, root.resolve("bin").resolve("lupomig"));
        Path second = Files.createDirectory(temporary.resolve("my bin")).resolve("lm");
        Files.createSymbolicLink(second, Path.of("..", "first"));

        assertThat(run(second).out()).contains("<" + root + "/lib/lupomig-cli.jar>");
    }

    @Test
    void givesJavaALocaleThatKnowsAllNames() throws Exception {
        assertThat(run(root.resolve("bin").resolve("lupomig")).out()).contains("LC_ALL=C.UTF-8");
        environment.put("LC_ALL", "de_DE.UTF-8");
        assertThat(run(root.resolve("bin").resolve("lupomig")).out()).contains("LC_ALL=de_DE.UTF-8");
    }

    @Test
    void refusesAnOldJavaInOneLine() throws Exception {
        java("11.0.2", TELLING_JAVA);

        Outcome outcome = run(root.resolve("bin").resolve("lupomig"), "check");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .isEqualTo("lupomig: " + environment.get("JAVA_HOME")
                        + "/bin/java is Java 11.0.2; lupomig needs 17 or newer (set JAVA_HOME)\n");
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        environment.put("JAVA_HOME", "/nowhere");
        assertThat(run(root.resolve("bin").resolve("lupomig")).err())
                .isEqualTo("lupomig: JAVA_HOME is /nowhere, which has no bin/java\n");
    }

    @Test
    void asksAJavaThatHasNoReleaseFile() throws Exception {
        java(
                "",
                "#!/bin/sh\n[ \"$1\" != -version ] || { echo 'openjdk version \"9.0.1\" 2018' >&2; exit; }\necho ran\n");

        assertThat(run(root.resolve("bin").resolve("lupomig")).err()).contains("is Java 9.0.1; lupomig needs 17");
    }

    @Test
    void usesTheArchiveOfThisJavaWhenItIsNewerThanTheProgram() throws Exception {
        Path archive = root.resolve("cds").resolve("17.0.15+6-X.jsa");
        write(archive, "archive");
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(run(root.resolve("bin").resolve("lupomig")).out())
                .contains("<-XX:SharedArchiveFile=" + archive + ">");

        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().minusSeconds(10)));
        assertThat(run(root.resolve("bin").resolve("lupomig")).out())
                .noneMatch(argument -> argument.startsWith("<-XX:SharedArchiveFile="));
    }

    @Test
    void buildsACheckoutOnceAndAgainWhenASourceIsNewer() throws Exception {
        Path source = checkout(BUILD);
        Path launcher = root.resolve("bin").resolve("lupomig");

        Outcome first = run(launcher, "plan");
        String log = root + "/target/lupomig-build.log";
        assertThat(first.err())
                .isEqualTo("building lupomig (first use: this takes two to five minutes; log: " + log + ")\n"
                        + "  [1/2] Lupomig model\n  [2/2] Lupomig command line\n");
        assertThat(Path.of(log)).content().contains("on stderr", "[INFO] Building", "-Dlupomig.revision= ");
        assertThat(first.out()).contains("<plan>").noneMatch(line -> line.startsWith("told"));
        assertThat(run(launcher, "plan").err()).isEmpty();

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(run(launcher, "plan").err()).startsWith("building lupomig (its sources have changed: ");
        environment.put("LUPOMIG_BUILD", "never");
        assertThat(run(launcher, "plan").err()).isEmpty();
        assertThat(root.resolve("target").resolve("lupomig-build.lock")).doesNotExist();
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        checkout("#!/bin/sh\necho '[INFO] fine'\necho '[ERROR] Tea.java: no such leaf'\nexit 1\n");

        Outcome outcome = run(root.resolve("bin").resolve("lupomig"), "plan");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines().skip(1))
                .containsExactly(
                        "[ERROR] Tea.java: no such leaf",
                        "lupomig: the build failed; all that it said is in " + root + "/target/lupomig-build.log");
    }

    @Test
    void showsTheEndOfABuildThatGivesNoReason() throws Exception {
        checkout("#!/bin/sh\necho 'out of memory'\nexit 1\n");

        assertThat(run(root.resolve("bin").resolve("lupomig"), "plan").err().lines())
                .containsSequence("out of memory");
    }

    @Test
    void tellsTheBuildItsRevision() throws Exception {
        checkout(BUILD);
        executable(temporary.resolve("tools/git"), "#!/bin/sh\necho \"1a2b3c4d5e of $2\"\n");
        environment.put("PATH", temporary.resolve("tools") + ":" + System.getenv("PATH"));
        Path log = root.resolve("target").resolve("lupomig-build.log");

        run(root.resolve("bin").resolve("lupomig"), "plan");
        assertThat(log).content().contains(" -Dlupomig.revision= ");

        Files.createDirectory(root.resolve(".git"));
        Files.delete(root.resolve("engine/cli/target/lupomig/built"));
        run(root.resolve("bin").resolve("lupomig"), "plan");
        assertThat(log).content().contains(" -Dlupomig.revision=1a2b3c4d5e of " + root + " ");
    }

    @Test
    void clearsAwayTheLockOfADeadBuild() throws Exception {
        checkout(BUILD);
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        write(root.resolve("target").resolve("lupomig-build.lock").resolve("pid"), dead.pid() + "\n");

        assertThat(run(root.resolve("bin").resolve("lupomig"), "plan").out()).contains("<plan>");
    }

    /** Turns the distribution into a checkout that is not built; returns one of its sources. */
    private Path checkout(String build) throws IOException {
        Files.delete(root.resolve("lib").resolve("lupomig-cli.jar"));
        write(root.resolve("pom.xml"), "");
        write(root.resolve("engine").resolve("cli").resolve("pom.xml"), "");
        write(root.resolve("grammar").resolve("pom.xml"), "");
        Path source = root.resolve("engine/cli/src/main/java/A.java");
        write(source, "");
        executable(root.resolve("mvnw"), build);
        Instant past = Instant.now().minusSeconds(60);
        try (var all = Files.walk(root)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(past));
            }
        }
        return source;
    }

    private void java(String version, String program) throws IOException {
        Path home = temporary.resolve("java " + version);
        executable(home.resolve("bin").resolve("java"), program);
        if (!version.isEmpty()) {
            write(
                    home.resolve("release"),
                    "IMPLEMENTOR=\"X\"\nJAVA_RUNTIME_VERSION=\"" + version + "+6-X\"\nJAVA_VERSION=\"" + version
                            + "\"\n");
        }
        environment.put("JAVA_HOME", home.toString());
    }

    private Outcome run(Path launcher, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = temporary.resolve("out");
        Path err = temporary.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(temporary.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Outcome(
                status, Files.readAllLines(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private static void executable(Path file, String text) throws IOException {
        write(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
