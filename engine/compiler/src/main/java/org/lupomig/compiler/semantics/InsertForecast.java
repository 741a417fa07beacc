package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.sql.Forecast;
import org.lupomig.sql.ForwardRule;
import org.lupomig.sql.SqlMessage;

/**
 * Follows one batch through its tables: rows put into a table that the batch created go with it, others have no way
 * back. Whether the steps are in an order is not asked here; it is said where it is missing.
 */
final class InsertForecast {
    private final Set<ObjectName> created = new HashSet<>();
    private final Unread unread = new Unread();
    private final Report report;

    InsertForecast(Report report) {
        this.report = report;
    }

    /** The statements of the batch's next step, with the forecast of their undo. */
    List<Statement> next(StepDraft step) {
        List<Statement> statements = step.statements();
        unread.add(step);
        boolean inserts = statements.stream().anyMatch(s -> changesRows(s.fact()));
        List<Statement> forecast = inserts ? new ArrayList<>(statements.size()) : statements;
        for (Statement statement : statements) {
            if (inserts) {
                forecast.add(forecast(statement));
            }
            follow(statement.fact());
            unread.add(statement);
        }
        return forecast;
    }

    private static boolean changesRows(StatementFact fact) {
        return fact instanceof StatementFact.Insert || (fact instanceof RowFact && ForwardRule.runs(fact));
    }

    private Statement forecast(Statement statement) {
        if (!(statement.fact() instanceof StatementFact.Insert insert)) {
            return changesRows(statement.fact()) ? with(statement, Forecast.of(statement.fact(), created)) : statement;
        }
        boolean isOwn = created.contains(insert.table());
        if (!isOwn && !unread.mayCreate(insert.table())) {
            report.say(Diagnostic.of(
                    SqlMessage.INSERT_WITHOUT_WAY_BACK,
                    statement.location(),
                    insert.table(),
                    "no statement before it in this batch creates that table"));
        }
        return with(statement, Forecast.of(insert, isOwn ? Set.of(insert.table()) : Set.of()));
    }

    private static Statement with(Statement statement, UndoForecast forecast) {
        return new Statement(
                statement.location(),
                statement.sql(),
                statement.defaultSchema(),
                statement.fact(),
                statement.touches(),
                forecast);
    }

    private void follow(StatementFact fact) {
        if (fact instanceof StatementFact.CreateTable create && ForwardRule.runs(create)) {
            created.add(create.table());
        } else if (fact instanceof StatementFact.DropSchema drop) {
            created.removeIf(table -> drop.schema().equals(table.schema()));
        } else if (fact instanceof StatementFact.TruncateTable truncate) {
            // What is there from here on is a new table.
            created.add(truncate.target().name());
        } else if (fact instanceof StatementFact.DropTable drop) {
            drop.tables().forEach(created::remove);
        } else if (fact instanceof StatementFact.RenameTable rename) {
            for (StatementFact.Rename pair : rename.renames()) {
                if (created.remove(pair.from())) {
                    created.add(pair.to());
                }
            }
        }
    }
}
