package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.wire.SentCommand;
import org.lupomig.testkit.wire.Strike;
import org.lupomig.testkit.wire.Wire;

/** Where somebody empties what is kept for a rollback, it does not pass for what was there before. */
class LostImagesIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.items (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, price DECIMAL(8,2),"
                    + " at TIMESTAMP NULL) ENGINE=InnoDB",
            "INSERT INTO shop.items VALUES (1, 'one', 1.5, NULL), (2, 'two', NULL, '2020-01-01 00:00:00'),"
                    + " (3, '', 3, NULL), (4, 'four', 4, NULL)",
            "CREATE TABLE shop.codes (code VARCHAR(9) PRIMARY KEY, n INT) ENGINE=InnoDB",
            "INSERT INTO shop.codes VALUES ('a', 1)",
            "CREATE TABLE shop.seen (id INT)",
            "CREATE TRIGGER shop.watch AFTER DELETE ON shop.codes FOR EACH ROW INSERT INTO shop.seen VALUES (1)",
            "CREATE TABLE shop.loose (a INT, b VARCHAR(9)) ENGINE=InnoDB",
            "INSERT INTO shop.loose VALUES (1, 'x'), (1, 'x'), (2, NULL)",
            "CREATE TABLE shop.parts (id INT PRIMARY KEY, n INT) ENGINE=InnoDB PARTITION BY RANGE (id)"
                    + " (PARTITION low VALUES LESS THAN (10), PARTITION high VALUES LESS THAN (100))",
            "INSERT INTO shop.parts VALUES (1, 1), (20, 2)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE shop.items SET name = CONCAT(name, '!') WHERE id < 3;",
                "DELETE FROM shop.items WHERE id = 2;",
                "REPLACE INTO shop.items VALUES (1, 'again', 1, NULL);",
                "UPDATE shop.items SET price = 0 ORDER BY id LIMIT 2;",
                "UPDATE shop.loose SET b = 'y';",
                "UPDATE shop.items SET price = 1 WHERE id = 1; UPDATE shop.items SET price = 2 WHERE id < 3;",
                "CREATE TABLE shop.own (id INT PRIMARY KEY); INSERT INTO shop.own VALUES (1), (2); "
                        + "ALTER TABLE shop.items DROP COLUMN price; UPDATE shop.items SET name = 'n' WHERE id = 4;",
                "INSERT INTO shop.codes VALUES ('b', 2), ('c', 3);",
                "ALTER TABLE shop.items DROP COLUMN name;",
                "ALTER TABLE shop.items MODIFY price DECIMAL(8,0);",
                "ALTER TABLE shop.loose DROP COLUMN b;",
                "ALTER TABLE shop.parts DROP PARTITION low;"
            })
    void itIsRefusedUntilTheyAreThereAgain(String batch) throws Exception {
        String before = project.dump();
        for (String damage : List.of("TRUNCATE TABLE ", "DROP TABLE ")) {
            project.plan(batch);
            TestShell.Result run = project.run("run", "shop.lupomig");
            assertThat(run.status()).as(run.out() + run.err()).isZero();
            String image = damaged(damage);
            String now = project.dump();
            for (String name : List.of("rollback change", "rollback change --discard-later-writes")) {
                TestShell.Result back = project.run(name.split(" ", -1));
                assertThat(back.status()).as(back.out() + back.err()).isEqualTo(2);
                assertThat(back.err())
                        .contains(image + " has changed since the batch completed: it keeps what was there before, and "
                                + (damage.startsWith("DROP") ? "is gone" : "has 0 rows of "))
                        .doesNotContain("goes on");
                assertThat(project.dump()).isEqualTo(now);
            }
            mend(image);
            TestShell.Result back = project.run("rollback", "change");
            assertThat(back.err()).isEmpty();
            assertThat(project.dump()).isEqualTo(before);
        }
    }

    /** A run that died is not looked at as a whole before its way back begins. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE shop.items SET name = CONCAT(name, '!') WHERE id < 3;",
                "DELETE FROM shop.codes WHERE code = 'a';",
                "INSERT INTO shop.codes VALUES ('b', 2), ('c', 3);",
                "ALTER TABLE shop.items DROP COLUMN name;",
                "ALTER TABLE shop.parts TRUNCATE PARTITION low;"
            })
    void aRecoveryWaitsForAPersonUntilTheyAreThereAgain(String batch) throws Exception {
        waitsForAPerson(
                batch + " CREATE TABLE shop.later (id INT);",
                () -> sent -> sent.text().startsWith("CREATE TABLE shop.later"));
    }

    /** The script for doing it by hand stops before anything of it is done. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE shop.items SET name = CONCAT(name, '!') WHERE id < 3;",
                "UPDATE shop.loose SET b = 'y';",
                "ALTER TABLE shop.items DROP COLUMN name;",
                "ALTER TABLE shop.loose DROP COLUMN b;",
                "ALTER TABLE shop.parts DROP PARTITION low;"
            })
    void theScriptByHandStops(String batch) throws Exception {
        String before = project.dump();
        project.plan(batch);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        String script = project.run("show", "1", "--undo-sql").out();
        String image = damaged("TRUNCATE TABLE ");
        String now = project.dump();

        assertThatThrownBy(() -> ClientScript.send(script)).hasMessageContaining(image + " has not the ");

        assertThat(project.dump()).isEqualTo(now);
        mend(image);
        ClientScript.send(script);
        assertThat(project.dump()).isEqualTo(before);
    }

    /** The same where the answer to the ALTER was never heard. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE shop.items DROP COLUMN name;",
                "ALTER TABLE shop.items MODIFY price DECIMAL(8,0);",
                "ALTER TABLE shop.loose DROP COLUMN b;",
                "ALTER TABLE shop.parts DROP PARTITION low;",
                "ALTER TABLE shop.parts TRUNCATE PARTITION low;"
            })
    void aRecoveryWaitsForThemWhereNoAnswerWasHeard(String alter) throws Exception {
        waitsForAPerson(alter, LostImagesIT::writesWhatAnAlterCameTo);
    }

    /** The first command for the store behind an ALTER. */
    private static Predicate<SentCommand> writesWhatAnAlterCameTo() {
        AtomicBoolean altered = new AtomicBoolean();
        return command -> {
            boolean alters = command.text().startsWith("ALTER TABLE shop.");
            return altered.getAndSet(altered.get() || alters) && command.text().contains("lupo_");
        };
    }

    /** A run is killed before a command, and a recovery changes nothing until what it needs is there again. */
    private void waitsForAPerson(String batch, Supplier<Predicate<SentCommand>> killedBefore) throws Exception {
        String before = project.dump();
        for (String damage : List.of("TRUNCATE TABLE ", "DROP TABLE ")) {
            project.plan(batch);
            try (Wire wire = Wire.before(database, killedBefore.get(), new Strike.Ends(() -> {}))) {
                TestShell.Result run = project.through(wire.database(), "run", "shop.lupomig");
                assertThat(wire.struck()).as(run.out() + run.err()).isTrue();
                assertThat(run.status()).as(run.out() + run.err()).isEqualTo(3);
            }
            String image = damaged(damage);
            String now = project.dump();
            TestShell.Result recovered = project.run("recover");
            assertThat(recovered.status()).as(recovered.out() + recovered.err()).isEqualTo(3);
            assertThat(recovered.err()).contains("LM5020", image + ": it keeps what was there before, and ");
            assertThat(project.dump()).isEqualTo(now);
            mend(image);
            assertThat(project.run("retry", "change").err()).isEmpty();
            assertThat(project.dump()).isEqualTo(before);
        }
    }

    /** The first that has any rows. */
    private String image() throws Exception {
        for (String table : database.query("SELECT TABLE_NAME FROM information_schema.TABLES"
                + " WHERE TABLE_SCHEMA = 'lupomig_held' ORDER BY TABLE_NAME")) {
            if (!database.query("SELECT 1 FROM lupomig_held." + table).isEmpty()) {
                return "lupomig_held." + table;
            }
        }
        throw new AssertionError("nothing is kept");
    }

    /** Which one it was. */
    private String damaged(String how) throws Exception {
        String image = image();
        database.execute(
                "CREATE SCHEMA safe",
                "CREATE TABLE safe.copy LIKE " + image,
                "INSERT INTO safe.copy SELECT * FROM " + image,
                how + image);
        return image;
    }

    private void mend(String image) throws Exception {
        database.execute("DROP TABLE IF EXISTS " + image, "RENAME TABLE safe.copy TO " + image, "DROP SCHEMA safe");
    }
}
