package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What scripts do to their session, and statements that are texts first, from the command line. */
class LateStatementsIT {
    private static final String GUARD = """
            SET @missing = (SELECT COUNT(*) = 0 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()
              AND TABLE_NAME = 'customers' AND COLUMN_NAME = 'mail');
            SET @s = IF(@missing, 'ALTER TABLE customers ADD COLUMN mail VARCHAR(40)', 'SELECT 1');
            PREPARE s FROM @s;
            EXECUTE s;
            DEALLOCATE PREPARE s;
            """;
    private static final String FAILS = "UPDATE customers SET name = 'ada' WHERE id = 2;";

    private final TestDatabase database = TestDatabase.get();

    private ServerProject project;

    @BeforeEach
    void shop(@TempDir Path folder) throws SQLException {
        project = ServerProject.onFreshServer(
                folder,
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.customers (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) UNIQUE)",
                "CREATE TABLE shop.orders (id INT AUTO_INCREMENT PRIMARY KEY, customer INT NOT NULL, note VARCHAR(20),"
                        + " FOREIGN KEY (customer) REFERENCES shop.customers (id))",
                "INSERT INTO shop.customers VALUES (1, 'ada'), (2, 'bob')",
                "INSERT INTO shop.orders VALUES (1, 1, NULL), (2, 2, '')");
    }

    private void plan(String sql) throws IOException {
        project.write("change.sql", sql);
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  batch late {
                    step change { sql "change.sql" }
                  }
                }
                """);
    }

    /** Runs what fails in its last statement. */
    private void failsAndIsUndone(String sql) throws SQLException, IOException {
        plan(sql + FAILS);
        String before = project.dump();
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.err()).contains("1062");
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(project.dump()).isEqualTo(before);
    }

    private void isRolledBack(String sql, String query, String... answers) throws SQLException, IOException {
        plan(sql);
        String before = project.dump();
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.err()).isEmpty();
        assertThat(database.query(query)).containsExactly(answers);
        TestShell.Result back = project.run("rollback", "late");
        assertThat(back.err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    private void isRefused(int status, String sql, String... words) throws SQLException, IOException {
        plan(sql);
        String before = project.dump();
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.err() + run.out()).contains(words);
        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aGuardChangesOnlyWhatIsNotSoYet() throws SQLException, IOException {
        String column = "SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_NAME = 'customers'"
                + " AND COLUMN_NAME = 'mail'";
        isRolledBack(GUARD + GUARD, column, "1");
        failsAndIsUndone(GUARD);
        database.execute("ALTER TABLE shop.customers ADD COLUMN mail CHAR(1)");
        isRolledBack(GUARD, column, "1");
    }

    @Test
    void valuesAreBound() throws SQLException, IOException {
        isRolledBack(
                """
                SET @id = 2, @name = 'bea';
                PREPARE p FROM 'UPDATE customers SET name = ? WHERE id = ?';
                EXECUTE p USING @name, @id;
                EXECUTE IMMEDIATE 'DELETE FROM orders WHERE id = ?' USING 1;
                """,
                "SELECT CONCAT(name, (SELECT COUNT(*) FROM shop.orders)) FROM shop.customers WHERE id = 2",
                "bea1");
    }

    @Test
    void theNumberThatAnInsertHasDrawnIsTheAuthors() throws SQLException, IOException {
        isRolledBack(
                """
                INSERT INTO customers (name) VALUES ('cyd');
                SET @id = LAST_INSERT_ID();
                INSERT INTO orders (customer, note) VALUES (@id, 'first');
                UPDATE orders SET note = CONCAT(note, LAST_INSERT_ID()) WHERE customer = @id;
                """,
                "SELECT CONCAT(c.name, o.note) FROM shop.orders o JOIN shop.customers c ON c.id = o.customer"
                        + " WHERE c.id = 3",
                "cydfirst3");
    }

    @Test
    void whatWentWithoutForeignKeysComesBack() throws SQLException, IOException {
        String orphans = """
                SET @old = @@foreign_key_checks, @unique = @@unique_checks, unique_checks = 0, foreign_key_checks = 0;
                DELETE FROM customers WHERE id = 1;
                UPDATE orders SET note = 'gone' WHERE customer = 1;
                CREATE TABLE pieces (id INT PRIMARY KEY, part INT, FOREIGN KEY (part) REFERENCES parts (id));
                CREATE TABLE parts (id INT PRIMARY KEY);
                INSERT INTO pieces VALUES (1, 7);
                SET foreign_key_checks = @old, unique_checks = @unique;
                UPDATE orders SET note = CONCAT(note, '!') WHERE customer = 1;
                """;
        failsAndIsUndone(orphans + "INSERT INTO customers VALUES (1, 'ada');");
        isRolledBack(orphans, "SELECT note FROM shop.orders WHERE id = 1", "gone!");
    }

    @Test
    void aDumpIsRead() throws SQLException, IOException {
        isRolledBack("""
                /*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
                /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
                /*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
                /*!40103 SET TIME_ZONE='+05:00' */;
                /*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;
                CREATE TABLE `seen` (`id` int NOT NULL AUTO_INCREMENT PRIMARY KEY, `at` timestamp NULL);
                LOCK TABLES `seen` WRITE;
                INSERT INTO `seen` VALUES (0,'2020-01-01 05:00:00');
                UNLOCK TABLES;
                START TRANSACTION;
                UPDATE customers SET name = CONCAT(name, @@time_zone) WHERE id = 1;
                COMMIT;
                /*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;
                /*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
                """, "SELECT CONCAT(id, ' ', UNIX_TIMESTAMP(at)) FROM shop.seen", "0 1577836800");
    }

    @Test
    void aTextThatHasNoWayBackIsNotSent() throws SQLException, IOException {
        isRefused(
                1,
                "CREATE TABLE t (id INT); SET @s = 'LOAD DATA INFILE ''/x'' INTO TABLE t'; PREPARE s FROM @s; EXECUTE s;",
                "this version does not run LOAD DATA, the text of EXECUTE: it reads a file, and nothing records which rows"
                        + " came from it");
        isRefused(1, "EXECUTE IMMEDIATE CONCAT('USE ', 'mysql');", "write USE as a statement of its own");
        isRefused(1, "PREPARE s FROM @nothing;", "@nothing is NULL, and no statement");
        isRefused(
                1,
                "EXECUTE IMMEDIATE CONCAT('DROP TABLE ', 'lupomig_orchestration.migration_files');",
                "in which Lupomig keeps its own records");
    }

    @Test
    void aProcedureThatOnlySendsStatementsIsReplacedByThem() throws SQLException, IOException {
        database.execute(
                "CREATE PROCEDURE shop.two() BEGIN UPDATE customers SET name = CONCAT(name, '!') WHERE id = 1;"
                        + " INSERT INTO orders (customer) VALUES (2); SELECT 1; END",
                "CREATE PROCEDURE shop.many(n INT) UPDATE customers SET name = n",
                "CREATE PROCEDURE shop.perhaps() IF 1 THEN DELETE FROM orders; END IF",
                "CREATE PROCEDURE shop.history() BEGIN DECLARE n INT; DELETE FROM orders; END",
                "CREATE PROCEDURE shop.loads() BEGIN DELETE FROM orders; FLUSH TABLES; END");
        isRolledBack(
                "CALL two(); CALL shop.two;",
                "SELECT CONCAT(name, (SELECT COUNT(*) FROM shop.orders)) FROM shop.customers WHERE id = 1",
                "ada!!4");
        String before = "CREATE TABLE t (id INT); ";
        isRefused(1, before + "CALL many(1);", "it is given values; write its statements in place of the call");
        isRefused(1, before + "CALL perhaps();", "it has a statement that cannot be run by itself");
        isRefused(1, before + "CALL history();", "it has a statement that cannot be run by itself");
        isRefused(1, before + "CALL loads();", "it steers the server, not a schema");
        isRefused(1, before + "CALL nowhere();", "procedure shop.nowhere does not exist");
    }

    @Test
    void whatWouldMeanSomethingElseStops() throws SQLException, IOException {
        isRefused(
                1,
                "CREATE TABLE t (id INT); SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES');",
                "under which names and texts are quoted in another way than they were read");
        isRefused(2, "SET sql_log_bin = 0;", "SET is not run: replicas would see its undo, and not the change.");
        isRefused(2, "BEGIN; DELETE FROM orders;", "nothing commits the transaction that it is in");
        isRefused(2, "BEGIN; DELETE FROM orders; ROLLBACK;", "what it would take back is committed by then");
        isRefused(2, "SET @n = ROW_COUNT();", "ROW_COUNT() would answer for a statement of the engine's own");
        isRefused(2, "LOCK TABLES orders WRITE; UNLOCK TABLES;", "others could write to shop.orders between");
    }
}
