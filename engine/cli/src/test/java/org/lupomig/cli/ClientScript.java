package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A script for the {@code mariadb} client, as that sends it. */
public final class ClientScript {
    private ClientScript() {}

    /** Sends a script like the client does: by its delimiters, up to the first error. */
    public static void send(String script) throws SQLException {
        TestDatabase server = TestDatabase.get();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            for (String statement : statements(script)) {
                try (var sends = connection.createStatement()) {
                    sends.setEscapeProcessing(false);
                    sends.execute(statement);
                } catch (SQLException e) {
                    throw new SQLException(statement + "\n" + e.getMessage() + "\nin\n" + script, e);
                }
            }
        }
    }

    /** What is sent of it. */
    public static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        String end = ";";
        StringBuilder open = new StringBuilder();
        for (String line : script.lines().toList()) {
            if (open.isEmpty() && (line.startsWith("--") || line.isBlank())) {
                continue;
            } else if (open.isEmpty() && line.startsWith("DELIMITER ")) {
                end = line.substring("DELIMITER ".length());
                continue;
            }
            open.append(open.isEmpty() ? "" : "\n").append(line);
            if (open.toString().endsWith(end)) {
                open.setLength(open.length() - end.length());
                statements.add(open.toString().strip());
                open.setLength(0);
            }
        }
        assertThat(open.toString()).isEmpty();
        return statements;
    }
}
