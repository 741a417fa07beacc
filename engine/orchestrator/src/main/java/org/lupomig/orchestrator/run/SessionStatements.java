package org.lupomig.orchestrator.run;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.SessionWork;
import org.lupomig.model.sql.Statement;
import org.lupomig.orchestrator.forward.ReadViews;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Statements that change the session and nothing else. Nothing is journaled of them: a process that is killed takes its
 * session with it, and the step begins anew, from its first statement and with a session that knows nothing of the old
 * one.
 */
final class SessionStatements {
    private SessionStatements() {}

    /** Why one would change more than the session, by what it reads; null where it would not. */
    static @Nullable Problem acts(Statement statement, TargetSession session, StatementReader reader) {
        String acts = ReadViews.whyNot(statement.fact(), session.defaultSchema(), session, reader);
        return acts == null
                ? null
                : LateStatements.refused(statement, statement.fact().kind(), acts);
    }

    /** The same for an expression whose value is asked for. */
    static @Nullable String acts(String expression, TargetSession session, StatementReader reader) {
        String schema = session.defaultSchema();
        return ReadViews.whyNot(reader.read("SELECT " + expression, schema), schema, session, reader);
    }

    /** Sends one, as often as it takes. What it makes the server read otherwise stops the step. */
    static StatementOutcome send(Statement statement, SessionWork work, TargetSession session, Sender sender) {
        String sql = SessionWork.sql(statement.fact(), statement.sql());
        StatementOutcome outcome = work.again()
                ? sender.send(
                        Answers.summary(statement),
                        () -> session.execute(new TargetOperation.Send(sql), sender.remaining()))
                : session.execute(new TargetOperation.Send(sql), sender.remaining());
        if (!(outcome instanceof StatementOutcome.Accepted) || !(statement.fact() instanceof SessionFact)) {
            return outcome;
        }
        String misread = session.misread();
        return misread == null ? outcome : new StatementOutcome.Refused(0, "HY000", misread);
    }

    /** Whether its text asks for the default schema, so that another one than it means gives another answer. */
    static boolean asksForSchema(Statement statement) {
        boolean asks = SessionWork.of(statement.fact()) != null || statement.fact() instanceof DynamicFact;
        String sql = asks ? statement.sql().toUpperCase(Locale.ROOT) : "";
        return sql.contains("DATABASE") || sql.contains("SCHEMA");
    }

    /** Whether any of these may ask for the number that an INSERT has drawn. */
    static boolean askForInsertId(List<Statement> statements) {
        for (Statement statement : statements) {
            boolean unread = LateStatements.is(statement) || statement.fact() instanceof RowFact.Call;
            if (unread || asksForInsertId(statement.sql())) {
                return true;
            }
        }
        return false;
    }

    private static boolean asksForInsertId(@Nullable String sql) {
        String text = sql == null ? "" : sql.toUpperCase(Locale.ROOT);
        return text.contains("LAST_INSERT_ID") || text.contains("@@IDENTITY");
    }
}
