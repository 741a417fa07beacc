package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rename lets pass that a DROP would not, and what it does not let pass. */
class RenameAsideIT extends FactTest {
    @Test
    void triggersAndViewsStayInTheirSchema() throws SQLException {
        s.sql("CREATE TABLE t (id INT)", "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @x = 1");
        s.sql("CREATE VIEW v AS SELECT 1 AS one");

        s.refused(1435, "RENAME TABLE t TO b.t");
        s.refused(1450, "RENAME TABLE v TO b.v");
    }

    @Test
    void namesOfForeignKeysAndTriggersStayTaken() throws SQLException {
        s.sql(
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE k (id INT, CONSTRAINT f FOREIGN KEY (id) REFERENCES p (id))",
                "CREATE TRIGGER g BEFORE INSERT ON k FOR EACH ROW SET @x = 1",
                "RENAME TABLE k TO k_old");

        if (twoKeysOfOneName()) {
            s.sql("CREATE TABLE k (id INT, CONSTRAINT f FOREIGN KEY (id) REFERENCES p (id))");
        } else {
            s.refused(1005, "CREATE TABLE k (id INT, CONSTRAINT f FOREIGN KEY (id) REFERENCES p (id))");
            s.sql("CREATE TABLE k (id INT)");
        }
        s.refused(1359, "CREATE TRIGGER g BEFORE INSERT ON k FOR EACH ROW SET @x = 2");
    }

    /** From 12.1 on the name of a foreign key is one of its table's. */
    private boolean twoKeysOfOneName() throws SQLException {
        String[] version = s.value("SELECT version()").split("\\.", 3);
        int major = Integer.parseInt(version[0]);
        return major > 12 || (major == 12 && Integer.parseInt(version[1]) >= 1);
    }

    @Test
    void childrenFollow() throws SQLException {
        s.sql(
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE k (id INT, FOREIGN KEY (id) REFERENCES p (id))",
                "RENAME TABLE p TO b.p",
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "INSERT INTO p VALUES (1)");

        s.refused(1452, "INSERT INTO k VALUES (1)");
    }

    @Test
    void whatADropOrATruncateIsRefusedARenameIsNot() throws SQLException {
        s.sql(
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE k (id INT, FOREIGN KEY (id) REFERENCES p (id))",
                "CREATE TABLE h (id INT) WITH SYSTEM VERSIONING");

        s.refused(1451, "DROP TABLE p");
        s.refused(1701, "TRUNCATE TABLE p");
        s.refused(4137, "TRUNCATE TABLE h");
        s.sql("RENAME TABLE p TO b.p", "RENAME TABLE h TO b.h");
    }

    @Test
    void aCopyOfADefinitionIsNotAllOfIt() throws SQLException {
        s.sql(
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE k (id INT, FOREIGN KEY (id) REFERENCES p (id))",
                "CREATE TRIGGER g BEFORE INSERT ON k FOR EACH ROW SET @x = 1",
                "CREATE TABLE l LIKE k");

        assertThat(s.values("SHOW CREATE TABLE l").get(1)).doesNotContain("FOREIGN KEY");
        assertThat(s.values("SHOW TRIGGERS LIKE 'l'")).isEmpty();
    }

    @Test
    void aCopyOfADefinitionIsNotWhereTheTableIs(@TempDir Path directory) throws SQLException {
        s.sql("CREATE TABLE k (id INT) ENGINE=InnoDB DATA DIRECTORY='" + directory + "'");
        try {
            s.sql("CREATE TABLE l LIKE k");

            assertThat(s.values("SHOW CREATE TABLE k").get(1)).contains("DATA DIRECTORY");
            assertThat(s.values("SHOW CREATE TABLE l").get(1)).doesNotContain("DATA DIRECTORY");
        } finally {
            s.sql("DROP TABLE k");
        }
    }
}
