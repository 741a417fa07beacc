package org.lupomig.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.Origin;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ClientCommand;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Refused;
import org.lupomig.model.sql.StatementFact.Unparsed;
import org.lupomig.model.sql.TextPart;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.model.sql.UnqualifiedName;

/** Turns what the splitter finds into statements one by one, and says what is wrong with them. */
final class StatementMaker {
    private static final String WAIVED = ", say undo none because \"…\" in a step where what it does may stay";

    private final ScriptUse use;
    private final DialectChanges dialect;
    private final List<Statement> statements;
    private final List<Diagnostic> diagnostics;
    private final Set<ObjectName> created = new HashSet<>();
    private final RoutineBody body = new RoutineBody();
    private final Transactions transactions = new Transactions();
    private @Nullable String defaultSchema;
    private String text = "";
    private boolean saidUnqualified;
    private @Nullable Statement last;

    /** The statement at hand as it is sent. */
    private String requoted = "";

    private MappedText mapped = MappedText.identity("");
    private SourceText source = SourceText.of("", "");

    /**
     * A maker for one script.
     *
     * @param statements where each statement is put
     * @param diagnostics where what is wrong is put
     */
    StatementMaker(
            @Nullable String defaultSchema,
            ScriptUse use,
            ScriptDialect dialect,
            List<Statement> statements,
            List<Diagnostic> diagnostics) {
        this.defaultSchema = defaultSchema;
        this.use = use;
        this.dialect = new DialectChanges(dialect);
        this.statements = statements;
        this.diagnostics = diagnostics;
    }

    /** What comes next stands in this text, which is kept as long as its statements are. */
    void in(MappedText next, SourceText madeFrom) {
        text = next.text();
        mapped = next;
        source = madeFrom;
    }

    /** How quotes are read in what comes next. */
    ScriptDialect dialect() {
        return dialect.current();
    }

    /** Takes the statement that the splitter has found. */
    void take(Splitter splitter) {
        take(splitter, false);
    }

    /**
     * Takes the statement that the splitter has found.
     *
     * @param includes whether {@code SOURCE} is left to the caller
     * @return the command that is left; null where none is
     */
    @Nullable
    ClientCommand take(Splitter splitter, boolean includes) {
        Tokens tokens = splitter.tokens();
        SplitProblem problem = splitter.problem();
        if (problem != null) {
            broken(splitter, problem);
            return null;
        }
        tokens.dropClosingSemicolons(text);
        if (tokens.count() == 0) {
            return null;
        }
        Span span = new Span(tokens.start(0), tokens.end(tokens.count() - 1));
        Cursor cursor = new Cursor(text, tokens, defaultSchema);
        cursor.dialect(dialect.current());
        if (body.holds(cursor)) {
            add(span, SentText.of(text, tokens, span), body.part(cursor), null, origin(span));
            return null;
        }
        StatementFact fact = StatementReader.read(cursor);
        if (includes
                && fact instanceof ClientCommand command
                && command.command().equals("SOURCE")) {
            return command;
        }
        SplitObjection objection = splitter.objection();
        if (objection != null && objection.isOfVersion() && NoteSettings.only(fact)) {
            return null;
        }
        body.enter(cursor);
        if (objection != null && !(fact instanceof Refused) && !(fact instanceof Unparsed)) {
            span = span.union(objection.at());
            fact = new Refused(fact.kind(), objection.reason(), objection.at().shift(-span.start()));
        }
        Span opening = fact.opening();
        int opened = span.start() + (opening == null ? 0 : opening.end());
        List<Span> comments = splitter.comments().sent(KeptComments.of(fact), text, tokens, opened);
        String sql = SentText.of(text, tokens, comments, span, ScriptDialect.DEFAULT);
        if (!splitter.isOfOne()) {
            requoted = sql;
            ScriptDialect written = dialect.current();
            if (!written.equals(ScriptDialect.DEFAULT)) {
                requoted = SentText.of(text, tokens, comments, span, written);
            }
            Refused otherwise = inOtherQuotes(fact, cursor, sql);
            if (otherwise != null) {
                fact = otherwise;
            } else if (!requoted.equals(sql)) {
                requoted(fact, cursor, span);
                return null;
            }
        }
        add(span, sql, fact, cursor, origin(span));
        dialect.after(fact, cursor);
        report(span, fact);
        return null;
    }

    /** Ends {@link #requoted}, the text in default quotes; the statement as refused where it has no such text. */
    private @Nullable Refused inOtherQuotes(StatementFact fact, Cursor cursor, String sql) {
        if (fact instanceof Unparsed || fact instanceof Refused) {
            requoted = sql;
            return null;
        }
        ScriptDialect written = dialect.current();
        if (!written.equals(ScriptDialect.DEFAULT)) {
            Refused refused = DialectRule.refused(fact, cursor, written, requoted.equals(sql));
            if (refused != null) {
                return refused;
            }
        }
        if (fact instanceof SetVariables) {
            String mode = Requoting.ofMode(requoted.equals(sql) ? fact : asSent(), requoted);
            requoted = mode == null ? requoted : mode;
        }
        return dialect.unclear(fact, cursor, sql);
    }

    private StatementFact asSent() {
        Splitter one = Splitter.ofOne(requoted);
        one.next();
        return StatementReader.read(new Cursor(requoted, one.tokens(), defaultSchema));
    }

    /** Takes a statement that is sent in other quotes than it is written in: what is sent is what is known of it. */
    private void requoted(StatementFact written, Cursor cursor, Span span) {
        StatementFact sent = asSent();
        // its places are those of another text
        add(span, requoted, sent, cursor, null);
        dialect.after(written, cursor);
        if (written instanceof SetVariables) {
            report(span, sent, new Span(0, span.length()));
        } else {
            report(span, written);
        }
    }

    private void broken(Splitter splitter, SplitProblem problem) {
        Tokens tokens = splitter.tokens();
        SplitProblem.Broken broken = problem.in(tokens);
        add(broken.span(), SentText.of(text, tokens, broken.span()), broken.fact(), null, origin(broken.span()));
        diagnostics.add(Diagnostic.of(problem.message(), locate(problem.at())));
    }

    private Origin origin(Span span) {
        return new Origin(mapped, source, span.start());
    }

    private void add(Span span, String sql, StatementFact fact, @Nullable Cursor words, @Nullable Origin origin) {
        Location location = locate(span);
        statements.add(made(location, sent(sql, span), fact, words, origin));
        locks(fact, location);
        transactions.after(fact, location);
        if (fact instanceof StatementFact.UseSchema next) {
            defaultSchema = next.schema();
        }
        Forecast.advance(fact, created);
    }

    /** In long scripts statement after statement does the same: what is known of them is kept once. */
    private Statement made(
            Location location, TextPart sent, StatementFact fact, @Nullable Cursor words, @Nullable Origin origin) {
        List<Touch> touches = Touches.of(fact);
        UndoForecast undo = use == ScriptUse.WAIVED ? Waiver.forecast(fact, created) : Forecast.of(fact, created);
        UnqualifiedName name =
                defaultSchema == null && words != null ? unqualified(location, fact, touches, words) : null;
        Statement before = last;
        last = before == null
                ? new Statement(location, sent, defaultSchema, fact, touches, undo, name, origin)
                : new Statement(
                        location,
                        sent,
                        defaultSchema,
                        fact.equals(before.fact()) ? before.fact() : fact,
                        touches.equals(before.touches()) ? before.touches() : touches,
                        undo.equals(before.undo()) ? before.undo() : undo,
                        name,
                        origin);
        return last;
    }

    /** Only the first of a script is looked up in its text: the way out is the same for all. */
    private @Nullable UnqualifiedName unqualified(
            Location location, StatementFact fact, List<Touch> touches, Cursor words) {
        UnqualifiedNames.Found found = UnqualifiedNames.first(fact, touches, words.unqualified());
        if (found == null) {
            return null;
        }
        Location place = saidUnqualified ? location : locate(found.span().shift(words.base()));
        saidUnqualified = true;
        return new UnqualifiedName(found.name(), place);
    }

    private TextPart sent(String sql, Span span) {
        boolean verbatim = sql.length() == span.length() && text.startsWith(sql, span.start());
        return verbatim ? TextPart.part(text, span.start(), span.end()) : TextPart.of(sql);
    }

    private void locks(StatementFact fact, Location location) {
        String whyNot = Transactions.whyNot(fact, created);
        if (whyNot != null && use != ScriptUse.UNDO) {
            refuse(location, fact.kind(), whyNot, "");
        }
    }

    /** Says what is wrong with the script as a whole. */
    void end() {
        Transactions.Open open = transactions.open();
        if (open != null && use != ScriptUse.UNDO) {
            refuse(open.location(), open.kind(), open.reason(), "");
        }
    }

    private void report(Span span, StatementFact fact) {
        report(span, fact, null);
    }

    /**
     * Says what is wrong with a statement.
     *
     * @param at where in it; null: where the fact says
     */
    private void report(Span span, StatementFact fact, @Nullable Span at) {
        if (use == ScriptUse.WAIVED && Waiver.whyStays(fact) != null) {
            return;
        }
        if (fact instanceof Unparsed unparsed) {
            Location place = locate((at == null ? unparsed.at() : at).shift(span.start()));
            diagnostics.add(Diagnostic.of(SqlMessage.STATEMENT_UNREADABLE, place, unparsed.reason()));
            return;
        }
        Refusal refusal = use == ScriptUse.UNDO ? Refusal.inUndo(fact) : Refusal.of(fact);
        if (refusal != null) {
            Location place = locate((at == null ? refusal.at() : at).shift(span.start()));
            boolean waivable = use == ScriptUse.FORWARD && Waiver.whyStays(fact) != null;
            refuse(place, refusal.kind(), refusal.reason(), waivable ? WAIVED : "");
            return;
        }
        String notInUndo = use == ScriptUse.UNDO ? ForwardRule.notInUndo(fact) : null;
        if (notInUndo != null) {
            refuse(locate(span), fact.kind(), notInUndo, "");
        }
    }

    /** @param other another way out than those that there are for each statement */
    private void refuse(Location at, String kind, String reason, String other) {
        diagnostics.add(Diagnostic.of(SqlMessage.STATEMENT_REFUSED, at, kind, reason, other));
    }

    private Location locate(Span span) {
        return Location.of(source, mapped.originalSpan(span));
    }
}
