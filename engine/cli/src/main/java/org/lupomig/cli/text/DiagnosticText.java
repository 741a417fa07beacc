package org.lupomig.cli.text;

import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Fix;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.diagnostic.Related;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** Shows diagnostics with the lines they speak of. Pure. */
public final class DiagnosticText {
    private static final int MOST_RELATED = 8;

    private final Style style;
    private final Texts texts;

    /** A renderer. */
    public DiagnosticText(Style style, Texts texts) {
        this.style = style;
        this.texts = texts;
    }

    /** The diagnostic on several lines, each ended by a line feed. */
    public String render(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder(512);
        int gutter = gutter(diagnostic);
        String indent = " ".repeat(gutter);
        heading(out, diagnostic.severity(), diagnostic.type().code(), diagnostic.message());
        frame(out, gutter, "-->", diagnostic.location(), '^', diagnostic.severity(), "");
        int shown = 0;
        for (Related related : diagnostic.related()) {
            if (++shown > MOST_RELATED) {
                note(out, indent, "note", (diagnostic.related().size() - MOST_RELATED) + " more places");
                break;
            }
            frame(out, gutter, ":::", related.location(), '-', Severity.INFO, related.note());
        }
        if (!diagnostic.help().isEmpty()) {
            note(out, indent, "help", diagnostic.help());
        }
        for (Fix fix : diagnostic.fixes()) {
            note(out, indent, "fix", fix.title());
        }
        return out.toString();
    }

    /** A problem outside a text: one line, and the place in a plan where there is one. */
    public String render(Problem problem) {
        StringBuilder out = new StringBuilder(256);
        Location location = problem.location();
        String help = problem.help();
        if (location != null) {
            location = QuotedPlace.of(location, problem.message(), texts);
        } else {
            String sentence = problem.message();
            heading(out, problem.type().severity(), problem.type().code(), sentence + joined(sentence, help));
            return out.toString();
        }
        int gutter = digits(location.start().line());
        heading(out, problem.type().severity(), problem.type().code(), problem.message());
        frame(out, gutter, "-->", location, '^', problem.type().severity(), "");
        if (!help.isEmpty()) {
            note(out, " ".repeat(gutter), "help", help);
        }
        return out.toString();
    }

    private static String joined(String sentence, String help) {
        if (help.isEmpty()) {
            return "";
        }
        return (sentence.endsWith(".") || sentence.endsWith("?") ? " " : "; ") + help;
    }

    private void heading(StringBuilder out, Severity severity, String code, String message) {
        out.append(style.of(severity, severity.word() + "[" + code + "]"))
                .append(' ')
                .append(style.strong(SafeText.oneLine(message)))
                .append('\n');
    }

    private void note(StringBuilder out, String indent, String word, String text) {
        out.append(indent)
                .append(style.frame(" = "))
                .append(style.strong(word + ":"))
                .append(' ')
                .append(SafeText.oneLine(text))
                .append('\n');
    }

    private void frame(
            StringBuilder out, int gutter, String arrow, Location location, char mark, Severity severity, String note) {
        String indent = " ".repeat(gutter);
        out.append(indent)
                .append(style.frame(arrow))
                .append(' ')
                .append(SafeText.oneLine(texts.shown(location.file())))
                .append(':')
                .append(location.start())
                .append('\n');
        SourceText source = texts.source(location.file());
        if (source == null || location.span().end() > source.length()) {
            if (!note.isEmpty()) {
                note(out, indent, "note", note);
            }
            return;
        }
        Span span = visible(source, location.span());
        int first = source.lineOf(span.start());
        int last = source.lineOf(Math.max(span.start(), span.end() - 1));
        out.append(indent).append(style.frame(" |")).append('\n');
        line(out, gutter, source, first, span, mark, severity, first == last ? note : "");
        if (last > first + 1) {
            out.append(style.frame("...")).append('\n');
        }
        if (last > first) {
            line(out, gutter, source, last, span, mark, severity, note);
        }
    }

    private void line(
            StringBuilder out,
            int gutter,
            SourceText source,
            int line,
            Span span,
            char mark,
            Severity severity,
            String note) {
        SourceLine shown = SourceLine.of(source, line, inkOf(source, line, span));
        String number = Integer.toString(line);
        out.append(style.frame(" ".repeat(gutter - number.length()) + number + " |"));
        if (!shown.text().isEmpty()) {
            out.append(' ').append(shown.text());
        }
        out.append('\n')
                .append(style.frame(" ".repeat(gutter) + " |"))
                .append(' ')
                .append(" ".repeat(shown.markStart()))
                .append(style.of(severity, String.valueOf(mark).repeat(shown.markWidth())));
        if (!note.isEmpty()) {
            out.append(' ').append(SafeText.oneLine(note));
        }
        out.append('\n');
    }

    /** The span without white space at its ends, so that marks stand under words. */
    private static Span visible(SourceText source, Span span) {
        String text = source.text();
        int start = span.start();
        int end = span.end();
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return start == end ? Span.at(span.start()) : new Span(start, end);
    }

    /** The part of {@code span} on one line, without the line's indent. */
    private static Span inkOf(SourceText source, int line, Span span) {
        Span whole = source.line(line);
        if (span.start() >= whole.start()) {
            return span;
        }
        int start = whole.start();
        while (start < whole.end() && Character.isWhitespace(source.text().charAt(start))) {
            start++;
        }
        return new Span(start, Math.max(start, span.end()));
    }

    private int gutter(Diagnostic diagnostic) {
        int widest = lastLine(diagnostic.location());
        for (Related related : diagnostic.related()) {
            widest = Math.max(widest, lastLine(related.location()));
        }
        return digits(widest);
    }

    private int lastLine(Location location) {
        SourceText source = texts.source(location.file());
        return source == null || location.span().end() > source.length()
                ? location.start().line()
                : source.lineOf(location.span().end());
    }

    /** At least two, so that frames of short and longer files line up. */
    private static int digits(int line) {
        return Math.max(2, Integer.toString(line).length());
    }
}
