package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a rehearsal begins with hang together as they do on the target. */
class RehearsedRowsIT {
    @TempDir
    Path folder = Path.of("");

    private static String rows(String row) {
        return IntStream.rangeClosed(1, 50)
                .mapToObj(id -> row.replace("$", Integer.toString(id)).replace("@", Integer.toString(51 - id)))
                .collect(Collectors.joining(", "));
    }

    @Test
    void parentsOfTheRowsThatAreTakenAreTakenToo() throws Exception {
        ServerProject project = ServerProject.onFreshServer(
                folder,
                "CREATE SCHEMA shop",
                "CREATE SCHEMA geo",
                "CREATE TABLE geo.places (code VARBINARY(4) PRIMARY KEY, up VARBINARY(4),"
                        + " FOREIGN KEY (up) REFERENCES geo.places (code)) ENGINE=InnoDB",
                "CREATE TABLE shop.customers (a INT, b INT, place VARBINARY(4), PRIMARY KEY (a, b),"
                        + " FOREIGN KEY (place) REFERENCES geo.places (code)) ENGINE=InnoDB",
                "CREATE TABLE shop.orders (id INT PRIMARY KEY, ca INT, cb INT AS (ca + 1) STORED, n INT,"
                        + " FOREIGN KEY (ca, cb) REFERENCES shop.customers (a, b)) ENGINE=InnoDB",
                "SET STATEMENT foreign_key_checks = 0 FOR INSERT INTO geo.places VALUES "
                        + rows("(LPAD('$', 4, '0'), LPAD(LEAST(@, 50), 4, '0'))"),
                "INSERT INTO shop.customers VALUES " + rows("($, $ + 1, LPAD('@', 4, '0'))"),
                "INSERT INTO shop.orders (id, ca, n) VALUES " + rows("($, @, $)"));
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  schema geo core
                  batch change {
                    step orders { sql \"""DELETE FROM shop.orders WHERE n < 4; UPDATE shop.customers SET place = NULL\""" }
                    step drops requires orders { sql \"""ALTER TABLE shop.orders ADD COLUMN more INT, DROP COLUMN n\""" }
                  }
                }
                """);
        String before = project.dump();

        TestShell.Result result =
                project.run("rehearse", "shop.lupomig", "--from", "target", "--rows", "3", "--boundaries", "failures");

        assertThat(result.status()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("clean: every step went back");
        assertThat(result.err()).doesNotContain("LM9067");
        assertThat(project.dump()).isEqualTo(before);
    }
}
