package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `plan` says of locks is what the statement's text makes certain. */
class PlanLocksTest {
    @TempDir
    Path folder = Path.of("");

    private String plan(String sql, String format) throws IOException {
        Files.writeString(folder.resolve("p.lupomig"), """
                plan p version 1 {
                  database main = mariadb
                  batch b { step s { sql \"""%s\"""
                    undo none because "of a test" } }
                }
                """.formatted(sql));
        TestShell.Result result = TestShell.in(folder).run("plan", "p.lupomig", "--format", format);
        assertThat(result.status()).as(result.err()).isZero();
        return result.out();
    }

    private String locks(String sql) throws IOException {
        return plan(sql, "text")
                .lines()
                .filter(line -> line.contains("locks: "))
                .map(String::strip)
                .reduce("", (all, line) -> all + line + "\n");
    }

    @Test
    void definitionsAreLockedForAMoment() throws IOException {
        assertThat(locks("CREATE TABLE s.t (id INT); RENAME TABLE s.a TO s.b; DROP TABLE s.old; TRUNCATE TABLE s.c"))
                .isEqualTo("""
                        locks: exclusive on s.t, for a moment
                        locks: exclusive on s.a, s.b, for a moment
                        locks: exclusive on s.old, for a moment
                        locks: exclusive on s.c, for a moment
                        """);
    }

    @Test
    void anAlterIsTheServersToCarryOutUnlessItSaysHow() throws IOException {
        assertThat(locks("ALTER TABLE s.t ADD COLUMN n INT"))
                .isEqualTo("locks: exclusive on s.t when it begins and when it ends; in between as the server does it:"
                        + " at once, in place, or by a copy, during which nobody writes\n");
        assertThat(locks("ALTER TABLE s.t ADD KEY (n), ALGORITHM=INPLACE, LOCK=NONE"))
                .isEqualTo("locks: exclusive on s.t when it begins and when it ends; in between as it says:"
                        + " ALGORITHM=INPLACE, LOCK=NONE\n");
        assertThat(locks("CREATE INDEX i ON s.t (n)")).contains("exclusive on s.t when it begins and when it ends");
        assertThat(locks("ALTER TABLE s.t MODIFY n INT NOT NULL")).contains("exclusive on s.t from the ");
        assertThat(locks("ANALYZE TABLE s.t")).isEmpty();
        assertThat(locks("ALTER TABLE s.t DROP COLUMN n"))
                .isEqualTo("locks: exclusive on s.t from the copy of what it loses to its end: others neither read nor"
                        + " write\n");
    }

    @Test
    void rowsAreLockedUntilTheyAreCommitted() throws IOException {
        assertThat(locks("UPDATE s.t SET n = 1 WHERE id = 2"))
                .isEqualTo("locks: shared on s.t, and the rows that it changes until it has committed\n");
        assertThat(locks("REPLACE INTO s.t VALUES (1)"))
                .isEqualTo("locks: shared on s.t, and nobody else writes to what is copied until it has committed\n");
        assertThat(locks("SELECT * FROM s.t")).isEqualTo("locks: shared on s.t\n");
        assertThat(locks("SET @a = 1")).isEmpty();
        assertThat(locks("CALL s.p()")).contains("what else, is not in its text");
    }

    @Test
    void programsHaveIt() throws IOException {
        assertThat(plan("DROP TABLE s.old", "json")).contains("\"locks\": \"exclusive on s.old, for a moment\"");
    }
}
