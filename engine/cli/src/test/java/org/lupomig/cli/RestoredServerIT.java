package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A server that was restored from an older backup is not taken for what it was. */
class RestoredServerIT {
    private static final String STORE = "lupomig_orchestration";

    private final TestDatabase target = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer("CREATE SCHEMA shop");

    private void done(TestShell.Result result) {
        assertThat(result.status()).as(result.out() + result.err()).isZero();
    }

    private void plan(String name, String sql) throws IOException {
        project.write(
                name + ".lupomig",
                "plan " + name + " version 1 { database main = mariadb batch change {" + " step only { sql \"\"\"" + sql
                        + "\"\"\" } } }");
    }

    private List<String> tables() throws SQLException {
        return target.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + STORE + "'");
    }

    /** What a dump would hold. */
    private void backUp() throws SQLException {
        List<String> statements = new ArrayList<>(List.of("DROP SCHEMA IF EXISTS backup", "CREATE SCHEMA backup"));
        for (String table : tables()) {
            statements.add("CREATE TABLE backup." + table + " LIKE " + STORE + "." + table);
            statements.add("INSERT INTO backup." + table + " SELECT * FROM " + STORE + "." + table);
        }
        target.execute(statements.toArray(new String[0]));
    }

    private void restore() throws SQLException {
        List<String> statements = new ArrayList<>();
        for (String table : tables()) {
            statements.add("DELETE FROM " + STORE + "." + table);
            statements.add("INSERT INTO " + STORE + "." + table + " SELECT * FROM backup." + table);
        }
        target.execute(statements.toArray(new String[0]));
    }

    @Test
    void anOlderStoreIsRefusedUntilAPersonTakesIt() throws SQLException, IOException {
        plan("first", "CREATE TABLE shop.a (id INT)");
        plan("second", "CREATE TABLE shop.b (id INT)");
        plan("third", "CREATE TABLE shop.c (id INT)");
        done(project.run("run", "first.lupomig"));
        backUp();
        done(project.run("run", "second.lupomig"));
        restore();
        target.execute("DROP TABLE shop.b");

        for (String[] command :
                new String[][] {{"run", "third.lupomig"}, {"rollback", "first.change"}, {"recover"}, {"purge"}}) {
            TestShell.Result refused = project.run(command);
            assertThat(refused.status()).as(refused.out() + refused.err()).isEqualTo(2);
            assertThat(refused.err())
                    .contains(
                            "error[LM9107] the store on ",
                            " is older than what this project has seen of it: run 2 is not there any more",
                            "lupomig recover --restored");
        }
        assertThat(target.query("SHOW TABLES FROM shop")).containsExactly("a");
        done(project.run("status"));

        TestShell.Result taken = project.run("recover", "--restored");
        done(taken);
        assertThat(taken.out()).contains("is taken as it is, and that is noted there");
        assertThat(target.query("SELECT CONCAT(title, ' ', status, ' ', message) FROM " + STORE + ".migration_alerts"))
                .singleElement()
                .asString()
                .startsWith("restored resolved the store on ")
                .contains("taken as it is by ");
        done(project.run("run", "third.lupomig"));
        done(project.run("recover", "--restored"));
        assertThat(target.query("SELECT COUNT(*) FROM " + STORE + ".migration_alerts"))
                .containsExactly("1");
    }

    /** What has begun is seen, however it goes on. */
    @Test
    void aRunThatIsKilledWasSeen() throws Exception {
        plan("first", "CREATE TABLE shop.a (id INT)");
        plan("second", "SELECT SUM(x.seq * y.seq) FROM shop.seq_1_to_10000 x, shop.seq_1_to_10000 y");
        done(project.run("run", "first.lupomig"));
        backUp();
        Process killed = project.process("run", "second.lupomig")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (killed.isAlive()
                && target.query("SELECT run_id FROM " + STORE + ".lupo_migration_states WHERE run_id = 2")
                        .isEmpty()) {
            Thread.onSpinWait();
        }
        killed.destroyForcibly().waitFor();
        done(project.run("recover"));
        restore();

        assertThat(project.run("run", "first.lupomig").err()).contains("LM9107");
    }

    /** A number is given again after that, by somebody else perhaps. */
    @Test
    void anotherRunOfTheSameNumberIsNotTheOneThatWasSeen() throws SQLException, IOException {
        plan("first", "CREATE TABLE shop.a (id INT)");
        plan("second", "CREATE TABLE shop.b (id INT)");
        done(project.run("run", "first.lupomig"));
        backUp();
        done(project.run("run", "second.lupomig"));
        restore();
        target.execute("DROP TABLE shop.b");
        Path elsewhere = Files.createTempDirectory("lupomig-elsewhere");
        Files.copy(project.folder().resolve("second.lupomig"), elsewhere.resolve("second.lupomig"));
        // a fresh clone has seen nothing, and so has nothing to say
        done(new ServerProject(elsewhere).run("run", "second.lupomig"));

        TestShell.Result refused = project.run("run", "first.lupomig");

        assertThat(refused.err()).contains("LM9107", "run 2 is another one there");
    }

    @Test
    void aNewServerRunsOfOthersAndAFolderThatCannotBeWrittenAreNoReason() throws SQLException, IOException {
        plan("first", "CREATE TABLE IF NOT EXISTS shop.a (id INT)");
        plan("second", "CREATE TABLE IF NOT EXISTS shop.b (id INT)");
        done(project.run("run", "first.lupomig"));
        done(project.run("run", "second.lupomig"));
        Path elsewhere = Files.createTempDirectory("lupomig-elsewhere");
        plan("third", "CREATE TABLE shop.c (id INT)");
        Files.copy(project.folder().resolve("third.lupomig"), elsewhere.resolve("third.lupomig"));
        done(new ServerProject(elsewhere).run("run", "third.lupomig"));
        done(project.run("rollback", "second.change"));

        // the server is made anew, with nothing on it
        project.clear();
        done(project.run("run", "first.lupomig"));

        Path seen = project.folder().resolve(".lupomig/seen");
        assertThat(seen).isRegularFile();
        Files.delete(seen);
        Files.createDirectory(seen);
        done(project.run("run", "second.lupomig"));
    }
}
