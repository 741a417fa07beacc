package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A person says of an undo that failed half way that all of it is completed: what is said of it then holds. */
class ResolveHalfwayIT {
    private static final TestDatabase SERVER = TestDatabase.get();

    @RegisterExtension
    private final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.users (id INT PRIMARY KEY) ENGINE=InnoDB",
            "CREATE TABLE shop.logs (id INT PRIMARY KEY) ENGINE=InnoDB",
            "INSERT INTO shop.users VALUES (1)",
            "CREATE PROCEDURE shop.meddle() BEGIN DECLARE n INT DEFAULT 0;"
                    + " WHILE n < 1 DO SET n = n + 1; UPDATE shop.users SET note = 'mine'; END WHILE; END");

    @BeforeEach
    void anUndoThatFailsHalfWay() throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change {
                    step grow {
                      sql \"\"\"ALTER TABLE shop.users ADD COLUMN note VARCHAR(9); INSERT INTO shop.logs VALUES (7)\"\"\"
                    }
                    step meddle requires grow {
                      sql \"\"\"CALL shop.meddle()\"\"\"
                      undo none because "it is only a note"
                    }
                    step last requires meddle { sql \"\"\"CREATE TABLE shop.more (id INT, id INT)\"\"\" }
                  }
                }
                """);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(3);
        assertThat(SERVER.query("SELECT id FROM shop.logs")).isEmpty();
    }

    @Test
    void whatIsTakenBackAlreadyIsTold() {
        TestShell.Result looked =
                project.run("resolve", "change.grow", "--as", "completed", "--because", "mended", "--dry-run");

        assertThat(looked.status()).as(looked.err()).isZero();
        assertThat(looked.out())
                .contains(
                        "of shop.change.grow this is taken back already, rows too: insert shop.logs (",
                        "; and this is not: alter table shop.users (",
                        "of batch shop.change these steps are taken back already: meddle, last");
    }

    @Test
    void statusAndRollbackSayTheSameOfIt() {
        assertThat(project.run("status").out()).doesNotContain("can be rolled back");
        TestShell.Result said = project.run("resolve", "change", "--as", "completed", "--because", "mended", "--yes");
        assertThat(said.status()).as(said.err()).isZero();

        String refused = project.run("rollback", "change").err();
        TestShell.Result status = project.run("status");
        String json = project.run("status", "--json").out();

        assertThat(refused).contains("LM5105", "shop.change.grow was completed by hand");
        assertThat(status.out())
                .contains("cannot be rolled back: shop.change.grow was completed by hand")
                .doesNotContain("can be rolled back");
        assertThat(json).contains("\"canBeRolledBack\": false", "was completed by hand");
    }
}
