package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What a plan would run into, on a real server; and what of an applied one is not as it was. */
class AgainstIT {
    private static final String PLAN = """
            plan shop version 1 {
              database main = mariadb
              schema shop core
              param start = "1"
              batch make {
                step schema { sql \"""CREATE SCHEMA shop\""" }
                step orders requires schema {
                  sql \"""
                    CREATE TABLE shop.orders (id INT PRIMARY KEY);
                    INSERT INTO shop.orders VALUES (${start});
                  \"""
                }
              }
              // more
            }
            """;

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer();

    @BeforeEach
    void plan() throws IOException {
        write(PLAN);
    }

    @Test
    void namesThatAreTakenAndObjectsThatAreMissingAreFoundAndNothingIsWritten() throws SQLException, IOException {
        database.execute("CREATE SCHEMA shop", "CREATE TABLE shop.orders (id INT PRIMARY KEY)");
        write(PLAN.replace("INSERT INTO shop.orders VALUES (${start});", """
                ALTER TABLE shop.lost ADD COLUMN a INT;
                DROP TABLE shop.gone, shop.gone_too;
                DROP TABLE IF EXISTS shop.never;
                CREATE TABLE IF NOT EXISTS shop.orders (id INT PRIMARY KEY);
                RENAME TABLE shop.orders TO shop.old;
                CREATE TABLE shop.orders (id INT PRIMARY KEY);
                CREATE VIEW other.v AS SELECT id FROM shop.old;
                DROP PROCEDURE shop.p;
                SELECT '${start}';
                """));
        TestShell.Result found = project.run("plan", "shop.lupomig", "--against", "--format=json");
        assertThat(found.status()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(found.out())
                .contains(
                        "\"message\": \"shop.make.schema creates 'shop', which is there already\"",
                        "\"message\": \"shop.make.orders creates 'shop.orders', which is there already\"",
                        "\"message\": \"shop.make.orders alters 'shop.lost', which is not there\"",
                        "\"message\": \"shop.make.orders drops 'shop.gone', which is not there\"",
                        "\"message\": \"shop.make.orders drops 'shop.gone_too', which is not there\"",
                        "\"message\": \"shop.make.orders creates 'other.v', in a schema which is not there\"",
                        "\"message\": \"shop.make.orders drops 'shop.p', which is not there\"",
                        "\"pending\": 2",
                        "\"completed\": 0")
                .doesNotContain("'shop.never'", "'shop.old'");
        assertThat(found.out().split("\"LM5066\"", -1)).hasSize(8);
        assertThat(database.query("SHOW DATABASES LIKE 'lupomig%'")).isEmpty();
    }

    @Test
    void sequencesAreFoundLikeTables() throws SQLException, IOException {
        database.execute("CREATE SCHEMA shop", "CREATE SEQUENCE shop.s", "CREATE SEQUENCE shop.old");
        project.plan("""
                ALTER SEQUENCE shop.s INCREMENT BY 2;
                DROP SEQUENCE shop.old;
                """);
        TestShell.Result none = project.run("plan", "shop.lupomig", "--against");
        assertThat(none.status()).as(none.out() + none.err()).isZero();
        assertThat(none.out()).endsWith("no collisions\n");

        project.plan("""
                CREATE SEQUENCE shop.s;
                DROP SEQUENCE shop.gone;
                """);
        assertThat(project.run("plan", "shop.lupomig", "--against").out())
                .contains("creates 'shop.s', which is there already", "drops 'shop.gone', which is not there");
    }

    @Test
    void aTriggerGoesWithItsTableAndAChildMayComeFirstWithoutChecks() throws SQLException, IOException {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.a (id INT)",
                "CREATE TABLE shop.b (id INT)",
                "CREATE TRIGGER shop.ta BEFORE INSERT ON shop.a FOR EACH ROW SET @n = 1",
                "CREATE TRIGGER shop.tb BEFORE INSERT ON shop.b FOR EACH ROW SET @n = 1");
        String child = "CREATE TABLE shop.a (id INT, p INT, FOREIGN KEY (p) REFERENCES shop.z (id));\n";
        String trigger = "CREATE TRIGGER shop.ta BEFORE INSERT ON shop.a FOR EACH ROW SET @n = 2;\n";
        project.plan("""
                SET @OLD=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0;
                DROP TABLE IF EXISTS shop.a;
                """ + child + trigger + "DROP TABLE shop.a;\n" + child + trigger + """
                CREATE TABLE shop.z (id INT PRIMARY KEY);
                ALTER TABLE shop.a ADD FOREIGN KEY (id) REFERENCES shop.y (id);
                CREATE TABLE shop.y (id INT PRIMARY KEY);
                SET FOREIGN_KEY_CHECKS=@OLD;
                """);
        TestShell.Result none = project.run("plan", "shop.lupomig", "--against");
        assertThat(none.out()).as(none.err()).endsWith("no collisions\n");

        project.plan("DROP TABLE shop.a;\nSET FOREIGN_KEY_CHECKS=0;\nSET FOREIGN_KEY_CHECKS=1;\n" + child + trigger
                + trigger + "CREATE TRIGGER shop.tb BEFORE INSERT ON shop.a FOR EACH ROW SET @n = 2;");
        TestShell.Result some = project.run("plan", "shop.lupomig", "--against", "--format=json");
        assertThat(some.out())
                .contains(
                        "reads 'shop.z', which is not there",
                        "creates 'shop.ta', which is there already",
                        "creates 'shop.tb', which is there already");
        assertThat(some.out().split("\"LM5066\"", -1)).hasSize(4);
    }

    @Test
    void aTriggerMovesWithItsTable() throws SQLException, IOException {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE SCHEMA attic",
                "CREATE TABLE shop.a (id INT)",
                "CREATE TABLE shop.b (id INT)",
                "CREATE TRIGGER shop.ta BEFORE INSERT ON shop.a FOR EACH ROW SET @n = 1",
                "CREATE TRIGGER shop.tb BEFORE INSERT ON shop.b FOR EACH ROW SET @n = 1");
        String trigger = "CREATE TRIGGER shop.ta BEFORE INSERT ON shop.c FOR EACH ROW SET @n = 2;\n";
        project.plan("""
                RENAME TABLE shop.a TO shop.a_old;
                ALTER TABLE shop.b ADD COLUMN m INT, RENAME TO shop.b_old;
                CREATE TABLE shop.a (id INT);
                CREATE TABLE shop.b (id INT);
                CREATE TABLE shop.c (id INT);
                DROP TABLE shop.a_old, shop.b_old;
                """ + trigger + """
                RENAME TABLE shop.c TO shop.d;
                DROP TABLE shop.d;
                CREATE TABLE shop.c (id INT);
                """ + trigger + """
                CREATE TRIGGER shop.tb BEFORE INSERT ON shop.c FOR EACH ROW SET @n = 2;
                RENAME TABLE shop.a TO attic.a;
                """);
        TestShell.Result none = project.run("plan", "shop.lupomig", "--against");
        assertThat(none.out()).as(none.err()).endsWith("no collisions\n");
        assertThat(project.run("run", "shop.lupomig").status())
                .as("the server agrees")
                .isZero();
        assertThat(project.run("rollback", "change").status()).isZero();

        project.plan("""
                RENAME TABLE shop.a TO shop.a_old;
                CREATE TABLE shop.a (id INT);
                DROP TABLE shop.a;
                CREATE TABLE shop.c (id INT);
                """ + trigger + """
                ALTER TABLE shop.b ADD COLUMN m INT, RENAME TO shop.b_old;
                RENAME TABLE shop.b_old TO attic.b;
                ALTER TABLE shop.c ADD COLUMN m INT, RENAME TO shop.a_old;
                """);
        TestShell.Result some = project.run("plan", "shop.lupomig", "--against", "--format=json");
        assertThat(some.out())
                .contains(
                        "creates 'shop.ta', which is there already",
                        "moves a table to 'attic.b', though it has triggers, which stay in their schema",
                        "moves a table to 'shop.a_old', which is there already");
        assertThat(some.out().split("\"LM5066\"", -1)).hasSize(4);
    }

    @Test
    void whatHasCompletedDoesNotCount() throws IOException {
        assertThat(project.run("plan", "shop.lupomig", "--against").out()).endsWith("2 steps to run; no collisions\n");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        TestShell.Result applied = project.run("plan", "shop.lupomig", "--against=main");
        assertThat(applied.status()).isZero();
        assertThat(applied.out()).endsWith("0 steps to run, 2 completed; no collisions\n");

        write(PLAN.replace("// more", """
                batch again requires make {
                  step orders { sql \"""CREATE TABLE shop.orders (id INT)\""" }
                }
                """));
        TestShell.Result more = project.run("plan", "shop.lupomig", "--against");
        assertThat(more.status()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(more.out())
                .contains("shop.again.orders creates 'shop.orders', which is there already")
                .endsWith("1 step to run, 2 completed; 1 collision\n");
        assertThat(project.run("plan", "shop.lupomig", "--against=mian").err()).contains("did you mean 'main'?");
    }

    @Test
    void whatTheWayBackCopiesIsShown() throws SQLException, IOException {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.orders (id INT PRIMARY KEY, paid INT) ENGINE=InnoDB",
                "INSERT INTO shop.orders SELECT seq, seq FROM shop.seq_1_to_500",
                "ANALYZE TABLE shop.orders");
        write("""
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  batch make {
                    step orders {
                      sql \"""
                        UPDATE shop.orders SET paid = 0 WHERE id < 10;
                        REPLACE INTO shop.orders VALUES (1, 2);
                        INSERT INTO shop.orders VALUES (501, 2);
                      \"""
                    }
                  }
                }
                """);
        assertThat(project.run("plan", "shop.lupomig", "--against").out()).matches("""
                        shop\\.make\\.orders: UPDATE copies at most about 500 rows of shop\\.orders, up to \\d+ KB
                        shop\\.make\\.orders: REPLACE copies about 500 rows of shop\\.orders, \\d+ KB
                        against main .*: 1 step to run; no collisions
                        """);
        assertThat(project.run("plan", "shop.lupomig", "--against", "--format=json")
                        .out())
                .contains("\"extent\": \"changed\"", "\"extent\": \"all\"", "\"rows\": 500", "\"freeBytes\": ");
        assertThat(project.run("run", "shop.lupomig", "--dry-run").out())
                .contains("shop.make.orders: REPLACE copies about 500 rows of shop.orders");
        assertThat(database.query("SHOW DATABASES LIKE 'lupomig%'")).isEmpty();
    }

    @Test
    void driftIsNamedByStatementAndParameter() throws IOException {
        assertThat(project.run("run", "shop.lupomig").status()).isZero();

        write(PLAN.replace("INSERT INTO", "-- rows\n insert  into"));
        assertThat(project.run("run", "shop.lupomig").out())
                .contains("shop.make.orders: only formatting and comments have changed since it completed;"
                        + " that is not drift");

        write(PLAN);
        assertThat(project.run("run", "shop.lupomig", "--param", "start=2").out())
                .contains("shop.make.orders is not as it completed: the parameter 'start' has another value\n");

        write(PLAN.replace("(id INT PRIMARY KEY)", "(id BIGINT PRIMARY KEY)"));
        assertThat(project.run("run", "shop.lupomig").out())
                .contains("shop.make.orders is not as it completed: CREATE TABLE shop.orders (shop.lupomig:9:9)"
                        + " is changed\n");
    }

    private void write(String plan) throws IOException {
        project.write("shop.lupomig", plan);
    }
}
