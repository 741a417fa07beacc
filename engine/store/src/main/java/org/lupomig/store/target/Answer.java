package org.lupomig.store.target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/** Sends an author's statement as it is, and says what the server answered. */
final class Answer {
    private Answer() {}

    /** What becomes of rows that a statement gives. */
    interface Rows {
        /** Takes the row that a result stands at. */
        void take(ResultSet row) throws SQLException;
    }

    /** Sends {@code sql}, unchanged: no escapes, no parameters. */
    static StatementOutcome to(String sql, ServerConnection session) {
        return to(sql, session, row -> {});
    }

    /** The same where the rows that it gives are wanted. */
    static StatementOutcome to(String sql, ServerConnection session, Rows taken) {
        if (session.tooLong(sql)) {
            return new StatementOutcome.Refused(
                    ServerError.TOO_LONG, "08S01", "the statement is longer than max_allowed_packet");
        }
        Connection connection = session.driver();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            // rows of a query are not kept; they are read off as they come
            statement.setFetchSize(100);
            boolean rows = statement.execute(sql);
            if (rows) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        taken.take(result);
                    }
                }
            }
            long affected = rows ? 0 : statement.getLargeUpdateCount();
            return new StatementOutcome.Accepted(affected, rows ? List.of() : warnings(statement));
        } catch (SQLException e) {
            return of(e, connection);
        }
    }

    /**
     * Sends statements one after the other, up to the first that is not accepted. One that has waited in vain for a
     * lock behind others says so: to send all of them again would meet what those before it have made.
     */
    static StatementOutcome all(List<String> statements, ServerConnection session) {
        StatementOutcome outcome = new StatementOutcome.Accepted(0, List.of());
        for (int i = 0; i < statements.size() && outcome instanceof StatementOutcome.Accepted; i++) {
            outcome = to(statements.get(i), session);
            if (i > 0 && outcome instanceof StatementOutcome.LockTimeout waited) {
                outcome = waited.behind(StatementOutcome.LockTimeout.Behind.SOMETHING);
            }
        }
        return outcome;
    }

    /**
     * Asks for the value of an author's expression.
     *
     * @param found gets it, or the first two where there are several
     */
    static StatementOutcome of(String expression, ServerConnection session, List<@Nullable String> found) {
        Connection connection = session.driver();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setMaxRows(2);
            try (ResultSet row = statement.executeQuery("SELECT " + expression)) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return new StatementOutcome.Accepted(0, warnings(statement));
        } catch (SQLException e) {
            return of(e, connection);
        }
    }

    /** What an error means. */
    static StatementOutcome of(SQLException e, Connection connection) {
        String text = ServerError.text(e);
        if (ServerError.lost(e, connection)) {
            return new StatementOutcome.Lost(text);
        }
        // 1213 and 1020 have rolled the transaction back; after 1205 that is left to us, and is done
        return StatementOutcome.LockTimeout.is(e.getErrorCode())
                ? new StatementOutcome.LockTimeout(text)
                : new StatementOutcome.Refused(
                        ServerError.tooLong(e) ? ServerError.TOO_LONG : e.getErrorCode(), ServerError.state(e), text);
    }

    private static List<String> warnings(Statement statement) throws SQLException {
        var texts = new ArrayList<String>();
        for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
            texts.add(w.getErrorCode() + " " + w.getMessage());
        }
        return texts;
    }
}
