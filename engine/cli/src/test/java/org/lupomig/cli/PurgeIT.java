package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What is kept for rollbacks, as a user sees it, until when, and how it goes. */
class PurgeIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.old (id INT PRIMARY KEY, name VARCHAR(20)) ENGINE=InnoDB",
            "INSERT INTO shop.old VALUES (1, 'one'), (2, 'two')",
            "CREATE TABLE shop.items (id INT PRIMARY KEY, price INT, note VARCHAR(20)) ENGINE=InnoDB",
            "INSERT INTO shop.items VALUES (1, 10, 'a'), (2, 20, 'b')");

    private static final String CHANGE = "DROP TABLE shop.old; UPDATE shop.items SET price = 0 WHERE id < 9;"
            + " ALTER TABLE shop.items DROP COLUMN note;";

    private List<String> held() throws Exception {
        return database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'"
                + " ORDER BY TABLE_NAME");
    }

    /** As if the batch were of another class, and had completed long ago. */
    private void declare(String rollbackClass, String ended) throws Exception {
        database.execute(
                "UPDATE lupomig_orchestration.migration_batches SET rollback_class = '" + rollbackClass + "'",
                "UPDATE lupomig_orchestration.migration_files SET ended_ymdhis = " + ended);
    }

    @Test
    void statusSaysUntilWhenABatchCanGoBackAndWhatIsKeptForThat() throws Exception {
        project.plan(CHANGE);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(held()).hasSize(3);

        assertThat(project.run("status").out())
                .containsPattern(
                        "can be rolled back; kept for that: 3 tables, \\d+ KB: lupomig_held\\.h1_1_1_\\w+_old,");

        declare("C", "20260101000000");
        TestShell.Result status = project.run("status");
        assertThat(status.out())
                .containsPattern("could be rolled back until 2026-01-08 00:00:00 UTC; lupomig purge removes 3 tables");
        assertThat(project.run("status", "--json").out())
                .contains("\"canBeRolledBack\": false", "\"rollbackUntil\": 20260108000000", "\"forRollback\": true");

        declare("C", "20990101000000");
        assertThat(project.run("status").out())
                .contains("can be rolled back until 2099-01-08 00:00:00 UTC; kept for that: 3 tables");
        assertThat(project.run("status", "--json").out()).contains("\"canBeRolledBack\": true");
    }

    @Test
    void whatHasExpiredGoes() throws Exception {
        project.plan(CHANGE);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        database.execute("CREATE TABLE lupomig_held.theirs (id INT) ENGINE=InnoDB");
        String now = project.dump();

        TestShell.Result nothing = project.run("purge");
        assertThat(nothing.status()).isZero();
        assertThat(nothing.out())
                .contains(
                        "nothing to do: nothing that is held has expired",
                        "lupomig_held.theirs is of no run that is recorded here: it stays");
        assertThat(held()).hasSize(4);

        declare("B", "20260101000000");
        TestShell.Result late = project.run("rollback", "change");
        assertThat(late.status()).isEqualTo(2);
        assertThat(late.err())
                .contains(
                        "LM5090",
                        "shop.change could be rolled back until 2026-01-02 00:00:00 UTC, where the window of class B"
                                + " closed");
        TestShell.Result dry = project.run("purge", "--dry-run");
        assertThat(dry.out()).contains("would go", "done: dry run: 3 tables (");
        assertThat(held()).hasSize(4);

        TestShell.Result purge = project.run("purge");
        assertThat(purge.err()).isEmpty();
        assertThat(purge.status()).isZero();
        assertThat(project.run("show", "2").out())
                .contains("run 2: purge of shop 1", "way back of shop.change.only removed, its window closed on ");
        assertThat(project.run("show", "2", "--format", "json").out()).contains("\"step\": \"shop.change.only\"");
        assertThat(purge.out())
                .containsPattern("removed +only +lupomig_held\\.h1_1_1_\\w+_old \\(\\d+ KB\\)")
                .containsPattern("done: 3 tables \\(\\d+ KB\\) are removed; shop.change can no longer be rolled back");
        assertThat(held()).containsExactly("theirs");
        assertThat(project.dump()).isEqualTo(now);
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).isEqualTo(2);
        assertThat(back.err())
                .contains(
                        "LM5091",
                        "shop.change cannot be rolled back: what was kept for that was purged on ",
                        "its window closed on 2026-01-02 00:00:00 UTC");
        assertThat(project.run("status").out()).contains("purged on ", "cannot be rolled back");
        assertThat(project.run("history").out()).contains("purge of shop 1 by ", "batch change: 3 tables (");
        assertThat(project.run("history", "--json").out()).contains("\"kind\": \"purge\"");
    }

    /** Whoever asks, and whatever their clock says. */
    @Test
    void windowsGoByTheClockOfTheServer() throws Exception {
        project.plan(CHANGE);
        assertThat(project.ahead(Duration.ofDays(-3), "run", "shop.lupomig").err())
                .isEmpty();
        assertThat(database.query("SELECT MAX(ended_ymdhis) > (UTC_TIMESTAMP() - INTERVAL 10 MINUTE) + 0"
                        + " FROM lupomig_orchestration.migration_files"))
                .containsExactly("1");
        database.execute("UPDATE lupomig_orchestration.migration_batches SET rollback_class = 'B'");

        assertThat(project.ahead(Duration.ofDays(3), "purge").out()).contains("nothing that is held has expired");
        assertThat(project.ahead(Duration.ofDays(3), "status").out()).contains("can be rolled back until ");
        assertThat(held()).hasSize(3);
        assertThat(project.ahead(Duration.ofDays(3), "rollback", "change").err())
                .isEmpty();
    }

    @Test
    void aBatchLosesItsWayBackOnlyOnAClearWord() throws Exception {
        project.plan(CHANGE);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();

        TestShell.Result unasked = project.run("purge", "shop.change");
        assertThat(unasked.status()).isEqualTo(2);
        assertThat(unasked.err())
                .contains("LM9040", "shop.change is not purged: what is held for it would be gone for good", "--yes");
        assertThat(held()).hasSize(3);

        TestShell.Result events = project.run("purge", "change", "--yes", "--json");
        assertThat(events.status()).isZero();
        assertThat(events.out()).contains("\"event\":\"purged\"", "\"removed\":true", "\"exitStatus\":0");
        assertThat(held()).isEmpty();
        assertThat(project.run("rollback", "change").err()).contains("LM5091", "asked for");
        assertThat(project.run("purge", "change", "--yes").out())
                .contains("nothing to do: nothing is held for batch shop.change");
        assertThat(project.run("purge", "changes", "--yes").err()).contains("LM9023");
    }

    @Test
    void whatTheStoreKeepsForATimeGoesWhenItHasExpired() throws Exception {
        project.plan("CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB;");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        database.execute("INSERT INTO lupomig_ephemeral.lupo_cache (cache_key, cache_group, cache_value, hit_count,"
                + " expires_ymdhis, created_ymdhis, updated_ymdhis)"
                + " SELECT SHA2(seq, 256), 'plans', '{}', 0, IF(seq = 1, 20990101000000, 20260101000000), 0, 0"
                + " FROM shop.seq_1_to_1501");
        String rows = "SELECT COUNT(*) FROM lupomig_ephemeral.lupo_cache";

        assertThat(project.run("purge", "--dry-run").out())
                .contains("done: nothing that is held has expired; 1500 expired rows of the store would be removed");
        assertThat(database.query(rows)).containsExactly("1501");
        TestShell.Result purge = project.run("purge");
        assertThat(purge.status()).isZero();
        assertThat(purge.out()).contains("; 1500 expired rows of the store are removed");
        assertThat(database.query(rows)).containsExactly("1");
        assertThat(project.run("purge").out()).contains("nothing to do: nothing that is held has expired");
        assertThat(project.run("rollback", "change").err()).isEmpty();
    }

    @Test
    void aBatchForWhichNothingIsKeptHasNothingToPurge() throws Exception {
        project.plan(
                "CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB; ALTER TABLE shop.old ADD COLUMN x INT;");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.run("status").out()).contains("can be rolled back\n");
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.run("status").out()).doesNotContain("can be rolled back");
        assertThat(project.run("purge", "change", "--yes").out()).contains("nothing is held");
    }
}
