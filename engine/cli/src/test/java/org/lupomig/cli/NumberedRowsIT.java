package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Rows that a new AUTO_INCREMENT column numbers, while others write to them. */
class NumberedRowsIT {
    private final TestDatabase database = TestDatabase.get();

    private ServerProject project;

    @BeforeEach
    void rowsWithoutAKey(@TempDir Path folder) throws Exception {
        project = ServerProject.onFreshServer(
                folder,
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.loose (a INT, b VARCHAR(9)) ENGINE=InnoDB",
                "INSERT INTO shop.loose VALUES (1, 'x'), (1, 'x'), (2, NULL)");
        project.plan("ALTER TABLE shop.loose ADD COLUMN id INT AUTO_INCREMENT PRIMARY KEY FIRST;");
    }

    @Test
    void aNumberThatComesBetweenTheLookAndTheWayBackIsNotTakenAway() throws Exception {
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        CompletableFuture<TestShell.Result> back;
        String theirs;
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE shop.loose SET id = 9 WHERE id = 3");
            // it sees what was committed, and waits for what was not
            back = CompletableFuture.supplyAsync(() -> project.run("rollback", "change"));
            WaitingCommand.session(database, back);
            other.commit();
            theirs = project.dump();
        }
        TestShell.Result result = back.join();
        assertThat(result.err()).contains("somebody has changed its rows just now");
        assertThat(result.status()).isEqualTo(3);
        assertThat(project.dump()).isEqualTo(theirs);
    }
}
