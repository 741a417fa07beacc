package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
import org.lupomig.store.facts.FactTest.Session;

/** What a server finds when it is started again, and what else only shows on a server of the test's own. */
class KilledServerIT {
    private static final int TABLES = 100;
    private static final int MOST_TRIES = 20;

    @TempDir
    Path directory;

    private EmbeddedServer start(String... options) throws Exception {
        return EmbeddedServer.start(EmbeddedServerConfig.in(directory).withOptions(options));
    }

    private static Session session(EmbeddedServer server) throws SQLException {
        return new Session(DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password()));
    }

    private static void kill(EmbeddedServer server) throws Exception {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(60, TimeUnit.SECONDS);
        server.close();
    }

    private Path files(String schema) {
        return directory.resolve("data").resolve(schema);
    }

    @ParameterizedTest
    @ValueSource(strings = {SlowTable.COPY, SlowTable.INPLACE})
    void aTableThatIsBeingAlteredIsAsBefore(String alter) throws Exception {
        EmbeddedServer killed = start();
        Session s = session(killed);
        s.sql("CREATE SCHEMA a", "USE a");
        s.sql(SlowTable.MADE);
        String before = s.values("SHOW CREATE TABLE t").get(1);
        Session altering = session(killed);
        CompletableFuture<Boolean> altered = CompletableFuture.supplyAsync(() -> accepts(altering, "USE a", alter));
        Waiting.until(
                "the server is at work",
                () -> s.values("SELECT STATE FROM information_schema.PROCESSLIST WHERE INFO LIKE 'ALTER TABLE%'"
                                        + " AND STATE IN ('copy to tmp table', 'altering table')")
                                .size()
                        == 1);

        kill(killed);

        assertThat(altered.get()).as("it was done").isFalse();
        try (EmbeddedServer server = start()) {
            Session again = session(server);
            again.sql("USE a");
            assertThat(again.values("SHOW CREATE TABLE t").get(1)).isEqualTo(before);
            assertThat(again.value("SELECT CONCAT(COUNT(*), ' ', SUM(id), ' ', MIN(b)) FROM t"))
                    .isEqualTo(SlowTable.ROWS + " " + SlowTable.ROWS * (SlowTable.ROWS + 1) / 2 + " x");
            assertThat(again.values("SHOW TABLES")).containsExactly("t");
            again.sql("ALTER TABLE t ADD COLUMN d INT, ALGORITHM=COPY", "INSERT INTO t (id, d) VALUES (0, 1)");
        }
    }

    @Test
    void tablesThatAreBeingRenamedHaveAllTheirNamesAgain() throws Exception {
        List<String> names =
                IntStream.range(0, TABLES).mapToObj(i -> "t" + (1000 + i)).toList();
        EmbeddedServer server = start();
        try {
            Session s = session(server);
            s.sql("CREATE SCHEMA a", "CREATE SCHEMA b", "USE a");
            for (String name : names) {
                s.sql("CREATE TABLE " + name + " (id INT) ENGINE=InnoDB", "INSERT INTO " + name + " VALUES (7)");
            }
            boolean inside = false;
            for (int i = 0; i < MOST_TRIES && !inside; i++) {
                Session renaming = session(server);
                CompletableFuture<Boolean> renamed =
                        CompletableFuture.supplyAsync(() -> accepts(renaming, moved(names, "a", "b")));
                Path first = files("b").resolve(names.get(0) + ".frm");
                Waiting.until("the first has its name", () -> Files.exists(first));
                kill(server);
                boolean answered = renamed.get();

                server = start();
                Session again = session(server);
                // It may have been done, and the answer lost.
                inside = !answered && !again.values("SHOW TABLES FROM a").isEmpty();
                String there = inside ? "a" : "b";
                assertThat(again.values("SHOW TABLES FROM " + there)).isEqualTo(names);
                assertThat(again.values("SHOW TABLES FROM " + (inside ? "b" : "a")))
                        .isEmpty();
                for (String name : names) {
                    assertThat(again.value("SELECT id FROM " + there + "." + name))
                            .isEqualTo("7");
                }
                if (!inside) {
                    again.sql(moved(names, "b", "a"));
                }
            }
            assertThat(inside).as("the server was killed inside the RENAME").isTrue();
        } finally {
            server.close();
        }
    }

    @Test
    void aSchemaThatIsBeingDroppedHasWhatIsLeft() throws Exception {
        EmbeddedServer server = start();
        try {
            int left = 0;
            for (int i = 0; i < MOST_TRIES && left == 0; i++) {
                Session s = session(server);
                s.sql("CREATE SCHEMA a", "USE a");
                for (int n = 0; n < TABLES; n++) {
                    s.sql("CREATE TABLE t" + (1000 + n) + " (id INT) ENGINE=InnoDB");
                }
                Session dropping = session(server);
                CompletableFuture<Boolean> dropped =
                        CompletableFuture.supplyAsync(() -> accepts(dropping, "DROP DATABASE a"));
                Waiting.until("the first is gone", () -> frames("a") < TABLES);
                kill(server);
                dropped.join();

                server = start();
                Session again = session(server);
                left = again.values("SHOW DATABASES LIKE 'a'").isEmpty()
                        ? 0
                        : again.values("SHOW TABLES FROM a").size();
            }
            assertThat(left).isBetween(1, TABLES - 1);
        } finally {
            server.close();
        }
    }

    private long frames(String schema) {
        String[] names = files(schema).toFile().list((folder, name) -> name.endsWith(".frm"));
        return names == null ? 0 : names.length;
    }

    private static String moved(List<String> names, String from, String to) {
        return "RENAME TABLE "
                + String.join(
                        ", ",
                        names.stream()
                                .map(name -> from + "." + name + " TO " + to + "." + name)
                                .toList());
    }

    private static boolean accepts(Session session, String... statements) {
        try {
            session.sql(statements);
            return true;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(e.getMessage()).startsWith("08");
            return false;
        }
    }

    @Test
    void numbersOfSessionsBeginAnew() throws Exception {
        List<String> first = numbers();

        assertThat(numbers()).containsAnyElementsOf(first);
    }

    private List<String> numbers() throws Exception {
        List<String> numbers = new ArrayList<>();
        try (EmbeddedServer server = start()) {
            for (int i = 0; i < 10; i++) {
                numbers.add(session(server).value("SELECT CONNECTION_ID()"));
            }
        }
        return numbers;
    }

    @Test
    void aSchemaWithAFileOfAnotherLosesItsTablesAndStays() throws Exception {
        try (EmbeddedServer server = start()) {
            Session s = session(server);
            s.sql("CREATE SCHEMA a", "CREATE TABLE a.t (id INT)", "CREATE TABLE a.u (id INT)");
            Path stray = Files.writeString(files("a").resolve("notes.txt"), "somebody's");

            s.refused(1010, "DROP DATABASE a");

            assertThat(s.values("SHOW TABLES FROM a")).isEmpty();
            assertThat(stray).hasContent("somebody's");
        }
    }

    /** The server is told never to write its log by the clock, so that no moment decides. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCommitThatIsNotFlushedIsLostUnlessADefinitionFollows(boolean followed) throws Exception {
        String[] lax = {"--innodb-flush-log-at-trx-commit=0", "--innodb-flush-log-at-timeout=2700"};
        EmbeddedServer killed = start(lax);
        Session s = session(killed);
        s.sql(
                "CREATE SCHEMA a",
                "USE a",
                "CREATE TABLE t (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO t VALUES (1)");
        if (followed) {
            s.sql("CREATE TABLE u (id INT) ENGINE=InnoDB");
        }

        kill(killed);

        try (EmbeddedServer server = start(lax)) {
            assertThat(session(server).values("SELECT id FROM a.t").size()).isEqualTo(followed ? 1 : 0);
        }
    }
}
