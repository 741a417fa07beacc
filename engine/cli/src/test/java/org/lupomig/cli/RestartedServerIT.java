package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/**
 * The server is killed and started again while it is frozen by {@code read_only}: it is not read-only any more, and
 * nobody is told that it were.
 */
class RestartedServerIT {
    private static final String FREEZES = "freeze writes on shop because \"a change\"";

    private final KillableProject project;

    RestartedServerIT(@TempDir Path folder) throws Exception {
        project = new KillableProject(folder);
    }

    @BeforeEach
    void storeIsThere() throws Exception {
        project.database()
                .execute(
                        "CREATE SCHEMA shop",
                        "CREATE TABLE shop.items (id INT PRIMARY KEY) ENGINE=InnoDB",
                        "CREATE USER fz_app IDENTIFIED BY 'pw'",
                        "GRANT ALL ON shop.* TO fz_app");
        project.write("lupomig.properties", "database.main.freeze = read_only\n");
        project.plan("first", "", "CREATE TABLE shop.first (id INT)");
        project.done("run", "first.lupomig");
    }

    @AfterEach
    void end() {
        project.close();
    }

    private void restart() throws Exception {
        project.kill();
        project.startAgain();
    }

    private void insert(int id) throws SQLException {
        try (Connection app = project.database().connectAs("fz_app", "pw");
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
        project.done("thaw");
        assertThat(readOnly()).containsExactly("0");
    }

    private List<String> readOnly() throws SQLException {
        return project.database().query("SELECT @@GLOBAL.read_only");
    }

    @Test
    void aFreezeByHandIsSaidNotToHoldAndHoldsAgain() throws Exception {
        project.done("freeze", "shop", "--because", "stocktaking");
        isReadOnly();
        assertThat(project.done("status", "--json")).contains("\"lapsed\": null");
        restart();
        insert(1);

        assertThat(project.done("status"))
                .contains(
                        "(shop; but it does not keep writers out: read_only is OFF (the server was started 20",
                        "lupomig recover keeps them out again");
        assertThat(project.done("status", "--json"))
                .contains("\"lapsed\": \"read_only is OFF (the server was started ");
        TestShell.Result other = project.run("freeze", "stock", "--because", "x");
        assertThat(other.err()).contains("LM5152", "but it does not keep writers out: read_only is OFF");
        assertThat(readOnly()).containsExactly("0");

        assertThat(project.done("freeze", "shop", "--because", "stocktaking"))
                .contains("LM5154", "done: shop is frozen since ", "writers are kept out now");

        isReadOnly();
        assertThat(project.done("status")).contains("(shop; the whole server is read-only): stocktaking");
        assertThat(project.done("freeze", "shop", "--because", "stocktaking"))
                .contains("nothing to do: shop is frozen since ");
        assertThat(project.done("alerts"))
                .contains("freeze lapsed", "shop is frozen, and that did not keep writers out");
        restart();
        assertThat(project.done("recover")).contains("LM5154", "writers are kept out now");
        isReadOnly();
        project.done("thaw");
        insert(2);
        assertThat(project.database().query("SELECT id FROM shop.items")).containsExactly("1", "2");
    }

    /** Its own configuration says so, or whoever watches over a primary that has failed: nothing of ours is there. */
    @Test
    void aServerThatIsStartedReadOnlyIsSoByItsAdministrator() throws Exception {
        for (String[] command : new String[][] {{"shop"}, {"--emergency"}}) {
            project.done("freeze", command[0], "--because", "stocktaking");
            isReadOnly();
            project.kill();
            project.startAgain("--read-only=1");

            assertThat(project.done("status"))
                    .contains(
                            "but it does not keep writers out: read_only is ON by somebody else since the server was");
            for (String refused : List.of("thaw", "recover")) {
                TestShell.Result result = project.run(refused);
                assertThat(result.status()).as(result.err()).isEqualTo(2);
                assertThat(result.err()).contains("LM6031");
            }
            isReadOnly();

            project.database().execute("SET GLOBAL read_only = 0");
            assertThat(project.done("freeze", command[0], "--because", "stocktaking"))
                    .contains("LM5154", "read_only is OFF (the server was started ", "writers are kept out now");
            isReadOnlyUntilItIsThawed();
            project.startAgain();
        }
    }

    @Test
    void anEmergencyUponIsToldToo() throws Exception {
        project.done("freeze", "shop", "--because", "stocktaking");
        restart();

        assertThat(project.done("freeze", "--emergency", "--because", "rows go missing"))
                .contains("LM5154", "read_only is OFF");

        isReadOnly();
        restart();
        assertThat(project.done("thaw")).contains("LM5154");
        assertThat(readOnly()).containsExactly("0");
    }

    /** What a run did within a person's freeze is taken back behind that: only then does anybody write again. */
    @Test
    void whatARunDidWithinItIsTakenBackBehindIt() throws Exception {
        project.done("freeze", "shop", "--because", "stocktaking");
        project.plan("more", FREEZES, "CREATE TABLE shop.a (id INT); SELECT SLEEP(60);");
        killedAsleep();
        insert(1);
        project.database().execute("SET GLOBAL log_output = 'TABLE'", "SET GLOBAL general_log = 1");

        assertThat(project.done("recover")).contains("LM5154", "ended without a word");

        assertThat(project.database()
                        .query("SELECT IF(argument LIKE '%read_only%', 'kept out', 'taken back') AS what"
                                + " FROM mysql.general_log WHERE argument LIKE 'SET GLOBAL read_only%'"
                                + " OR (argument RLIKE 'RENAME|DROP' AND argument LIKE '%`shop`.`a`%'"
                                + " AND argument NOT LIKE 'SELECT%') GROUP BY what ORDER BY MIN(event_time)"))
                .containsExactly("kept out", "taken back");
        isReadOnlyUntilItIsThawed();
    }

    @Test
    void aBatchWithinItBeginsWhenItHoldsAgain() throws Exception {
        project.done("freeze", "shop", "--because", "stocktaking");
        restart();
        project.plan("more", FREEZES, "INSERT INTO shop.items VALUES (7)");

        assertThat(project.done("run", "more.lupomig"))
                .contains("LM5154", "shop is frozen by ", "(the whole server is read-only), and stays so");
        isReadOnlyUntilItIsThawed();
    }

    @Test
    void soDoesAnEmergency() throws Exception {
        project.done("freeze", "--emergency", "--because", "rows go missing");
        restart();

        assertThat(project.done("status"))
                .contains("system emergency since ", "but it does not keep writers out: read_only is OFF");
        assertThat(project.done("freeze", "--emergency", "--because", "again"))
                .contains("LM5154", "writers are kept out now");

        isReadOnlyUntilItIsThawed();
    }

    /** The server is killed while the plan sleeps, and started again. */
    private void killedAsleep() throws Exception {
        CompletableFuture<TestShell.Result> running =
                CompletableFuture.supplyAsync(() -> project.run("run", "more.lupomig"));
        String asleep = "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP%'";
        while (!project.database().query(asleep).equals(List.of("1"))) {
            assertThat(running.isDone()).isFalse();
            Thread.sleep(50);
        }
        isReadOnly();
        project.kill();
        assertThat(running.get(120, TimeUnit.SECONDS).status()).isNotZero();
        project.startAgain();
    }

    /** What the run did behind its freeze is taken back behind it. */
    @Test
    void aRunThatHadFrozenIsTakenBackAndThawed() throws Exception {
        project.plan("more", FREEZES, "CREATE TABLE shop.a (id INT); SELECT SLEEP(60);");
        killedAsleep();
        insert(1);

        assertThat(project.done("recover")).contains("LM5154", "shop was frozen for ");

        assertThat(readOnly()).containsExactly("0");
        insert(2);
        assertThat(project.database().query("SHOW TABLES FROM shop")).containsExactly("first", "items");
    }
}
