package org.lupomig.cli;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.lupomig.cli.text.Style;

/**
 * What a command has around it. Everything that a test replaces is in here.
 *
 * @param directory the working directory, absolute
 * @param variables the environment
 * @param out what was asked for
 * @param err what is said about it
 * @param terminal whether {@code out} is a terminal that understands ANSI sequences
 * @param errTerminal the same of {@code err}
 * @param clock what the time is
 * @param tokens fresh names that nobody else has, for owners of locks
 * @param keyboard where a person types
 */
public record Shell(
        Path directory,
        Map<String, String> variables,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        boolean errTerminal,
        InstantSource clock,
        Supplier<String> tokens,
        Keyboard keyboard) {
    private static final int TOKEN_BYTES = 12;

    /** Where nobody types. */
    public Shell(
            Path directory,
            Map<String, String> variables,
            PrintStream out,
            PrintStream err,
            boolean terminal,
            boolean errTerminal,
            InstantSource clock,
            Supplier<String> tokens) {
        this(directory, variables, out, err, terminal, errTerminal, clock, tokens, Keyboard.NONE);
    }

    /** The surroundings of this process. */
    public static Shell ofProcess() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        Charset charset =
                windows ? Charset.forName(System.getProperty("stdout.encoding", "UTF-8")) : StandardCharsets.UTF_8;
        Map<String, String> variables = System.getenv();
        boolean ansi = !windows && !"dumb".equals(variables.get("TERM"));
        return new Shell(
                Path.of("").toAbsolutePath(),
                variables,
                stream(FileDescriptor.out, charset),
                stream(FileDescriptor.err, charset),
                ansi && isTerminal(1),
                ansi && isTerminal(2),
                InstantSource.system(),
                Shell::randomToken,
                Keyboard.STANDARD_INPUT);
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 13), false, charset);
    }

    /** Asks the system first: the console also wants a keyboard, and newer JDKs load a library for it. */
    static boolean isTerminal(int descriptor) {
        Path links = Path.of("/proc/self/fd");
        if (!Files.isDirectory(links)) {
            return hasConsole();
        }
        try {
            String device = Files.readSymbolicLink(links.resolve(Integer.toString(descriptor)))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** From JDK 22 on there always is a console, and it has a method that says whether it is one. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static String randomToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Colours for {@link #out}. */
    public Style style() {
        return terminal && colours() ? Style.COLOURED : Style.PLAIN;
    }

    /** Colours for {@link #err}. */
    public Style errStyle() {
        return errTerminal && colours() ? Style.COLOURED : Style.PLAIN;
    }

    /** The convention of no-color.org: set and not empty. */
    private boolean colours() {
        return variables.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Hands over what was printed. */
    public void flush() {
        out.flush();
        err.flush();
    }
}
