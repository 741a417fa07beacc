package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Views that one step of a batch leaves without what they use, and another takes away: one semicolon parts two steps.
 */
class ViewsAcrossStepsIT {
    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, n INT) ENGINE=InnoDB",
            "CREATE VIEW shop.seen AS SELECT id, n FROM shop.t",
            "CREATE VIEW shop.over AS SELECT id FROM shop.seen");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RENAME TABLE shop.t TO shop.u; CREATE OR REPLACE VIEW shop.seen AS SELECT id FROM shop.u",
                "RENAME TABLE shop.t TO shop.u; DROP VIEW shop.seen; DROP VIEW shop.over",
                "RENAME TABLE shop.t TO shop.u; DROP VIEW shop.over; DROP VIEW shop.seen; CREATE TABLE shop.t (x INT)",
                "CREATE TABLE shop.q4 (a INT PRIMARY KEY, b INT), CREATE VIEW shop.q4v AS SELECT * FROM shop.q4,"
                        + " RENAME TABLE shop.q4 TO shop.q6; CREATE OR REPLACE VIEW shop.q4v AS SELECT * FROM shop.q6",
                "CREATE TABLE shop.q4 (a INT PRIMARY KEY, b INT), CREATE VIEW shop.q4v AS SELECT * FROM shop.q4;"
                        + " RENAME TABLE shop.q4 TO shop.q6; CREATE OR REPLACE VIEW shop.q4v AS SELECT * FROM shop.q6",
                "CREATE TABLE shop.q4 (a INT PRIMARY KEY, b INT); CREATE VIEW shop.q4v AS SELECT * FROM shop.q4;"
                        + " RENAME TABLE shop.q4 TO shop.q6; DROP VIEW shop.q4v",
                "CREATE TABLE shop.q4 (a INT PRIMARY KEY, b INT); CREATE VIEW shop.q4v AS SELECT b FROM shop.q4;"
                        + " ALTER TABLE shop.q4 DROP COLUMN b; ALTER VIEW shop.q4v AS SELECT a FROM shop.q4",
                "CREATE FUNCTION shop.one() RETURNS INT RETURN 1, CREATE VIEW shop.ones AS SELECT shop.one() AS one,"
                        + " DROP FUNCTION shop.one; CREATE OR REPLACE VIEW shop.ones AS SELECT 1 AS one",
                "CREATE TABLE shop.q4 (a INT), CREATE VIEW shop.q4v AS SELECT * FROM shop.q4,"
                        + " CREATE VIEW shop.q5v AS SELECT * FROM shop.q4v; RENAME TABLE shop.q4 TO shop.q6;"
                        + " DROP VIEW shop.q4v; DROP VIEW shop.q5v; CREATE TABLE shop.q4v (x INT)",
                "RENAME TABLE shop.t TO shop.u; DROP SCHEMA shop",
                // what a view stands on is a table, then a view, or the other way round
                "RENAME TABLE shop.t TO shop.u, CREATE VIEW shop.t AS SELECT id, n FROM shop.u, DROP VIEW shop.over,"
                        + " DROP VIEW shop.seen",
                "RENAME TABLE shop.t TO shop.u; CREATE VIEW shop.t AS SELECT id, n FROM shop.u; DROP VIEW shop.seen",
                "RENAME TABLE shop.t TO shop.u, CREATE VIEW shop.t AS SELECT id, n FROM shop.u;"
                        + " CREATE OR REPLACE VIEW shop.seen AS SELECT id, n, 1 AS one FROM shop.u",
                "DROP VIEW shop.seen; CREATE TABLE shop.seen (id INT PRIMARY KEY, x INT);"
                        + " INSERT INTO shop.seen SELECT id, 1 FROM shop.t;"
                        + " CREATE OR REPLACE VIEW shop.over AS SELECT id, x FROM shop.seen; DROP TABLE shop.t",
                "DROP VIEW shop.seen, CREATE TABLE shop.seen (id INT PRIMARY KEY, x INT);"
                        + " CREATE OR REPLACE VIEW shop.over AS SELECT id, x FROM shop.seen"
            })
    void aViewComesBackWhenAnOlderStepHasBroughtBackItsTable(String steps) throws Exception {
        String before = project.dump();
        plan(steps, true);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.dump()).isNotEqualTo(before);
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);

        plan(steps, false);
        TestShell.Result failed = project.run("run", "shop.lupomig");
        assertThat(failed.err()).contains("LM5010");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(project.dump()).isEqualTo(before);
    }

    private void plan(String script, boolean passes) throws Exception {
        StringBuilder plan = new StringBuilder("plan shop version 1 { database main = mariadb batch change {");
        int number = 0;
        for (String step : script.split(";", -1)) {
            plan.append(" step s").append(number);
            if (number > 0) {
                plan.append(" requires s").append(number - 1);
            }
            String sql = step.strip().replace(", CREATE VIEW", "; CREATE VIEW");
            sql = sql.replace(", RENAME", "; RENAME")
                    .replace(", DROP", "; DROP")
                    .replace(", CREATE T", "; CREATE T");
            plan.append(" { sql \"\"\"\n").append(sql).append(";\n\"\"\" }");
            number++;
        }
        plan.append(" validate post integrity \"as wanted\" { expect query(\"SELECT 1\") = ")
                .append(passes ? 1 : 2)
                .append(" } } }");
        project.write("shop.lupomig", plan.toString());
    }
}
