package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * Foreign keys between tables that were there and tables that the batch makes: rows come back to the former while those
 * of the latter, which go with them, are as the batch left them.
 */
class OwnKeysIT {
    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop CHARACTER SET utf8mb4",
            "CREATE TABLE shop.region (id INT PRIMARY KEY)",
            "CREATE TABLE shop.customers (id INT PRIMARY KEY, country CHAR(2), region INT, name VARCHAR(20),"
                    + " KEY (country), FOREIGN KEY (region) REFERENCES shop.region (id))",
            "CREATE TABLE shop.orders (id INT PRIMARY KEY, customer INT NOT NULL, CONSTRAINT theirs FOREIGN KEY"
                    + " (customer) REFERENCES shop.customers (id) ON DELETE CASCADE ON UPDATE CASCADE)",
            "INSERT INTO shop.region VALUES (1), (2)",
            "INSERT INTO shop.customers VALUES (1, 'DE', 1, 'a'), (2, 'AT', 2, 'b'), (3, 'CH', NULL, 'c')",
            "INSERT INTO shop.orders VALUES (1, 1), (2, 1), (3, 2)",
            "CREATE TABLE shop.twice (n INT)",
            "INSERT INTO shop.twice VALUES (1), (1)");

    private static final String LOOKUP = "CREATE TABLE shop.cc (code CHAR(2) PRIMARY KEY); "
            + "INSERT INTO shop.cc SELECT DISTINCT country FROM shop.customers; "
            + "ALTER TABLE shop.customers ADD CONSTRAINT of_cc FOREIGN KEY (country) REFERENCES shop.cc (code)";

    private static final String ADDRESS = "CREATE TABLE shop.addr (id INT PRIMARY KEY, customer INT, "
            + "FOREIGN KEY (customer) REFERENCES shop.customers (id)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ADDRESS + "); INSERT INTO shop.customers (id) VALUES (500); INSERT INTO shop.addr VALUES (1, 500)",
                ADDRESS + " ON UPDATE CASCADE); INSERT INTO shop.addr SELECT id, id FROM shop.customers;"
                        + " UPDATE shop.customers SET id = id + 100",
                ADDRESS + " ON DELETE SET NULL); INSERT INTO shop.addr SELECT id, id FROM shop.customers;"
                        + " DELETE FROM shop.customers WHERE id < 3",
                ADDRESS + " ON DELETE CASCADE); INSERT INTO shop.addr SELECT id, id FROM shop.customers;"
                        + " DELETE FROM shop.customers WHERE id = 1; REPLACE INTO shop.customers (id) VALUES (2), (9)",
                LOOKUP + " ON UPDATE CASCADE; UPDATE shop.cc SET code = 'DD' WHERE code = 'DE'",
                LOOKUP + " ON DELETE SET NULL; DELETE FROM shop.cc WHERE code = 'AT'",
                LOOKUP + " ON DELETE CASCADE; DELETE FROM shop.cc WHERE code = 'AT'",
                LOOKUP
                        + "; UPDATE shop.customers SET country = 'DE' WHERE id = 2; DELETE FROM shop.cc WHERE code = 'AT';"
                        + " INSERT INTO shop.customers (id, country) VALUES (7, 'DE')",
                LOOKUP + "; UPDATE shop.customers SET country = 'DE'; DELETE FROM shop.cc WHERE code <> 'DE';"
                        + " ALTER TABLE shop.customers ADD COLUMN added INT",
                "TRUNCATE TABLE shop.orders; INSERT INTO shop.orders SELECT id, id FROM shop.customers; INSERT INTO"
                        + " shop.customers (id) VALUES (300); INSERT INTO shop.orders VALUES (300, 300)",
                "CREATE OR REPLACE TABLE shop.orders (customer INT PRIMARY KEY, FOREIGN KEY (customer) REFERENCES"
                        + " shop.customers (id) ON UPDATE CASCADE ON DELETE CASCADE); INSERT INTO shop.orders SELECT"
                        + " id FROM shop.customers; UPDATE shop.customers SET id = id + 1000",
                "CREATE TABLE shop.copy LIKE shop.customers; INSERT INTO shop.copy SELECT * FROM shop.customers; ALTER"
                        + " TABLE shop.orders DROP FOREIGN KEY theirs; ALTER TABLE shop.orders ADD CONSTRAINT other"
                        + " FOREIGN KEY (customer) REFERENCES shop.copy (id) ON DELETE CASCADE; DELETE FROM shop.copy"
                        + " WHERE id = 1; RENAME TABLE shop.customers TO shop.was, shop.copy TO shop.customers",
            })
    void rowsComeBackToTablesThatWereThere(String script) throws SQLException, IOException {
        String before = project.dump();
        project.planOfScript("shop", script + ";\nALTER TABLE shop.twice ADD UNIQUE KEY (n);\n");
        TestShell.Result failed = project.run("run", "shop.lupomig");
        assertThat(failed.status()).as(failed.out() + failed.err()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(failed.out() + failed.err()).contains("1062");
        assertThat(project.dump()).isEqualTo(before);

        project.planOfScript("shop", script + ";\n");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        TestShell.Result back = project.run("rollback", "shop.change");
        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void triggersThatAreAwayMeanwhileMakeNoDifference() throws SQLException, IOException {
        TestDatabase.get()
                .execute("CREATE TRIGGER shop.seen BEFORE INSERT ON shop.customers FOR EACH ROW SET NEW.name = 'new'");
        rowsComeBackToTablesThatWereThere(
                LOOKUP + "; DELETE FROM shop.customers WHERE id > 1; DELETE FROM shop.cc WHERE code <> 'DE'");
        rowsComeBackToTablesThatWereThere(ADDRESS
                + "); INSERT INTO shop.customers (id) VALUES (500), (501); INSERT INTO shop.addr VALUES (1, 500)");
    }

    /** By then the old table has its name again, and what it lacks was taken away by somebody. */
    @Test
    void aNameThatTheBatchGaveAndTookBackIsNotItsOwn() throws SQLException, IOException {
        TestDatabase database = TestDatabase.get();
        project.planOfScript(
                "shop",
                "UPDATE shop.orders SET customer = 2 WHERE customer = 1; RENAME TABLE shop.customers TO shop.was;"
                        + " CREATE TABLE shop.customers LIKE shop.was;\n");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        database.execute("DELETE FROM shop.was WHERE id = 1");
        TestShell.Result back = project.run("rollback", "shop.change");
        assertThat(back.status()).isNotZero();
        assertThat(back.out() + back.err()).contains("rows of shop.customers that they refer to are gone (of ");
        database.execute("INSERT INTO shop.customers VALUES (1, 'DE', 1, 'a')");
        TestShell.Result recovered = project.run("recover");
        assertThat(recovered.status()).as(recovered.out() + recovered.err()).isZero();
        assertThat(database.query("SELECT customer FROM shop.orders ORDER BY id"))
                .containsExactly("1", "1", "2");
    }

    @Test
    void norIsOneThatAScriptHasTakenBack() throws SQLException, IOException {
        TestDatabase database = TestDatabase.get();
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change {
                    step first {
                      sql \"""
                        UPDATE shop.orders SET customer = 2 WHERE customer = 1;
                      \"""
                    }
                    step second requires first {
                      sql \"""
                        RENAME TABLE shop.customers TO shop.was;
                        CREATE TABLE shop.customers LIKE shop.was;
                      \"""
                      undo \"""
                        DROP TABLE shop.customers;
                        RENAME TABLE shop.was TO shop.customers;
                      \"""
                    }
                  }
                }
                """);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        database.execute("DELETE FROM shop.was WHERE id = 1");
        TestShell.Result back = project.run("rollback", "shop.change");
        assertThat(back.status()).isNotZero();
        assertThat(back.out() + back.err()).contains("rows of shop.customers that they refer to are gone (of ");
    }

    /** What they put there is kept with it, and holds nothing back there. */
    @Test
    void aTableOfTheBatchThatOthersWroteIntoIsKeptWithoutItsKeys() throws Exception {
        TestDatabase database = TestDatabase.get();
        String before = project.dump();
        TestShell.Result run = failedWhile(
                ADDRESS + "); INSERT INTO shop.customers (id) VALUES (9); INSERT INTO shop.addr VALUES (2, 9)",
                "INSERT INTO shop.addr VALUES (1, 9)");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(project.dump()).isEqualTo(before);
        assertThat(keptRows("addr")).containsExactly("1 9", "2 9");
        assertThat(database.query("SELECT COUNT(*) FROM information_schema.REFERENTIAL_CONSTRAINTS"
                        + " WHERE CONSTRAINT_SCHEMA = 'lupomig_held'"))
                .containsExactly("0");
        assertThat(database.query(
                        "SELECT message FROM lupomig_orchestration.migration_alerts" + " WHERE title = 'table kept'"))
                .singleElement()
                .asString()
                .contains("without its foreign keys there: CONSTRAINT `", "FOREIGN KEY (`customer`) REFERENCES `shop`");
        database.execute("DELETE FROM shop.customers WHERE id = 2");
    }

    @Test
    void anEmptiedTableThatOthersWriteIntoComesBackAndTheirsIsKept() throws Exception {
        String before = project.dump();
        TestShell.Result run = failedWhile(
                "TRUNCATE TABLE shop.orders; INSERT INTO shop.customers (id) VALUES (300);"
                        + " INSERT INTO shop.orders VALUES (300, 300)",
                "INSERT INTO shop.orders VALUES (9, 2)");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(project.dump()).isEqualTo(before);
        assertThat(keptRows("orders")).containsExactly("300 300", "9 2");
    }

    private List<String> keptRows(String table) throws SQLException {
        TestDatabase database = TestDatabase.get();
        List<String> kept = database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA ="
                + " 'lupomig_held' AND TABLE_NAME LIKE 'k%" + table + "%'");
        assertThat(kept).hasSize(1);
        return database.query(
                "SELECT CONCAT(id, ' ', customer) AS r FROM lupomig_held.`" + kept.get(0) + "` ORDER BY r");
    }

    /** A run that fails behind {@code script}, while somebody else does something before it does. */
    private TestShell.Result failedWhile(String script, String theirs) throws Exception {
        TestDatabase database = TestDatabase.get();
        database.execute(
                "CREATE SCHEMA gate", "CREATE TABLE gate.gate (id INT)", "INSERT INTO gate.gate VALUES (1), (1)");
        project.planOfScript("shop", script + "; ALTER TABLE gate.gate ADD UNIQUE KEY (id);\n");
        try (Connection other = database.connect();
                Statement application = other.createStatement()) {
            application.execute("LOCK TABLES gate.gate WRITE");
            var running = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            WaitingCommand.session(database, running);
            database.execute(theirs);
            application.execute("UNLOCK TABLES");
            return running.join();
        }
    }

    /** The server would judge all foreign keys of the table, or none: of the others it is asked by hand. */
    @Test
    void aParentThatSomebodyTookAwayKeepsTheRowsInTheirImage() throws Exception {
        TestDatabase database = TestDatabase.get();
        TestShell.Result run = failedWhile(
                LOOKUP + "; DELETE FROM shop.customers WHERE id = 2; DELETE FROM shop.cc WHERE code = 'AT'",
                "DELETE FROM shop.region WHERE id = 2");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out() + run.err())
                .contains("rows of shop.region that they refer to are gone (of 1, by their keys: 2)");
        assertThat(database.query("SELECT id FROM shop.customers ORDER BY id")).containsExactly("1", "3");
        database.execute("INSERT INTO shop.region VALUES (2)");
        TestShell.Result recovered = project.run("recover");
        assertThat(recovered.status()).as(recovered.out() + recovered.err()).isZero();
        assertThat(database.query("SELECT id FROM shop.customers ORDER BY id")).containsExactly("1", "2", "3");
    }
}
