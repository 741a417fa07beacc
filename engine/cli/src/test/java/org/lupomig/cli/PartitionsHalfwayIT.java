package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.wire.SentCommand;
import org.lupomig.testkit.wire.Strike;
import org.lupomig.testkit.wire.Wire;

/**
 * The way back of a partition whose rows went empties the image with the transaction in which they come back: who finds
 * it empty then has nothing to say against it.
 */
class PartitionsHalfwayIT {
    /** Commands from the one on that brings the rows back: from before the journal says so to behind it. */
    private static final int COMMANDS = 8;

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.parts (id INT PRIMARY KEY, n INT) ENGINE=InnoDB PARTITION BY RANGE (id)"
                    + " (PARTITION low VALUES LESS THAN (10), PARTITION high VALUES LESS THAN (100))",
            "INSERT INTO shop.parts VALUES (1, 1), (2, 2), (20, 2)");

    private void run() throws Exception {
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    /** At which command the rows come back. */
    private int measured() throws Exception {
        try (Wire wire = Wire.to(database)) {
            assertThat(project.through(wire.database(), "rollback", "change").err())
                    .isEmpty();
            List<String> texts = wire.commands().stream().map(SentCommand::text).toList();
            for (int i = 0; i < texts.size(); i++) {
                if (texts.get(i).contains("INSERT INTO `shop`.`parts`")) {
                    return i + 1;
                }
            }
            throw new AssertionError(texts.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP PARTITION low", "TRUNCATE PARTITION low"})
    void theNextCommandEndsIt(String alter) throws Exception {
        String before = project.dump();
        project.plan("ALTER TABLE shop.parts " + alter + ";");
        run();
        int first = measured();
        for (int point = 2 * first - 1; point < 2 * (first + COMMANDS); point++) {
            run();
            String where = "point " + point;
            try (Wire wire = Wire.to(database, point, new Strike.Ends(() -> {}))) {
                TestShell.Result cut = project.through(wire.database(), "rollback", "change");
                assertThat(wire.struck()).as(where).isTrue();
                assertThat(cut.status()).as(where + cut.out()).isIn(0, 3);
                where += " " + wire.commands().get((point - 1) / 2).text();
            }
            TestShell.Result recovered = project.run("recover");
            assertThat(recovered.err()).as(where).isEmpty();
            assertThat(project.dump()).as(where).isEqualTo(before);
        }
    }
}
