package org.lupomig.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RoutineFact.CreateRoutine;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;

/**
 * The statements of a procedure that does no more than to send them one after the other.
 *
 * @param statements in their order; empty where there is a reason
 * @param definer whose privileges it runs with, as {@code user@host}; null where it is whoever calls it
 * @param whyNot why it is no such procedure, one clause; null where it is
 */
public record RoutineStatements(
        List<Statement> statements,
        @Nullable String definer,
        @Nullable String whyNot) {
    private static final String STEERS = "it has a statement that cannot be run by itself: ";

    public RoutineStatements {
        statements = List.copyOf(statements);
    }

    /**
     * Reads them out of the statement that makes the procedure.
     *
     * @param schema the procedure's, which is the default one while it runs
     */
    public static RoutineStatements of(String definition, @Nullable String schema) {
        List<Statement> made =
                SqlScript.statement(definition, schema, ScriptUse.FORWARD).statements();
        if (made.size() != 1
                || !(made.get(0).fact() instanceof CreateRoutine create)
                || create.type() != RoutineFact.RoutineType.PROCEDURE) {
            return not("its definition cannot be read");
        }
        if (!create.parameters().isEmpty()) {
            return not("it has parameters, and what they make of its statements is known only to the server");
        }
        String text = made.get(0).sql();
        String body = text.substring(
                create.body().span().start(), create.body().span().end());
        String inner = inner(body);
        List<Statement> read = inner == null
                ? SqlScript.statement(body, schema, ScriptUse.FORWARD).statements()
                : SqlScript.read(MappedText.identity(inner), SourceText.of("procedure", inner), schema)
                        .statements();
        for (Statement statement : read) {
            String whyNot = whyNot(statement.fact());
            if (whyNot != null) {
                return not(whyNot);
            }
        }
        return read.size() == create.body().statements().size()
                ? new RoutineStatements(read, definer(create), null)
                : not("it decides itself what it runs, and how often");
    }

    private static RoutineStatements not(String whyNot) {
        return new RoutineStatements(List.of(), null, whyNot);
    }

    /** What stands between {@code BEGIN} and {@code END}; null for a body of one statement. */
    private static @Nullable String inner(String body) {
        String upper = Characters.upper(body);
        boolean block = upper.startsWith("BEGIN")
                && upper.endsWith("END")
                && upper.length() > 8
                && Characters.isSpace(body.charAt(5));
        return block ? body.substring(5, body.length() - 3) : null;
    }

    private static @Nullable String whyNot(StatementFact fact) {
        String whyNot = LateRule.whyNot(fact);
        if (whyNot != null) {
            return STEERS + whyNot;
        }
        boolean mode = fact instanceof SessionFact.SetVariables set
                && set.assignments().stream().anyMatch(each -> each.name().equalsIgnoreCase("sql_mode"));
        return mode ? STEERS + "the server forgets a sql_mode that it sets when it ends" : null;
    }

    private static @Nullable String definer(CreateRoutine create) {
        boolean invoker = create.characteristics().stream()
                .anyMatch(each ->
                        each.toString().toUpperCase(java.util.Locale.ROOT).contains("INVOKER"));
        AccountRef definer = create.definer();
        return invoker || definer == null ? null : definer.toString();
    }
}
