package org.lupomig.store.facts;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A client that is a process of its own, so that it can be killed. */
final class StatementChild {
    private StatementChild() {}

    /** Runs the statements behind address, user and password, and then keeps its session. */
    public static void main(String[] args) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2]);
                Statement statement = connection.createStatement()) {
            for (int i = 3; i < args.length; i++) {
                statement.execute(args[i]);
            }
            System.in.read(); // until it is killed, or its parent ends
        }
    }

    static Process start(TestDatabase database, String... statements) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                StatementChild.class.getName(),
                database.jdbcUrl(),
                database.user(),
                database.password()));
        Collections.addAll(command, statements);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
