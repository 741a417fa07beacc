package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * The disk of the server is full, wherever a plan comes to write to it. All is as before, at once or, where the server
 * can do nothing more, by the next command when there is room again; and then the same plan runs.
 */
@Tag("proof")
class DiskFullIT {
    private static final long MEGABYTE = 1L << 20;

    private static FullDisk disk;

    @TempDir
    private Path folder;

    private static final Counts COUNTS = new Counts("disks that are full");

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
        if (!disk.serverAnswers()) {
            disk.startAgain();
        }
        disk.makeRoom();
        database().clear();
        database()
                .execute(
                        "CREATE SCHEMA shop",
                        "CREATE TABLE shop.items (id INT PRIMARY KEY, name VARCHAR(2000)) ENGINE=InnoDB",
                        "INSERT INTO shop.items SELECT seq, REPEAT('x', 2000) FROM shop.seq_1_to_8000",
                        "CREATE TABLE shop.words (id INT PRIMARY KEY) ENGINE=InnoDB");
        before = dump();
    }

    @Test
    void aStatementFillsIt() throws Exception {
        made();
        plan("CREATE TABLE shop.more LIKE shop.items;\nINSERT INTO shop.more SELECT * FROM shop.items;");
        disk.leave(10 * MEGABYTE);

        undone("INSERT shop.more", "1114");
    }

    @Test
    void aCopyForTheWayBackFillsIt() throws Exception {
        made();
        plan("ALTER TABLE shop.items ADD COLUMN z INT;\nUPDATE shop.items SET z = id;");
        disk.leave(10 * MEGABYTE);

        undone("UPDATE shop.items", "1114");
    }

    @Test
    void thereIsNoRoomForOneMoreTable() throws Exception {
        made();
        plan("ALTER TABLE shop.items ADD COLUMN z INT;\nCREATE TABLE shop.more (id INT PRIMARY KEY) ENGINE=InnoDB;");
        disk.leave(40_000);

        undone("CREATE TABLE shop.more", "135");
    }

    /** What is written down of many statements needs more room than there is; the rows themselves do not. */
    @Test
    void theRecordsFillIt() throws Exception {
        made();
        plan(IntStream.rangeClosed(1, 300)
                .mapToObj(i -> "INSERT INTO shop.words VALUES (" + i + ");")
                .collect(Collectors.joining("\n")));
        disk.leave(150_000);

        TestShell.Result run = run("run", "shop.lupomig");

        assertThat(run.status()).as(run.out() + run.err()).isIn(1, 3);
        assertThat(run.err()).containsPattern("the disk is full|a full disk");
        asBeforeWhenThereIsRoom();
    }

    @Test
    void nothingIsLeftOfIt() throws Exception {
        made();
        plan("ALTER TABLE shop.items ADD COLUMN z INT;\nCREATE TABLE shop.more (id INT PRIMARY KEY) ENGINE=InnoDB;");
        disk.leave(0);

        TestShell.Result nothing = run("recover");
        assertThat(nothing.status()).as(nothing.out() + nothing.err()).isIn(0, 2);
        TestShell.Result run = run("run", "shop.lupomig");

        assertThat(run.status()).as(run.out() + run.err()).isIn(1, 2, 3);
        // what is not written down was not begun, and needs nobody
        assertThat(run("history", "shop").status()).as(run.out() + run.err()).isEqualTo(run.status() == 2 ? 2 : 0);
        assertThat(run.err())
                .containsIgnoringCase("disk")
                .containsPattern("(make|mend).*and (run the plan|give the command) again");
        asBeforeWhenThereIsRoom();
    }

    @Test
    void theStoreCannotBeMade() throws Exception {
        plan("CREATE TABLE shop.more (id INT PRIMARY KEY) ENGINE=InnoDB;");
        disk.leave(500_000);

        TestShell.Result run = run("run", "shop.lupomig");

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.err()).contains("there is no room", "make room there");
        assertThat(dump()).isEqualTo(before);
        disk.makeRoom();
        runsNow();
    }

    /** A server that copies a table may end there: it is started again when there is room. */
    @Test
    void aTableThatIsCopiedFillsIt() throws Exception {
        made();
        plan(
                "ALTER TABLE shop.words ADD COLUMN z INT;\nALTER TABLE shop.items ADD COLUMN y INT FIRST, ALGORITHM=COPY;");
        disk.leave(10 * MEGABYTE);

        TestShell.Result run = run("run", "shop.lupomig");

        boolean lives = disk.serverAnswers();
        COUNTS.add("the server ended", lives ? 0 : 1);
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(lives ? 1 : 3);
        assertThat(run.err())
                .containsPattern(lives ? "make room there" : "when the server is back, .* brings this run to");
        asBeforeWhenThereIsRoom();
    }

    /** It failed for want of room, says so, and is undone at once. */
    private void undone(String statement, String cause) throws Exception {
        TestShell.Result run = run("run", "shop.lupomig");

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.err())
                .contains("LM5075", statement, "there is no room", cause, "the disk is full", "make room there");
        assertThat(dump()).isEqualTo(before);
        asBeforeWhenThereIsRoom();
    }

    private void asBeforeWhenThereIsRoom() throws Exception {
        if (!disk.serverAnswers()) {
            disk.startAgain();
        }
        disk.makeRoom();
        COUNTS.count("full");
        TestShell.Result recovery = run("recover");
        assertThat(recovery.status()).as(recovery.out() + recovery.err()).isZero();
        assertThat(dump()).isEqualTo(before);
        assertThat(database()
                        .query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'"))
                .isEmpty();
        COUNTS.count("as before");
        runsNow();
    }

    private void runsNow() throws Exception {
        TestShell.Result run = run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(dump()).isNotEqualTo(before);
        TestShell.Result back = run("rollback", "shop.change");
        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(dump()).isEqualTo(before);
    }

    /** The store is there before the disk is full. */
    private void made() throws IOException {
        Files.writeString(
                folder.resolve("first.lupomig"),
                "plan first version 1 { database main = mariadb batch b { step s { sql \"\"\"DO 1\"\"\" } } }");
        TestShell.Result run = run("run", "first.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        Files.delete(folder.resolve("first.lupomig"));
    }

    private void plan(String sql) throws IOException {
        Files.writeString(folder.resolve("shop.lupomig"), """
                plan shop version 1 {
                  database main = mariadb
                  batch change { step only { sql \"\"\"
                %s
                  \"\"\" } }
                }
                """.formatted(sql));
    }

    private TestShell.Result run(String... arguments) {
        return TestShell.on(folder, database()).withTime().run(arguments);
    }

    private static TestDatabase database() {
        return disk.database();
    }

    private static String dump() throws Exception {
        return SchemaDump.of(database(), "shop");
    }
}
