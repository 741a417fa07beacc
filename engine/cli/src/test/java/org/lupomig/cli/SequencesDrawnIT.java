package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Applications draw from a sequence between the look at it and the statement that goes by that look. */
class SequencesDrawnIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project =
            ServerProject.onFreshServer("CREATE SCHEMA shop", "CREATE SEQUENCE shop.sq NOCACHE", "DO NEXTVAL(shop.sq)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER SEQUENCE shop.sq RESTART WITH 1000",
                "DO SETVAL(shop.sq, 1000, 0)",
                "CREATE OR REPLACE SEQUENCE shop.sq START WITH 1000 NOCACHE"
            })
    void whatIsDrawnBeforeTheWayBackIsNotGivenAgain(String sql) throws Exception {
        project.plan(sql + ";");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();

        TestShell.Result back = drawing("1000", "rollback", "change");

        assertThat(back.status()).as(back.out() + back.err()).isEqualTo(ExitStatus.NEEDS_A_PERSON);
        assertThat(back.err()).contains("drawn");
        assertThat(database.query("SELECT NEXTVAL(shop.sq)")).containsExactly("1001");
        assertThat(project.run("recover").err()).contains("values were drawn from it since");
        assertThat(database.query("SELECT NEXTVAL(shop.sq)")).containsExactly("1002");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER SEQUENCE shop.sq RESTART WITH 1000",
                "DO SETVAL(shop.sq, 1000, 0)",
                "CREATE OR REPLACE SEQUENCE shop.sq START WITH 1000 NOCACHE",
                "DROP SEQUENCE shop.sq",
                "DROP SCHEMA shop"
            })
    void whatIsDrawnBeforeTheStatementIsNotGivenAgain(String sql) throws Exception {
        project.checkedPlan(sql + ";", false);

        TestShell.Result run = drawing("2", "run", "shop.lupomig");

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(run.err()).contains("numbers were drawn from it just now");
        assertThat(database.query("SELECT NEXTVAL(shop.sq)")).containsExactly("3");
    }

    @Test
    void whatIsDrawnWhileOtherOptionsComeAndGoStaysDrawn() throws Exception {
        project.checkedPlan("ALTER SEQUENCE shop.sq MAXVALUE 5000;", false);

        TestShell.Result run = drawing("2", "run", "shop.lupomig");

        assertThat(run.err()).contains("LM5010");
        assertThat(database.query("SELECT NEXTVAL(shop.sq)")).containsExactly("3");
        assertThat(database.query("SELECT maximum_value FROM shop.sq")).containsExactly("9223372036854775806");
    }

    /** Draws once while a command waits for the sequence, having looked at it. */
    private TestShell.Result drawing(String number, String... command) throws Exception {
        CompletableFuture<TestShell.Result> run;
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("DO SETVAL(shop.sq, 0)"); // draws nothing, and holds what a draw holds
            run = CompletableFuture.supplyAsync(() -> project.run(command));
            WaitingCommand.session(database, run);
            try (var drawn = statement.executeQuery("SELECT NEXTVAL(shop.sq)")) {
                drawn.next();
                assertThat(drawn.getString(1)).isEqualTo(number);
            }
            statement.execute("COMMIT");
        }
        return run.join();
    }
}
