package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.wire.SentCommand;
import org.lupomig.testkit.wire.Strike;
import org.lupomig.testkit.wire.Wire;

/**
 * The way back of an ALTER that lost values breaks off when the columns are as they were and the values are not yet;
 * then somebody writes.
 */
class KeptHalfwayIT {
    private static final int ROWS = 2_000;
    private static final String LOSES = "MODIFY a VARCHAR(3) NOT NULL, CHANGE n m SMALLINT";

    private static final String ALL_PARENTS = "INSERT INTO shop.p SELECT seq FROM shop.seq_1_to_" + ROWS;
    private static final String LOSES_KEY = "ALTER TABLE shop.t DROP FOREIGN KEY of_p, DROP COLUMN n";
    private static final Strike IN_VAIN =
            new Strike.Refuses(1205, "HY000", "Lock wait timeout exceeded; try restarting transaction");
    private static final Strike NO_PARENT = new Strike.Refuses(1452, "23000", "Cannot add or update a child row");

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "SET GLOBAL sql_mode = ''",
            "CREATE SCHEMA shop CHARACTER SET utf8mb4",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, a VARCHAR(40), n BIGINT NOT NULL, b INT) ENGINE=InnoDB",
            "INSERT INTO shop.t SELECT seq, IF(seq % 3 = 0, NULL, CONCAT('number ', seq)), seq * 1000000, seq FROM"
                    + " shop.seq_1_to_" + ROWS);

    private String before = "";

    /** Rolled back as far as half way: the line is cut over which the values were to come back. */
    private void halfway(String alter) throws Exception {
        before = project.dump();
        runs("ALTER TABLE shop.t " + alter);
        TestShell.Result back = rolledBack(3, sends("UPDATE `shop`.`t` JOIN"), new Strike.Cuts());
        assertThat(database.query("SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_NAME = 't' AND"
                        + " COLUMN_COMMENT LIKE 'lupomig i%'"))
                .as(back.err())
                .containsExactly("2");
    }

    private void runs(String script) throws Exception {
        project.planOfScript("shop", script + ";\n");
        done("run", "shop.lupomig");
    }

    private void done(String... command) {
        TestShell.Result result = project.run(command);
        assertThat(result.status()).as(result.out() + result.err()).isZero();
    }

    /** A rollback that ends with this status when it has been struck before this command. */
    private TestShell.Result rolledBack(int status, Predicate<SentCommand> before, Strike strike) throws Exception {
        try (Wire wire = Wire.before(database, before, strike)) {
            TestShell.Result back = project.through(wire.database(), "rollback", "shop.change");
            assertThat(wire.struck()).as(back.out() + back.err()).isTrue();
            assertThat(back.status()).as(back.out() + back.err()).isEqualTo(status);
            return back;
        }
    }

    private static Predicate<SentCommand> sends(String words) {
        return command -> command.text().contains(words);
    }

    private List<String> copies() throws Exception {
        return database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held' AND"
                + " TABLE_NAME LIKE 'k%'");
    }

    @ParameterizedTest
    @ValueSource(strings = {LOSES, "MODIFY a INT, DROP COLUMN n"})
    void whereNobodyWritesTheNextCommandGoesOn(String alter) throws Exception {
        halfway(alter);
        database.execute("UPDATE shop.t SET b = -1 WHERE id = 7");

        TestShell.Result recovered = project.run("recover");

        assertThat(recovered.err()).isEmpty();
        assertThat(recovered.status()).isZero();
        database.execute("UPDATE shop.t SET b = 7 WHERE id = 7");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(copies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = 'theirs'", "a = NULL", "n = -5"})
    void whatSomebodyWritesThereIsNotTakenAway(String theirs) throws Exception {
        halfway(LOSES);
        database.execute("UPDATE shop.t SET " + theirs + " WHERE id = 7");
        String now = project.dump();

        TestShell.Result recovered = project.run("recover");

        assertThat(recovered.status()).as(recovered.out()).isEqualTo(3);
        assertThat(recovered.err())
                .contains(
                        "LM5020",
                        "somebody has written into a column whose values were about to come back",
                        "--discard-later-writes");
        assertThat(project.dump()).isEqualTo(now);

        TestShell.Result retried = project.run("retry", "shop.change", "--discard-later-writes");

        assertThat(retried.err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(copies()).hasSize(1);
        assertThat(database.query("SELECT COUNT(*) FROM lupomig_held.`" + copies().get(0) + "` WHERE id = 7 AND "
                        + theirs.replace("= NULL", "IS NULL")))
                .containsExactly("1");
    }

    /** What waits in vain then is not sent again from the beginning, onto a table that is no longer as it was. */
    @Test
    void whatWaitsInVainHalfWayGoesOnFromThere() throws Exception {
        before = project.dump();
        goesOn("ALTER TABLE shop.t " + LOSES, "UPDATE `shop`.`t` JOIN");
    }

    /** The key comes back behind the values, when the lock under which they came is over. */
    @Test
    void aKeyWaitsForOthers() throws Exception {
        referring(ALL_PARENTS);
        goesOn(LOSES_KEY, "FOREIGN KEY");
    }

    /** Where some rows referred to nothing before, they are looked at under a lock of both tables. */
    @Test
    void aLookAtTheRowsOfAKeyWaitsForOthers() throws Exception {
        referring("INSERT INTO shop.p VALUES (1)");
        goesOn(LOSES_KEY, "`shop`.`p` AS f0 READ");
    }

    /** What others write when the values are back, and only the key is missing, is theirs. */
    @ParameterizedTest
    @CsvSource({"SELECT seq FROM shop.seq_1_to_2000, ADD CONSTRAINT", "VALUES (1), AS f0 READ"})
    void whatOthersWriteBeforeTheKeyIsBackStays(String parents, String waits) throws Exception {
        referring("INSERT INTO shop.p " + parents);
        runs(LOSES_KEY);
        AtomicInteger sent = new AtomicInteger();
        Predicate<SentCommand> written =
                command -> command.text().contains(waits) && sent.incrementAndGet() == 1 && write();
        rolledBack(0, written, IN_VAIN);
        theirsIsThere();
    }

    /** The same where the line is cut then, and the next command goes on. */
    @Test
    void whatOthersWriteBeforeTheKeyIsBackStaysWhereTheLineIsCut() throws Exception {
        referring(ALL_PARENTS);
        runs(LOSES_KEY);
        rolledBack(3, sends("ADD CONSTRAINT").and(command -> write()), new Strike.Cuts());
        done("recover");
        theirsIsThere();
    }

    /** And where the server refuses the key, until somebody has mended what it refuses. */
    @Test
    void whatOthersWriteUntilTheKeyCanComeBackStays() throws Exception {
        stuckBeforeItsKey();
        assertThat(write()).isTrue();
        done("retry", "shop.change");
        theirsIsThere();
    }

    /**
     * Whoever takes the comment away by hand has to bring back the key, too: nobody would know that values are back.
     */
    @Test
    void whatOthersWriteStaysWhereAPersonTakesTheCommentAway() throws Exception {
        stuckBeforeItsKey();
        database.execute("ALTER TABLE shop.t MODIFY n BIGINT NOT NULL");
        assertThat(write()).isTrue();

        TestShell.Result stuck = project.run("retry", "shop.change");

        assertThat(stuck.status()).as(stuck.out() + stuck.err()).isEqualTo(3);
        assertThat(stuck.err()).contains("the values that it had lost were back", "by hand", "ADD CONSTRAINT `of_p`");
        assertThat(database.query("SELECT n FROM shop.t WHERE id = 7")).containsExactly("4711");
        database.execute("ALTER TABLE shop.t ADD CONSTRAINT of_p FOREIGN KEY (b) REFERENCES shop.p (id)");
        done("retry", "shop.change");
        theirsIsThere();
    }

    /** An engine that leaves an option behind takes two statements to half way. */
    @Test
    void betweenTheStatementsThatLeadHalfWayTheNextCommandGoesOn() throws Exception {
        before = project.dump();
        runs("ALTER TABLE shop.t ENGINE=Aria, DROP COLUMN n");
        rolledBack(3, sends("PAGE_CHECKSUM=DEFAULT"), new Strike.Cuts());
        done("recover");
        assertThat(project.dump()).isEqualTo(before);
    }

    /** What comes behind the values waits under their lock, and others write until it is taken again. */
    @Test
    void whatOthersWriteUntilTheRestIsBackStays() throws Exception {
        before = project.dump();
        runs("ALTER TABLE shop.t " + LOSES);
        AtomicInteger values = new AtomicInteger();
        AtomicInteger locks = new AtomicInteger();
        Predicate<SentCommand> rest = command -> {
            if (command.text().contains("UPDATE `shop`.`t` JOIN")) {
                values.set(1);
            }
            return values.get() == 1 && command.text().contains("ALTER TABLE `shop`.`t`");
        };
        try (Wire wire = Wire.before(database, rest, IN_VAIN);
                Wire others = Wire.before(
                        wire.database(),
                        command -> wire.struck()
                                && command.text().startsWith("LOCK TABLES")
                                && locks.incrementAndGet() == 1
                                && !write(),
                        IN_VAIN)) {
            TestShell.Result back = project.through(others.database(), "rollback", "shop.change");
            assertThat(wire.struck()).as(back.out() + back.err()).isTrue();
            assertThat(back.status()).as(back.out() + back.err()).isZero();
        }
        assertThat(locks.get()).isPositive();
        theirsIsThere();
    }

    /** A table of the batch goes only with what the batch put there, whatever others have made of that since a kill. */
    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE `shop`.`own`", "lupo_locks"})
    void whatOthersMakeOfRowsOfTheBatchIsNotTakenForItsOwn(String killed) throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change {
                    step makes { sql "makes.sql" }
                    step loses requires makes { sql "loses.sql" }
                  }
                }
                """);
        project.write("makes.sql", """
                CREATE TABLE shop.own (id INT PRIMARY KEY, n INT NOT NULL) ENGINE=InnoDB;
                INSERT INTO shop.own VALUES (1, 10), (2, 20);
                """);
        project.write("loses.sql", "ALTER TABLE shop.own DROP COLUMN n;\n");
        done("run", "shop.lupomig");
        // the values, the last of the way, what is written down of it
        List<String> sent =
                new ArrayList<>(List.of("UPDATE `shop`.`own` JOIN", "ALTER TABLE `shop`.`own`", "lupo_locks"));
        Predicate<SentCommand> kills = command -> {
            boolean next = command.text().contains(sent.get(0));
            return next && sent.remove(0).equals(killed);
        };
        rolledBack(3, kills, new Strike.Ends(() -> {}));
        assertThat(database.query("SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_NAME = 'own' AND"
                        + " COLUMN_COMMENT LIKE 'lupomig i%'"))
                .containsExactly(killed.startsWith("ALTER") ? "1" : "0");
        database.execute("UPDATE shop.own SET n = 4711 WHERE id = 2");
        TestShell.Result recovered = project.run("recover");
        assertThat(recovered.status()).as(recovered.out() + recovered.err()).isZero();
        List<String> held = database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA ="
                + " 'lupomig_held' AND TABLE_NAME LIKE '%own'");
        assertThat(held).as(recovered.out()).hasSize(1);
        assertThat(database.query("SELECT n FROM lupomig_held.`" + held.get(0) + "` ORDER BY id"))
                .containsExactly("10", "4711");
    }

    /** A person has run the ALTER again when the values were back: they went once more. */
    @Test
    void whatIsLostOnceMoreComesBackOnceMore() throws Exception {
        stuckBeforeItsKey();
        database.execute("ALTER TABLE shop.t DROP COLUMN n");
        try (Wire wire = Wire.before(database, sends("UPDATE `shop`.`t` JOIN"), new Strike.Cuts())) {
            TestShell.Result cut = project.through(wire.database(), "retry", "shop.change");
            assertThat(wire.struck()).as(cut.out() + cut.err()).isTrue();
        }
        project.run("recover");
        project.run("retry", "shop.change");

        assertThat(project.dump()).isEqualTo(before);
    }

    private boolean write() {
        try {
            database.execute("UPDATE shop.t SET n = 4711 WHERE id = 7");
            return true;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void theirsIsThere() throws SQLException {
        assertThat(database.query("SELECT n FROM shop.t WHERE id = 7")).containsExactly("4711");
        database.execute("UPDATE shop.t SET n = 7000000 WHERE id = 7");
        assertThat(project.dump()).isEqualTo(before);
    }

    private void referring(String parents) throws Exception {
        database.execute(
                "CREATE TABLE shop.p (id INT PRIMARY KEY) ENGINE=InnoDB",
                parents,
                "SET foreign_key_checks = 0",
                "ALTER TABLE shop.t ADD CONSTRAINT of_p FOREIGN KEY (b) REFERENCES shop.p (id)");
        before = project.dump();
    }

    /** The values are back, and the server refuses the key that comes behind them. */
    private void stuckBeforeItsKey() throws Exception {
        referring(ALL_PARENTS);
        runs(LOSES_KEY);
        rolledBack(3, sends("ADD CONSTRAINT"), NO_PARENT);
    }

    private void goesOn(String alter, String waits) throws Exception {
        runs(alter);
        TestShell.Result back = rolledBack(0, sends(waits), IN_VAIN);
        assertThat(back.out() + back.err()).contains("alter table shop.t waits for a lock");
        assertThat(project.dump()).isEqualTo(before);
    }

    /** As it was before, or as the ALTER left it: then nothing of it is lost. */
    @Test
    void whatIsWrittenAsItWasIsNoDifference() throws Exception {
        halfway(LOSES);
        database.execute("UPDATE shop.t SET a = 'number 7' WHERE id = 7", "UPDATE shop.t SET a = 'num' WHERE id = 8");

        assertThat(project.run("recover").err()).isEmpty();

        assertThat(project.dump()).isEqualTo(before);
    }
}
