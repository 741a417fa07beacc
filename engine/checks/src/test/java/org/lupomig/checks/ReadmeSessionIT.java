package org.lupomig.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what happens: its commands are typed into a shell, on the embedded server. */
class ReadmeSessionIT {
    private static final String END = "--- end of output ";

    @TempDir
    Path top = Path.of("");

    @Test
    void theReadmeIsTrue() throws Exception {
        Path root = Repository.root();
        copy(root.resolve("examples"), top.resolve("examples"));
        Files.createSymbolicLink(top.resolve("bin"), root.resolve("bin"));
        Session session = Session.of(Repository.read(root.resolve("README.md")));
        assertThat(session.entries()).hasSizeGreaterThan(6);

        ProcessBuilder builder = new ProcessBuilder("bash").redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LUPOMIG_"));
        builder.environment().put("LUPOMIG_BUILD", "never");
        builder.environment().put("NO_COLOR", "1");
        builder.environment().put("TOP", top.toString());
        Process shell = builder.directory(top.toFile()).start();
        try (Writer in = shell.outputWriter(StandardCharsets.UTF_8);
                BufferedReader out = shell.inputReader(StandardCharsets.UTF_8)) {
            in.write("keep() { return $1; }\n");
            for (Session.Entry entry : session.entries()) {
                // What a command prints to stderr comes after what it prints to stdout, as the README has it.
                in.write("{ " + entry.command() + "; } 2>\"$TOP/stderr\"; last=$?; cat \"$TOP/stderr\"; echo '" + END
                        + "'; keep $last\n");
                in.flush();
                String output = readTo(out);
                assertThat(entry.matches(output))
                        .as("$ %s%n%s", entry.command(), output)
                        .isTrue();
            }
        } finally {
            shell.destroy();
        }
    }

    @Test
    void theSampleIsTheExample() {
        String readme = Repository.read(Repository.root().resolve("README.md"));
        String example = Repository.read(Repository.root().resolve("examples/00-first/first.lupomig"));
        assertThat(readme).contains("```lupomig\n" + example + "```");
    }

    private static String readTo(BufferedReader out) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(END.trim())) {
                break;
            }
            text.append(text.length() == 0 ? "" : "\n").append(line);
        }
        return text.toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(file -> !file.toString().contains(".lupomig/") && !file.endsWith(".lupomig"))
                    .forEach(file -> {
                        try {
                            Path target = to.resolve(from.relativize(file).toString());
                            if (Files.isDirectory(file)) {
                                Files.createDirectories(target);
                            } else {
                                Files.copy(file, target);
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
