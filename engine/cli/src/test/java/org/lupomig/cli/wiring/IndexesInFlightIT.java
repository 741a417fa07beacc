package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A statement on an index that was killed, and of which nothing can be told any more, is called by its own words. */
class IndexesInFlightIT {
    private final TestDatabase database = TestDatabase.get();

    @ParameterizedTest
    @CsvSource({
        "CREATE INDEX i ON shop.t (n), create index on shop.t",
        "DROP INDEX n ON shop.t, drop index on shop.t",
        "ALTER TABLE shop.t ADD INDEX i (n), alter table shop.t"
    })
    void whatIsNotToldIsCalledByItsOwnWords(String sql, String words, @TempDir Path folder) throws Exception {
        database.clear();
        StoreForTests.make(database);
        database.execute("CREATE SCHEMA shop", "CREATE TABLE shop.t (id INT PRIMARY KEY, n INT, KEY n (n))");
        KilledWaiting killed = new KilledWaiting(database, folder);
        killed.plan(sql);
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("SELECT * FROM shop.t");
            killed.killWhileWaiting(sql);
            statement.execute("COMMIT");
            statement.execute("ALTER TABLE shop.t DROP COLUMN n");
        }

        CrashedProcess recovery = killed.recover();

        assertThat(recovery.status()).isNotZero();
        assertThat(recovery.output()).contains(": " + words + ": what is there now is neither");
    }
}
