package org.lupomig.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;

/** A process that starts an embedded server, runs the statements it is given, and then waits to be killed. */
final class ServerHolder {
    private ServerHolder() {}

    /** Arguments: the directory, then statements; {@code close} instead of a statement closes the server and ends. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedServer server = EmbeddedServer.start(
                EmbeddedServerConfig.in(Path.of(arguments[0])).withPatience(Duration.ofSeconds(60)));
        System.out.println("ready " + server.pid());
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            for (int i = 1; i < arguments.length; i++) {
                if (arguments[i].equals("close")) {
                    server.close();
                    System.out.println("closed");
                    return;
                }
                System.out.println("running " + arguments[i]);
                statement.execute(arguments[i]);
            }
        }
        Thread.sleep(Long.MAX_VALUE);
    }
}
