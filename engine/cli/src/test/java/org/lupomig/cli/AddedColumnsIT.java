package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Columns that a completed batch added go with an operator's rollback, as long as nobody has written into them. */
class AddedColumnsIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.customers (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, email VARCHAR(190) NOT NULL)"
                    + " ENGINE=InnoDB",
            "INSERT INTO shop.customers VALUES (1, 'a@x'), (2, 'b@x'), (3, 'long.one@example.org')");

    /** What was added, and became otherwise in the same batch; then what somebody may write. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "lvl INT NOT NULL DEFAULT 7 | ALTER lvl DROP DEFAULT | 8",
                "lvl INT NOT NULL DEFAULT 7 | ALTER lvl SET DEFAULT 8 | 8",
                "lvl INT NOT NULL DEFAULT '7' | MODIFY lvl BIGINT NOT NULL | 0",
                "lvl INT | ALTER lvl SET DEFAULT 8 | 8",
                "lvl INT NOT NULL | ALTER lvl SET DEFAULT 8 | 8",
                "lvl INT DEFAULT NULL | CHANGE lvl lvl VARCHAR(9) DEFAULT 'x' | 'x'",
                "lvl VARCHAR(9) NOT NULL DEFAULT 'é' | ALTER lvl DROP DEFAULT | 'E'",
                "lvl VARCHAR(9) CHARACTER SET latin1 DEFAULT 'é' | ALTER lvl DROP DEFAULT | 'É'",
                "lvl CHAR(3) DEFAULT 'a' | ALTER lvl SET DEFAULT 'b' | 'A'",
                "lvl DECIMAL(8,2) DEFAULT 1.5 | ALTER lvl DROP DEFAULT | 1.51",
                "lvl DATETIME DEFAULT '2026-01-08' | ALTER lvl DROP DEFAULT | NULL",
                "lvl BIT(1) NOT NULL DEFAULT b'1' | ALTER lvl SET DEFAULT b'0' | b'0'",
                "lvl ENUM('a','b') NOT NULL DEFAULT 'b' | ALTER lvl DROP DEFAULT | 'a'",
                "lvl BINARY(2) NOT NULL DEFAULT 'ab' | ALTER lvl DROP DEFAULT | 'aB'",
                "l INT NOT NULL DEFAULT 7 | CHANGE l lvl INT NOT NULL | 8",
                "lvl INT NOT NULL DEFAULT 7 | ALTER lvl SET DEFAULT (LENGTH(email)) | 8"
            })
    void theDefaultThatCountsIsThatOfWhenItWasAdded(String added, String changed, String theirs) throws Exception {
        String sql = "ALTER TABLE shop.customers ADD COLUMN " + added + "; ALTER TABLE shop.customers " + changed + ";";
        goesBack(sql);
        isRefused(sql, "UPDATE shop.customers SET lvl = " + theirs + " WHERE id = 2", "column lvl has values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP",
                "created_at TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6)",
                "created_at VARCHAR(36) NOT NULL DEFAULT (UUID())",
                "created_at INT DEFAULT (LENGTH(email)), ADD COLUMN other DATE DEFAULT (CURRENT_DATE)"
            })
    void valuesOfTheServerGoWhereAllRowsAreAsTheyWereLeft(String column) throws Exception {
        String sql = "ALTER TABLE shop.customers ADD COLUMN " + column + ";";
        goesBack(sql);
        assertThat(project.run("plan", "shop.lupomig").out())
                .contains("once the batch has completed, only where nobody has changed the table or its rows since");
        isRefused(sql, "UPDATE shop.customers SET email = 'c@x' WHERE id = 2", "LM5037");
        isRefused(sql, "INSERT INTO shop.customers (email) VALUES ('d@x')", "LM5037");
        isRefused(
                sql + " UPDATE shop.customers SET email = 'e@x' WHERE id = 2;",
                "DELETE FROM shop.customers WHERE id = 1",
                "LM5037");
    }

    /**
     * What others write while the batch is under way is not taken for values of the server: the column is copied aside
     * before it goes, and nobody has to do anything.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP | INSERT INTO shop.plain VALUES (3, '2001-02-03') | 3",
                "created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP | UPDATE shop.plain SET created_at = '2001-02-03' WHERE id = 2 | 2",
                "created_at VARCHAR(36) NOT NULL DEFAULT (UUID()) | UPDATE shop.plain SET created_at = '2001-02-03' WHERE id = 2 | 2",
                "created_at INT NOT NULL AUTO_INCREMENT UNIQUE | INSERT INTO shop.plain VALUES (3, 2001) | 3",
                "more INT, ADD created_at DATETIME DEFAULT NOW() | INSERT INTO shop.plain VALUES (3, NULL, '2001-02-03') | 3"
            })
    void valuesOfOthersAreKeptInABatchThatFails(String column, String theirs, int id) throws Exception {
        isKept(plain("id INT PRIMARY KEY", column), theirs, id);
        assertThat(database.query(
                        "SELECT message FROM lupomig_orchestration.migration_alerts WHERE title = 'rows kept'"))
                .singleElement()
                .asString()
                .contains("column created_at of shop.plain, with the keys of its ", "others wrote to the table");
    }

    /** Rows that nothing tells apart are copied whole. */
    @Test
    void rowsWithoutAKeyAreKeptWhole() throws Exception {
        isKept(
                plain("id INT", "created_at DATETIME DEFAULT NOW()"),
                "INSERT INTO shop.plain VALUES (3, '2001-02-03')",
                3);
        assertThat(database.query(
                        "SELECT message FROM lupomig_orchestration.migration_alerts WHERE title = 'rows kept'"))
                .singleElement()
                .asString()
                .contains("column created_at of shop.plain, with all that is in its 3 rows, is kept");
    }

    private void isKept(String sql, String theirs, int id) throws Exception {
        String before = project.dump();
        assertThat(failing(sql, null).err()).doesNotContain("LM5020");
        database.execute("ALTER TABLE shop.gate DROP COLUMN n");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(kept()).isEmpty();

        TestShell.Result run = failing(sql, theirs);

        assertThat(run.err()).doesNotContain("LM5020");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(kept()).hasSize(1);
        String copy = "lupomig_held.`" + kept().get(0) + "`";
        assertThat(database.query("SELECT id FROM " + copy + " WHERE created_at LIKE '2001%'"))
                .containsExactly(String.valueOf(id));
        assertThat(database.query("SELECT COUNT(*) FROM " + copy)).containsExactly(String.valueOf(Math.max(id, 2)));
        assertThat(run.out() + run.err()).contains("column created_at of shop.plain", "kept as lupomig_held.k");
        assertThat(database.query(
                        "SELECT message FROM lupomig_orchestration.migration_alerts WHERE title = 'rows kept'"))
                .singleElement()
                .asString()
                .contains(kept().get(0));
        database.execute("ALTER TABLE shop.gate DROP COLUMN n", "DELETE FROM shop.plain WHERE id = 3");
        assertThat(project.dump()).isEqualTo(before);
    }

    /** An account with what the page about privileges says, and no more. */
    @Test
    void valuesOfOthersAreKeptUnderADocumentedAccount() throws Exception {
        account();
        String sql = plain("id INT PRIMARY KEY", "created_at DATETIME DEFAULT NOW()");

        TestShell.Result run = failing("poor", "pw", sql, "INSERT INTO shop.plain VALUES (3, '2001-02-03')");

        assertThat(run.err()).doesNotContain("LM5020");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(database.query("SELECT id FROM lupomig_held.`" + kept().get(0) + "` WHERE created_at LIKE '2001%'"))
                .containsExactly("3");
        assertThat(database.query("SELECT * FROM shop.plain")).containsExactly("1", "2", "3");
    }

    private void account() throws Exception {
        DocumentedPrivileges documented = new DocumentedPrivileges();
        Set<String> grants = new TreeSet<>(documented.store("the first `run`"));
        grants.add("CREATE ON lupomig_held.*");
        grants.addAll(documented.statements("shop", "ADD COLUMN with values of the server"));
        database.execute("CREATE USER poor@'%' IDENTIFIED BY 'pw'");
        for (String grant : grants) {
            database.execute("GRANT " + grant + " TO poor@'%'");
        }
    }

    /** It was made, and the ALTER refused; then a person takes the row or the columns away, and asks for the rest. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM shop.plain WHERE id = 3",
                "ALTER TABLE shop.plain DROP COLUMN created_at",
                "ALTER TABLE shop.plain DROP COLUMN created_at, DROP COLUMN older"
            })
    void aCopyIsToldAlsoWhereTheColumnsGoWithoutIt(String byHand) throws Exception {
        account();
        String sql = "ALTER TABLE shop.plain ADD COLUMN older INT; "
                + plain("id INT PRIMARY KEY", "created_at DATETIME DEFAULT NOW()");
        TestShell.Result run = failing(
                "poor",
                "pw",
                sql,
                "INSERT INTO shop.plain VALUES (3, NULL, '2001-02-03')",
                "REVOKE ALTER ON shop.* FROM poor@'%'");
        assertThat(run.err()).contains("LM5020", "1142");
        assertThat(kept()).hasSize(1);
        database.execute("GRANT ALTER ON shop.* TO poor@'%'", byHand);

        TestShell.Result retry = project.as("poor", "pw", "retry", "shop");

        assertThat(retry.status()).as(retry.out() + retry.err()).isZero();
        assertThat(
                        database.query(
                                "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'shop' AND TABLE_NAME = 'plain'"))
                .containsExactly("id");
        assertThat(database.query("SELECT id FROM lupomig_held.`" + kept().get(0) + "` WHERE created_at LIKE '2001%'"))
                .containsExactly("3");
        assertThat(database.query(
                        "SELECT message FROM lupomig_orchestration.migration_alerts WHERE title = 'rows kept'"))
                .singleElement()
                .asString()
                .contains("column created_at of shop.plain, with the keys of its 3 rows", kept().get(0));
    }

    /** The rows are not counted behind an ALTER that the server does not take under a lock of its table alone. */
    @ParameterizedTest
    @ValueSource(strings = {"ADD FOREIGN KEY (up) REFERENCES shop.parent (id)", "DROP COLUMN up"})
    void whatWasNotCountedIsKept(String more) throws Exception {
        String sql = plain("id INT PRIMARY KEY", "created_at DATETIME DEFAULT NOW(), " + more);
        database.execute(
                "CREATE TABLE shop.parent (id INT PRIMARY KEY) ENGINE=InnoDB", "ALTER TABLE shop.plain ADD up INT");
        String before = project.dump();

        TestShell.Result run = failing(sql, "INSERT INTO shop.plain (id, created_at) VALUES (3, '2001-02-03')");

        assertThat(run.err()).doesNotContain("LM5020");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(kept()).hasSize(1);
        String copy = kept().get(0);
        assertThat(database.query("SELECT id FROM lupomig_held.`" + copy + "` WHERE created_at LIKE '2001%'"))
                .containsExactly("3");
        assertThat(database.query(
                        "SELECT message FROM lupomig_orchestration.migration_alerts WHERE title = 'rows kept'"))
                .singleElement()
                .asString()
                .contains(copy);
        database.execute("ALTER TABLE shop.gate DROP COLUMN n", "DELETE FROM shop.plain WHERE id = 3");
        assertThat(project.dump()).isEqualTo(before);
    }

    /** An author's undo takes the column away where all rows are as they were left; else it is copied as ever. */
    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "INSERT INTO shop.plain VALUES (3, '2001-02-03')"})
    void anAuthorsUndoTakesNoValuesOfOthersAway(String theirs) throws Exception {
        plain("id INT PRIMARY KEY", "");
        String before = project.dump();
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change {
                    step stamp {
                      sql \"""ALTER TABLE shop.plain ADD COLUMN created_at DATETIME DEFAULT NOW();\"""
                      undo \"""ALTER TABLE shop.plain DROP COLUMN created_at;\"""
                    }
                    step gate requires stamp { sql \"""ALTER TABLE shop.gate ADD COLUMN n INT;\""" }
                  }
                }
                """);

        TestShell.Result run = failing(database.user(), database.password(), new String[] {theirs});

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
        boolean written = !theirs.startsWith("SELECT");
        assertThat((run.out() + run.err()).contains("cannot be told"))
                .as(run.out() + run.err())
                .isEqualTo(written);
        assertThat(kept()).hasSize(written ? 1 : 0);
        database.execute("ALTER TABLE shop.gate DROP COLUMN n", "DELETE FROM shop.plain WHERE id = 3");
        assertThat(project.dump()).isEqualTo(before);
    }

    /**
     * An author takes it back in several statements. All of them are run where nobody has written, in a batch that
     * fails and in one that completed; where somebody has, the column is copied just before the statement by which it
     * goes.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ADD COLUMN created_at DATETIME DEFAULT NOW(), ADD INDEX by_time (created_at) | DROP INDEX by_time; ALTER TABLE shop.plain DROP COLUMN created_at",
                "ADD COLUMN created_at DATETIME DEFAULT NOW(); CREATE INDEX by_time ON shop.plain (created_at) | DROP INDEX by_time; ALTER TABLE shop.plain DROP COLUMN created_at",
                "ADD COLUMN created_at DATETIME DEFAULT NOW(), ADD COLUMN word CHAR(36) DEFAULT (UUID()) | DROP COLUMN word; ALTER TABLE shop.plain DROP COLUMN created_at",
                "ADD COLUMN created_at DATETIME DEFAULT NOW(); ALTER TABLE shop.plain ADD COLUMN note INT | DROP COLUMN note; ALTER TABLE shop.plain DROP COLUMN created_at",
                "ADD COLUMN note INT, ADD COLUMN created_at INT NOT NULL AUTO_INCREMENT UNIQUE | DROP COLUMN note; ALTER TABLE shop.plain DROP COLUMN created_at"
            })
    void anAuthorsUndoOfSeveralStatementsGoesItsWay(String sql, String undo) throws Exception {
        plain("id INT PRIMARY KEY", "");
        String before = project.dump();
        String steps = """
                    step stamp {
                      sql $ALTER TABLE shop.plain %s;$
                      undo $ALTER TABLE shop.plain %s;$
                    }
                """.formatted(sql, undo).replace("$", "\"\"\"");
        scripted(steps);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(back.out() + back.err()).doesNotContain("stopped");
        assertThat(project.dump()).isEqualTo(before);

        scripted(steps + "    step gate requires stamp { sql \"\"\"ALTER TABLE shop.gate ADD COLUMN n INT;\"\"\" }");
        for (String theirs : List.of("SELECT 1", "INSERT INTO shop.plain (id, created_at) VALUES (3, 20010203)")) {
            run = failing(database.user(), database.password(), new String[] {theirs});
            assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
            assertThat(run.out() + run.err()).doesNotContain("stopped");
            boolean written = !theirs.startsWith("SELECT");
            // who has written, and into which of two columns, nothing tells: each is kept before it goes
            assertThat(kept()).hasSize(!written ? 0 : undo.startsWith("DROP COLUMN word") ? 2 : 1);
            database.execute("ALTER TABLE shop.gate DROP COLUMN n", "DELETE FROM shop.plain WHERE id = 3");
            assertThat(project.dump()).isEqualTo(before);
        }
        List<String> copies = database.query("SELECT TABLE_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA ="
                + " 'lupomig_held' AND COLUMN_NAME = 'created_at'");
        assertThat(database.query("SELECT id FROM lupomig_held.`" + copies.get(0)
                        + "` WHERE DATE_FORMAT(created_at, '%Y%m%d') = '20010203'"))
                .containsExactly("3");
        assertThat(database.query(
                        "SELECT message FROM lupomig_orchestration.migration_alerts WHERE title = 'rows kept'"))
                .anySatisfy(message -> assertThat(message)
                        .contains("column created_at of shop.plain, with the keys of its 3 rows", copies.get(0)));
    }

    private void scripted(String steps) throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change {
                %s
                  }
                }
                """.formatted(steps));
    }

    /** A value that is known to be theirs is told to a person. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id INT PRIMARY KEY | created_at DATETIME DEFAULT NOW(), ADD note VARCHAR(40) | note | whether somebody wrote into column created_at meanwhile",
                "id INT PRIMARY KEY | note VARCHAR(40), ADD created_at DATETIME DEFAULT NOW() | note | column note has values"
            })
    void whatCannotBeKeptWaitsForAPerson(String key, String column, String written, String why) throws Exception {
        String sql = plain(key, column);

        TestShell.Result run = failing(sql, "UPDATE shop.plain SET " + written + " = '2001-02-03' WHERE id = 2");

        assertThat(run.err()).contains("LM5020", why);
        assertThat(database.query("SELECT id FROM shop.plain WHERE " + written + " LIKE '2001%'"))
                .containsExactly("2");
        assertThat(kept()).isEmpty();
    }

    /** What is committed between the look and the lock is copied, too. */
    @Test
    void whatIsWrittenInTheLastMomentIsKept() throws Exception {
        project.plan(plain("id INT PRIMARY KEY", "created_at DATETIME DEFAULT NOW()"));
        try (Connection gate = database.connect();
                Statement keeper = gate.createStatement();
                Connection other = database.connect();
                Statement writer = other.createStatement()) {
            keeper.execute("LOCK TABLES shop.gate WRITE");
            var run = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            WaitingCommand.session(database, run);
            other.setAutoCommit(false);
            writer.execute("INSERT INTO shop.plain VALUES (3, '2001-02-03')");
            keeper.execute("ALTER TABLE shop.gate ADD COLUMN n INT");
            keeper.execute("UNLOCK TABLES");
            WaitingCommand.session(database, run, "LOCK TABLES");
            other.commit();

            assertThat(run.join().err()).doesNotContain("LM5020");
        }
        assertThat(database.query("SELECT id FROM lupomig_held.`" + kept().get(0) + "` WHERE created_at LIKE '2001%'"))
                .containsExactly("3");
        assertThat(database.query("SELECT * FROM shop.plain")).hasSize(3);
    }

    private String plain(String key, String column) throws Exception {
        database.execute(
                "CREATE TABLE shop.plain (" + key + ") ENGINE=InnoDB",
                "INSERT INTO shop.plain VALUES (1), (2)",
                "CREATE TABLE shop.gate (id INT) ENGINE=InnoDB");
        return "ALTER TABLE shop.plain ADD COLUMN " + column + "; ALTER TABLE shop.gate ADD COLUMN n INT;";
    }

    private List<String> kept() throws Exception {
        return database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'");
    }

    /** What is committed between the look and the lock is seen under the lock, and named. */
    @Test
    void whatIsWrittenInTheLastMomentDoesNotGo() throws Exception {
        database.execute("CREATE TABLE shop.gate (id INT) ENGINE=InnoDB");
        project.plan(
                "ALTER TABLE shop.customers ADD COLUMN note VARCHAR(40);" + " ALTER TABLE shop.gate ADD COLUMN n INT;");
        try (Connection gate = database.connect();
                Statement keeper = gate.createStatement();
                Connection other = database.connect();
                Statement writer = other.createStatement()) {
            keeper.execute("LOCK TABLES shop.gate WRITE");
            var run = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            WaitingCommand.session(database, run);
            other.setAutoCommit(false);
            writer.execute("UPDATE shop.customers SET note = 'theirs' WHERE id = 2");
            keeper.execute("ALTER TABLE shop.gate ADD COLUMN n INT");
            keeper.execute("UNLOCK TABLES");
            WaitingCommand.session(database, run, "LOCK TABLES");
            other.commit();

            assertThat(run.join().err())
                    .contains(
                            "LM5020",
                            "somebody has written into column note just now; column note has values that this batch did"
                                    + " not write, in 1 row (by its key: 2)");
        }
        assertThat(database.query("SELECT note FROM shop.customers WHERE id = 2"))
                .containsExactly("theirs");
    }

    private TestShell.Result failing(String sql, @Nullable String theirs) throws Exception {
        return failing(
                database.user(), database.password(), sql, theirs == null ? new String[0] : new String[] {theirs});
    }

    /** Runs two statements, of which the second one fails, and does something in between. */
    private TestShell.Result failing(String user, String password, String sql, String... theirs) throws Exception {
        project.plan(sql);
        return failing(user, password, theirs);
    }

    private TestShell.Result failing(String user, String password, String[] theirs) throws Exception {
        try (Connection gate = database.connect();
                Statement keeper = gate.createStatement()) {
            keeper.execute("LOCK TABLES shop.gate WRITE");
            var run = CompletableFuture.supplyAsync(() -> project.as(user, password, "run", "shop.lupomig"));
            WaitingCommand.session(database, run);
            database.execute(theirs);
            keeper.execute("ALTER TABLE shop.gate ADD COLUMN n INT");
            keeper.execute("UNLOCK TABLES");
            return run.join();
        }
    }

    @Test
    void literalsOfBitsAndBytesAreConstants() throws Exception {
        for (String column : List.of("active BIT(1) NOT NULL DEFAULT b'1'", "active VARCHAR(9) DEFAULT X'4142'")) {
            String sql = "ALTER TABLE shop.customers ADD COLUMN " + column + ", ADD more INT; "
                    + "ALTER TABLE shop.customers ADD COLUMN last INT;";
            goesBack(sql);
            isRefused(sql, "UPDATE shop.customers SET active = 0 WHERE id = 2", "column active has values");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nn VARCHAR(9) AS (email)",
                "nn VARCHAR(190) AS (UPPER(email)) VIRTUAL",
                "nn VARCHAR(9) AS (email) VIRTUAL",
                "nn VARCHAR(190) AS (email) STORED",
                "nn INT AS (LENGTH(email))",
                "nn varchar(2) AS (email)"
            })
    void whatIsComputedGoes(String column) throws Exception {
        String sql = "ALTER TABLE shop.customers ADD COLUMN " + column + ";";
        goesBack(sql);
        String before = project.dump();
        project.checkedPlan(sql, false);
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5010");
        assertThat(project.dump()).isEqualTo(before);
    }

    private void goesBack(String sql) throws Exception {
        String before = project.dump();
        project.plan(sql);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.dump()).isNotEqualTo(before);
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    private void isRefused(String sql, String theirs, String why) throws Exception {
        project.clear();
        project.plan(sql);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        database.execute(theirs);
        String now = project.dump();
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.err()).contains(why);
        assertThat(back.status()).isEqualTo(2);
        assertThat(project.dump()).isEqualTo(now);
        project.clear();
    }
}
