package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Programs in the words in which their authors wrote them, when they are made and when they are made again. */
class OwnWordsIT {
    private static final String PROCEDURE = """
            CREATE PROCEDURE shop.p(/* in */ a INT) COMMENT 'x'
            BEGIN -- it's
              SELECT 1; # one;
              /* a /* b; " */ SELECT /*+ NO_ICP(t) */ 2 /*/ c */ + 1;
              --
              SET @s = '/* no */ -- it is'; --\tend
            /**/ END\
            """;
    private static final String FUNCTION =
            "CREATE FUNCTION shop.f() RETURNS INT /* r */ RETURN /* /*! 5 */ 1 /* w */ + 1";
    private static final String TRIGGER = "CREATE  TRIGGER shop.r /* one */  AFTER  UPDATE ON shop.t /* on */ FOR EACH"
            + " ROW /* row */\n BEGIN /* two */ SET @a = 1; -- three\n END";
    private static final String EVENT =
            "CREATE EVENT shop.e ON SCHEDULE EVERY 1 DAY STARTS '2031-01-01' DO /* a */ BEGIN /* b; */ DO 1; # c\n END";
    private static final String VIEW = "CREATE VIEW shop.v AS SELECT /*+ NO_ICP(t) */ id /* key */ FROM shop.t";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, n INT) ENGINE=InnoDB",
            "INSERT INTO shop.t VALUES (1, 1)");

    @ParameterizedTest
    @ValueSource(strings = {PROCEDURE, FUNCTION, TRIGGER, EVENT, VIEW})
    void whatIsMadeIsAsItsAuthorWroteIt(String sql) throws Exception {
        // as a run has it, and not as this connection
        database.execute("SET SESSION sql_mode = @@GLOBAL.sql_mode", sql);
        String own = project.dump();
        Matcher made = Pattern.compile("CREATE +(\\w+) +(shop\\.\\w+)").matcher(sql);
        assertThat(made.lookingAt()).isTrue();
        database.execute("DROP " + made.group(1) + " " + made.group(2));
        String before = project.dump();

        project.planOfScript("shop", "DELIMITER $$\n" + sql + "$$\n");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(own).isNotEqualTo(before);
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whatIsTakenAwayComesBackAsItsAuthorWroteIt() throws Exception {
        database.execute(PROCEDURE, FUNCTION, TRIGGER, EVENT, VIEW);
        String before = project.dump();
        assertThat(before).contains("/* in */", "-- it's", "/* two */", "/* b; */");
        for (String sql : List.of(
                "DROP PROCEDURE shop.p; DROP FUNCTION shop.f; DROP TRIGGER shop.r; DROP EVENT shop.e; DROP VIEW shop.v;",
                "CREATE OR REPLACE PROCEDURE shop.p() SELECT 2; CREATE OR REPLACE FUNCTION shop.f() RETURNS INT RETURN 2;"
                        + " CREATE OR REPLACE TRIGGER shop.r BEFORE UPDATE ON shop.t FOR EACH ROW SET @b = 1;"
                        + " ALTER EVENT shop.e DO DO 2; ALTER VIEW shop.v AS SELECT n FROM shop.t;",
                "DROP TABLE shop.t;",
                "TRUNCATE TABLE shop.t;",
                "DROP SCHEMA shop;")) {
            comesBack(sql, before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TRIGGER shop.r1;",
                "DROP TRIGGER shop.r2;",
                "DROP TRIGGER shop.r3;",
                "DROP TRIGGER shop.r1; DROP TRIGGER shop.r2; DROP TRIGGER shop.r3; DROP TRIGGER shop.r4;",
                "CREATE OR REPLACE TRIGGER shop.r2 AFTER UPDATE ON shop.t FOR EACH ROW SET @x = 9;",
                "CREATE OR REPLACE TRIGGER shop.r3 BEFORE UPDATE ON shop.t FOR EACH ROW SET @x = 9;",
                "DROP TRIGGER shop.r5;",
                "UPDATE shop.t SET n = 7;"
            })
    void aTriggerAmongOthersComesBackInItsOwnWords(String sql) throws Exception {
        database.execute(
                "USE shop",
                "CREATE TRIGGER shop.r1  AFTER UPDATE ON shop . t  FOR EACH ROW  SET @x = 1",
                "CREATE TRIGGER shop.r2 AFTER UPDATE ON `shop`.t/* on */FOR EACH ROW/* for each row */SET @x = 2",
                "CREATE TRIGGER shop.r3 AFTER UPDATE ON shop.t FOR EACH ROW -- row\n  PRECEDES r1\n  SET @x = 3",
                "SET SESSION sql_mode = @@GLOBAL.sql_mode",
                "CREATE TRIGGER shop.r4 AFTER UPDATE ON shop.t FOR EACH ROW   FOLLOWS  r3   SET @x = 4",
                "CREATE TRIGGER IF NOT EXISTS shop.r5 AFTER UPDATE ON shop.t FOR EACH ROW FOLLOWS r3 SET @x = 5");
        List<String> written = written();
        comesBack(sql, project.dump());
        assertThat(written()).isEqualTo(written);
    }

    @Test
    void anEmptiedTableKeepsTheWordsOfItsTriggers() throws Exception {
        database.execute(TRIGGER);
        String words = project.dump()
                .lines()
                .filter(line -> line.contains("ON TABLE"))
                .toList()
                .toString();
        project.plan("TRUNCATE TABLE shop.t;");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.dump()
                        .lines()
                        .filter(line -> line.contains("ON TABLE"))
                        .toList()
                        .toString())
                .isEqualTo(words);
    }

    @Test
    void anotherCommentIsNoDrift() throws Exception {
        project.planOfScript("shop", "DELIMITER $$\n" + PROCEDURE + "$$\n");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        project.planOfScript("shop", "DELIMITER $$\n" + PROCEDURE.replace("-- it's", "-- another") + "$$\n");
        TestShell.Result again = project.run("run", "shop.lupomig");
        assertThat(again.status()).isZero();
        assertThat(again.out() + again.err()).contains("only formatting and comments have changed");
    }

    @Test
    void aCommentBesideAPasswordIsWrittenNowhere() throws Exception {
        project.plan("CREATE USER vat@'%' /* once verysecret */ IDENTIFIED BY 'x1!';");
        TestShell.Result plan = project.run("plan", "shop.lupomig");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(plan.out() + plan.err() + run.out() + run.err()).doesNotContain("verysecret");
        assertThat(database.query("SELECT state_data FROM lupomig_orchestration.lupo_migration_states"))
                .isNotEmpty()
                .noneMatch(data -> data != null && data.contains("verysecret"));
        assertThat(project.run("rollback", "change").err()).isEmpty();
    }

    /** Runs it and rolls it back, then runs it to a check that fails: either way all is as before. */
    private void comesBack(String sql, String before) throws Exception {
        project.checkedPlan(sql, true);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).as(sql).isEqualTo(before);
        project.checkedPlan(sql, false);
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5010");
        assertThat(project.dump()).as(sql).isEqualTo(before);
    }

    private List<String> written() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> written = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                try (ResultSet row = statement.executeQuery("SHOW CREATE TRIGGER shop.r" + i)) {
                    row.next();
                    written.add(row.getString(3));
                }
            }
            return written;
        }
    }
}
