package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.cli.ClientScript;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.freeze.FreezeSetting;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * The script for doing it by hand says what is true when the rollback that it is to end was killed, wherever that was.
 */
class HandScriptAfterKillIT {
    private static final int SAMPLES = 14;

    private final TestDatabase database = TestDatabase.get();

    @TempDir
    Path folder = Path.of("");

    private Path plan(String sql) throws Exception {
        return Files.writeString(folder.resolve("shop.lupomig"), """
                plan shop version 1 {
                  database main = mariadb
                  batch change { step only { sql \"\"\"%s\"\"\" } }
                }
                """.formatted(sql));
    }

    private String begin() throws Exception {
        database.clear();
        StoreForTests.make(database);
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.users (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO shop.users VALUES (1)");
        return dump();
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, "shop");
    }

    /** Rolls back, and dies at a point; whether it did, and how many points it has passed. */
    private boolean dies(Path plan, Halt halt) {
        try {
            HaltingProcess.perform("rollback", database.jdbcUrlWithAccount(), plan, halt);
            return false;
        } catch (Halt.Killed e) {
            return true;
        }
    }

    /** The script of the run that was at work on the step last. */
    private String script() {
        MariaDbServer server = StoreForTests.connect(database);
        try {
            OpenServer open = new OpenServer(
                    "main", "", "the test server", "", server, FreezeSetting.ADVISORY, StoreSchemas.DEFAULT);
            long run = open.store().steps("shop").get(0).run();
            return HandScripts.of(open, open.store().run(run).orElseThrow());
        } finally {
            server.close();
        }
    }

    private void run(Path plan) {
        assertThat(HaltingProcess.perform("run", database.jdbcUrlWithAccount(), plan, new Halt(0, Halt::thisProcess))
                        .result())
                .isEqualTo(Result.DONE);
    }

    private int points(Path plan) throws Exception {
        begin();
        run(plan);
        Halt all = new Halt(0, Halt::thisProcess);
        assertThat(dies(plan, all)).isFalse();
        return all.passed();
    }

    /** One that is dropped where it stands, and one that is looked at where nobody writes to it. */
    @Test
    void whatAStepMadeIsGoneAfterTheScriptWhereverTheRollbackWasKilled() throws Exception {
        made(SAMPLES);
    }

    @Test
    @Tag("soak")
    void atEveryPointOfARollbackOfWhatAStepMade() throws Exception {
        made(Points.LONG_SET);
    }

    private void made(int samples) throws Exception {
        String rows = IntStream.rangeClosed(1, 150).mapToObj(i -> "(" + i + ")").collect(Collectors.joining(", "));
        Path plan = plan("CREATE TABLE shop.big (id INT PRIMARY KEY) ENGINE=InnoDB; INSERT INTO shop.big VALUES " + rows
                + "; CREATE TABLE shop.small (id INT PRIMARY KEY) ENGINE=InnoDB");
        int last = points(plan);
        Points points = Points.of(last, samples);
        Counts counts = points.counts("scripts by hand after a kill");
        for (int point : points) {
            String before = begin();
            run(plan);
            assertThat(dies(plan, Halt.dying(point, () -> {}))).isTrue();
            int left = database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'shop'")
                    .size();

            String script = script();
            ClientScript.send(script);

            assertThat(dump()).as("at point %d of %d:%n%s", point, last, script).isEqualTo(before);
            counts.count(left == 3 ? "both there" : left == 2 ? "one there" : "none there");
        }
        counts.print();
        points.assertSome(counts.of("both there"));
        points.assertSome(counts.of("one there"));
        points.assertSome(counts.of("none there"));
    }

    /** Whether an ALTER was taken back only the server shows: that is said, and nothing fails. */
    @Test
    void whatMayBeTakenBackAlreadyIsSaidAndNotSent() throws Exception {
        unsure(SAMPLES);
    }

    @Test
    @Tag("soak")
    void atEveryPointOfARollbackThatMayHaveTakenItBack() throws Exception {
        unsure(Points.LONG_SET);
    }

    private void unsure(int samples) throws Exception {
        Path plan =
                plan("ALTER TABLE shop.users ADD COLUMN note INT; CREATE VIEW shop.seen AS SELECT id FROM shop.users");
        int unsure = 0;
        Points points = Points.of(points(plan), samples);
        for (int point : points) {
            begin();
            run(plan);
            assertThat(dies(plan, Halt.dying(point, () -> {}))).isTrue();

            String script = script();
            ClientScript.send(script);

            boolean said = script.contains("the run broke off while it was taken back; look what is there");
            unsure += said ? 1 : 0;
            assertThat(said || !dump().contains("note"))
                    .as("at point %d:%n%s", point, script)
                    .isTrue();
        }
        points.assertSome(unsure);
    }
}
