package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What has failed is said once, and not called by a good name. */
class SaidOnceIT {
    @RegisterExtension
    private final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.users (id INT PRIMARY KEY) ENGINE=InnoDB",
            "INSERT INTO shop.users VALUES (1)",
            "CREATE PROCEDURE shop.meddle() BEGIN DECLARE n INT DEFAULT 0;"
                    + " WHILE n < 1 DO SET n = n + 1; UPDATE shop.users SET note = 'mine'; END WHILE; END");

    private TestShell.Result run = new TestShell.Result(0, "", "");

    @BeforeEach
    void anUndoThatFails() throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change {
                    step grow { sql \"""ALTER TABLE shop.users ADD COLUMN age INT\""" }
                    step other requires grow { sql \"""ALTER TABLE shop.users ADD COLUMN size INT\""" }
                    step widen requires other { sql \"""ALTER TABLE shop.users ADD COLUMN note VARCHAR(9)\""" }
                    step meddle requires widen {
                      sql \"""CALL shop.meddle()\"""
                      undo none because "it is only a note"
                    }
                    step last requires meddle { sql \"""CREATE TABLE shop.more (id INT, id INT)\""" }
                  }
                }
                """);
        run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(3);
    }

    private static long count(String text, String what) {
        return text.lines().filter(line -> line.contains(what)).count();
    }

    @Test
    void aStepThatCannotGoBackHasOneLine() {
        assertThat(count(run.out(), "BROKEN     widen")).as(run.out()).isEqualTo(1);
        assertThat(count(run.out(), "FAILED     widen")).as(run.out()).isZero();
        assertThat(run.out()).contains("BROKEN     widen").doesNotContain("it could not be put back");
        assertThat(run.out().lines().filter(line -> line.contains("BROKEN     widen")))
                .allMatch(line -> line.contains("could not be undone: "));
    }

    @Test
    void whatIsTriedAgainInVainIsNotCalledRecovered() {
        TestShell.Result again = project.run("retry");

        assertThat(again.status()).isEqualTo(3);
        assertThat(again.out())
                .contains("BROKEN     run 1 of shop: batch change could not be undone wholly; it needs a person")
                .doesNotContain("recovered");
    }

    @Test
    void statusSaysTheSameErrorOnce() {
        TestShell.Result status = project.run("status", "shop");

        assertThat(status.status()).isZero();
        assertThat(count(status.out(), "shop.users")).as(status.out()).isLessThan(3);
        assertThat(status.out().lines().filter(line -> line.contains("1. grow") || line.contains("2. other")))
                .as(status.out())
                .anyMatch(line -> line.contains("as 1. grow"));
    }

    @Test
    void aNameThatMeansTwoOfWhichNoneCanGoBackIsNotCalledAmbiguous() throws Exception {
        String plan = """
                plan other version 1 {
                  database main = mariadb
                  batch change rollback B { step only { sql \"""ALTER TABLE shop.users ADD COLUMN id INT\""" } }
                }
                """;
        project.write("other.lupomig", plan);
        assertThat(project.run("run", "other.lupomig").status()).isEqualTo(1);

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).isEqualTo(2);
        assertThat(back.err())
                .contains("batch other.change has not completed", "shop.change.widen could not be undone")
                .doesNotContain("may be any of");
        project.write("other.lupomig", plan.replace("COLUMN id", "COLUMN fresh"));
        assertThat(project.run("run", "other.lupomig").status()).isZero();
        assertThat(project.run("rollback", "change").err())
                .contains("other.change")
                .contains("shop.change");
        assertThat(project.run("rollback", "other.change").status()).isZero();
    }
}
