package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What everybody may, the account of the run may too: that is taken only where it may the same otherwise. */
class PublicRightsIT {
    private final TestDatabase database = TestDatabase.get();

    private ServerProject project;

    @BeforeEach
    void everybodyMayRead(@TempDir Path folder) throws SQLException {
        assumeTrue(!database.version().startsWith("10.6"), "it knows no PUBLIC");
        project = ServerProject.onFreshServer(
                folder,
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.t (id INT PRIMARY KEY)",
                "CREATE USER lm_poor IDENTIFIED BY 'pw'",
                "GRANT ALL ON `lupomig\\_%`.* TO lm_poor",
                "GRANT SELECT ON mysql.* TO lm_poor",
                "GRANT INSERT ON shop.* TO lm_poor WITH GRANT OPTION",
                "GRANT SELECT, INSERT ON shop.* TO PUBLIC");
    }

    @AfterEach
    void remove() throws SQLException {
        database.execute("REVOKE ALL PRIVILEGES, GRANT OPTION FROM PUBLIC", "DROP USER IF EXISTS lm_poor");
    }

    private List<String> everybodys() throws SQLException {
        return database.query("SHOW GRANTS FOR PUBLIC");
    }

    @Test
    void whatTheRunsAccountHasByPublicAloneIsNotTaken() throws Exception {
        List<String> before = everybodys();
        for (String sql : List.of(
                "REVOKE SELECT ON shop.* FROM PUBLIC;",
                "REVOKE ALL PRIVILEGES ON shop.* FROM PUBLIC;",
                "REVOKE INSERT, SELECT ON shop.* FROM PUBLIC;")) {
            project.plan(sql);
            TestShell.Result run = project.as("lm_poor", "pw", "run", "shop.lupomig");
            assertThat(run.err()).as(sql).contains("LM5067", "REVOKE", "PUBLIC");
            assertThat(run.status()).isEqualTo(1);
            project.plan(sql, "undo none because \"whatever\"");
            assertThat(project.as("lm_poor", "pw", "run", "shop.lupomig").err())
                    .as(sql)
                    .contains("LM5067");
        }
        assertThat(everybodys()).isEqualTo(before);
    }

    @Test
    void whatItHasOtherwiseTooIsTakenAndGivenBack() throws Exception {
        List<String> before = everybodys();
        project.plan("REVOKE INSERT ON shop.* FROM PUBLIC;");
        TestShell.Result run = project.as("lm_poor", "pw", "run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(everybodys()).isNotEqualTo(before);
        TestShell.Result back = project.as("lm_poor", "pw", "rollback", "change");
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(everybodys()).isEqualTo(before);
    }

    @Test
    void oneWhoMayEverythingTakesWhatHeLikes() throws Exception {
        List<String> before = everybodys();
        project.plan("REVOKE SELECT ON shop.* FROM PUBLIC; GRANT DELETE ON shop.t TO PUBLIC;"
                + " REVOKE ALL PRIVILEGES ON shop.* FROM PUBLIC;");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isZero();
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(everybodys()).isEqualTo(before);
    }
}
