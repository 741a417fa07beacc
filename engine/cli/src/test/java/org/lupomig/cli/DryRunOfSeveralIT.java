package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A dry run of several plans takes those before one as run, as a run does. */
class DryRunOfSeveralIT {
    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer("CREATE SCHEMA other");

    @Test
    void aPlanThatIsNeededIsTakenAsRunByThen() throws Exception {
        project.write("first.lupomig", """
                plan first version 1 { database main = mariadb batch b { step a { sql $CREATE SCHEMA shop;
                  CREATE TABLE shop.orders (id INT PRIMARY KEY) ENGINE=InnoDB$ } } }
                """.replace("$", "\"\"\""));
        project.write("second.lupomig", """
                import "first.lupomig"
                plan second version 1 { database main = mariadb batch b requires first.b {
                  validate pre "there" { expect rows(shop.orders) = 0 }
                  step a { sql $ALTER TABLE shop.orders ADD COLUMN note INT$ } } }
                """.replace("$", "\"\"\""));

        TestShell.Result alone = project.run("run", "second.lupomig", "--dry-run");
        TestShell.Result both = project.run("run", "first.lupomig", "second.lupomig", "--dry-run");

        assertThat(alone.status()).isEqualTo(2);
        assertThat(alone.err()).contains("LM5030");
        assertThat(both.status()).as("%s%s", both.out(), both.err()).isZero();
        assertThat(both.out() + both.err())
                .contains("rests on plan first, which would have been run by then: it is not checked")
                .doesNotContain("LM5030");
        assertThat(project.run("run", "first.lupomig", "second.lupomig").status())
                .isZero();
    }
}
