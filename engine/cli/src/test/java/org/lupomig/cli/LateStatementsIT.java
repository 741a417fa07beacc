package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.customers (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) UNIQUE)",
            "CREATE TABLE shop.orders (id INT AUTO_INCREMENT PRIMARY KEY, customer INT NOT NULL, note VARCHAR(20),"
                    + " FOREIGN KEY (customer) REFERENCES shop.customers (id))",
            "INSERT INTO shop.customers VALUES (1, 'ada'), (2, 'bob')",
            "INSERT INTO shop.orders VALUES (1, 1, NULL), (2, 2, '')");

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
    void numbersOfRowsAreBound() throws SQLException, IOException {
        isRolledBack(
                """
                SET @n = 1, @skipped = '1';
                PREPARE d FROM 'DELETE FROM orders ORDER BY id LIMIT ?';
                EXECUTE d USING @n;
                EXECUTE IMMEDIATE 'INSERT INTO customers (name) SELECT CONCAT(name, ?) FROM customers
                  ORDER BY id LIMIT ? OFFSET ?' USING '?', @n + 0.4, @skipped;
                EXECUTE IMMEDIATE 'INSERT INTO customers (name) SELECT CONCAT(name, ?) FROM customers
                  ORDER BY id LIMIT ?, ?' USING 'x', 0, @n;
                """,
                "SELECT CONCAT(GROUP_CONCAT(name ORDER BY id), (SELECT MIN(id) FROM shop.orders)) FROM shop.customers",
                "ada,bob,bob?,adax2");
    }

    @Test
    void whatIsNoNumberOfRowsIsRefused() throws SQLException, IOException {
        isRefused(
                1, "EXECUTE IMMEDIATE 'DELETE FROM orders LIMIT ?' USING @none;", "value 1 behind USING is no number");
        isRefused(1, "EXECUTE IMMEDIATE 'DELETE FROM orders LIMIT ?' USING -1;", "value 1 behind USING is no number");
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
        String mended = "INSERT INTO customers VALUES (1, 'eve'); INSERT INTO parts VALUES (7);";
        isRolledBack(orphans + mended, "SELECT note FROM shop.orders WHERE id = 1", "gone!");
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
                "CREATE PROCEDURE shop.loads() BEGIN DELETE FROM orders; FLUSH TABLES; END");
        isRolledBack(
                "CALL two(); CALL shop.two;",
                "SELECT CONCAT(name, (SELECT COUNT(*) FROM shop.orders)) FROM shop.customers WHERE id = 1",
                "ada!!4");
        isRefused(1, "CREATE TABLE t (id INT); CALL loads();", "it steers the server, not a schema");
        isRefused(1, "CREATE TABLE t (id INT); CALL nowhere();", "procedure shop.nowhere does not exist");
    }

    /** The guards that migrations bring as a procedure, which they make, call and drop. */
    @Test
    void aProcedureThatLooksFirstIsFollowed() throws SQLException, IOException {
        String guards = """
                DELIMITER //
                CREATE PROCEDURE add_column(in_table VARCHAR(64), in_column VARCHAR(64), IN in_type TEXT)
                proc: BEGIN
                  DECLARE n, m INT DEFAULT 0;
                  IF in_column IS NULL THEN LEAVE proc; END IF;
                  SELECT COUNT(*) INTO n FROM information_schema.COLUMNS
                    WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = in_table AND COLUMN_NAME = in_column;
                  IF n = 0 THEN
                    SET @ddl = CONCAT('ALTER TABLE `', in_table, '` ADD COLUMN `', in_column, '` ', in_type);
                    PREPARE stmt FROM @ddl;
                    EXECUTE stmt;
                    DEALLOCATE PREPARE stmt;
                  END IF;
                END//
                CREATE PROCEDURE numbered(first INT, INOUT total SMALLINT, OUT how VARCHAR(20))
                BEGIN
                  IF EXISTS (SELECT 1 FROM orders WHERE id = first AND note IS NULL) THEN
                    UPDATE orders SET note = first WHERE orders.id = first;
                    INSERT INTO orders (id, customer) VALUES (first + 10, first);
                    SET total = total + 1, how = 'first';
                  ELSEIF first > 5 THEN
                    DELETE FROM orders;
                  ELSE
                    CASE WHEN first = 2 THEN SET how = 'other'; ELSE SET how = 'none'; END CASE;
                    CALL add_column('orders', how, 'INT NOT NULL DEFAULT 7');
                  END IF;
                END//
                DELIMITER ;
                CALL add_column('customers', 'mail', 'VARCHAR(40) NULL');
                CALL add_column('customers', 'mail', 'VARCHAR(40) NULL');
                CALL add_column('customers', NULL, 'INT');
                SET @total = 5;
                CALL numbered(1, @total, @how);
                UPDATE customers SET mail = CONCAT(@total, @how) WHERE id = 1;
                CALL numbered(2, @total, @how);
                DROP PROCEDURE numbered;
                DROP PROCEDURE add_column;
                """;
        isRolledBack(
                guards,
                "SELECT CONCAT_WS(' ', mail, (SELECT GROUP_CONCAT(id, customer, IFNULL(note, '-'), other ORDER BY id)"
                        + " FROM shop.orders)) FROM shop.customers WHERE id = 1",
                "6first 1117,227,111-7");
        failsAndIsUndone(guards);
    }

    @Test
    void whatAProcedureDecidesIsWhatItWouldDecideItself() throws SQLException, IOException {
        database.execute("CREATE PROCEDURE shop.tells(d DECIMAL(6,2), big BIGINT UNSIGNED, t DATETIME(3), at DATE)"
                + " BEGIN DECLARE half DECIMAL(5,1); DECLARE kept VARCHAR(30) DEFAULT 'kept';"
                + " SET half = d / 2; SELECT name INTO kept FROM customers WHERE id = 99;"
                + " INSERT INTO orders (customer, note) VALUES (1, CONCAT(half, ' ', MOD(big, 100)));"
                + " INSERT INTO orders (customer, note) VALUES (1, CONCAT(SUBSTR(t + INTERVAL 1 DAY, 6), '!'));"
                + " INSERT INTO orders (customer, note) VALUES (1, CONCAT_WS('/', kept, at + INTERVAL 1 DAY,"
                + " LENGTH('a''b'))); END");
        String calls = "CALL tells(-3.155, 18446744073709551615, '20-1-1 5:6', '2020-02-28');";
        isRolledBack(calls, "SELECT GROUP_CONCAT(note ORDER BY id) FROM shop.orders WHERE id > 2", expected(calls));
    }

    /** What the server itself makes of it. */
    private String expected(String calls) throws SQLException {
        database.execute("CALL shop." + calls.substring("CALL ".length(), calls.length() - 1));
        String made = database.query("SELECT GROUP_CONCAT(note ORDER BY id) FROM shop.orders WHERE id > 2")
                .get(0);
        database.execute("DELETE FROM shop.orders WHERE id > 2", "ALTER TABLE shop.orders AUTO_INCREMENT = 3");
        return made;
    }

    @Test
    void aCallIsGivenWhatItsCallerSees() throws SQLException, IOException {
        database.execute(
                "CREATE SCHEMA tools",
                "CREATE TABLE tools.orders (id INT)",
                "CREATE PROCEDURE tools.add_note(in_schema VARCHAR(64), n BIGINT UNSIGNED, c CHAR(9)) BEGIN"
                        + " DECLARE id INT; SET @s = CONCAT('ALTER TABLE ', in_schema, '.orders ADD COLUMN extra INT');"
                        + " PREPARE s FROM @s; EXECUTE s;"
                        + " INSERT INTO shop.customers (name) VALUES (CONCAT(DATABASE(), c, '!', n));"
                        + " SET id = LAST_INSERT_ID(); INSERT INTO shop.orders (customer) VALUES (id); END");
        isRolledBack(
                "USE shop; CALL tools.add_note(DATABASE(), (SELECT MAX(id) FROM orders), 'c  ');"
                        + " UPDATE orders SET note = DATABASE() WHERE id = 3;",
                "SELECT CONCAT_WS(' ', o.id, o.note, o.extra IS NULL, c.id, c.name) FROM shop.orders o"
                        + " JOIN shop.customers c ON c.id = o.customer WHERE o.id = 3",
                "3 shop 1 3 toolsc!2");
    }

    @Test
    void aProcedureThatCannotBeFollowedIsNotCalled() throws SQLException, IOException {
        database.execute(
                "CREATE PROCEDURE shop.again() WHILE 1 DO DELETE FROM orders; END WHILE",
                "CREATE PROCEDURE shop.walks() BEGIN DECLARE c CURSOR FOR SELECT 1; OPEN c; END",
                "CREATE PROCEDURE shop.catches() BEGIN DECLARE CONTINUE HANDLER FOR 1060 BEGIN END; DELETE FROM orders;"
                        + " END",
                "CREATE PROCEDURE shop.raises() BEGIN DELETE FROM orders; SIGNAL SQLSTATE '45000'; END",
                "CREATE PROCEDURE shop.floats(d DOUBLE) DELETE FROM orders",
                "CREATE PROCEDURE shop.small(n TINYINT) DELETE FROM orders",
                "CREATE PROCEDURE shop.dated(d DATE) UPDATE orders SET note = d",
                "CREATE PROCEDURE shop.named(orders INT) DELETE FROM orders",
                "CREATE PROCEDURE shop.gives(OUT n INT) SET n = 1",
                "CREATE PROCEDURE shop.itself() CALL itself()",
                "CREATE DEFINER = 'other'@'localhost' PROCEDURE shop.others() DELETE FROM orders");
        String before = "CREATE TABLE t (id INT); ";
        String wayOut = "; write its statements in place of the call, or call it outside of the plan";
        isRefused(1, before + "CALL again();", "CALL of procedure shop.again: it repeats what it runs" + wayOut);
        isRefused(1, before + "CALL walks();", "it walks over rows" + wayOut);
        isRefused(1, before + "CALL catches();", "it catches errors" + wayOut);
        isRefused(1, before + "CALL raises();", "it raises or looks at errors" + wayOut);
        isRefused(
                1, before + "CALL floats(1);", "its variable d is of a type whose values are known only to the server");
        isRefused(1, before + "CALL small(128);", "128 is out of range for n" + wayOut);
        isRefused(1, before + "CALL small('abc');", "the value of n is not one of its type (1292 ");
        isRefused(1, before + "CALL dated('2024-02-30');", "the value of d is not one of its type (1292 ");
        isRefused(
                1,
                before + "CALL named(1);",
                "its variable orders stands where a name or a plain number does" + wayOut);
        isRefused(1, before + "CALL gives(1);", "n gives a value back, and is given none" + wayOut);
        isRefused(1, before + "CALL gives(@@max_error_count);", "n gives a value back, and is given none" + wayOut);
        isRefused(1, before + "CALL gives();", "it takes another number of values" + wayOut);
        isRefused(1, before + "CALL itself();", "it calls itself" + wayOut);
        isRefused(1, before + "CALL others();", "it runs with the privileges of other@localhost" + wayOut);
        isRefused(2, "CALL gives(shop.f());", "it calls f, which is not a built-in function known to change nothing");
    }

    @Test
    void whatWouldMeanSomethingElseStops() throws SQLException, IOException {
        isRefused(
                1,
                "CREATE TABLE t (id INT); SET @m = CONCAT(@@sql_mode, ',ANSI', '_QUOTES'); SET sql_mode = @m;",
                "under which names and texts are quoted in another way than they were read");
        isRefused(
                2,
                "CREATE TABLE t (id INT); SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES');",
                "it computes a sql_mode that may have other quotes");
        isRefused(2, "SET sql_log_bin = 0;", "SET is not run: replicas would see its undo, and not the change.");
        isRefused(
                2,
                "SET max_error_count = 0;",
                "by what the server warns of it is seen that a value is not of its type");
        isRefused(2, "BEGIN; DELETE FROM orders;", "nothing commits the transaction that it is in");
        isRefused(2, "BEGIN; DELETE FROM orders; ROLLBACK;", "what it would take back is committed by then");
        isRefused(2, "SET @n = ROW_COUNT();", "ROW_COUNT() would answer for a statement of the engine's own");
        isRefused(2, "LOCK TABLES orders WRITE; UNLOCK TABLES;", "others could write to shop.orders between");
    }
}
