package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Of a unique key {@code USING HASH} the server forgets these words at any ALTER of its table. */
class HashKeyIT {
    private static final String WORDS = "UNIQUE KEY `u` (`c`) USING HASH";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop CHARACTER SET utf8mb4",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, c VARCHAR(30) NOT NULL, a INT, e INT, long_text TEXT,"
                    + " UNIQUE KEY u (c) USING HASH, UNIQUE KEY v (e) USING HASH COMMENT ') USING HASH',"
                    + " UNIQUE KEY l (long_text), KEY k (a) USING HASH) ENGINE=InnoDB",
            "CREATE TABLE shop.p (c VARCHAR(30) PRIMARY KEY) ENGINE=InnoDB SELECT 'one' AS c UNION SELECT 'two'",
            "INSERT INTO shop.t VALUES (1, 'one', 1, 11, 'x'), (2, 'two', 1, NULL, NULL)");

    private void ends(String sql, boolean passes, int status) throws IOException {
        project.checkedPlan(sql, passes);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(sql + run.out() + run.err()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE shop.t ADD COLUMN z INT;",
                "ALTER TABLE shop.t DROP COLUMN a;",
                "ALTER TABLE shop.t DROP COLUMN c;",
                "ALTER TABLE shop.t RENAME COLUMN c TO d;",
                "ALTER TABLE shop.t ADD UNIQUE KEY w (c, id);",
                "ALTER TABLE shop.t COMMENT 'x', DROP KEY u;",
                "ALTER TABLE shop.t ADD COLUMN z INT; UPDATE shop.t SET z = id; ALTER TABLE shop.t MODIFY z BIGINT;",
                "ALTER IGNORE TABLE shop.t ADD UNIQUE KEY w (a);",
                "CREATE INDEX i ON shop.t (e); DROP INDEX k ON shop.t;",
                "ALTER TABLE shop.t ADD CONSTRAINT f FOREIGN KEY (c) REFERENCES shop.p (c);",
                "CREATE TABLE shop.s LIKE shop.t; ALTER TABLE shop.t ADD COLUMN z INT;",
                "RENAME TABLE shop.t TO shop.s; ALTER TABLE shop.s ADD COLUMN z INT;"
            })
    void anAlterGoesBackWithTheWords(String sql) throws SQLException, IOException {
        String before = project.dump();
        assertThat(before).contains(WORDS);

        ends(sql, false, ExitStatus.FINDINGS);

        assertThat(project.dump()).isEqualTo(before);
        ends(sql, true, 0);
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"InnoDB, 0", "MEMORY, 2"})
    void onlyWhereTheyMakeAnotherKeyDoTheyCount(String engine, int status) throws SQLException, IOException {
        database.execute(
                "CREATE OR REPLACE TABLE shop.t (id INT PRIMARY KEY, c INT NOT NULL, UNIQUE KEY u (c) USING HASH)"
                        + " ENGINE=" + engine);
        ends("ALTER TABLE shop.t ADD COLUMN z INT;", true, 0);
        database.execute("ALTER TABLE shop.t DROP KEY u, ADD UNIQUE KEY u (c)");
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).as(back.out() + back.err()).isEqualTo(status);
    }
}
