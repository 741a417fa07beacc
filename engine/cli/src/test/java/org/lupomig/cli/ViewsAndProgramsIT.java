package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Views whose tables come and go, and programs with what is granted on them and said in them. */
class ViewsAndProgramsIT {

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, n INT) ENGINE=InnoDB",
            "CREATE VIEW shop.seen AS SELECT id, n FROM shop.t",
            "CREATE VIEW shop.over AS SELECT id FROM shop.seen");

    /** Runs it and rolls it back, then runs it to a check that fails: either way all is as before. */
    private void comesBack(String sql) throws Exception {
        String before = project.dump();
        project.checkedPlan(sql, true);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.dump()).isNotEqualTo(before);
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);

        project.checkedPlan(sql, false);
        TestShell.Result failed = project.run("run", "shop.lupomig");
        assertThat(failed.err()).contains("LM5010");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(project.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DROP VIEW shop.over | DROP view shop.over
                    CREATE OR REPLACE VIEW shop.seen AS SELECT 1 AS one | CREATE OR REPLACE view shop.seen
                    CREATE TABLE shop.x (a INT); ALTER VIEW shop.seen AS SELECT 1 AS one | ALTER view shop.seen
                    """)
    void aViewThatWasWithoutItsTableBeforeIsLeftWhole(String sql, String what) throws Exception {
        database.execute("DROP TABLE shop.t");
        String before = project.dump();
        project.checkedPlan(sql + ";", true);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "LM5041",
                        what + " has no way back here: what it uses is not there, so that it could not be made again: ",
                        "bring that back before, or say undo none because \"…\" in the step; or do it by other means");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aSchemaWithAViewWithoutItsTableIsLeftWhole() throws Exception {
        database.execute("DROP TABLE shop.t");
        String before = project.dump();
        project.checkedPlan("DROP SCHEMA shop;", true);
        assertThat(project.run("run", "shop.lupomig").err())
                .contains("LM5041", "it has view over, and what it uses is not there");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whatIsSaidToStayIsDone() throws Exception {
        database.execute("DROP TABLE shop.t");
        project.plan("DROP VIEW shop.over;", "undo none because \"it is broken\"");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        assertThat(project.dump()).doesNotContain("over");
    }

    @Test
    void aViewThatTheBatchGaveItsTableComesBack() throws Exception {
        database.execute("DROP TABLE shop.t");
        comesBack("CREATE TABLE shop.t (id INT, n INT); CREATE OR REPLACE VIEW shop.over AS SELECT 2 AS two;"
                + " DROP VIEW shop.seen;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE shop.q4 (a INT PRIMARY KEY, b INT); CREATE VIEW shop.q4v AS SELECT * FROM shop.q4;"
                        + " RENAME TABLE shop.q4 TO shop.q6; CREATE OR REPLACE VIEW shop.q4v AS SELECT * FROM shop.q6;",
                "CREATE TABLE shop.q4 (a INT PRIMARY KEY, b INT); CREATE VIEW shop.q4v AS SELECT * FROM shop.q4;"
                        + " RENAME TABLE shop.q4 TO shop.q6; DROP VIEW shop.q4v;",
                "CREATE TABLE shop.q4 (a INT PRIMARY KEY, b INT); CREATE VIEW shop.q4v AS SELECT b FROM shop.q4;"
                        + " ALTER TABLE shop.q4 DROP COLUMN b; ALTER VIEW shop.q4v AS SELECT a FROM shop.q4;",
                "CREATE FUNCTION shop.one() RETURNS INT RETURN 1; CREATE VIEW shop.ones AS SELECT shop.one() AS one;"
                        + " DROP FUNCTION shop.one; CREATE OR REPLACE VIEW shop.ones AS SELECT 1 AS one;",
                "RENAME TABLE shop.t TO shop.u; CREATE OR REPLACE VIEW shop.seen AS SELECT id FROM shop.u;"
                        + " DROP VIEW shop.over;",
                "RENAME TABLE shop.t TO shop.u; DROP VIEW shop.over; DROP VIEW shop.seen; CREATE TABLE shop.t (x INT);",
                "RENAME TABLE shop.t TO shop.u; DROP SCHEMA shop;"
            })
    void aViewThatTheBatchLeftWithoutItsTableComesBack(String sql) throws Exception {
        comesBack(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE PROCEDURE shop.p() SELECT 1; GRANT EXECUTE ON PROCEDURE shop.p TO vat@'%';",
                "CREATE OR REPLACE FUNCTION shop.f() RETURNS INT RETURN 2;"
                        + " GRANT EXECUTE, ALTER ROUTINE ON FUNCTION shop.f TO vat@'%' WITH GRANT OPTION;",
                "GRANT ALTER ROUTINE ON FUNCTION shop.f TO vat@'%'; DROP FUNCTION shop.f;",
                "REVOKE EXECUTE ON FUNCTION shop.f FROM till; ALTER FUNCTION shop.f COMMENT 'x';",
                "ALTER FUNCTION shop.f COMMENT 'x'; DROP ROLE till;",
                "ALTER FUNCTION shop.f COMMENT 'x'; CREATE ROLE desk; GRANT EXECUTE ON FUNCTION shop.f TO desk;"
                        + " DROP FUNCTION shop.f; CREATE FUNCTION shop.f() RETURNS INT RETURN 3;"
            })
    void whatIsGrantedOnARoutineOfTheBatchIsTheBatchs(String sql) throws Exception {
        database.execute(
                "CREATE OR REPLACE USER vat@'%'",
                "CREATE OR REPLACE ROLE till",
                "DROP ROLE IF EXISTS desk",
                "CREATE FUNCTION shop.f() RETURNS INT RETURN 1",
                "GRANT EXECUTE ON FUNCTION shop.f TO till");
        List<String> granted = grants();
        comesBack(sql);
        assertThat(grants()).isEqualTo(granted);
    }

    private List<String> grants() throws SQLException {
        return database.query("SELECT CONCAT_WS(' ', User, Host, Routine_name, Proc_priv) FROM mysql.procs_priv"
                + " WHERE User IN ('vat', 'till', 'desk') ORDER BY 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT ALTER ROUTINE ON PROCEDURE shop.p TO vat@'%'",
                "REVOKE EXECUTE ON PROCEDURE shop.p FROM vat@'%'",
                "GRANT EXECUTE ON PROCEDURE shop.p TO till"
            })
    void whatOthersHaveGrantedOnItSinceIsSeen(String later) throws Exception {
        database.execute("CREATE OR REPLACE USER vat@'%'", "CREATE OR REPLACE ROLE till");
        project.checkedPlan("CREATE PROCEDURE shop.p() SELECT 1; GRANT EXECUTE ON PROCEDURE shop.p TO vat@'%';", true);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        database.execute(later);
        assertThat(project.run("rollback", "change").err()).contains("LM5024", "it has another definition");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TRIGGER shop.t_set;",
                "CREATE OR REPLACE TRIGGER shop.t_set AFTER UPDATE ON shop.t FOR EACH ROW SET @x = 3;",
                "DROP TRIGGER shop.t_two;",
                "UPDATE shop.t SET n = 7;"
            })
    void aTriggerIsMadeAgainInItsOwnWords(String sql) throws Exception {
        database.execute(
                "INSERT INTO shop.t VALUES (1, 1)",
                "CREATE TRIGGER shop.t_set  AFTER UPDATE ON shop.t  FOR EACH ROW  SET @x = 1",
                "CREATE TRIGGER shop.t_two BEFORE UPDATE ON shop.t FOR EACH ROW   SET @x = 2");
        List<String> written = written();
        comesBack(sql);
        assertThat(written()).isEqualTo(written);
    }

    private List<String> written() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> written = new ArrayList<>();
            for (String name : List.of("t_set", "t_two")) {
                try (ResultSet row = statement.executeQuery("SHOW CREATE TRIGGER shop." + name)) {
                    row.next();
                    written.add(row.getString(3));
                }
            }
            return written;
        }
    }
}
