package org.lupomig.store.target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.store.connect.ServerConnection;

/**
 * Sends what looks after tables. The server accepts it whatever becomes of it, and says in rows what that is: of
 * {@code ANALYZE}, {@code CHECK} and {@code OPTIMIZE} as messages, of {@code CHECKSUM} as numbers, or none.
 */
final class CareAnswer {
    private CareAnswer() {}

    static StatementOutcome to(String sql, ServerConnection session) {
        Connection connection = session.driver();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            String wrong = null;
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    boolean messages = rows.getMetaData().getColumnCount() == 4;
                    while (rows.next() && wrong == null) {
                        wrong = messages ? wrong(rows) : withoutNumber(rows);
                    }
                }
            }
            return wrong == null
                    ? new StatementOutcome.Accepted(0, List.of())
                    : new StatementOutcome.Refused(0, "HY000", wrong);
        } catch (SQLException e) {
            return Answer.of(e, connection);
        }
    }

    /** Table, operation, type of message, message. */
    private static @Nullable String wrong(ResultSet row) throws SQLException {
        String text = row.getString(4);
        boolean bad = "error".equalsIgnoreCase(row.getString(3))
                || (text != null && text.startsWith("Operation failed"))
                || "Corrupt".equalsIgnoreCase(text);
        return bad ? "the server says of " + row.getString(1) + ": " + text : null;
    }

    private static @Nullable String withoutNumber(ResultSet row) throws SQLException {
        String table = row.getString(1);
        row.getLong(2);
        return row.wasNull() ? "the server has no checksum of " + table : null;
    }
}
