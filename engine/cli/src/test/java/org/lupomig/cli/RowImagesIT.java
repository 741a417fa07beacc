package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** UPDATE and DELETE of tables that were there, from the command line, with others at work. */
class RowImagesIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.customers (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) UNIQUE, score INT)"
                    + " ENGINE=InnoDB",
            "CREATE TABLE shop.orders (id INT PRIMARY KEY, customer INT NOT NULL, total DECIMAL(9,2),"
                    + " FOREIGN KEY (customer) REFERENCES shop.customers (id)) ENGINE=InnoDB",
            "INSERT INTO shop.customers VALUES (1, 'ada', 1), (2, 'bob', 2), (3, 'cyd', 3), (4, 'dan', NULL)",
            "INSERT INTO shop.orders VALUES (1, 1, 10), (2, 1, 20), (3, 2, 5)");

    private static final String CHANGES = """
            UPDATE shop.customers SET score = score * 10 + RAND(), name = CONCAT(name, '!') WHERE score > 1;
            UPDATE shop.customers AS c SET c.name = UPPER(c.name) WHERE c.id < 3 ORDER BY c.id DESC;
            DELETE FROM shop.orders WHERE total < 15;
            DELETE FROM shop.customers WHERE id = 4;
            """;

    @Test
    void arePutBackByARollback() throws SQLException, IOException {
        project.plan(CHANGES);
        assertThat(project.run("plan", "shop.lupomig").out()).contains("row image");
        String before = project.dump();

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(database.query("SELECT name FROM shop.customers ORDER BY id"))
                .containsExactly("ADA", "BOB!", "cyd!");
        assertThat(database.query("SELECT id FROM shop.orders")).containsExactly("2");
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
    }

    @Test
    void arePutBackWhereTheStepFails() throws SQLException, IOException {
        project.plan(CHANGES + "UPDATE shop.customers SET name = 'ADA' WHERE id = 3;");
        String before = project.dump();

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("1062");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
    }

    @Test
    void arePutBackWhereAnUndoOfTheAuthorsWouldNot() throws SQLException, IOException {
        project.plan(
                "ALTER TABLE shop.customers ADD COLUMN mail VARCHAR(40); UPDATE shop.customers SET mail = 'x', score = 9;",
                "undo \"\"\" ALTER TABLE shop.customers DROP COLUMN mail \"\"\"");
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void areNotTouchedWhereOthersWroteIntoOnesOfAnEarlierStatementSince() throws SQLException, IOException {
        project.plan(CHANGES);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        database.execute("UPDATE shop.customers SET score = 5 WHERE id = 2");
        String theirs = project.dump();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).isEqualTo(2);
        assertThat(back.err()).contains("LM5024", "shop.customers");
        assertThat(project.dump()).isEqualTo(theirs);
    }

    @Test
    void areNotTouchedWhereOthersWroteTheLastOnesSince() throws SQLException, IOException {
        project.plan("UPDATE shop.customers SET score = 7 WHERE id < 3;");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        database.execute("UPDATE shop.customers SET score = 5 WHERE id = 2");
        String theirs = project.dump();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).isEqualTo(2);
        assertThat(back.err()).contains("LM5024", "shop.customers");
        assertThat(project.dump()).isEqualTo(theirs);
        database.execute("UPDATE shop.customers SET score = 7 WHERE id = 2");
        database.execute("UPDATE shop.customers SET score = 99 WHERE id = 3");
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(database.query("SELECT score FROM shop.customers ORDER BY id"))
                .containsExactly("1", "2", "99", "NULL");
    }

    @Test
    void areRefusedWhereMoreWouldChange() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.old (id INT PRIMARY KEY, v INT) ENGINE=MyISAM",
                "CREATE TABLE shop.calls (id INT PRIMARY KEY, v INT) ENGINE=InnoDB",
                "CREATE PROCEDURE shop.p() INSERT INTO shop.old VALUES (1, 1)",
                "CREATE TRIGGER shop.c AFTER UPDATE ON shop.calls FOR EACH ROW CALL shop.p()",
                "CREATE TABLE shop.writes (id INT PRIMARY KEY, v INT) ENGINE=InnoDB",
                "CREATE TRIGGER shop.w AFTER UPDATE ON shop.writes FOR EACH ROW INSERT INTO shop.old VALUES (NEW.id, 1)");
        String before = project.dump();
        for (String[] refused : new String[][] {
            {"UPDATE shop.old SET v = 1", "UPDATE of shop.old would have no way back: the engine of shop.old, MyISAM"},
            {"UPDATE shop.calls SET v = 1", "its trigger shop.c runs CALL: what that changes is not known"},
            {"UPDATE shop.writes SET v = 1", "the engine of shop.old, MyISAM, has no transactions"},
        }) {
            project.plan(refused[0] + ";");
            TestShell.Result run = project.run("run", "shop.lupomig");
            assertThat(run.status()).as(refused[0]).isEqualTo(1);
            assertThat(run.err()).as(refused[0]).contains("LM5038", refused[1]);
            assertThat(project.dump()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET foreign_key_checks = 0",
                "SET @a = 1, sql_mode = ''",
                "BEGIN BEGIN DECLARE sql_mode INT; SET sql_mode = 1; END; SET sql_mode = ''; END"
            })
    void areRefusedWhereATriggerSetsTheSession(String body) throws SQLException, IOException {
        database.execute("CREATE TRIGGER shop.sets BEFORE UPDATE ON shop.customers FOR EACH ROW " + body);
        String before = project.dump();
        project.plan("UPDATE shop.customers SET score = 5 WHERE id = 1;");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("LM5038", "its trigger shop.sets sets the variable ");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void comeBackWhereATriggerSetsItsOwn() throws SQLException, IOException {
        database.execute("CREATE TRIGGER shop.sets BEFORE UPDATE ON shop.customers FOR EACH ROW BEGIN"
                + " DECLARE a, `b` INT DEFAULT 1; SET a = 2; SET B = a + 1, @c = b;"
                + " FOR i IN 1..2 DO SET a = a + i; END FOR; SET NEW.score = NEW.score + a + b; END");
        String before = project.dump();
        project.plan("UPDATE shop.customers SET score = 5 WHERE id = 1;");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SELECT score FROM shop.customers WHERE id = 1"))
                .containsExactly("13");
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    /** A parent with children of every kind, and triggers that write what others write too. */
    private void closure() throws SQLException {
        database.execute(
                "CREATE TABLE shop.lines (id INT PRIMARY KEY, o INT, n VARCHAR(9), FOREIGN KEY (o) REFERENCES"
                        + " shop.orders (id) ON DELETE CASCADE ON UPDATE CASCADE) ENGINE=InnoDB",
                "CREATE TABLE shop.notes (a INT, b VARCHAR(9), l INT, PRIMARY KEY (a, b), FOREIGN KEY (l) REFERENCES"
                        + " shop.lines (id) ON DELETE SET NULL) ENGINE=InnoDB",
                "CREATE TABLE shop.log (id INT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(40)) ENGINE=InnoDB",
                "INSERT INTO shop.lines VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 2, 'c'), (4, NULL, 'd')",
                "INSERT INTO shop.notes VALUES (1, 'x', 1), (1, 'y', 3), (2, 'x', NULL)",
                "INSERT INTO shop.log VALUES (7, 'old')",
                "CREATE TRIGGER shop.bi BEFORE INSERT ON shop.orders FOR EACH ROW SET NEW.total = NEW.total + 1",
                "CREATE TRIGGER shop.ai AFTER INSERT ON shop.orders FOR EACH ROW INSERT INTO shop.log (what)"
                        + " VALUES (CONCAT('in ', NEW.id))",
                "CREATE TRIGGER shop.bu BEFORE UPDATE ON shop.orders FOR EACH ROW SET NEW.total = NEW.total * 2",
                "CREATE TRIGGER shop.ad AFTER DELETE ON shop.orders FOR EACH ROW BEGIN IF OLD.id > 0 THEN"
                        + " UPDATE shop.customers SET score = score - 1 WHERE id = OLD.customer; END IF; END");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM shop.orders WHERE id = 1",
                "DELETE FROM shop.lines WHERE o = 1",
                "REPLACE INTO shop.orders VALUES (1, 1, 1)",
                "UPDATE shop.orders SET id = id + 100 WHERE id = 1",
                "UPDATE shop.orders SET total = 5 WHERE id < 3",
                "INSERT INTO shop.orders VALUES (8, 3, 8), (9, 1, 9)",
                "INSERT INTO shop.orders SELECT id + 50, customer, total FROM shop.orders",
                "INSERT INTO shop.notes VALUES (5, 'q', 4), (6, 'é', 4)",
                "INSERT INTO shop.notes SELECT a + 10, b, l FROM shop.notes RETURNING a",
                "DELETE shop.orders, shop.lines FROM shop.orders JOIN shop.lines ON o = shop.orders.id",
                "INSERT INTO shop.orders VALUES (1, 2, 3) ON DUPLICATE KEY UPDATE total = 9",
            })
    void whatElseTheyChangeIsPutBackToo(String sql) throws SQLException, IOException {
        closure();
        project.plan(sql + ";");
        String before = project.dump();
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.err()).isEmpty();
        assertThat(project.dump()).isNotEqualTo(before);
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
        database.execute("INSERT INTO shop.orders VALUES (70, 1, 1)");
        assertThat(database.query("SELECT total FROM shop.orders WHERE id = 70"))
                .as("its triggers are there again")
                .containsExactly("2.00");
    }

    @Test
    void rowsThatCameInStayWhereOthersRestOnThem() throws SQLException, IOException {
        project.plan("INSERT INTO shop.customers VALUES (10, 'eve', 1), (12, 'flo', 2), (13, 'gil', 3);");
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
        database.execute("UPDATE shop.customers SET score = 9 WHERE id = 12");
        assertThat(project.run("rollback", "change").err())
                .contains("shop.customers", "rows that the batch changed are not as it left them");
        database.execute(
                "UPDATE shop.customers SET score = 2 WHERE id = 12", "INSERT INTO shop.orders VALUES (9, 13, 1)");
        assertThat(project.run("rollback", "change").err())
                .contains("rows of shop.orders refer to rows that came in with it");
        assertThat(database.query("SELECT COUNT(*) FROM shop.customers")).containsExactly("7");
        database.execute("DELETE FROM shop.orders WHERE id = 9");
        assertThat(project.run("recover").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void manyRowsThatCameInAreNotedAside() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.seen (day DATE, who VARBINARY(8), n INT, PRIMARY KEY (day, who)) ENGINE=InnoDB",
                "INSERT INTO shop.seen VALUES ('2020-01-01', 'x', 0)",
                "CREATE TABLE shop.odd (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO shop.odd VALUES (-1), (2)");
        project.plan(
                "INSERT INTO shop.seen SELECT '2021-01-01' + INTERVAL seq DAY, CHAR(seq MOD 256), seq FROM shop.seq_1_to_3000;"
                        + " INSERT IGNORE INTO shop.odd SELECT seq FROM shop.seq_1_to_20000_step_2;"
                        + " INSERT INTO shop.odd SELECT seq FROM shop.seq_30000_to_90000;");
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SELECT COUNT(*) FROM shop.odd")).containsExactly("70003");
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
    }

    @Test
    void howMuchIsCopiedIsASetting() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.large (id INT, t TEXT) ENGINE=InnoDB",
                "INSERT INTO shop.large SELECT seq, REPEAT('x', 500) FROM shop.seq_1_to_4000",
                "ANALYZE TABLE shop.large");
        project.plan("UPDATE shop.large SET t = '' WHERE id = 7;");
        project.write("lupomig.properties", "image-limit = 1MB\n");
        assertThat(project.run("run", "shop.lupomig").err())
                .contains("LM5038", "MB, of which at most 1 MB are copied (the setting image-limit,");
        project.write("lupomig.properties", "image-limit = many\n");
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM9019", "takes a size, not 'many'");
        project.write("lupomig.properties", "image-limit = 1GB\n");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
    }

    @Test
    void whatABatchMadeGoesWithWhatItsTriggersWrote() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.log (id INT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(40)) ENGINE=InnoDB",
                "INSERT INTO shop.log VALUES (3, 'old')");
        project.plan("CREATE TABLE shop.fresh (id INT PRIMARY KEY, v INT) ENGINE=InnoDB;"
                + " INSERT INTO shop.fresh VALUES (1, 1), (2, 2);"
                + " CREATE TRIGGER shop.f AFTER INSERT ON shop.fresh FOR EACH ROW"
                + " INSERT INTO shop.log (what) VALUES ('seen');"
                + " INSERT INTO shop.fresh VALUES (3, 3); REPLACE INTO shop.fresh VALUES (1, 7), (4, 4);"
                + " CREATE TABLE shop.trail (n INT AUTO_INCREMENT PRIMARY KEY, o INT) ENGINE=InnoDB;"
                + " CREATE TRIGGER shop.o AFTER UPDATE ON shop.orders FOR EACH ROW"
                + " INSERT INTO shop.trail (o) VALUES (NEW.id);"
                + " UPDATE shop.orders SET total = 1 WHERE id < 3;");
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SELECT COUNT(*) FROM shop.log")).containsExactly("4");
        assertThat(database.query("SELECT COUNT(*) FROM shop.trail")).containsExactly("2");
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
    }

    @Test
    void triggersAreThereAgainWhereAStepFails() throws SQLException, IOException {
        closure();
        project.plan("UPDATE shop.orders SET total = 5 WHERE id < 3; INSERT INTO shop.orders VALUES (1, 1, 1);");
        String before = project.dump();
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("1062");
        assertThat(project.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO shop.customers (name) VALUES ('eve'), ('flo')",
                "INSERT INTO shop.customers (name) SELECT CONCAT(name, '2') FROM shop.customers",
                "INSERT IGNORE INTO shop.customers VALUES (1, 'ada', 9), (9, 'gus', 9)",
                "INSERT INTO shop.customers VALUES (1, 'x', 9), (8, 'hal', 1) ON DUPLICATE KEY UPDATE score = 99",
                "REPLACE INTO shop.orders VALUES (1, 3, 99), (7, 4, 1)",
                "UPDATE shop.customers SET score = 1 WHERE RAND() < 0.5",
                "UPDATE shop.customers SET score = 77 LIMIT 2",
                "UPDATE shop.orders o JOIN shop.customers c ON c.id = o.customer SET o.total = c.score",
                "DELETE FROM shop.customers WHERE id NOT IN (SELECT customer FROM shop.orders)",
                "DELETE shop.orders FROM shop.orders JOIN shop.customers c ON c.id = customer WHERE c.name = 'ada'",
                "UPDATE shop.orders SET id = id + 10 ORDER BY id DESC",
                "DELETE FROM shop.log WHERE line = 'a'",
                "INSERT INTO shop.log VALUES ('c'), ('a')",
            })
    void allOfThemArePutBackWhereItIsNotProvedWhichChange(String sql) throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.log (line VARCHAR(9)) ENGINE=InnoDB",
                "INSERT INTO shop.log VALUES ('a'), ('a'), ('b'), (NULL)");
        project.plan(sql + ";");
        assertThat(project.run("plan", "shop.lupomig").out()).containsAnyOf("table image", "row image");
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        String after = project.dump();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(sql.contains("RAND") || !after.equals(before)).isTrue();
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
    }

    @Test
    void rowsThatOthersReferToByNowAreNotTakenOut() throws SQLException, IOException {
        project.plan("INSERT INTO shop.customers VALUES (5, 'eve', 0);");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        database.execute("INSERT INTO shop.orders VALUES (9, 5, 1)");
        String theirs = project.dump();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).isEqualTo(3);
        assertThat(back.err())
                .contains(
                        "rows of shop.orders refer to rows that came in with it (by customer: 5); delete these, or let"
                                + " them refer to others: 'lupomig retry' goes on then");
        assertThat(project.dump()).isEqualTo(theirs);
        database.execute("UPDATE shop.orders SET customer = 1 WHERE id = 9");
        assertThat(project.run("retry").status()).isZero();
        assertThat(database.query("SELECT id FROM shop.customers WHERE id = 5")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT AS (n * 2) STORED", "TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6)"})
    void childrenThatFollowAColumnThatChangesByItselfArePutBackToo(String type) throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.p (id INT PRIMARY KEY, n INT, g " + type + ", UNIQUE KEY (g)) ENGINE=InnoDB",
                "INSERT INTO shop.p (id, n) VALUES (1, 1)",
                "CREATE TABLE shop.c (id INT PRIMARY KEY, g " + type.substring(0, type.indexOf(' ')) + " NULL,"
                        + " FOREIGN KEY (g) REFERENCES shop.p (g) ON UPDATE CASCADE) ENGINE=InnoDB",
                "INSERT INTO shop.c SELECT 1, g FROM shop.p");
        project.plan("UPDATE shop.p SET n = 5 WHERE id = 1;", "");
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SELECT COUNT(*) FROM shop.p JOIN shop.c USING (g)"))
                .containsExactly("1");
        assertThat(project.dump()).isNotEqualTo(before);

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void ofATableThatTheBatchCreatedAreCountedWhereTheServerCountsOtherwise() throws SQLException, IOException {
        project.plan("""
                CREATE TABLE shop.tree (id INT PRIMARY KEY, up INT, n INT, FOREIGN KEY (up) REFERENCES shop.tree (id)
                  ON DELETE CASCADE) ENGINE=InnoDB;
                INSERT INTO shop.tree VALUES (1, NULL, 1), (2, 1, 2), (3, 2, 3), (4, NULL, 4);
                INSERT INTO shop.tree VALUES (4, NULL, 5), (5, NULL, 5) ON DUPLICATE KEY UPDATE n = 6;
                DELETE FROM shop.tree WHERE id = 1;
                """, "");
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SELECT CONCAT_WS(' ', id, n) FROM shop.tree ORDER BY id"))
                .containsExactly("4 6", "5 5");

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
    }

    @Test
    void ofATableThatTheBatchCreatedGoWithIt() throws SQLException, IOException {
        project.plan("""
                CREATE TABLE shop.fresh (id INT PRIMARY KEY, v INT) ENGINE=InnoDB;
                INSERT INTO shop.fresh SELECT id, score FROM shop.customers;
                UPDATE shop.fresh SET v = RAND() * 100;
                DELETE FROM shop.fresh WHERE id = 1;
                UPDATE shop.fresh SET id = id + 10;
                """, "");
        String before = project.dump();
        assertThat(project.run("plan", "shop.lupomig").out())
                .contains("with its table")
                .doesNotContain("row image");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SELECT id FROM shop.fresh")).containsExactly("12", "13", "14");
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
    }
}
