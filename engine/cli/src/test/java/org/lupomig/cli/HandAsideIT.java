package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What the script by hand sets aside is in nobody's way there, and nothing that others wrote is lost by it. */
class HandAsideIT {
    private static final TestDatabase SERVER = TestDatabase.get();

    @RegisterExtension
    private final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.parents (id INT PRIMARY KEY, n INT) ENGINE=InnoDB",
            "INSERT INTO shop.parents VALUES (1, 1), (2, 2), (3, 3)");

    /** More than are dropped with their table where it stands. */
    private static String rows(String rest) {
        return IntStream.rangeClosed(1, 150)
                .mapToObj(id -> "(" + id + ", " + rest + ")")
                .collect(Collectors.joining(", "));
    }

    @Test
    void aTableGoesWithoutItsForeignKeys() throws Exception {
        String sql = "CREATE TABLE shop.users (id INT PRIMARY KEY, parent INT, other INT,"
                + " CONSTRAINT of_parent FOREIGN KEY (parent) REFERENCES shop.parents (id),"
                + " FOREIGN KEY (other) REFERENCES shop.parents (id));"
                + " INSERT INTO shop.users VALUES " + rows("1, 1") + ";";
        project.plan(sql);
        assertThat(project.run("run", "shop.lupomig").status()).isZero();

        String script = project.run("show", "1", "--undo-sql").out();
        ClientScript.send(script);

        assertThat(SERVER.query("SELECT COUNT(*) FROM information_schema.REFERENTIAL_CONSTRAINTS"
                        + " WHERE CONSTRAINT_SCHEMA = 'lupomig_held'"))
                .as(script)
                .containsExactly("0");
        SERVER.execute("DROP TABLE shop.parents", "DROP DATABASE lupomig_held");
        assertThat(SERVER.query("SHOW TABLES FROM shop")).isEmpty();
    }

    @Test
    void theEngineSaysWhichForeignKeyIsInItsWay() throws Exception {
        SERVER.execute(
                "CREATE SCHEMA lupomig_held",
                "CREATE TABLE lupomig_held.users_of_before (id INT PRIMARY KEY, parent INT,"
                        + " CONSTRAINT of_parent FOREIGN KEY (parent) REFERENCES shop.parents (id))");
        project.checkedPlan(
                "CREATE TABLE shop.users (id INT PRIMARY KEY, parent INT,"
                        + " CONSTRAINT of_parent FOREIGN KEY (parent) REFERENCES shop.parents (id));"
                        + " INSERT INTO shop.users VALUES " + rows("1") + ";",
                false);

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out() + run.err())
                .contains(
                        "what is in the way is a foreign key of that name, of_parent of lupomig_held.users_of_before");
        SERVER.execute("ALTER TABLE lupomig_held.users_of_before DROP FOREIGN KEY of_parent");
        assertThat(project.run("retry").status()).isEqualTo(0);
        assertThat(SERVER.query("SHOW TABLES FROM shop")).containsExactly("parents");
    }

    @Test
    void rowsAndValuesThatOthersChangedAreCopiedBeforeTheyAreOverwritten() throws Exception {
        project.plan("UPDATE shop.parents SET n = 7 WHERE id < 3; INSERT INTO shop.parents VALUES (9, 9);"
                + " ALTER TABLE shop.parents ADD COLUMN note TEXT, MODIFY n TINYINT NOT NULL;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        SERVER.execute(
                "UPDATE shop.parents SET n = 42, note = 'mine' WHERE id = 1",
                "UPDATE shop.parents SET note = 'ours' WHERE id = 9");

        String script = project.run("show", "1", "--undo-sql").out();
        ClientScript.send(script);

        assertThat(SERVER.query("SELECT CONCAT(id, ':', n) FROM shop.parents ORDER BY id"))
                .as(script)
                .containsExactly("1:1", "2:2", "3:3");
        List<String> aside = SERVER.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA ="
                + " 'lupomig_held' AND TABLE_NAME LIKE '%byhand%' ORDER BY TABLE_NAME");
        assertThat(aside).as(script).hasSize(3);
        assertThat(SERVER.query("SELECT CONCAT(id, ':', n) FROM lupomig_held." + aside.get(0) + " ORDER BY id"))
                .containsExactly("1:42", "2:7");
        assertThat(SERVER.query("SELECT CONCAT(id, ':', n) FROM lupomig_held." + aside.get(1)))
                .containsExactly("9:9");
        assertThat(SERVER.query("SELECT CONCAT(id, ':', note) FROM lupomig_held." + aside.get(2)
                        + " WHERE note IS NOT NULL ORDER BY id"))
                .containsExactly("1:mine", "9:ours");
        assertThat(project.run("status").out())
                .contains("kept for a person, until lupomig purge shop.change: 3 tables, ", "_byhand_parents");
        TestShell.Result purge = project.run("purge", "shop.change", "--yes");
        assertThat(purge.status()).as(purge.err()).isZero();
        assertThat(SERVER.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'"))
                .isEmpty();
    }

    @Test
    void valuesThatOthersChangedAreCopiedBeforeTheKeptOnesComeBack() throws Exception {
        SERVER.execute("ALTER TABLE shop.parents ADD COLUMN name VARCHAR(40) DEFAULT 'abcdef'");
        project.plan("SET sql_mode = ''; ALTER IGNORE TABLE shop.parents MODIFY name VARCHAR(3);");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        SERVER.execute("UPDATE shop.parents SET name = 'new' WHERE id = 2");

        String script = project.run("show", "1", "--undo-sql").out();
        ClientScript.send(script);

        assertThat(SERVER.query("SELECT name FROM shop.parents")).as(script).containsOnly("abcdef");
        String aside = SERVER.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA ="
                        + " 'lupomig_held' AND TABLE_NAME LIKE '%byhand%'")
                .get(0);
        assertThat(SERVER.query("SELECT CONCAT(id, name) FROM lupomig_held." + aside + " WHERE id = 2"))
                .containsExactly("2new");
    }
}
