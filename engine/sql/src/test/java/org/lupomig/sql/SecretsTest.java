package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;

/** No fact and no message holds a password, whole or in a statement that is damaged around it. */
class SecretsTest {
    private static final String SECRET = "hunter2xyz";

    private static final List<String> STATEMENTS = List.of(
            "CREATE USER a IDENTIFIED BY 'hunter2xyz', b@localhost IDENTIFIED BY PASSWORD 'hunter2xyz'",
            "CREATE USER a IDENTIFIED VIA mysql_native_password USING PASSWORD('hunter2xyz') OR unix_socket",
            "ALTER USER IF EXISTS a IDENTIFIED WITH ed25519 AS 'hunter2xyz' REQUIRE SSL",
            "GRANT SELECT ON *.* TO a IDENTIFIED BY 'hunter2xyz' WITH GRANT OPTION",
            "SET PASSWORD FOR a@localhost = PASSWORD('hunter2xyz')",
            "SET PASSWORD = 'hunter2xyz'",
            "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (USER 'a', PASSWORD 'hunter2xyz', PORT 1)",
            "ALTER SERVER s OPTIONS (PASSWORD 'hunter2xyz')",
            "CREATE TABLE f (a INT) ENGINE=FEDERATED CONNECTION='mysql://u:hunter2xyz@h/d/t'",
            "ALTER TABLE f CONNECTION 'mysql://u:hunter2xyz@h/d/t'",
            "CHANGE MASTER TO MASTER_USER = 'a', MASTER_PASSWORD = 'hunter2xyz', MASTER_PORT = 1");

    @Test
    void areInNoFact() {
        for (String sql : STATEMENTS) {
            check(sql, false);
        }
    }

    @Test
    void areInNoMessage() {
        for (String sql : STATEMENTS) {
            for (int i = 0; i < sql.indexOf(SECRET); i++) {
                for (String damage : List.of("", " ", ",", "(", "'x' ", "@")) {
                    check(sql.substring(0, i) + damage + sql.substring(i), true);
                    check(sql.substring(0, i) + damage + sql.substring(i + 1), true);
                }
            }
        }
    }

    /** A statement that is damaged in its first words is none of these, and its texts are no passwords. */
    private static void check(String sql, boolean damaged) {
        SqlScript script = SqlScript.read(MappedText.identity(sql), SourceText.of("a.sql", sql), null);
        script.diagnostics().forEach(said -> {
            boolean none = said.message().contains("begins no statement");
            assertThat(none && damaged ? "" : said.message()).as(sql).doesNotContain(SECRET);
        });
        if (!damaged) {
            assertThat(script.statements().get(0).fact().toString()).as(sql).doesNotContain(SECRET);
        }
    }
}
