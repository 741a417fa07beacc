package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What a statement came to is written down before a query that may take long is sent behind it. */
class LongQueriesIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer("CREATE SCHEMA shop");

    @ParameterizedTest
    @ValueSource(strings = {"SELECT SLEEP(4)", "DO SLEEP(4)"})
    void anAnswerIsDurableBehindIt(String query) throws Exception {
        project.plan("CREATE TABLE shop.t (id INT PRIMARY KEY);\n" + query + ";\nALTER TABLE shop.t ADD n INT;");
        var run = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
        while (!run.isDone()
                && database.query("SELECT 1 FROM information_schema.PROCESSLIST WHERE INFO LIKE '%SLEEP(4)%'"
                                + " AND INFO NOT LIKE '%PROCESSLIST%'")
                        .isEmpty()) {
            Thread.sleep(20);
        }

        assertThat(database.query("SELECT entry_kind FROM lupomig_orchestration.lupo_migration_states"
                        + " WHERE entry_kind IN ('intent', 'done') ORDER BY 1"))
                .containsExactly("done", "intent");
        assertThat(run.join().status()).isZero();
    }
}
