package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A schema in whose directory is a file that is not the server's: a server removes all that it knows of before it says
 * that it cannot remove the schema.
 */
class StrayFileIT {
    private final TestDatabase database = TestDatabase.get();

    private ServerProject project;
    private @Nullable Path stray;

    @BeforeEach
    void shop(@TempDir Path folder) throws Exception {
        project = ServerProject.onFreshServer(
                folder,
                "CREATE SCHEMA shop DEFAULT CHARACTER SET latin1 COLLATE latin1_bin",
                "CREATE TABLE shop.t (id INT PRIMARY KEY, n INT) ENGINE=InnoDB",
                "INSERT INTO shop.t VALUES (1, 1), (2, 2)",
                "CREATE VIEW shop.seen AS SELECT id FROM shop.t",
                "CREATE SEQUENCE shop.numbers");
        Path directory = Path.of(database.query("SELECT @@datadir").get(0), "shop");
        assumeTrue(Files.isWritable(directory), "the server's files are not here");
        stray = Files.writeString(directory.resolve("notes.txt"), "somebody's");
    }

    @AfterEach
    void remove() throws Exception {
        if (stray != null) {
            Files.deleteIfExists(stray);
        }
    }

    @Test
    void aSchemaThatCannotBeDroppedLosesNothing() throws Exception {
        String before = project.dump();
        project.checkedPlan("DROP SCHEMA shop;", true);

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("LM5011", "DROP SCHEMA shop failed: the server says 1010");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(stray).hasContent("somebody's");
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
    }

    @Test
    void aSchemaThatTheBatchMadeIsDroppedOnceTheFileIsGone() throws Exception {
        Path data = Path.of(database.query("SELECT @@datadir").get(0));
        String before = SchemaDump.of(database, "shop", "depot");
        project.checkedPlan("CREATE SCHEMA depot; CREATE TABLE depot.t (id INT);", true);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        Path file = Files.writeString(data.resolve("depot").resolve("notes.txt"), "somebody's");
        try {
            TestShell.Result back = project.run("rollback", "change");

            assertThat(back.status()).isEqualTo(3);
            assertThat(back.err())
                    .contains("LM5020", "the server says 1010", "mend what it names by hand, then lupomig retry");
            assertThat(file).hasContent("somebody's");
        } finally {
            Files.deleteIfExists(file);
        }

        assertThat(project.run("recover").status()).isZero();
        assertThat(SchemaDump.of(database, "shop", "depot")).isEqualTo(before);
    }
}
