package org.lupomig.sql;

import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.UndoForecast;

/** What only those can say who know what a batch did before a statement. */
public final class SqlDiagnostics {
    private SqlDiagnostics() {}

    /**
     * An INSERT has no way back.
     *
     * @param statement the INSERT
     * @param forecast what {@link Forecast#of} says of it in its batch
     */
    public static Diagnostic insertWithoutWayBack(Statement statement, UndoForecast forecast) {
        if (!(statement.fact() instanceof StatementFact.Insert insert)) {
            throw new IllegalArgumentException(
                    "not an INSERT: " + statement.fact().kind());
        }
        // The first word alone: an INSERT may be megabytes long.
        Location whole = statement.location();
        int start = whole.span().start();
        int end = Math.min(start + "INSERT".length(), whole.span().end());
        return Diagnostic.of(
                SqlMessage.INSERT_WITHOUT_WAY_BACK,
                new Location(whole.file(), new Span(start, end), whole.start()),
                insert.table(),
                forecast.explanation());
    }
}
