package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What the server quotes of a call, followed or sent as it is, is not passed on: it may be a password. */
class CallSecretsIT {
    private static final String SECRET = "hunter2xyz";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, n VARCHAR(40) UNIQUE)",
            "CREATE PROCEDURE shop.numbered(n INT) INSERT INTO shop.t VALUES (n, 'x')",
            "CREATE PROCEDURE shop.texts(word VARCHAR(40)) BEGIN"
                    + " EXECUTE IMMEDIATE CONCAT('CREATE USERR lm_c IDENTIFIED BY ''', word, ''''); END",
            "CREATE PROCEDURE shop.asks(word VARCHAR(40)) BEGIN"
                    + " DECLARE d DATE; SET d = CAST(word AS DATE); INSERT INTO shop.t VALUES (1, word); END",
            "CREATE PROCEDURE shop.loops(word VARCHAR(40)) BEGIN DECLARE i INT DEFAULT 0;"
                    + " WHILE i < 2 DO INSERT INTO shop.t VALUES (i, word); SET i = i + 1; END WHILE; END");

    private void isNotShown(String says) throws SQLException {
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(says);
        assertThat(run.out() + run.err() + project.run("status").out())
                .doesNotContain(SECRET)
                .doesNotContain("hunter");
        assertThat(database.query("SELECT COALESCE(GROUP_CONCAT(message), '') FROM"
                                + " lupomig_orchestration.migration_alerts")
                        .toString())
                .doesNotContain("hunter");
        assertThat(database.query(
                                "SELECT COALESCE(GROUP_CONCAT(error_message), '') FROM lupomig_orchestration.migration_files")
                        .toString())
                .doesNotContain("hunter");
    }

    @Test
    void aValueThatIsNotOfItsType() throws Exception {
        project.plan("SET @w = CONCAT('hunt', 'er2xyz');\nCALL shop.numbered(@w);");
        isNotShown("the value of n is not one of its type (");
    }

    @Test
    void aValueThatIsComputedInTheProcedure() throws Exception {
        project.plan("SET @w = CONCAT('hunt', 'er2xyz');\nCALL shop.asks(@w);");
        isNotShown("the value of d is not one of its type (1292 ");
    }

    @Test
    void aStatementThatIsSentOfIt() throws Exception {
        project.plan("SET @w = CONCAT('hunt', 'er2xyz');\nCALL shop.texts(@w);");
        isNotShown("USERR");
    }

    @Test
    void aCallThatIsSentAsItIs() throws Exception {
        project.plan("SET @w = CONCAT('hunt', 'er2xyz');\nCALL shop.loops(@w);", "undo none because \"it loops\"");
        isNotShown("1062 Duplicate");
    }
}
