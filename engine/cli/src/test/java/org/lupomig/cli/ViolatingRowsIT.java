package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that a CHECK of their table does not hold for, and that were there before, come back as they were. */
class ViolatingRowsIT {
    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop CHARACTER SET utf8mb4",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, a INT, b INT CHECK (b > 0), z VARCHAR(10), s INT AS (a * 2) STORED,"
                    + " j LONGTEXT CHECK (JSON_VALID(j)), CONSTRAINT c CHECK (a > 0)) ENGINE=InnoDB",
            "SET check_constraint_checks = 0",
            "INSERT INTO shop.t (id, a, b, z, j) VALUES (1, -5, 1, 'x', '{}'), (2, 4, -2, '', 'none'), (3, NULL, NULL,"
                    + " NULL, NULL)",
            "SET check_constraint_checks = 1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE shop.t DROP CONSTRAINT c;",
                "ALTER TABLE shop.t MODIFY b INT;",
                "ALTER TABLE shop.t MODIFY j LONGTEXT;",
                "ALTER TABLE shop.t DROP CONSTRAINT c; ALTER TABLE shop.t ADD COLUMN y INT;",
                "ALTER TABLE shop.t DROP CONSTRAINT c, MODIFY z VARCHAR(300);",
                "ALTER TABLE shop.t DROP COLUMN s, DROP CONSTRAINT c;",
                "SET foreign_key_checks = 0; ALTER TABLE shop.t DROP CONSTRAINT c, MODIFY b BIGINT;",
                "ALTER TABLE shop.t DROP CONSTRAINT c; ALTER TABLE shop.t DROP COLUMN a, DROP COLUMN s;",
                "ALTER TABLE shop.t DROP COLUMN b;",
                "DROP TABLE shop.t;",
                "RENAME TABLE shop.t TO shop.u; ALTER TABLE shop.u DROP CONSTRAINT c;",
                "UPDATE shop.t SET a = 1, b = 1, j = '{}';",
                "DELETE FROM shop.t WHERE id = 1;",
                "ALTER TABLE shop.t MODIFY z VARCHAR(300);",
                "ALTER TABLE shop.t DROP COLUMN s;"
            })
    void comeBackAsTheyWere(String sql) throws Exception {
        String before = project.dump();
        project.checkedPlan(sql, false);

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.out() + run.err()).doesNotContain("could not be undone");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
    }
}
