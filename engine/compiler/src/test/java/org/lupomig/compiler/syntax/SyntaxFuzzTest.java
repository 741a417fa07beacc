package org.lupomig.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.SourceText;

/** Mutilates the corpus: parsing never throws, never hangs, and always gives a tree that fits the text. */
final class SyntaxFuzzTest {
    /** Thousands of times what a text of this size takes; a parser that hangs is found, a busy machine is not. */
    private static final long DEADLINE_NANOS = 5_000_000_000L;

    private static final String[] SPLINTERS = {
        "{",
        "}",
        "\"",
        "\"\"\"",
        "(",
        ")",
        "/*",
        "*/",
        "//",
        "\n",
        "\r",
        "step ",
        "batch x",
        "validate post",
        "\\",
        "${",
        "'",
        "requires",
        ",",
        "->",
        ".",
        "-",
        "=",
        "plan p version 1 {",
        "\u0000",
        "\uD83D\uDE00",
        "\uD83D",
        "7d",
        "5%",
        "sql \"\"\"\n",
        "because",
        "not ",
        "within"
    };

    @Test
    void mutilatedPlansHaveTrees() {
        mutilate(3000, 20260108L);
    }

    @Test
    @Tag("soak")
    void mutilatedPlansHaveTreesForLong() {
        mutilate(400_000, 20260115L);
    }

    @Test
    void truncatedPlansHaveTrees() {
        for (String text : corpus()) {
            if (text.length() < 1500) {
                int stride = 1 + text.length() / 60;
                for (int length = 0; length < text.length(); length += stride) {
                    parse(text.substring(0, length));
                }
            }
        }
    }

    @Test
    void noiseHasTrees() {
        Random random = new Random(4);
        for (int n = 0; n < 500; n++) {
            StringBuilder noise = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                noise.append(SPLINTERS[random.nextInt(SPLINTERS.length)]).append(random.nextBoolean() ? " " : "");
            }
            parse(noise.toString());
        }
    }

    @Test
    void parsingIsDeterministicAndSilent() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(capture);
        System.setErr(capture);
        try {
            for (String text : corpus()) {
                SourceText source = SourceText.of("fuzz.lupomig", text);
                assertThat(Syntax.parse(source)).isEqualTo(Syntax.parse(source));
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static void mutilate(int cases, long seed) {
        List<String> corpus = corpus();
        Random random = new Random(seed);
        for (int n = 0; n < cases; n++) {
            String text = corpus.get(random.nextInt(corpus.size()));
            for (int m = random.nextInt(3); m >= 0; m--) {
                text = mutilated(text, random);
            }
            parse(text);
        }
    }

    private static String mutilated(String text, Random random) {
        if (text.isEmpty()) {
            return SPLINTERS[random.nextInt(SPLINTERS.length)];
        }
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + 1 + random.nextInt(12));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, from) + text.substring(from + 1);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, from) + SPLINTERS[random.nextInt(SPLINTERS.length)] + text.substring(from);
            case 3 -> text.substring(0, from);
            case 4 ->
                text.substring(0, from) + text.substring(from, to) + text.substring(from, to) + text.substring(to);
            default -> swapLines(text, random);
        };
    }

    private static String swapLines(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.size() < 2) {
            return text + text;
        }
        int a = random.nextInt(lines.size());
        int b = random.nextInt(lines.size());
        String line = lines.get(a);
        lines.set(a, lines.get(b));
        lines.set(b, line);
        return String.join("\n", lines);
    }

    private static void parse(String text) {
        long start = System.nanoTime();
        try {
            SyntaxTree tree = Syntax.parse(SourceText.of("fuzz.lupomig", text));
            TreeChecks.check(tree);
            long nanos = System.nanoTime() - start;
            if (nanos > DEADLINE_NANOS) {
                throw new AssertionError("took " + nanos / 1_000_000 + " ms");
            }
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new AssertionError("of this text:\n" + text + "\n<end>", e);
        }
    }

    private static List<String> corpus() {
        return Corpus.files().inputs().stream().map(input -> input.text()).toList();
    }
}
