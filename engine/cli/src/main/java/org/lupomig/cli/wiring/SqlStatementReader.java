package org.lupomig.cli.wiring;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Program;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.UnqualifiedName;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.sql.CreatedName;
import org.lupomig.sql.ForwardRule;
import org.lupomig.sql.LateRule;
import org.lupomig.sql.Placeholders;
import org.lupomig.sql.ProgramReader;
import org.lupomig.sql.SchemaOptions;
import org.lupomig.sql.ScriptUse;
import org.lupomig.sql.SqlScript;
import org.lupomig.sql.Statements;

/** The engine's reading of single statements, by the SQL module. */
final class SqlStatementReader implements StatementReader {
    @Override
    public StatementFact read(String sql, @Nullable String defaultSchema) {
        List<Statement> statements =
                SqlScript.statement(sql, defaultSchema, ScriptUse.UNDO).statements();
        if (statements.size() != 1) {
            return new StatementFact.Unparsed("it is not one statement", new Span(0, 0));
        }
        StatementFact fact = statements.get(0).fact();
        String whyNever = ForwardRule.whyNever(fact);
        // The engine judges what a statement meets on the server; what may run at all is not its question.
        return whyNever == null ? fact : new StatementFact.Refused(fact.kind(), whyNever, new Span(0, 0));
    }

    @Override
    public Late late(String text, @Nullable String defaultSchema, Location location) {
        return late(text, defaultSchema, location, LateRule::whyNot);
    }

    @Override
    public Late ofProcedure(String text, @Nullable String defaultSchema, Location location) {
        return late(text, defaultSchema, location, ProgramReader::whyNot);
    }

    private static Late late(
            String text,
            @Nullable String defaultSchema,
            Location location,
            Function<StatementFact, @Nullable String> rule) {
        List<Statement> statements =
                SqlScript.statement(text, defaultSchema, ScriptUse.FORWARD).statements();
        if (statements.size() != 1) {
            return new Late(null, "a text", "it is not one statement");
        }
        Statement read = statements.get(0);
        UnqualifiedName bare = read.unqualified();
        UnqualifiedName here = bare == null ? null : new UnqualifiedName(bare.name(), location);
        String whyNot = rule.apply(read.fact());
        return whyNot == null
                ? new Late(
                        new Statement(
                                location, read.sent(), defaultSchema, read.fact(), read.touches(), read.undo(), here),
                        read.fact().kind(),
                        "")
                : new Late(null, read.fact().kind(), whyNot);
    }

    @Override
    public Program program(String definition, @Nullable String schema) {
        return ProgramReader.read(definition, schema);
    }

    @Override
    public List<String> arguments(String call) {
        return ProgramReader.arguments(call);
    }

    @Override
    public @Nullable String bound(String text, List<String> values) {
        return Placeholders.bound(text, values);
    }

    @Override
    public List<Integer> rowCounts(String text) {
        return Placeholders.rowCounts(text);
    }

    @Override
    public @Nullable String creating(String sql, ObjectName name) {
        return CreatedName.replaced(sql, name).orElse(null);
    }

    @Override
    public List<String> defaults(String sql, String schema) {
        return read(sql, null) instanceof StatementFact.CreateSchema create
                ? SchemaOptions.onto(schema, create, sql)
                : List.of();
    }

    @Override
    public String withoutSecrets(String sql) {
        return Statements.withoutSecrets(sql);
    }

    @Override
    public String withoutGuards(String sql, List<Span> guards) {
        return Statements.withoutGuards(sql, guards);
    }

    @Override
    public String withoutAction(String sql, Span action) {
        return Statements.withoutAction(sql, action);
    }
}
