package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/** An account that may have few connections at a time: what is only kept for later gives way to what is needed now. */
class FewConnectionsIT {
    private static final int GROUPED = 24;

    private final TestDatabase database = TestDatabase.get();

    @TempDir
    Path folder;

    @BeforeEach
    void begin() throws Exception {
        database.clear();
        StoreForTests.make(database);
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.old (id INT PRIMARY KEY, n INT)",
                "INSERT INTO shop.old VALUES (1, 1), (2, 2)");
    }

    @AfterEach
    void end() throws Exception {
        database.execute("DROP USER IF EXISTS few_connections@'%'");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8})
    void twoGroupsAndWhatComesBehindThem(int connections) throws Exception {
        comesToItsEnd(connections, GROUPED);
    }

    /** The second group is prepared while the first is sent: nothing is only kept by then. */
    @ParameterizedTest
    @ValueSource(ints = {5, 6})
    void manyGroups(int connections) throws Exception {
        comesToItsEnd(connections, 5 * GROUPED);
    }

    private void comesToItsEnd(int connections, int steps) throws Exception {
        database.execute("CREATE USER few_connections@'%' IDENTIFIED BY 'pw' WITH MAX_USER_CONNECTIONS " + connections);
        database.execute("GRANT ALL ON *.* TO few_connections@'%' WITH GRANT OPTION");
        Plan well = plan(steps, "UPDATE shop.old SET n = 3 WHERE id = 1");
        Plan failing = plan(steps, "UPDATE shop.old SET nothing = 3 WHERE id = 1");
        String before = SchemaDump.of(database, "shop");

        RunReport failed = as(engine -> HaltingProcess.perform("run", failing, engine));

        assertThat(failed.result()).as("%s", failed).isEqualTo(Result.UNDONE);
        assertThat(SchemaDump.of(database, "shop")).isEqualTo(before);

        RunReport run = as(engine -> HaltingProcess.perform("run", well, engine));

        assertThat(run.result()).as("%s", run).isEqualTo(Result.DONE);

        RunReport back = as(engine -> HaltingProcess.perform("rollback", well, engine));

        assertThat(back.result()).as("%s", back).isEqualTo(Result.DONE);
        assertThat(SchemaDump.of(database, "shop")).isEqualTo(before);
    }

    /** The server counts a connection until its thread has ended, which may be after the command that had it. */
    private void untilNoneIsLeft() throws Exception {
        String counted = "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'few_connections'";
        for (int i = 0; i < 500 && !database.query(counted).get(0).equals("0"); i++) {
            Thread.sleep(20);
        }
    }

    private RunReport as(Function<Engine, RunReport> command) throws Exception {
        untilNoneIsLeft();
        String url = database.jdbcUrlWithAccount()
                .replaceFirst("user=[^&]*", "user=few_connections")
                .replaceFirst("password=[^&]*", "password=pw");
        return HaltingProcess.perform(url, folder, store -> store, target -> target, command);
    }

    private Plan plan(int steps, String last) throws Exception {
        StringBuilder text = new StringBuilder("""
                plan shop version 1.0.0 {
                  database main = mariadb
                  schema shop core
                  batch make {
                    validate post integrity "all are there" { expect query("SELECT COUNT(*) FROM shop.old") = 2 }
                """);
        for (int number = 1; number <= steps; number++) {
            text.append("    step t" + number + " { sql \"\"\"\n      CREATE TABLE shop.t" + number
                    + " (id INT PRIMARY KEY);\n      INSERT INTO shop.t" + number
                    + " VALUES (1), (2);\n    \"\"\" }\n");
        }
        text.append("    step last { sql \"\"\"\n      " + last + ";\n    \"\"\" }\n  }\n}\n");
        return HaltingProcess.plan(Files.writeString(folder.resolve("shop.lupomig"), text.toString()));
    }
}
