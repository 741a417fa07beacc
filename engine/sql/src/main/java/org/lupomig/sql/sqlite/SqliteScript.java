package org.lupomig.sql.sqlite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.Origin;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Unparsed;
import org.lupomig.model.sql.TextPart;
import org.lupomig.model.sql.Touch;
import org.lupomig.sql.Cursor;
import org.lupomig.sql.ScriptDialect;
import org.lupomig.sql.SentText;
import org.lupomig.sql.SplitProblem;
import org.lupomig.sql.SqlMessage;
import org.lupomig.sql.SqlScript;
import org.lupomig.sql.Tokens;

/** Reads scripts in the SQL of SQLite. */
public final class SqliteScript {
    private static final ScriptDialect DIALECT = new ScriptDialect(true, false);

    private final MappedText text;
    private final SourceText source;
    private final SqliteNames names = new SqliteNames();
    private final SqliteForecast forecast;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private SqliteScript(MappedText text, SourceText source, String file) {
        this.text = text;
        this.source = source;
        this.forecast = new SqliteForecast(file, names);
    }

    /**
     * Reads a script as one connection runs it. Never throws for what is in it.
     *
     * @param text the script, parameters put in
     * @param source what {@code text} was made from; locations are in it
     * @param file the database's own, whose schema is {@code main}, as messages call it
     */
    public static SqlScript read(MappedText text, SourceText source, String file) {
        SqliteScript script = new SqliteScript(text, source, file);
        if (text.length() > SqlScript.LONGEST) {
            Location start = script.locate(Span.at(0));
            Diagnostic tooLarge = Diagnostic.of(SqlMessage.SCRIPT_TOO_LARGE, start, text.length(), SqlScript.LONGEST);
            return new SqlScript(List.of(), List.of(tooLarge));
        }
        SqliteSplitter splitter = new SqliteSplitter(text.text());
        while (splitter.next()) {
            script.take(splitter);
        }
        Collections.sort(script.diagnostics);
        return new SqlScript(script.statements, script.diagnostics);
    }

    private void take(SqliteSplitter splitter) {
        Tokens tokens = splitter.tokens();
        SplitProblem problem = splitter.problem();
        if (problem != null) {
            SplitProblem.Broken broken = problem.in(tokens);
            add(broken.span(), tokens, broken.fact(), null);
            diagnostics.add(Diagnostic.of(problem.message(), locate(problem.at())));
            return;
        }
        Span span = new Span(tokens.start(0), tokens.end(tokens.count() - 1));
        Cursor c = new Cursor(text.text(), tokens, SqliteNames.MAIN, SqliteWords.NAMES);
        c.dialect(DIALECT);
        SqliteStatementReader.Read read = splitter.isCommand()
                ? new SqliteStatementReader.Read(OtherReader.command(c), null)
                : SqliteStatementReader.read(c, names);
        Objection objection = objection(read);
        add(span, tokens, read.fact(), objection);
        report(span, read.fact(), objection);
        names.after(read.fact());
    }

    private @Nullable Objection objection(SqliteStatementReader.Read read) {
        if (read.fact() instanceof Unparsed) {
            return null;
        }
        return read.objection() != null ? read.objection() : SqliteRule.whyNot(read.fact(), names);
    }

    private void add(Span span, Tokens tokens, StatementFact fact, @Nullable Objection objection) {
        List<Touch> touches = SqliteTouches.of(fact);
        statements.add(new Statement(
                locate(span),
                TextPart.of(SentText.of(text.text(), tokens, span)),
                SqliteNames.MAIN,
                fact,
                touches,
                forecast.of(fact, touches, objection),
                null,
                new Origin(text, source, span.start())));
    }

    private void report(Span span, StatementFact fact, @Nullable Objection objection) {
        if (fact instanceof Unparsed unparsed) {
            Location at = locate(unparsed.at().shift(span.start()));
            diagnostics.add(Diagnostic.of(SqlMessage.STATEMENT_UNREADABLE, at, unparsed.reason()));
        } else if (objection != null) {
            Location at = locate(objection.at().shift(span.start()));
            diagnostics.add(Diagnostic.of(SqlMessage.STATEMENT_REFUSED, at, fact.kind(), objection.reason(), ""));
        }
    }

    private Location locate(Span span) {
        return Location.of(source, text.originalSpan(span));
    }
}
