package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * The server has other settings than it was shipped with, each of which would make a session that does not say its own
 * see other rows, do something else, or do nothing at all.
 */
@Tag("proof")
class CrashUnderSettingsIT {
    private static final List<String> SETTINGS = List.of(
            "sql_select_limit = 1",
            "system_versioning_asof = '2020-01-01 00:00:00'",
            "sql_auto_is_null = 1",
            "sql_quote_show_create = 0",
            "max_error_count = 0",
            "tx_read_only = 1",
            "tx_isolation = 'READ-UNCOMMITTED'",
            "autocommit = 0",
            "completion_type = 'RELEASE'",
            "unique_checks = 0",
            "sql_if_exists = 1",
            "sql_safe_updates = 1",
            "max_join_size = 1",
            "max_session_mem_used = 8192",
            "tmp_disk_table_size = 1024",
            "idle_transaction_timeout = 1",
            "max_statement_time = 0.001");

    private final TestDatabase database = TestDatabase.get();
    private final Path change = KilledPlan.PLANS.resolve("change.lupomig");

    @BeforeEach
    void build() throws Exception {
        database.clear();
        StoreForTests.make(database);
        done("run", KilledPlan.PLANS.resolve("build.lupomig"));
    }

    @AfterEach
    void asShipped() throws Exception {
        for (String one : SETTINGS) {
            database.execute("SET GLOBAL " + one.substring(0, one.indexOf('=')) + "= DEFAULT");
        }
        database.execute("SET GLOBAL sql_big_selects = DEFAULT");
    }

    @Test
    void aKilledRunIsTakenBackAsEver() throws Exception {
        String before = dump();
        int points = done("run", change).points();
        done("rollback", change);
        for (int point : new int[] {points / 2, points * 9 / 10}) {
            set();
            assertThat(CrashedProcess.run("run", database, change, point).killed())
                    .isTrue();
            CrashedProcess recovery = CrashedProcess.run("recover", database, change, 0);
            asShipped();
            assertThat(recovery.status()).as("%d: %s", point, recovery.output()).isZero();
            assertThat(dump()).as("%d: %s", point, recovery.output()).isEqualTo(before);
        }
    }

    /** By how a script's own ALTER is done the server's setting is heeded; what it did goes back all the same. */
    @Test
    void theWayBackIsNotBoundToHowAnAlterIsDone() throws Exception {
        String before = dump();
        done("run", change);
        CrashedProcess rollback;
        database.execute("SET GLOBAL alter_algorithm = 'INSTANT'");
        try {
            rollback = CrashedProcess.run("rollback", database, change, 0);
        } finally {
            database.execute("SET GLOBAL alter_algorithm = DEFAULT");
        }
        assertThat(rollback.output()).startsWith("DONE");
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void aRunEndsAsEverAndIsRolledBack() throws Exception {
        String before = dump();
        set();
        CrashedProcess run = CrashedProcess.run("run", database, change, 0);
        CrashedProcess rollback = CrashedProcess.run("rollback", database, change, 0);
        asShipped();
        assertThat(run.output()).startsWith("DONE");
        assertThat(rollback.output()).startsWith("DONE");
        assertThat(dump()).isEqualTo(before);
    }

    private void set() throws Exception {
        for (String one : SETTINGS) {
            database.execute("SET GLOBAL " + one);
        }
    }

    private CrashedProcess done(String command, Path plan) throws Exception {
        CrashedProcess process = CrashedProcess.run(command, database, plan, 0);
        assertThat(process.output()).startsWith("DONE");
        return process;
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, "crash_core", "crash_old", "crash_archive");
    }
}
