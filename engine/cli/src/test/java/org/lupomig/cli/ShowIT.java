package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What a run did, and the script that takes it back where the tool cannot. */
class ShowIT {
    private static final TestDatabase SERVER = TestDatabase.get();

    @RegisterExtension
    private final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.parents (id INT PRIMARY KEY, n INT) ENGINE=InnoDB",
            "CREATE TABLE shop.users (id INT PRIMARY KEY, name VARCHAR(40) DEFAULT 'a;b',"
                    + " parent INT, twice INT AS (id * 2) STORED, seen TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP"
                    + " ON UPDATE CURRENT_TIMESTAMP, KEY by_name (name),"
                    + " CONSTRAINT of_parent FOREIGN KEY (parent) REFERENCES shop.parents (id)) ENGINE=InnoDB",
            "CREATE TABLE shop.logs (id INT PRIMARY KEY, line TEXT) ENGINE=InnoDB",
            "CREATE TABLE shop.keyless (id INT, line VARCHAR(20)) ENGINE=InnoDB",
            "INSERT INTO shop.keyless VALUES (1, 'abcdef'), (2, 'two')",
            "CREATE TABLE shop.parts (id INT PRIMARY KEY, n INT) ENGINE=InnoDB PARTITION BY RANGE (id)"
                    + " (PARTITION low VALUES LESS THAN (10), PARTITION high VALUES LESS THAN (100))",
            "INSERT INTO shop.parts VALUES (1, 1), (20, 2)",
            "INSERT INTO shop.parents VALUES (1, 1), (2, 2)",
            "INSERT INTO shop.users (id, name, parent, seen) VALUES (1, 'ada', 1, '2020-01-01 00:00:00'),"
                    + " (2, 'bob''s; \\\\', 2, '2020-01-02 00:00:00')",
            "INSERT INTO shop.logs VALUES (1, 'one'), (2, 'two')",
            "CREATE VIEW shop.seen_users AS SELECT id, name FROM shop.users",
            "CREATE VIEW shop.of_seen AS SELECT id FROM shop.seen_users",
            "CREATE TRIGGER shop.stamp BEFORE UPDATE ON shop.users FOR EACH ROW BEGIN /* mine */ SET NEW.name = CONCAT(NEW.name, ''); END",
            "CREATE PROCEDURE shop.p(IN a INT) BEGIN SELECT a; -- kept\n SELECT 2; END",
            "CREATE SEQUENCE shop.numbers START WITH 5");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE shop.more (id INT PRIMARY KEY); INSERT INTO shop.more VALUES (1), (2)",
                "CREATE SCHEMA depot; CREATE TABLE depot.t (id INT); RENAME TABLE depot.t TO depot.u",
                "ALTER TABLE shop.users ADD COLUMN note TEXT, DROP KEY by_name, ADD KEY other (name, id)",
                "DROP TRIGGER shop.stamp; ALTER TABLE shop.users DROP COLUMN name",
                "ALTER IGNORE TABLE shop.keyless MODIFY line VARCHAR(2)",
                "UPDATE shop.keyless SET line = 'x'; DELETE FROM shop.keyless WHERE id = 2",
                "ALTER IGNORE TABLE shop.logs MODIFY line VARCHAR(2)",
                "ALTER TABLE shop.logs CONVERT TO CHARACTER SET latin1, ADD COLUMN n INT, COMMENT 'x;y'",
                "RENAME TABLE shop.logs TO shop.old; CREATE TABLE shop.logs LIKE shop.old",
                "DROP TABLE shop.logs; CREATE TABLE shop.logs (other INT)",
                "TRUNCATE TABLE shop.logs; INSERT INTO shop.logs VALUES (9, 'nine')",
                "UPDATE shop.users SET name = 'eve' WHERE id = 2; DELETE FROM shop.logs WHERE id = 1",
                "INSERT INTO shop.logs VALUES (3, 'three'), (4, 'four'), (7, 'x')",
                "REPLACE INTO shop.logs VALUES (2, 'deux'), (8, 'huit'); UPDATE shop.logs SET line = 'z'",
                "UPDATE shop.parents SET n = 7; DROP VIEW shop.of_seen, shop.seen_users",
                "CREATE OR REPLACE VIEW shop.seen_users AS SELECT id FROM shop.users; DROP PROCEDURE shop.p",
                "DROP TRIGGER shop.stamp; ALTER SEQUENCE shop.numbers INCREMENT BY 10",
                "DROP SEQUENCE shop.numbers; CREATE VIEW shop.v2 AS SELECT 1 AS one",
                "ALTER SCHEMA shop DEFAULT CHARACTER SET latin1 COLLATE latin1_bin",
                "DROP VIEW shop.of_seen; DROP VIEW shop.seen_users; RENAME TABLE shop.users TO shop.people;"
                        + " CREATE VIEW shop.seen_users AS SELECT id FROM shop.people",
                "DROP TABLE shop.users",
                "DROP TABLE shop.users; DROP TABLE shop.parents",
                "SET foreign_key_checks = 0; DROP TABLE shop.parents; CREATE TABLE shop.parents (id INT PRIMARY KEY);"
                        + " INSERT INTO shop.parents VALUES (1), (2)",
                "DELETE FROM shop.users; DELETE FROM shop.parents WHERE id = 1",
                "ALTER TABLE shop.parts DROP PARTITION low; ALTER TABLE shop.parts TRUNCATE PARTITION high",
                "ALTER TABLE shop.users DROP FOREIGN KEY of_parent, DROP KEY of_parent; ALTER TABLE shop.parents ADD x INT",
                "CREATE TRIGGER shop.more BEFORE INSERT ON shop.logs FOR EACH ROW SET NEW.line = 'x';"
                        + " CREATE EVENT shop.e ON SCHEDULE EVERY 1 YEAR DO DELETE FROM shop.logs; DROP PROCEDURE shop.p",
                "CREATE TABLE shop.copy AS SELECT * FROM shop.logs; ALTER TABLE shop.copy ADD PRIMARY KEY (id)",
            })
    void theScriptTakesACompletedRunBack(String sql) throws Exception {
        String before = project.dump();
        project.plan(sql + ";");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();

        TestShell.Result script = project.run("show", "1", "--undo-sql");

        assertThat(script.status()).as(script.err()).isZero();
        ClientScript.send(script.out());
        assertThat(project.dump()).as(script.out()).isEqualTo(before);
    }

    @Test
    void schemasAreTakenBackToo() throws Exception {
        String before = project.dump();
        project.plan("DROP SCHEMA shop;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();

        String script = project.run("show", "1", "--undo-sql").out();

        ClientScript.send(script);
        assertThat(project.dump()).as(script).isEqualTo(before);
    }

    @Test
    void afterAPurgeThereIsNoScriptThatWouldTakeRowsAway() throws Exception {
        project.plan("ALTER IGNORE TABLE shop.keyless MODIFY line VARCHAR(2);");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        assertThat(project.run("purge", "shop.change", "--yes").status()).isZero();
        String now = project.dump();

        String script = project.run("show", "1", "--undo-sql").out();

        assertThat(ClientScript.statements(script)).isEmpty();
        assertThat(script).contains("-- shop.change.only is left out: what was kept for its way back was purged on ");
        assertThat(project.dump()).isEqualTo(now);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER IGNORE TABLE shop.keyless MODIFY line VARCHAR(2)",
                "UPDATE shop.keyless SET line = 'x'",
                "DELETE FROM shop.keyless WHERE id = 1"
            })
    void whereAnImageIsGoneTheScriptChangesNothing(String sql) throws Exception {
        project.plan(sql + ";");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        for (String image : SERVER.query(
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA =" + " 'lupomig_held'")) {
            SERVER.execute("DROP TABLE lupomig_held.`" + image + "`");
        }
        String now = project.dump();

        String script = project.run("show", "1", "--undo-sql").out();

        assertThatThrownBy(() -> ClientScript.send(script)).hasMessageContaining("doesn't exist");
        assertThat(project.dump()).isEqualTo(now);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER IGNORE TABLE shop.keyless MODIFY line VARCHAR(2)",
                "UPDATE shop.keyless SET line = 'x' WHERE id < 3"
            })
    void rowsThatOthersHaveAddedSinceAreMovedAsideWhereAllRowsAreReplaced(String sql) throws Exception {
        project.plan(sql + ";");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        SERVER.execute("INSERT INTO shop.keyless VALUES (3, 'zz')");

        String script = project.run("show", "1", "--undo-sql").out();
        ClientScript.send(script);

        List<String> there = SERVER.query("SELECT CONCAT(id, line) FROM shop.keyless ORDER BY id");
        assertThat(there).as(script).contains("1abcdef", "2two");
        String aside = SERVER.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA ="
                        + " 'lupomig_held' AND TABLE_NAME LIKE '%byhand%'")
                .get(0);
        assertThat(SERVER.query("SELECT CONCAT(id, line) FROM lupomig_held." + aside + " ORDER BY id"))
                .hasSize(3)
                .contains("3zz");
        assertThat(script).contains("-- the rows that shop.keyless has now, with what others have written since");
        assertThatThrownBy(() -> ClientScript.send(script)).hasMessageContaining("already exists");
        assertThat(SERVER.query("SELECT CONCAT(id, line) FROM shop.keyless ORDER BY id"))
                .isEqualTo(there);
    }

    @Test
    void aSchemaThatOthersUseStays() throws Exception {
        project.plan("CREATE SCHEMA depot; CREATE TABLE depot.t (id INT);");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        SERVER.execute("CREATE TABLE depot.theirs (id INT)");
        String script = project.run("show", "1", "--undo-sql").out();

        ClientScript.send(script);
        assertThat(SERVER.query("SHOW TABLES FROM depot")).containsExactly("theirs");

        SERVER.execute("DROP TABLE depot.theirs");
        ClientScript.send(script.substring(script.indexOf("SET @lupomig_full")));
        assertThat(SERVER.query("SHOW DATABASES LIKE 'depot'")).isEmpty();
    }

    @Test
    void theClientTakesIt() throws Exception {
        Path client = Path.of("/usr/bin/mariadb");
        assumeTrue(Files.isExecutable(client), "no client here");
        String before = project.dump();
        project.plan("DROP PROCEDURE shop.p; DROP TRIGGER shop.stamp; UPDATE shop.logs SET line = 'x' WHERE id = 1;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        Path file = Files.createTempFile("undo", ".sql");
        Files.writeString(file, project.run("show", "1", "--undo-sql").out());
        java.net.URI at = URI.create(SERVER.jdbcUrl().substring("jdbc:".length()));

        Process process = new ProcessBuilder(
                        client.toString(),
                        "--no-defaults",
                        "--host=" + at.getHost(),
                        "--port=" + at.getPort(),
                        "--protocol=tcp",
                        "--user=" + SERVER.user(),
                        "--password=" + SERVER.password(),
                        "--comments",
                        "--binary-mode",
                        "--default-character-set=utf8mb4")
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(project.dump()).isEqualTo(before);
        Files.delete(file);
    }

    @Test
    void whatIsUndoneAlreadyIsNotInTheScript() throws Exception {
        project.plan("ALTER TABLE shop.logs ADD COLUMN n INT;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        assertThat(project.run("rollback", "change").status()).isZero();

        String script = project.run("show", "1", "--undo-sql").out();

        assertThat(ClientScript.statements(script)).isEmpty();
        assertThat(script).contains("-- shop.change.only is rolled back", "Nothing of this run is left");
    }

    @Test
    void passwordsAreNotShown() throws Exception {
        SERVER.execute("CREATE OR REPLACE USER showit IDENTIFIED BY 'geheim-1'");
        try {
            project.plan("DROP USER showit;");
            assertThat(project.run("run", "shop.lupomig").status()).isZero();

            String script = project.run("show", "1", "--undo-sql").out();
            String shown = project.run("show", "1", "--format", "json").out()
                    + project.run("show", "1").out();

            String hash = SERVER.query("SELECT PASSWORD('geheim-1')").get(0);
            assertThat(script).contains("'<secret>'").doesNotContain("geheim", hash);
            assertThat(shown).doesNotContain("geheim", hash);
            assertThat(project.run("rollback", "change").status()).isZero();
            assertThat(project.run("show", "2", "--format", "json").out()).doesNotContain("geheim", hash);
        } finally {
            SERVER.execute("DROP USER IF EXISTS showit");
        }
    }

    @Test
    void rightsAreTakenBackWithoutPasswords() throws Exception {
        SERVER.execute("CREATE OR REPLACE USER showit IDENTIFIED BY 'geheim-1'", "GRANT INSERT ON shop.logs TO showit");
        try {
            List<String> before = SERVER.query("SHOW GRANTS FOR showit");
            project.plan("GRANT SELECT, UPDATE ON shop.* TO showit; REVOKE INSERT ON shop.logs FROM showit;"
                    + " CREATE ROLE showrole; GRANT showrole TO showit;");
            TestShell.Result run = project.run("run", "shop.lupomig");
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(SERVER.query("SHOW GRANTS FOR showit")).isNotEqualTo(before);

            String script = project.run("show", "1", "--undo-sql").out();

            ClientScript.send(script);
            assertThat(SERVER.query("SHOW GRANTS FOR showit")).as(script).isEqualTo(before);
            assertThat(SERVER.query("SELECT COUNT(*) FROM mysql.user WHERE user = 'showrole'"))
                    .containsExactly("0");
            assertThat(script).doesNotContain("geheim");
        } finally {
            SERVER.execute("DROP USER IF EXISTS showit", "DROP ROLE IF EXISTS showrole");
        }
    }

    @Test
    void aRunIsShownWithAllThatItDid() throws Exception {
        project.checkedPlan("ALTER TABLE shop.logs ADD COLUMN n INT; UPDATE shop.logs SET n = 1 WHERE id = 1;", false);
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(1);

        TestShell.Result text = project.run("show", "1");
        TestShell.Result json = project.run("show", "1", "--format=json");

        assertThat(text.status()).isZero();
        assertThat(text.out())
                .contains(
                        "run 1: run of shop 1, failed",
                        "step shop.change.only",
                        "idle -> preparing (pre_migration)",
                        "rolling_back -> idle (rolled_back)",
                        "1. ALTER TABLE shop.logs ADD COLUMN n INT",
                        "undo: inverse, taken back",
                        "undo: row image, taken back",
                        "check of batch change, post, \"as wanted\": failed",
                        "(error, new): batch failed");
        assertThat(json.out())
                .contains(
                        "\"format\": \"lupomig.show.1\"",
                        "\"to\": \"migrating\"",
                        "\"undo\": \"row image\"",
                        "\"undone\": true",
                        "\"outcome\": \"failed\"",
                        "\"level\": \"error\"");
    }

    @Test
    void aStatementThatTheServerRefusedIsSaidToBe() throws Exception {
        project.plan("CREATE TABLE shop.fresh (id INT PRIMARY KEY, line VARCHAR(3));"
                + " INSERT INTO shop.fresh VALUES (1, 'one'); INSERT INTO shop.fresh VALUES (2, 'three');");
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(1);

        assertThat(project.run("show", "1").out())
                .contains("3. INSERT INTO shop.fresh", "refused: the server says 1406 Data too long")
                .doesNotContain("never answered", "all the same");
        assertThat(project.run("show", "1", "--format", "json").out())
                .contains("\"refused\": \"the server says 1406 Data too long")
                .doesNotContain("\"answered\": false");
    }

    /** It is known then that it did nothing, and what was made ready for it is taken back. */
    @Test
    void aRefusedStatementThatHadNoEffectIsSaidToBeRefused() throws Exception {
        project.plan("CREATE OR REPLACE TABLE shop.logs (id INT PRIMARY KEY) SELECT 1 AS id UNION ALL SELECT 1;");
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(1);

        assertThat(project.run("show", "1").out())
                .contains("refused: the server says 1062 Duplicate entry '1' for key 'PRIMARY'")
                .doesNotContain("no effect", "all the same");
    }

    @Test
    void whatTheEngineRefusesIsSaidWithItsMessage() throws Exception {
        project.plan("UPDATE shop.other SET id = 2;");
        TestDatabase.get()
                .execute(
                        "CREATE TABLE shop.other (id INT PRIMARY KEY) ENGINE=MyISAM",
                        "INSERT INTO shop.other VALUES (1)");
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(1);

        assertThat(project.run("show", "1").out())
                .contains("shop.change: LM5038 UPDATE of shop.other would have no way back");
    }

    @Test
    void whatIsNoRunIsSaid() throws Exception {
        project.plan("DO 1;");
        project.run("run", "shop.lupomig");

        assertThat(project.run("show", "9").err()).contains("LM9047", "there is no run 9");
        assertThat(project.run("show", "x").err()).contains("RUN takes the number of a run, not 'x'");
        assertThat(project.run("show", "9", "--format", "json").out()).contains("lupomig.refusal.1", "LM9047");
        assertThat(project.run("show", "1", "--format", "json", "--undo-sql").status())
                .isEqualTo(2);
    }
}
