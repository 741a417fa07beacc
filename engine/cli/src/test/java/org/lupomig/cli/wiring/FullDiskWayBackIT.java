package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.cli.FullDisk;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * The disk of the server is full when a batch is rolled back, a dead run recovered, or a way back purged. When there is
 * room again the next command brings it to its end: all is as before, or as the batch left it, with its whole way back
 * or, where that was to be purged, without.
 */
@Tag("proof")
class FullDiskWayBackIT {
    private static final Counts COUNTS = new Counts("ways back with a full disk");

    private static FullDisk disk;

    @TempDir
    Path folder;

    private Path plan = Path.of("");
    private String before = "";

    @BeforeAll
    static void mount() throws Exception {
        disk = FullDisk.make();
    }

    @AfterAll
    static void unmount() throws Exception {
        if (disk != null) {
            disk.close();
            COUNTS.print();
        }
    }

    @BeforeEach
    void begin() throws Exception {
        room();
        database().clear();
        StoreForTests.make(database());
        database()
                .execute(
                        "CREATE SCHEMA shop",
                        "CREATE TABLE shop.items (id INT PRIMARY KEY, name VARCHAR(2000)) ENGINE=InnoDB",
                        "INSERT INTO shop.items SELECT seq, REPEAT('x', 2000) FROM shop.seq_1_to_4000",
                        "CREATE TABLE shop.words (id INT PRIMARY KEY) ENGINE=InnoDB",
                        "INSERT INTO shop.words VALUES (7)");
        before = dump();
        plan = folder.resolve("shop.lupomig");
        Files.writeString(plan, """
                plan shop version 1 {
                  database main = mariadb
                  batch change { step only { sql \"""
                    ALTER TABLE shop.words ADD COLUMN z INT;
                    UPDATE shop.items SET name = 'short' WHERE id > 1;
                    DROP TABLE shop.words;
                    CREATE TABLE shop.more (id INT PRIMARY KEY) ENGINE=InnoDB;
                    INSERT INTO shop.more VALUES (1);
                  \""" } }
                }
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40_000, 3_000_000})
    void aRollback(int bytes) throws Exception {
        done("run");
        String after = dump();
        disk.leave(bytes);

        CrashedProcess rollback = given("rollback");

        recovered(rollback.output());
        String now = dump();
        if (!now.equals(before)) {
            assertThat(now).as(rollback.output()).isEqualTo(after);
            done("rollback");
        }
        COUNTS.count(now.equals(before) ? "rolled back" : "rolled back when there was room");
        asBefore(rollback.output());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40_000, 3_000_000})
    void aRecovery(int bytes) throws Exception {
        int points = done("run").points();
        done("rollback");
        assertThat(CrashedProcess.run("run", database(), plan, points / 2).killed())
                .isTrue();
        disk.leave(bytes);

        CrashedProcess recovery = given("recover");

        recovered(recovery.output());
        COUNTS.count(recovery.status() == 0 ? "recovered" : "recovered when there was room");
        asBefore(recovery.output());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40_000})
    void aPurge(int bytes) throws Exception {
        done("run");
        String after = dump();
        int held = held().size();
        disk.leave(bytes);

        CrashedProcess purge = given("purge");

        room();
        assertThat(dump()).as(purge.output()).isEqualTo(after);
        recovered(purge.output());
        CrashedProcess back = CrashedProcess.here("rollback", database(), plan);
        if (back.status() == 0) {
            asBefore(purge.output());
        } else {
            assertThat(back.output()).startsWith("REFUSED");
            assertThat(dump()).as(purge.output()).isEqualTo(after);
            assertThat(CrashedProcess.here("purge", database(), plan).output()).matches("(?s)(DONE|NOTHING_TO_DO) .*");
            assertThat(held()).as(purge.output()).isEmpty();
        }
        assertThat(held).isPositive();
        COUNTS.count(back.status() == 0 ? "not purged" : "purged");
    }

    /** What it says; a server that ends with it says nothing. */
    private CrashedProcess given(String command) throws Exception {
        CrashedProcess process = CrashedProcess.run(command, database(), plan, 0);
        COUNTS.count(process.status() == 0 ? "ended well" : "ended for want of room")
                .add("the server ended", disk.serverAnswers() ? 0 : 1);
        return process;
    }

    private void recovered(String said) throws Exception {
        room();
        CrashedProcess recovery = CrashedProcess.here("recover", database(), plan);
        assertThat(recovery.status())
                .as("%s%s%d bytes are left", said, recovery.output(), disk.left())
                .isZero();
        StoreAtRest.assertIn(database(), said);
    }

    private void asBefore(String said) throws Exception {
        assertThat(dump()).as(said).isEqualTo(before);
        assertThat(held()).as(said).isEmpty();
        done("run");
        done("rollback");
        assertThat(dump()).as(said).isEqualTo(before);
    }

    private static void room() throws Exception {
        if (!disk.serverAnswers()) {
            disk.startAgain();
        }
        disk.makeRoom();
    }

    private CrashedProcess done(String command) {
        CrashedProcess process = CrashedProcess.here(command, database(), plan);
        assertThat(process.output()).startsWith("DONE");
        return process;
    }

    private static List<String> held() throws Exception {
        return database().query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'");
    }

    private static TestDatabase database() {
        return disk.database();
    }

    private static String dump() throws Exception {
        return SchemaDump.of(database(), "shop");
    }
}
