package org.lupomig.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Fix;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.diagnostic.Related;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.testkit.GoldenFiles;

/**
 * How diagnostics look. An input has a head of {@code key: value} lines, a line {@code ---}, and the source, in which
 * {@code [[ ]]} marks the range and {@code (( ))} related ones; {@code \e} is an escape character.
 */
class DiagnosticTextTest {
    private static final GoldenFiles GOLDEN = GoldenFiles.in(Path.of("src/test/golden/diagnostics"), ".in");

    @Test
    void looksAsInTheGoldenFiles() {
        GOLDEN.check(input -> Map.of(".txt", Case.read(input.text()).render(Style.PLAIN)));
    }

    @Test
    void coloursChangeNothingButColours() {
        for (GoldenFiles.Input input : GOLDEN.inputs()) {
            Case read = Case.read(input.text());
            String coloured = read.render(Style.COLOURED);
            assertThat(coloured).contains("\u001b[1;31merror[LM0001]\u001b[0m");
            assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(read.render(Style.PLAIN));
        }
    }

    @Test
    void aProblemWithoutPlaceIsOneLine() {
        DiagnosticText text = new DiagnosticText(Style.PLAIN, Texts.none());

        assertThat(text.render(Problem.of(new Message("no server answers at db:3306", "start it"))))
                .isEqualTo("error[LM0001] no server answers at db:3306; start it\n");
        assertThat(text.render(Problem.of(new Message("It ends here.", ""))))
                .isEqualTo("error[LM0001] It ends here.\n");
    }

    @Test
    void aFileThatIsNotAtHandShowsNoFrame() {
        SourceText source = SourceText.of("gone.lupomig", "plan x");
        Diagnostic diagnostic = Diagnostic.of(new Message("this is wrong", ""), Location.of(source, new Span(5, 6)));

        assertThat(new DiagnosticText(Style.PLAIN, Texts.none()).render(diagnostic))
                .isEqualTo("error[LM0001] this is wrong\n  --> gone.lupomig:1:6\n");
    }

    private record Message(Wording wording) implements MessageType {
        Message(String template, String help) {
            this(new Wording("LM0001", Severity.ERROR, template, help));
        }
    }

    private record Case(Diagnostic diagnostic, SourceText source) implements Texts {
        static Case read(String text) {
            int line = text.indexOf("---\n");
            String body = text.substring(line + 4).replace("\\e", "\u001b").replace("\\r", "\r");
            Marks marks = Marks.of(body);
            SourceText source = SourceText.of("plans/a.lupomig", marks.text);
            String message = "something is wrong";
            String help = "";
            List<Fix> fixes = new ArrayList<>();
            List<Related> related = new ArrayList<>();
            for (String head : text.substring(0, line).lines().toList()) {
                String value = head.substring(head.indexOf(':') + 1).strip().replace("\\e", "\u001b");
                switch (head.substring(0, head.indexOf(':'))) {
                    case "message" -> message = value;
                    case "help" -> help = value;
                    case "fix" -> fixes.add(new Fix(value, List.of()));
                    case "related" ->
                        related.add(new Related(Location.of(source, marks.related.get(related.size())), value));
                    default -> throw new IllegalArgumentException(head);
                }
            }
            return new Case(
                    new Diagnostic(
                            new Message(message, help), Location.of(source, marks.range), List.of(), related, fixes),
                    source);
        }

        String render(Style style) {
            return new DiagnosticText(style, this).render(diagnostic);
        }

        @Override
        public @Nullable SourceText source(String name) {
            return source;
        }

        @Override
        public String shown(String name) {
            return name;
        }
    }

    private static final class Marks {
        private final List<Span> related = new ArrayList<>();
        private Span range = Span.at(0);
        private String text = "";

        static Marks of(String marked) {
            Marks marks = new Marks();
            StringBuilder out = new StringBuilder();
            int open = 0;
            int i = 0;
            while (i < marked.length()) {
                String two = marked.substring(i, Math.min(marked.length(), i + 2));
                if (two.equals("[[") || two.equals("((")) {
                    open = out.length();
                } else if (two.equals("]]")) {
                    marks.range = new Span(open, out.length());
                } else if (two.equals("))")) {
                    marks.related.add(new Span(open, out.length()));
                } else {
                    out.append(marked.charAt(i++));
                    continue;
                }
                i += 2;
            }
            marks.text = out.toString();
            return marks;
        }
    }
}
