package org.lupomig.testkit.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
    private final TestDatabase database = TestDatabase.get();

    @Test
    void isTheSameForAllTestsOfAJvm() {
        assertThat(TestDatabase.get()).isSameAs(database);
        assertThat(TestDatabase.sourceInUse()).isEqualTo(database.source());
    }

    @Test
    void knowsWhetherATestHasUsedIt() throws Exception {
        TestDatabase.takeUse();
        assertThat(TestDatabase.takeUse()).isFalse();
        TestDatabase.get();
        assertThat(TestDatabase.takeUse()).isFalse();
        database.query("SELECT 1");
        assertThat(TestDatabase.takeUse()).isTrue();
        assertThat(database.jdbcUrl()).isNotEmpty();
    }

    @Test
    void isRecentAndTakesLargeStatements() throws Exception {
        assertThat(database.version()).matches("(10\\.(6|11)|1[1-9]\\.\\d+)\\..*");
        assertThat(database.query("SELECT @@max_allowed_packet >= 64 * 1024 * 1024, @@character_set_server"))
                .containsExactly("1", "utf8mb4");
    }

    @Test
    void isReachedWithTheUrlThatAPersonWouldGive() throws Exception {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrlWithAccount())) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void isEmptyAfterClearing() throws Exception {
        database.execute(
                "CREATE OR REPLACE DATABASE `a``b`",
                "CREATE TABLE `a``b`.parent(id INT PRIMARY KEY)",
                "CREATE TABLE `a``b`.child(id INT, FOREIGN KEY (id) REFERENCES parent(id))",
                "CREATE OR REPLACE USER 'app'@'%'",
                "CREATE OR REPLACE USER ''@'localhost'",
                "CREATE OR REPLACE ROLE `ro``le`",
                "GRANT `ro``le` TO 'app'@'%'");
        try (Connection left = database.connect();
                Statement statement = left.createStatement()) {
            left.setAutoCommit(false);
            statement.execute("INSERT INTO `a``b`.parent VALUES (1)"); // a transaction that would block the drop

            database.clear();
        }

        assertThat(database.query("SHOW DATABASES")).doesNotContain("a`b");
        assertThat(database.query("SELECT count(*) FROM mysql.global_priv WHERE User IN ('app', '', 'ro`le')"))
                .containsExactly("0");
    }
}
