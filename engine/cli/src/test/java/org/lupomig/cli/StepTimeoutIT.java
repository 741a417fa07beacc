package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A step whose time is shorter than the server's own patience with locks. */
class StepTimeoutIT {
    @Test
    void whoMayBeInTheWayIsSaid(@TempDir Path folder) throws SQLException, IOException {
        ServerProject project = ServerProject.onFreshServer(
                folder,
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.orders (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO shop.orders VALUES (1)");
        project.plan("ALTER TABLE shop.orders ADD COLUMN n INT NULL;", "timeout 2s");
        try (Connection other = TestDatabase.get().connect();
                Statement reading = other.createStatement()) {
            other.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM shop.orders").close();

            TestShell.Result run = project.run("run", "shop.lupomig");

            assertThat(run.status()).isEqualTo(ExitStatus.FINDINGS);
            assertThat(run.out() + run.err())
                    .contains(
                            "LM5014",
                            "the step's timeout of 2 s",
                            "end what is in the way",
                            "in the way: perhaps connection ")
                    .doesNotContain("mend the statement");
        }
    }
}
