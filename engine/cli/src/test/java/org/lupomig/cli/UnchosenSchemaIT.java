package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Names without a schema where nothing chooses one. */
class UnchosenSchemaIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.customers (id INT PRIMARY KEY)",
            "CREATE PROCEDURE shop.p() INSERT INTO customers VALUES (7)");

    @Test
    void isSaidBeforeAnythingIsRunOfEveryKindOfStatement() throws SQLException, IOException {
        for (String sql : List.of(
                "ALTER TABLE customers ADD COLUMN n INT;",
                "CREATE TABLE nt (id INT);",
                "CREATE TABLE shop.nt LIKE customers;",
                "INSERT INTO customers VALUES (5);",
                "UPDATE customers SET id = 2;",
                "DROP TABLE IF EXISTS customers;",
                "CREATE VIEW vv AS SELECT 1;",
                "CREATE VIEW shop.vv AS SELECT id FROM customers;",
                "TRUNCATE customers;",
                "DROP PROCEDURE IF EXISTS p;",
                "CREATE TRIGGER t BEFORE INSERT ON customers FOR EACH ROW SET @a = 1;",
                "SELECT * FROM customers;",
                "SET @n = (SELECT COUNT(*) FROM customers);",
                "RENAME TABLE shop.customers TO c2;",
                "CREATE INDEX i ON customers (id);",
                "DELETE FROM customers;",
                "CALL p();",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1;",
                "DROP INDEX x ON customers;",
                "CREATE SEQUENCE s;",
                "GRANT SELECT ON customers TO m2;",
                "ALTER SCHEMA CHARACTER SET utf8mb4;")) {
            project.plan("CREATE TABLE shop.first (id INT);\n" + sql);
            for (String[] command : new String[][] {{"run", "shop.lupomig"}, {"run", "shop.lupomig", "--dry-run"}}) {
                TestShell.Result refused = project.run(command);
                assertThat(refused.err() + refused.out())
                        .as(sql)
                        .contains("LM5072", "no schema is chosen", "shop.lupomig:7:")
                        .doesNotContain("LM5033");
                assertThat(refused.status()).as(sql).isEqualTo(ExitStatus.COULD_NOT_RUN);
            }
            assertThat(project.run("plan", "shop.lupomig", "--against").out())
                    .as(sql)
                    .contains("LM5072");
            assertThat(database.query("SHOW TABLES IN shop")).as(sql).containsExactly("customers");
        }
    }

    @Test
    void marksTheName() throws IOException {
        project.planOfScript("shop", "SELECT 1 AS customers;\nSELECT customers.id AS customers\nFROM   customers;\n");
        TestShell.Result refused = project.run("run", "shop.lupomig");
        assertThat(refused.err()).contains("change.sql:3:8", "customers is written without one", "USE", "…:3306/app");
    }

    @Test
    void isSaidOfWhatIsATextFirst() throws SQLException, IOException {
        String late = "SET @s = 'ALTER TABLE customers ADD COLUMN a INT'; EXECUTE IMMEDIATE @s;";
        project.plan("INSERT INTO shop.customers VALUES (5);\n" + late);
        TestShell.Result undone = project.run("run", "shop.lupomig");
        assertThat(undone.err())
                .contains("LM5072", "customers is written without one")
                .doesNotContain("LM5033");
        assertThat(undone.status()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(database.query("SELECT COUNT(*) FROM shop.customers")).containsExactly("0");
    }

    @Test
    void whatChoosesOneIsEnough(@TempDir Path folder) throws SQLException, IOException {
        String sql = "CREATE TABLE nt (id INT); WITH near AS (SELECT id FROM nt) SELECT * FROM near; CALL p();";
        project.plan("USE shop;" + sql);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.run("rollback", "shop.change").status()).isZero();

        project.plan("WITH near AS (SELECT id FROM shop.customers) SELECT * FROM near; CALL shop.p();"
                + " DELETE c FROM shop.customers c; SELECT DATABASE();");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.run("rollback", "shop.change").status()).isZero();

        Files.writeString(
                folder.resolve("own.lupomig"),
                "plan own version 1 { database main = mariadb batch b { step s { sql \"\"\"" + sql + "\"\"\" } } }");
        String address = database.jdbcUrl();
        int end = address.indexOf('?') < 0 ? address.length() : address.indexOf('?');
        int slash = address.lastIndexOf('/', end);
        TestDatabase chosen = TestDatabase.at(
                address.substring(0, slash + 1) + "shop" + address.substring(end),
                database.user(),
                database.password());
        TestShell own = TestShell.on(folder, chosen).withTime();
        assertThat(own.run("plan", "own.lupomig", "--against").out()).doesNotContain("LM5072");
        assertThat(own.run("run", "own.lupomig").err()).isEmpty();
        assertThat(own.run("rollback", "own.b").status()).isZero();
    }
}
