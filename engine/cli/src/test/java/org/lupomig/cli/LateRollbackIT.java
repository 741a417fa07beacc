package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A batch goes back long after it has completed, over what others wrote since where that is asked for. */
class LateRollbackIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.old (id INT PRIMARY KEY, name VARCHAR(20)) ENGINE=InnoDB",
            "INSERT INTO shop.old VALUES (1, 'one'), (2, 'two')",
            "CREATE TABLE shop.items (id INT PRIMARY KEY, price INT, twice INT AS (price * 2)) ENGINE=InnoDB",
            "INSERT INTO shop.items (id, price) VALUES (1, 10), (2, 20), (3, 30)");

    private List<String> kept(String columns) throws Exception {
        List<String> tables = database.query("SELECT TABLE_NAME FROM information_schema.TABLES"
                + " WHERE TABLE_SCHEMA = 'lupomig_held' AND TABLE_NAME LIKE 'k%'");
        assertThat(tables).hasSize(1);
        return database.query("SELECT CONCAT_WS('|', " + columns + ") FROM lupomig_held." + tables.get(0));
    }

    /** What stands in for a table that is emptied is given its foreign keys and triggers: that is no change of it. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    ALTER TABLE shop.old ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES shop.items (id); SELECT 1
                    ALTER TABLE shop.old ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES shop.items (id); DROP TABLE shop.old
                    CREATE TRIGGER shop.tr BEFORE INSERT ON shop.old FOR EACH ROW SET NEW.name = 'two'; SELECT 1
                    CREATE TRIGGER shop.tr BEFORE INSERT ON shop.old FOR EACH ROW SET NEW.name = 'two'; DROP TABLE shop.old
                    """)
    void whatOthersFilledIsKeptAsideOfATableWithMore(String more, String then) throws Exception {
        database.execute("DELETE FROM shop.old WHERE id NOT IN (SELECT id FROM shop.items)", more);
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change rollback B {
                    step empty { sql $TRUNCATE TABLE shop.old$ }
                    step then requires empty { sql $%s$ }
                  }
                }
                """.formatted(then).replace("$", "\"\"\""));
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig", "--to", "empty").err()).isEmpty();
        database.execute("INSERT INTO shop.old (id, name) VALUES (2, 'two')");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.run("rollback", "change").status()).isEqualTo(2);

        TestShell.Result back = project.run("rollback", "change", "--discard-later-writes");

        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(kept("id, name")).containsExactly("2|two");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB; INSERT INTO shop.fresh VALUES (9); shop.fresh; it has other rows; id; 9
                    CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB, ALTER TABLE shop.fresh ADD COLUMN x INT; INSERT INTO shop.fresh VALUES (9, 8); shop.fresh; it has other rows; id, x; 9|8
                    CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB, ALTER TABLE shop.fresh ADD COLUMN x INT; ALTER TABLE shop.fresh ADD COLUMN y INT; shop.fresh; it has another definition; COUNT(y); 0
                    TRUNCATE TABLE shop.old; INSERT INTO shop.old VALUES (9, 'nine'); shop.old; it has other rows; id, name; 9|nine
                    DROP TABLE shop.old; CREATE TABLE shop.old (theirs INT) ENGINE=InnoDB; shop.old; there is one of that name now; COUNT(theirs); 0
                    UPDATE shop.items SET price = 0 WHERE id < 3; UPDATE shop.items SET price = 7 WHERE id = 1; shop.items; rows that the batch changed are not as it left them; id, price; 1|7
                    DELETE FROM shop.items WHERE id = 2; INSERT INTO shop.items (id, price) VALUES (2, 7); shop.items; rows that the batch changed are not as it left them; id, price; 2|7
                    INSERT INTO shop.items (id, price) VALUES (8, 8); UPDATE shop.items SET price = 1 WHERE id = 8; shop.items; rows that the batch changed are not as it left them; id, price; 8|1
                    UPDATE shop.items SET price = 0 ORDER BY id LIMIT 2; INSERT INTO shop.items (id, price) VALUES (9, 9); shop.items; rows that the batch changed are not as it left them; id, price; 9|9
                    ALTER TABLE shop.items ADD COLUMN x INT; UPDATE shop.items SET x = 5 WHERE id = 1; shop.items; column x has values; id, price, x; 1|10|5
                    """)
    void whatOthersWroteIsKeptAside(
            String batch, String theirs, String table, String conflict, String columns, String row) throws Exception {
        project.plan(batch.replace(", ALTER", "; ALTER") + ";");
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        database.execute(theirs);
        String now = project.dump();

        TestShell.Result refused = project.run("rollback", "change");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .contains(table + " has changed since the batch completed: " + conflict, "--discard-later-writes");
        TestShell.Result dry = project.run("rollback", "change", "--discard-later-writes", "--dry-run");
        assertThat(dry.status()).isZero();
        assertThat(dry.out()).contains("what has moved on would be kept aside: " + table);
        assertThat(project.dump()).isEqualTo(now);

        TestShell.Result back = project.run("rollback", "change", "--discard-later-writes");

        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(back.out()).containsPattern("held +only +\\S+ as lupomig_held\\.k1_1_");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(kept(columns)).contains(row);
        assertThat(project.run("status").out())
                .contains("kept for a person, until lupomig purge shop.change: 1 table, ");
        assertThat(project.run("purge").out()).contains("nothing that is held has expired");
        assertThat(kept(columns)).contains(row);
        assertThat(project.run("purge", "change", "--yes").out()).contains("1 table (");
        assertThat(project.run("status").out()).doesNotContain("kept for a person");
    }

    @Test
    void whatNothingHelpsAgainstIsSaidByNameAndNothingIsTouched() throws Exception {
        project.plan(
                "CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB; ALTER TABLE shop.items ADD COLUMN x INT;");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        database.execute("INSERT INTO shop.fresh VALUES (1)", "ALTER TABLE shop.items ADD COLUMN theirs INT");
        String now = project.dump();

        TestShell.Result back = project.run("rollback", "change", "--discard-later-writes");

        assertThat(back.status()).isEqualTo(2);
        assertThat(back.err())
                .contains(
                        "LM5093",
                        "shop.items has changed since the batch completed: it has another definition;"
                                + " --discard-later-writes does not help against that")
                .doesNotContain("shop.fresh");
        assertThat(project.dump()).isEqualTo(now);
    }

    @Test
    void aLaterBatchThatChangedItIsNamed() throws Exception {
        String before = project.dump();
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch base { step make { sql \"""ALTER TABLE shop.items ADD COLUMN x INT\""" } }
                }
                """);
        project.write("more.lupomig", """
                plan more version 1 {
                  database main = mariadb
                  batch later { step alter { sql \"""ALTER TABLE shop.items ADD COLUMN y INT\""" } }
                }
                """);
        assertThat(project.run("run", "shop.lupomig", "more.lupomig").err()).isEmpty();

        TestShell.Result back = project.run("rollback", "base");

        assertThat(back.status()).isEqualTo(2);
        assertThat(back.err())
                .containsPattern(
                        "LM5024\\] shop\\.items has changed since the batch completed: it has another definition;"
                                + " it was changed by batch more\\.later, at [0-9: -]{19} UTC; roll back more\\.later first, or"
                                + " keep the batch");
        assertThat(project.run("rollback", "later").err()).isEmpty();
        assertThat(project.run("rollback", "base").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whatRestsOnABatchGoesBackBeforeIt() throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch base {
                    step make { sql \"\"\"
                      CREATE TABLE shop.parent (id INT PRIMARY KEY) ENGINE=InnoDB;
                      INSERT INTO shop.parent VALUES (1), (2);
                      ALTER TABLE shop.items ADD COLUMN stock INT;
                    \"\"\" }
                  }
                  batch upon requires base {
                    step more { sql \"\"\"
                      CREATE TABLE shop.child (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES shop.parent (id)) ENGINE=InnoDB;
                      INSERT INTO shop.child VALUES (2);
                      ALTER TABLE shop.parent ADD COLUMN note VARCHAR(9);
                      UPDATE shop.items SET stock = 3 WHERE id = 1;
                      DROP TABLE shop.old;
                    \"\"\" }
                  }
                }
                """);
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();

        TestShell.Result refused = project.run("rollback", "base");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .contains("LM5025", "batch shop.upon has completed upon shop.base", "or give --with-dependents");

        database.execute("INSERT INTO shop.parent VALUES (3, 'x')");
        String now = project.dump();
        TestShell.Result moved = project.run("rollback", "base", "--with-dependents");
        assertThat(moved.status()).isEqualTo(2);
        assertThat(moved.err()).contains("LM5024", "shop.parent has changed since the batch completed");
        assertThat(project.dump()).isEqualTo(now);
        database.execute("DELETE FROM shop.parent WHERE id = 3");

        TestShell.Result dry = project.run("rollback", "base", "--with-dependents", "--dry-run");
        assertThat(dry.out()).contains("of shop.upon, shop.base, in this order, would be taken back");
        TestShell.Result back = project.run("rollback", "base", "--with-dependents");
        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(back.out()).contains("done: shop.upon, shop.base are rolled back");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
    }

    @Test
    void aStepGoesBackAloneWhereItsClassLetsIt() throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change {
                    step make { sql \"\"\" CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB; \"\"\" }
                    step upon requires make { sql \"\"\" CREATE VIEW shop.seen AS SELECT id FROM shop.fresh; \"\"\" }
                    step update { sql \"\"\" UPDATE shop.items SET price = 0; \"\"\" }
                  }
                }
                """);
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        String all = project.dump();

        TestShell.Result whole = project.run("rollback", "shop.change.update");
        assertThat(whole.status()).isEqualTo(2);
        assertThat(whole.err()).contains("LM5095", "its batch is of class A, which goes back whole");
        assertThat(project.dump()).isEqualTo(all);

        // As the record of a batch that was declared so.
        database.execute("UPDATE lupomig_orchestration.migration_batches SET rollback_class = 'B'");
        TestShell.Result rests = project.run("rollback", "change.make");
        assertThat(rests.status()).isEqualTo(2);
        assertThat(rests.err()).contains("LM5096", "shop.change.upon has completed upon shop.change.make");
        TestShell.Result unknown = project.run("rollback", "change.makes");
        assertThat(unknown.err()).contains("LM9088", "batch change has no step 'makes'; did you mean 'make'?");

        TestShell.Result alone = project.run("rollback", "shop.change.update");
        assertThat(alone.err()).isEmpty();
        assertThat(alone.status()).isZero();
        assertThat(alone.out()).contains("step shop.change.update is rolled back: everything is as before it");
        assertThat(database.query("SELECT price FROM shop.items ORDER BY id")).containsExactly("10", "20", "30");
        assertThat(database.query("SELECT COUNT(*) FROM shop.seen")).containsExactly("0");
        assertThat(project.run("status").out()).contains("2 of 3 steps, class B");
        assertThat(project.run("rollback", "change.make", "--with-dependents").err())
                .isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aWeakerClassIsRefused() throws Exception {
        project.plan("CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB;");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();

        TestShell.Result weaker = project.run("rollback", "change", "--class", "B");
        assertThat(weaker.status()).isEqualTo(2);
        assertThat(weaker.err()).contains("LM5092", "shop.change is of class A, and class B takes back less");
        assertThat(project.run("rollback", "change", "--class", "A").status()).isZero();
    }
}
