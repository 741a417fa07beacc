package org.lupomig.testkit;

import java.util.List;
import java.util.function.Function;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.diagnostic.Fix;
import org.lupomig.model.diagnostic.Related;
import org.lupomig.model.source.Position;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** Diagnostics in full, for golden files: what is said, where, what helps, and what each fix would change. */
public final class DiagnosticText {
    private DiagnosticText() {}

    /** The diagnostics of one text, in the order given; empty for none. */
    public static String of(SourceText source, List<Diagnostic> diagnostics) {
        return of(file -> source, diagnostics);
    }

    /** The same of several texts, found by their names. */
    public static String of(Function<String, SourceText> sources, List<Diagnostic> diagnostics) {
        StringBuilder out = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            out.append(out.length() == 0 ? "" : "\n");
            write(out, sources, diagnostic);
        }
        return out.toString();
    }

    private static void write(StringBuilder out, Function<String, SourceText> sources, Diagnostic diagnostic) {
        SourceText source = sources.apply(diagnostic.location().file());
        Span span = diagnostic.location().span();
        out.append(diagnostic.location())
                .append(' ')
                .append(diagnostic.severity().word())
                .append(' ');
        out.append(diagnostic.type().code())
                .append(": ")
                .append(diagnostic.message())
                .append('\n');
        writeLine(out, source, span);
        if (!diagnostic.help().isEmpty()) {
            out.append("  help: ").append(diagnostic.help()).append('\n');
        }
        for (Related related : diagnostic.related()) {
            out.append("  note: ")
                    .append(related.location())
                    .append(": ")
                    .append(related.note())
                    .append('\n');
        }
        for (Fix fix : diagnostic.fixes()) {
            out.append("  fix: ").append(fix.title()).append('\n');
            for (Edit edit : fix.edits()) {
                SourceText edited = sources.apply(edit.file());
                Position from = edited.position(edit.span().start());
                Position to = edited.position(edit.span().end());
                out.append("    ").append(edited == source ? "" : edit.file() + ":");
                out.append(from).append('-').append(to);
                out.append(' ').append(quote(edited.slice(edit.span())));
                out.append(" -> ").append(quote(edit.text())).append('\n');
            }
        }
    }

    /** The line with a caret under each character that is meant; one past the line's end for what is missing there. */
    private static void writeLine(StringBuilder out, SourceText source, Span span) {
        int number = source.lineOf(span.start());
        Span line = source.line(number);
        String text = source.slice(line);
        String margin = " ".repeat(String.valueOf(number).length());
        int start = Math.min(span.start(), line.end());
        int from = source.text().codePointCount(line.start(), start);
        int count = source.text().codePointCount(start, Math.max(start, Math.min(span.end(), line.end())));
        out.append("  ")
                .append(number)
                .append(" | ")
                .append(text.replace('\t', ' '))
                .append('\n');
        out.append("  ").append(margin).append(" | ").append(" ".repeat(from)).append("^".repeat(Math.max(1, count)));
        out.append('\n');
    }

    private static String quote(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
