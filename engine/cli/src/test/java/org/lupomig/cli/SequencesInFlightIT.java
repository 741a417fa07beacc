package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A session ends while it waits for a sequence, and applications go on drawing from it. */
class SequencesInFlightIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project =
            ServerProject.onFreshServer("CREATE SCHEMA shop", "CREATE SEQUENCE shop.sq NOCACHE", "DO NEXTVAL(shop.sq)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER SEQUENCE shop.sq RESTART WITH 1000",
                "ALTER SEQUENCE shop.sq RESTART",
                "CREATE OR REPLACE SEQUENCE shop.sq START WITH 1000"
            })
    void noNumberIsGivenTwice(String sql) throws Exception {
        project.plan(sql + ";");
        CompletableFuture<TestShell.Result> run;
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("DO NEXTVAL(shop.sq)");
            run = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            String session = WaitingCommand.session(database, run);
            statement.execute("DO NEXTVAL(shop.sq), NEXTVAL(shop.sq)");
            database.execute("KILL CONNECTION " + session);
            statement.execute("COMMIT");
        }
        TestShell.Result ended = run.join();
        assertThat(ended.status()).as(ended.err()).isNotZero();
        TestShell.Result recovery = project.run("recover");
        assertThat(recovery.status()).as(ended.err() + recovery.err()).isZero();
        assertThat(database.query("SELECT NEXTVAL(shop.sq)")).containsExactly("5");
        assertThat(database.query("SELECT cycle_option, cache_size, start_value FROM shop.sq"))
                .containsExactly("0", "0", "1");
    }
}
