package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Views are read that do more than to answer: what they call writes elsewhere, or draws on a sequence. */
class ReadViewsIT {
    private static final String CALLS = ", which is not a built-in function known to change nothing";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.log (id INT PRIMARY KEY)",
            "INSERT INTO shop.log VALUES (1), (2)",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, x INT)",
            "INSERT INTO shop.t VALUES (1, 1), (2, 2)",
            "CREATE SEQUENCE shop.s",
            "CREATE FUNCTION shop.f() RETURNS INT BEGIN DELETE FROM shop.log; RETURN 1; END",
            "CREATE VIEW shop.v AS SELECT shop.f() AS x",
            "CREATE VIEW shop.behind AS SELECT x + 1 AS x FROM shop.v",
            "CREATE VIEW shop.drawn AS SELECT NEXT VALUE FOR shop.s AS x",
            "CREATE VIEW shop.plain AS SELECT id, COALESCE(x, 0) AS x FROM shop.t",
            "CREATE TABLE shop.u (id INT PRIMARY KEY, x INT)",
            "INSERT INTO shop.u VALUES (1, 1)",
            "CREATE TRIGGER shop.u_asks BEFORE UPDATE ON shop.u FOR EACH ROW"
                    + " BEGIN IF (SELECT MAX(x) FROM shop.v) = 1 THEN SET NEW.x = 7; END IF; END",
            "CREATE PROCEDURE shop.sends() BEGIN SELECT x INTO @a FROM behind; END",
            "CREATE PROCEDURE shop.decides() BEGIN IF (SELECT x FROM v) = 1 THEN SELECT 1; END IF; END",
            "CREATE PROCEDURE shop.fetches() BEGIN DECLARE y INT; SELECT x INTO y FROM v; END",
            "CREATE PROCEDURE shop.takes(y INT) BEGIN SELECT 1; END");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT x FROM shop.v",
                "SELECT x INTO @a FROM shop.v",
                "SET @a = (SELECT x FROM shop.v)",
                "DO (SELECT MAX(x) FROM shop.behind)",
                "EXPLAIN SELECT x FROM shop.v",
                "INSERT INTO shop.t SELECT x + 7, x FROM shop.v",
                "INSERT INTO shop.t VALUES ((SELECT x + 7 FROM shop.v), 1)",
                "INSERT INTO shop.t VALUES (1, 1) ON DUPLICATE KEY UPDATE x = (SELECT x FROM shop.v)",
                "WITH q AS (SELECT x FROM shop.v) SELECT x FROM q",
                "REPLACE INTO shop.t SELECT x, x FROM shop.behind",
                "UPDATE shop.t SET x = (SELECT x FROM shop.v)",
                "UPDATE shop.t JOIN shop.v SET t.x = v.x + 1",
                "UPDATE shop.t, (SELECT x FROM shop.v) d SET t.x = d.x + 1",
                "DELETE FROM shop.t WHERE id IN (SELECT x FROM shop.v)",
                "CREATE TABLE shop.c AS SELECT x FROM shop.v",
                "CREATE OR REPLACE TABLE shop.t AS SELECT x FROM shop.behind",
                "SET @s = 'SELECT x FROM shop.v'; PREPARE s FROM @s; EXECUTE s",
                "SET @s = (SELECT 'DO 1'); PREPARE s FROM (SELECT x FROM shop.v)",
                "CALL shop.sends()",
                "CALL shop.decides()",
                "CALL shop.fetches()",
                "CALL shop.takes((SELECT x FROM shop.v))"
            })
    void whatAViewCallsIsRefusedAsIfItStoodThere(String sql) throws Exception {
        isRefused(sql, "through view shop.v it calls f" + CALLS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT x INTO @a FROM shop.drawn", "INSERT INTO shop.t SELECT x + 7, x FROM shop.drawn"})
    void aViewThatDrawsOnASequence(String sql) throws Exception {
        isRefused(sql, "through view shop.drawn it calls NEXTVAL" + CALLS);
        assertThat(database.query("SELECT NEXT VALUE FOR shop.s")).containsExactly("1");
    }

    @Test
    void aTriggerThatAsksAView() throws Exception {
        isRefused(
                "UPDATE shop.u SET x = 2",
                "its trigger shop.u_asks cannot be followed: through view shop.v it calls f" + CALLS);
    }

    /** A question of the author's can write nothing at all. */
    @Test
    void whatIsAskedWritesNothing() throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change {
                    step only {
                      sql \"""UPDATE shop.t SET x = 9\"""
                      validate post "asks" { expect query("SELECT x FROM shop.v") = 1 }
                    }
                  }
                }
                """);
        String before = rows();
        assertThat(project.run("run", "shop.lupomig").err()).contains("READ ONLY");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aViewThatOnlyAnswersIsRead() throws Exception {
        String before = rows();
        project.checkedPlan(
                "SELECT COUNT(*) INTO @a FROM shop.plain; SELECT COUNT(*) INTO @b FROM mysql.user;"
                        + " SELECT COUNT(*) INTO @c FROM information_schema.TABLES;"
                        + " INSERT INTO shop.t SELECT id + 7, x FROM shop.plain;"
                        + " CREATE TABLE shop.c AS SELECT x FROM shop.plain;",
                true);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SELECT COUNT(*) FROM shop.c")).containsExactly("4");
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void anAuthorMayGiveUpTheWayBack() throws Exception {
        project.plan("SELECT x INTO @a FROM shop.v;", "undo none because \"the log may go\"");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SELECT COUNT(*) FROM shop.log")).containsExactly("0");
    }

    private void isRefused(String sql, String why) throws Exception {
        project.plan(sql + ";");
        String before = rows();
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.err()).contains(why);
        assertThat(run.status()).isEqualTo(1);
        assertThat(rows()).isEqualTo(before);
    }

    /** A dump would read the views, too. */
    private String rows() throws Exception {
        return database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'shop'") + " "
                + database.query("SELECT id FROM shop.log") + database.query("SELECT id, x FROM shop.t")
                + database.query("SELECT id, x FROM shop.u")
                + database.query("SELECT next_not_cached_value FROM shop.s");
    }
}
