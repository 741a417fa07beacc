package org.lupomig.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Refused;

/** Turns what the splitter finds into statements, and says what is wrong with them. */
final class ScriptReader {
    private final MappedText text;
    private final SourceText source;
    private final ScriptUse use;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Set<ObjectName> created = new HashSet<>();
    private @Nullable String defaultSchema;

    ScriptReader(MappedText text, SourceText source, @Nullable String defaultSchema, ScriptUse use) {
        this.text = text;
        this.source = source;
        this.defaultSchema = defaultSchema;
        this.use = use;
    }

    SqlScript read() {
        if (text.length() > SqlScript.LONGEST) {
            diagnostics.add(
                    Diagnostic.of(SqlMessage.SCRIPT_TOO_LARGE, locate(Span.at(0)), text.length(), SqlScript.LONGEST));
            return new SqlScript(statements, diagnostics);
        }
        Splitter splitter = new Splitter(text.text());
        while (splitter.next()) {
            statement(splitter);
        }
        Collections.sort(diagnostics);
        return new SqlScript(statements, diagnostics);
    }

    private void statement(Splitter splitter) {
        Tokens tokens = splitter.tokens();
        SplitProblem problem = splitter.problem();
        if (problem != null) {
            broken(splitter, problem);
            return;
        }
        withoutClosingSemicolons(tokens);
        if (tokens.count() == 0) {
            return;
        }
        Span span = new Span(tokens.start(0), tokens.end(tokens.count() - 1));
        Cursor cursor = new Cursor(text.text(), tokens, defaultSchema);
        StatementFact fact = StatementReader.read(cursor);
        Span undecided = splitter.undecided();
        if (undecided != null && !(fact instanceof Refused)) {
            Span words = new Span(
                    Math.max(0, undecided.start() - span.start()), Math.max(0, undecided.end() - span.start()));
            fact = new Refused(fact.kind(), "some servers skip this comment, others run what is in it", words);
        }
        add(span, unwrapped(splitter, span), fact);
        report(span, fact, cursor.undoOnly());
    }

    /** With another delimiter than the semicolon, the server takes one at the end of a statement. */
    private void withoutClosingSemicolons(Tokens tokens) {
        while (tokens.count() > 0) {
            int last = tokens.count() - 1;
            boolean semicolon =
                    tokens.kind(last) == Tokens.SYMBOL && text.text().charAt(tokens.start(last)) == ';';
            if (!semicolon) {
                return;
            }
            tokens.dropLast();
        }
    }

    private void broken(Splitter splitter, SplitProblem problem) {
        Tokens tokens = splitter.tokens();
        int start = tokens.count() > 0
                ? Math.min(tokens.start(0), problem.at().start())
                : problem.at().start();
        int lastWord = tokens.count() > 0 ? tokens.end(tokens.count() - 1) : start;
        Span span = new Span(start, Math.max(lastWord, problem.at().end()));
        Refused fact =
                new Refused(SqlScript.UNREADABLE, problem.reason(), problem.at().shift(-start));
        add(span, unwrapped(splitter, span), fact);
        diagnostics.add(Diagnostic.of(problem.message(), locate(problem.at())));
    }

    private void add(Span span, String sql, StatementFact fact) {
        statements.add(
                new Statement(locate(span), sql, defaultSchema, fact, Touches.of(fact), Forecast.of(fact, created)));
        if (fact instanceof StatementFact.UseSchema next) {
            defaultSchema = next.schema();
        }
        Forecast.advance(fact, created);
    }

    private void report(Span span, StatementFact fact, @Nullable Span undoOnly) {
        if (fact instanceof Refused refused) {
            Location at = locate(refused.at().shift(span.start()));
            diagnostics.add(
                    refused.kind().equals(SqlScript.UNREADABLE)
                            ? Diagnostic.of(SqlMessage.STATEMENT_UNREADABLE, at, refused.reason())
                            : Diagnostic.of(SqlMessage.STATEMENT_REFUSED, at, refused.kind(), refused.reason()));
            return;
        }
        String whyNot = use == ScriptUse.FORWARD ? ForwardRule.whyNot(fact) : null;
        if (whyNot != null) {
            Span words = undoOnly == null ? span : undoOnly.shift(span.start());
            diagnostics.add(Diagnostic.of(SqlMessage.UNDO_ONLY, locate(words), fact.kind(), whyNot));
        }
    }

    private Location locate(Span mapped) {
        return Location.of(source, text.originalSpan(mapped));
    }

    /** The statement's text with the markers of comments that are code blanked, so that offsets hold. */
    private String unwrapped(Splitter splitter, Span span) {
        int[] markers = splitter.markers();
        if (markers.length == 0) {
            return text.text().substring(span.start(), span.end());
        }
        char[] sql = text.text().substring(span.start(), span.end()).toCharArray();
        for (int i = 0; i < markers.length; i += 2) {
            int from = Math.max(markers[i] - span.start(), 0);
            int to = Math.min(markers[i + 1] - span.start(), sql.length);
            for (int at = from; at < to; at++) {
                sql[at] = ' ';
            }
        }
        return new String(sql);
    }
}
