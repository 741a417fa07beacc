package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.sql.Forecast;
import org.lupomig.sql.ForwardRule;

/**
 * Follows one batch, or one step that is committed by itself, through its tables: rows of a table that it created go
 * with that, those of others are kept. Whether the steps are in an order is not asked here; it is said where it is
 * missing.
 */
final class RowForecast {
    private final Set<ObjectName> created = new HashSet<>();

    /** The statements of the next step, with the forecast of their undo. */
    List<Statement> next(StepDraft step) {
        List<Statement> statements = step.statements();
        boolean rows = !step.isSqlite() && statements.stream().anyMatch(s -> changesRows(s.fact()));
        List<Statement> forecast = rows ? new ArrayList<>(statements.size()) : statements;
        for (Statement statement : statements) {
            if (rows) {
                forecast.add(forecast(statement));
            }
            Forecast.advance(statement.fact(), created);
        }
        return forecast;
    }

    private static boolean changesRows(StatementFact fact) {
        return !ChangedRows.all(fact).isEmpty() && ForwardRule.runs(fact);
    }

    private Statement forecast(Statement statement) {
        if (!changesRows(statement.fact())) {
            return statement;
        }
        UndoForecast forecast = Forecast.of(statement.fact(), created);
        return forecast.equals(statement.undo()) ? statement : statement.with(forecast);
    }
}
