package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * The server is killed and started again while it is frozen by {@code read_only}: it is not read-only any more, and
 * nobody is told that it were.
 */
class RestartedServerIT {
    private static final String FREEZES = "freeze writes on shop because \"a change\"";

    private final Path folder;
    private EmbeddedServer server;

    RestartedServerIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
        server = started(folder);
    }

    @BeforeEach
    void storeIsThere() throws Exception {
        database()
                .execute(
                        "CREATE SCHEMA shop",
                        "CREATE TABLE shop.items (id INT PRIMARY KEY) ENGINE=InnoDB",
                        "CREATE USER fz_app IDENTIFIED BY 'pw'",
                        "GRANT ALL ON shop.* TO fz_app");
        write("lupomig.properties", "database.main.freeze = read_only\n");
        plan("first", "", "CREATE TABLE shop.first (id INT)");
        done("run", "first.lupomig");
    }

    @AfterEach
    void end() {
        server.close();
    }

    private static EmbeddedServer started(Path folder) throws Exception {
        return EmbeddedServer.start(EmbeddedServerConfig.in(folder.resolve("server")));
    }

    private void kill() throws Exception {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(60, TimeUnit.SECONDS);
    }

    private void restart() throws Exception {
        kill();
        startAgain();
    }

    private void startAgain(String... options) throws Exception {
        server.close();
        server = EmbeddedServer.start(
                EmbeddedServerConfig.in(folder.resolve("server")).withOptions(options));
    }

    private TestDatabase database() {
        return TestDatabase.at(server.jdbcUrl(), server.user(), server.password());
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private void plan(String name, String ofBatch, String sql) throws Exception {
        write(name + ".lupomig", """
                plan %s version 1 {
                  database main = mariadb
                  schema shop core
                  batch change {
                    %s
                    step only { sql \"""%s\""" }
                  }
                }
                """.formatted(name, ofBatch, sql));
    }

    private TestShell.Result run(String... arguments) {
        return TestShell.on(folder, database()).withTime().run(arguments);
    }

    private String done(String... arguments) {
        TestShell.Result result = run(arguments);
        assertThat(result.status()).as(result.out() + result.err()).isZero();
        return result.out();
    }

    private void insert(int id) throws SQLException {
        try (Connection app = database().connectAs("fz_app", "pw");
                Statement statement = app.createStatement()) {
            statement.execute("INSERT INTO shop.items VALUES (" + id + ")");
        }
    }

    private void isReadOnly() throws SQLException {
        assertThat(readOnly()).containsExactly("1");
        assertThatThrownBy(() -> insert(99)).hasMessageContaining("read-only");
    }

    private void isReadOnlyUntilItIsThawed() throws SQLException {
        isReadOnly();
        done("thaw");
        assertThat(readOnly()).containsExactly("0");
    }

    private List<String> readOnly() throws SQLException {
        return database().query("SELECT @@GLOBAL.read_only");
    }

    @Test
    void aFreezeByHandIsSaidNotToHoldAndHoldsAgain() throws Exception {
        done("freeze", "shop", "--because", "stocktaking");
        isReadOnly();
        assertThat(done("status", "--json")).contains("\"lapsed\": null");
        restart();
        insert(1);

        assertThat(done("status"))
                .contains(
                        "(shop; but it does not keep writers out: read_only is OFF (the server was started 20",
                        "lupomig recover keeps them out again");
        assertThat(done("status", "--json")).contains("\"lapsed\": \"read_only is OFF (the server was started ");
        TestShell.Result other = run("freeze", "stock", "--because", "x");
        assertThat(other.err()).contains("LM5152", "but it does not keep writers out: read_only is OFF");
        assertThat(readOnly()).containsExactly("0");

        assertThat(done("freeze", "shop", "--because", "stocktaking"))
                .contains("LM5154", "done: shop is frozen since ", "writers are kept out now");

        isReadOnly();
        assertThat(done("status")).contains("(shop; the whole server is read-only): stocktaking");
        assertThat(done("freeze", "shop", "--because", "stocktaking")).contains("nothing to do: shop is frozen since ");
        assertThat(done("alerts")).contains("freeze lapsed", "shop is frozen, and that did not keep writers out");
        restart();
        assertThat(done("recover")).contains("LM5154", "writers are kept out now");
        isReadOnly();
        done("thaw");
        insert(2);
        assertThat(database().query("SELECT id FROM shop.items")).containsExactly("1", "2");
    }

    /** Its own configuration says so, or whoever watches over a primary that has failed: nothing of ours is there. */
    @Test
    void aServerThatIsStartedReadOnlyIsSoByItsAdministrator() throws Exception {
        for (String[] command : new String[][] {{"shop"}, {"--emergency"}}) {
            done("freeze", command[0], "--because", "stocktaking");
            isReadOnly();
            kill();
            startAgain("--read-only=1");

            assertThat(done("status"))
                    .contains(
                            "but it does not keep writers out: read_only is ON by somebody else since the server was");
            for (String refused : List.of("thaw", "recover")) {
                TestShell.Result result = run(refused);
                assertThat(result.status()).as(result.err()).isEqualTo(2);
                assertThat(result.err()).contains("LM6031");
            }
            isReadOnly();

            database().execute("SET GLOBAL read_only = 0");
            assertThat(done("freeze", command[0], "--because", "stocktaking"))
                    .contains("LM5154", "read_only is OFF (the server was started ", "writers are kept out now");
            isReadOnlyUntilItIsThawed();
            startAgain();
        }
    }

    @Test
    void anEmergencyUponIsToldToo() throws Exception {
        done("freeze", "shop", "--because", "stocktaking");
        restart();

        assertThat(done("freeze", "--emergency", "--because", "rows go missing"))
                .contains("LM5154", "read_only is OFF");

        isReadOnly();
        restart();
        assertThat(done("thaw")).contains("LM5154");
        assertThat(readOnly()).containsExactly("0");
    }

    /** What a run did within a person's freeze is taken back behind that: only then does anybody write again. */
    @Test
    void whatARunDidWithinItIsTakenBackBehindIt() throws Exception {
        done("freeze", "shop", "--because", "stocktaking");
        plan("more", FREEZES, "CREATE TABLE shop.a (id INT); SELECT SLEEP(60);");
        killedAsleep();
        insert(1);
        database().execute("SET GLOBAL log_output = 'TABLE'", "SET GLOBAL general_log = 1");

        assertThat(done("recover")).contains("LM5154", "ended without a word");

        assertThat(database()
                        .query("SELECT IF(argument LIKE '%read_only%', 'kept out', 'taken back') AS what"
                                + " FROM mysql.general_log WHERE argument LIKE 'SET GLOBAL read_only%'"
                                + " OR (argument RLIKE 'RENAME|DROP' AND argument LIKE '%`shop`.`a`%'"
                                + " AND argument NOT LIKE 'SELECT%') GROUP BY what ORDER BY MIN(event_time)"))
                .containsExactly("kept out", "taken back");
        isReadOnlyUntilItIsThawed();
    }

    @Test
    void aBatchWithinItBeginsWhenItHoldsAgain() throws Exception {
        done("freeze", "shop", "--because", "stocktaking");
        restart();
        plan("more", FREEZES, "INSERT INTO shop.items VALUES (7)");

        assertThat(done("run", "more.lupomig"))
                .contains("LM5154", "shop is frozen by ", "(the whole server is read-only), and stays so");
        isReadOnlyUntilItIsThawed();
    }

    @Test
    void soDoesAnEmergency() throws Exception {
        done("freeze", "--emergency", "--because", "rows go missing");
        restart();

        assertThat(done("status"))
                .contains("system emergency since ", "but it does not keep writers out: read_only is OFF");
        assertThat(done("freeze", "--emergency", "--because", "again")).contains("LM5154", "writers are kept out now");

        isReadOnlyUntilItIsThawed();
    }

    /** The server is killed while the plan sleeps, and started again. */
    private void killedAsleep() throws Exception {
        CompletableFuture<TestShell.Result> running = CompletableFuture.supplyAsync(() -> run("run", "more.lupomig"));
        String asleep = "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP%'";
        while (!database().query(asleep).equals(List.of("1"))) {
            assertThat(running.isDone()).isFalse();
            Thread.sleep(50);
        }
        isReadOnly();
        kill();
        assertThat(running.get(120, TimeUnit.SECONDS).status()).isNotZero();
        startAgain();
    }

    /** What the run did behind its freeze is taken back behind it. */
    @Test
    void aRunThatHadFrozenIsTakenBackAndThawed() throws Exception {
        plan("more", FREEZES, "CREATE TABLE shop.a (id INT); SELECT SLEEP(60);");
        killedAsleep();
        insert(1);

        assertThat(done("recover")).contains("LM5154", "shop was frozen for ");

        assertThat(readOnly()).containsExactly("0");
        insert(2);
        assertThat(database().query("SHOW TABLES FROM shop")).containsExactly("first", "items");
    }
}
