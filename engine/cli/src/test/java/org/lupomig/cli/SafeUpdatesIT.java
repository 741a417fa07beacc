package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** {@code SET SQL_SAFE_UPDATES} around a script, as tools write it: it goes for the script and not for the engine. */
class SafeUpdatesIT {
    private static final String CHANGES = """
            SET @OLD_SAFE = @@SQL_SAFE_UPDATES, SQL_SAFE_UPDATES = %d;
            UPDATE shop.t SET a = a + 1 WHERE id = 2;
            DELETE FROM shop.t WHERE id = 3;
            INSERT INTO shop.t VALUES (4, 4, 'd') ON DUPLICATE KEY UPDATE a = 9;
            REPLACE INTO shop.t VALUES (1, 8, 'r');
            ALTER TABLE shop.t MODIFY b VARCHAR(3), DROP COLUMN a;
            ALTER TABLE shop.t MODIFY b VARCHAR(2);
            CREATE TABLE shop.made (id INT PRIMARY KEY);
            INSERT INTO shop.made SELECT id FROM shop.t;
            SET SQL_SAFE_UPDATES = @OLD_SAFE;
            """;

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, a INT, b VARCHAR(20))",
            "INSERT INTO shop.t VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 3, 'c')");

    @Test
    void changesAreMadeAndTakenBackUnderBoth() throws SQLException, IOException {
        String before = project.dump();
        for (int safe : new int[] {0, 1}) {
            project.plan(CHANGES.formatted(safe));
            assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
            assertThat(database.query("SELECT id FROM shop.made ORDER BY id")).containsExactly("1", "2", "4");
            assertThat(project.run("rollback", "shop.change").err()).isEmpty();
            assertThat(project.dump()).isEqualTo(before);

            project.plan(CHANGES.formatted(safe) + "INSERT INTO shop.made VALUES (1);");
            assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(ExitStatus.FINDINGS);
            assertThat(project.dump()).isEqualTo(before);
        }
    }

    @Test
    void whatTheServerRefusesUnderItIsUndone() throws SQLException, IOException {
        String before = project.dump();
        project.plan("SET SQL_SAFE_UPDATES = 1;\nUPDATE shop.t SET a = 5 WHERE id = 1;\nUPDATE shop.t SET a = 6;");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.err()).contains("1175");
        assertThat(run.status()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(project.dump()).isEqualTo(before);

        project.plan("SET SQL_SAFE_UPDATES = 1;\nSET SQL_SAFE_UPDATES = 0;\nUPDATE shop.t SET a = 6;");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.run("rollback", "shop.change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }
}
