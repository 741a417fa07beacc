package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.wire.Strike;
import org.lupomig.testkit.wire.Wire;

/**
 * What is no table comes back with more than one statement, and one behind the first waits for somebody in vain: it is
 * gone on with from what is there by then.
 */
class ObjectsHalfwayIT {
    private static final Strike WAITED_IN_VAIN =
            new Strike.Refuses(1205, "HY000", "Lock wait timeout exceeded; try restarting transaction");

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.t (id INT PRIMARY KEY) ENGINE=InnoDB",
            "CREATE SEQUENCE shop.numbers START WITH 10 INCREMENT BY 5",
            "DO NEXTVAL(shop.numbers)");

    @BeforeEach
    @AfterEach
    void withoutAccount() throws Exception {
        database.execute("DROP USER IF EXISTS clerk");
    }

    private void rollback(String waits) throws Exception {
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isZero();
        try (Wire wire = Wire.before(database, sent -> sent.text().startsWith(waits), WAITED_IN_VAIN)) {
            TestShell.Result back = project.through(wire.database(), "rollback", "change");

            assertThat(back.err()).isEmpty();
            assertThat(back.out()).contains("waiting");
            assertThat(back.status()).isZero();
            assertThat(wire.struck()).isTrue();
        }
    }

    @Test
    void aSequenceThatWasDropped() throws Exception {
        String before = project.dump();
        project.plan("DROP SEQUENCE shop.numbers");

        rollback("ALTER SEQUENCE");

        assertThat(project.dump()).isEqualTo(before);
        assertThat(database.query("SELECT NEXTVAL(shop.numbers) > 10")).containsExactly("1");
    }

    @Test
    void anAccountThatWasDropped() throws Exception {
        database.execute("CREATE USER clerk", "GRANT SELECT ON shop.t TO clerk", "GRANT INSERT ON shop.* TO clerk");
        List<String> before = database.query("SHOW GRANTS FOR clerk");
        project.plan("DROP USER clerk");

        rollback("GRANT");

        assertThat(database.query("SHOW GRANTS FOR clerk")).isEqualTo(before);
    }
}
