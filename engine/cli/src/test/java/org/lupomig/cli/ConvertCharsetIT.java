package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A table's character set changes with all its columns, whatever their types are, and every one of them goes back. */
class ConvertCharsetIT {
    /** What is taken back by a failure behind it. */
    private static final String FAILS = "SELECT (SELECT 1 UNION SELECT 2);\n";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer("CREATE SCHEMA shop CHARACTER SET utf8mb4");

    private void given(String columns, String rows) throws SQLException {
        database.execute("CREATE OR REPLACE TABLE shop.t (" + columns, "INSERT INTO shop.t VALUES " + rows);
    }

    private static String name(String sql) {
        return "shop_" + Integer.toHexString(sql.hashCode());
    }

    private void goesAndComesBack(String columns, String rows, String sql) throws SQLException, IOException {
        given(columns, rows);
        String before = project.dump();
        project.planOfScript(name(sql + FAILS), sql + ";\n" + FAILS);
        TestShell.Result failed = project.run("run", "shop.lupomig");
        assertThat(failed.status()).as(sql + failed.out() + failed.err()).isEqualTo(1);
        assertThat(project.dump()).as(sql).isEqualTo(before);

        project.planOfScript(name(sql), sql + ";\n");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(sql + run.out() + run.err()).isZero();
        assertThat(project.dump()).as(sql).isNotEqualTo(before);
        TestShell.Result back = project.run("rollback", name(sql) + ".change");
        assertThat(back.status()).as(sql + back.out() + back.err()).isZero();
        assertThat(project.dump()).as(sql).isEqualTo(before);
    }

    @Test
    void setsAndEnumsGoBackByTheirMembers() throws SQLException, IOException {
        goesAndComesBack(
                "id INT PRIMARY KEY, s SET('x','y','z'), v VARCHAR(10)) CHARACTER SET utf8mb3",
                "(1, 'x,z', 'a'), (2, '', 'b'), (3, NULL, NULL)",
                "ALTER TABLE shop.t CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
        goesAndComesBack(
                "id INT PRIMARY KEY, s SET('x','y','z') NOT NULL DEFAULT 'y', e ENUM('a','b')) CHARACTER SET latin1",
                "(1, 'x,z', 'a'), (2, '', NULL)",
                "ALTER TABLE shop.t CONVERT TO CHARACTER SET utf8mb4, ADD COLUMN n INT");
        goesAndComesBack(
                "s SET('x','y'), e ENUM('a','b'), KEY (s), KEY (e)) CHARACTER SET latin1",
                "('x,y', 'a'), ('x,y', 'a'), (NULL, NULL)",
                "ALTER TABLE shop.t CONVERT TO CHARACTER SET utf8mb3");
        goesAndComesBack(
                "id INT PRIMARY KEY, s SET('a\\\\b','it''s'), e ENUM('a\\\\b','it''s')) CHARACTER SET latin1",
                "(1, 'it''s', 'a\\\\b'), (2, 'a\\\\b', 'it''s')",
                "ALTER TABLE shop.t CONVERT TO CHARACTER SET utf8mb4");
        goesAndComesBack(
                "id INT PRIMARY KEY, s SET('x','y'), e ENUM('a','b')) CHARACTER SET utf8mb4",
                "(1, 'x,y', 'a'), (2, '', 'b')",
                "ALTER TABLE shop.t CONVERT TO CHARACTER SET latin1");
        goesAndComesBack(
                "s SET('ä','y') CHARACTER SET utf8mb4, e ENUM('ä','b') CHARACTER SET utf8mb4) CHARACTER SET utf8mb4",
                "('ä,y', 'ä'), ('', 'b')",
                "ALTER TABLE shop.t MODIFY s SET('y','ä','z') CHARACTER SET latin1,"
                        + " MODIFY e ENUM('c','ä','b') CHARACTER SET latin1");
    }

    @Test
    void textsKeysAndWhatIsComputedGoBack() throws SQLException, IOException {
        for (String from : List.of("latin1", "utf8mb3", "ascii", "utf8mb4", "cp1251")) {
            for (String to : List.of("utf8mb4", "latin1", "ucs2", "binary")) {
                if (!from.equals(to)) {
                    goesAndComesBack(
                            "id INT PRIMARY KEY, a VARCHAR(20) NOT NULL DEFAULT 'v', b TEXT, c TINYTEXT, d CHAR(5),"
                                    + " g VARCHAR(30) AS (CONCAT(a, '-', id)) STORED, w VARCHAR(9) AS (UPPER(d)) VIRTUAL,"
                                    + " j INT CHECK (j > 0), KEY k (b(100)), KEY l (a, d(2)), UNIQUE KEY u (a)"
                                    // The server has no such key of what is not in ASCII's codes.
                                    + (to.equals("ucs2") || to.equals("binary") ? "" : ", FULLTEXT KEY f (c)")
                                    + ") CHARACTER SET " + from,
                            "(1, 'one', 'text', 'tiny', 'ch', DEFAULT, DEFAULT, 1),"
                                    + " (2, 'two ', NULL, '', '', DEFAULT, DEFAULT, NULL)",
                            "ALTER TABLE shop.t CONVERT TO CHARACTER SET " + to);
                }
            }
        }
    }

    @Test
    void longTextsAndKeysGoBackWhereTheServerMakesOthersOfThem() throws SQLException, IOException {
        database.execute("SET GLOBAL sql_mode = ''");
        goesAndComesBack(
                "id INT PRIMARY KEY, a VARCHAR(30000), b VARCHAR(2000), c LONGTEXT, KEY k (b(1500))) CHARACTER SET latin1",
                "(1, REPEAT('é', 30000), REPEAT('ü', 2000), 'x')",
                "ALTER TABLE shop.t CONVERT TO CHARACTER SET utf8mb4");
    }

    @Test
    void aMemberThatCameSinceStopsTheRollback() throws SQLException, IOException {
        given("id INT PRIMARY KEY, s SET('x','y')) CHARACTER SET latin1", "(1, 'x,y'), (2, '')");
        String before = project.dump();
        project.planOfScript(
                "shop", "ALTER TABLE shop.t MODIFY s SET('x','neu','y') CHARACTER SET utf8mb4 NOT NULL;\n");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        database.execute("UPDATE shop.t SET s = 'neu,x' WHERE id = 2");
        String written = project.dump();

        TestShell.Result back = project.run("rollback", "shop.change");

        assertThat(back.status()).as(back.out() + back.err()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(back.err()).contains("LM5024", "and has values that do not fit");
        assertThat(project.dump()).isEqualTo(written);
        database.execute("UPDATE shop.t SET s = '' WHERE id = 2");
        assertThat(project.run("rollback", "shop.change").status()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }
}
