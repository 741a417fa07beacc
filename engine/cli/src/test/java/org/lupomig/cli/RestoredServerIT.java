package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
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

    /** Runs the first plan. */
    private void first() throws IOException {
        plan("first", "CREATE TABLE shop.a (id INT)");
        done(project.run("run", "first.lupomig"));
    }

    /** The first plan has run and was rolled back, and the store was restored to what it was in between. */
    private void lacksTheRollback() throws SQLException, IOException {
        first();
        backUp();
        done(project.run("rollback", "first.change"));
        restore();
    }

    @Test
    void anOlderStoreIsRefusedUntilAPersonTakesIt() throws SQLException, IOException {
        first();
        plan("second", "CREATE TABLE shop.b (id INT)");
        plan("third", "CREATE TABLE shop.c (id INT)");
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

    private void kill(String... command) throws Exception {
        Process killed = project.process(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (killed.isAlive()
                && target.query("SELECT run_id FROM " + STORE + ".lupo_migration_states WHERE run_id = 2")
                        .isEmpty()) {
            Thread.onSpinWait();
        }
        killed.destroyForcibly().waitFor();
    }

    /**
     * Brought to its end by somebody else: so nothing but the killed process itself can have seen that it was there.
     */
    private void recoverElsewhere() throws IOException {
        done(new ServerProject(Files.createTempDirectory("lupomig-elsewhere"))
                .run("recover", "--database", "main=" + target.jdbcUrl()));
    }

    /** What has begun is seen, however it goes on. */
    @Test
    void aRunThatIsKilledWasSeen() throws Exception {
        first();
        plan("second", "SELECT SUM(x.seq * y.seq) FROM shop.seq_1_to_10000 x, shop.seq_1_to_10000 y");
        backUp();
        kill("run", "second.lupomig");
        recoverElsewhere();
        restore();

        assertThat(project.run("run", "first.lupomig").err()).contains("LM9107");
    }

    @Test
    void aRollbackThatIsKilledWasSeen() throws Exception {
        first();
        backUp();
        // somebody reads the table, so that it cannot go yet
        try (Connection reader = target.connect()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT * FROM shop.a");
            kill("rollback", "first.change");
        }
        recoverElsewhere();
        restore();

        assertThat(project.run("run", "first.lupomig").err()).contains("LM9107");
    }

    /** It can be pasted: with the database that was named, from where the command was given. */
    @Test
    void theCommandThatTakesItIsSaid() throws SQLException, IOException {
        lacksTheRollback();
        String url = target.jdbcUrl() + "?user=" + target.user();
        TestShell shell = new TestShell(
                        Objects.requireNonNull(project.folder().getParent()),
                        Map.of("LUPOMIG_DATABASE_MAIN_PASSWORD", target.password()))
                .withTime();
        String folder = String.valueOf(project.folder().getFileName());

        TestShell.Result refused = shell.run("run", folder + "/first.lupomig", "--database", "main=" + url);

        assertThat(refused.err())
                .contains("LM9107")
                .containsPattern("there: cd " + folder
                        + " && lupomig recover --restored --database 'main=jdbc:mariadb://[^ ']+user=" + target.user()
                        + "[^ ']*'");
        TestShell.Result here = project.run("run", "first.lupomig");
        assertThat(here.err()).contains("there: lupomig recover --restored\n");
    }

    /** What the server calls itself. */
    private String host() throws SQLException {
        return target.query("SELECT CONCAT(@@hostname, ':', @@port)").get(0);
    }

    private Path seen() {
        return project.folder().resolve(".lupomig/seen");
    }

    /** Makes what was seen here so far something that was seen on another server. */
    private void seenElsewhere() throws SQLException, IOException {
        String there = Files.readString(seen());
        assertThat(there).contains(host() + " ");
        Files.writeString(seen(), there.replace(host() + " ", "elsewhere:3306 "));
    }

    private void refused(TestShell.Result result, String... said) {
        assertThat(result.status()).as(result.out() + result.err()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(result.err()).contains(said);
    }

    @Test
    void anOlderStoreIsRefusedWhateverTheServerCallsItself() throws SQLException, IOException {
        lacksTheRollback();
        seenElsewhere();

        refused(
                project.run("recover"),
                "LM9107",
                "run 2 is not there any more, and was seen when its server called itself elsewhere:3306");
        refused(project.run("run", "first.lupomig"), "LM9107");

        done(project.run("recover", "--restored"));
        done(project.run("recover"));
        assertThat(Files.readString(seen())).contains("elsewhere:3306", host());
    }

    /** A server is called otherwise each time, as one in a container may be, and its store goes on. */
    @Test
    void aServerThatHasAllIsNotRefusedWhateverItCallsItself() throws SQLException, IOException {
        first();
        seenElsewhere();

        done(project.run("rollback", "first.change"));

        assertThat(Files.readString(seen())).contains("elsewhere:3306", host());
        done(project.run("recover"));
    }

    @Test
    void anOlderStoreIsRefusedByWhateverAddressItIsReached() throws SQLException, IOException {
        lacksTheRollback();
        String url = target.jdbcUrl();
        String other = otherwise(url);
        assertThat(other).isNotEqualTo(url);
        TestDatabase same = TestDatabase.at(other, target.user(), target.password());
        TestShell shell = TestShell.on(project.folder(), same).withTime();

        refused(shell.run("run", "first.lupomig"), "LM9107");
    }

    /** The same address in other words: {@code 127.0.0.1} is {@code 127.0.1}, too. */
    private static String otherwise(String url) {
        Matcher numbers =
                Pattern.compile("//(\\d+\\.\\d+)\\.(\\d+)\\.(\\d+)(?=[:/])").matcher(url);
        return numbers.find()
                ? numbers.replaceFirst(
                        "//$1." + (256 * Integer.parseInt(numbers.group(2)) + Integer.parseInt(numbers.group(3))))
                : url.replace("//localhost", "//127.0.0.1");
    }

    /** What versions wrote that knew nothing of addresses. */
    @Test
    void whatAnEarlierVersionHasSeenCounts() throws SQLException, IOException {
        lacksTheRollback();
        String now = Files.readString(seen());
        String before = now.replaceAll("(?m)^([^\t]*\t[^\t]*)\t.*$", "$1");
        assertThat(before).isNotEqualTo(now).contains("\t2 ");
        Files.writeString(seen(), before);

        refused(project.run("run", "first.lupomig"), "LM9107");
    }

    private void madeAnewByOthers() throws SQLException, IOException {
        project.clear();
        Path elsewhere = Files.createTempDirectory("lupomig-elsewhere");
        Files.copy(project.folder().resolve("first.lupomig"), elsewhere.resolve("first.lupomig"));
        done(new ServerProject(elsewhere).run("run", "first.lupomig"));
    }

    @Test
    void anotherStoreInThePlaceOfTheOneThatWasSeenIsRefusedUntilAPersonTakesIt() throws SQLException, IOException {
        first();
        plan("second", "CREATE TABLE shop.b (id INT)");
        madeAnewByOthers();

        for (String[] command :
                new String[][] {{"run", "second.lupomig"}, {"rollback", "first.change"}, {"recover"}, {"purge"}}) {
            refused(
                    project.run(command),
                    "error[LM9112] the store on ",
                    " is not the one that this project has seen there, and knows nothing of its run 1",
                    "lupomig recover --restored");
        }
        assertThat(target.query("SHOW TABLES FROM shop")).containsExactly("a");
        done(project.run("status"));

        TestShell.Result taken = project.run("recover", "--restored");
        done(taken);
        assertThat(taken.out()).contains("is taken as it is, and that is noted there");
        assertThat(target.query("SELECT title FROM " + STORE + ".migration_alerts"))
                .containsExactly("restored");
        done(project.run("run", "second.lupomig"));
    }

    @Test
    void anotherStoreOnAnotherServerBehindTheSameAddressIsNone() throws SQLException, IOException {
        first();
        plan("second", "CREATE TABLE shop.b (id INT)");
        seenElsewhere();
        madeAnewByOthers();

        done(project.run("run", "second.lupomig"));
    }

    /**
     * A tunnel leads elsewhere for a while, where there is none, and back: of the one that was seen nothing is known.
     */
    @Test
    void noStoreOnAnotherServerBehindTheSameAddressTellsNothingOfTheOneThatWasSeen() throws SQLException, IOException {
        first();
        seenElsewhere();
        project.clear();
        done(project.run("run", "first.lupomig"));

        String there = Files.readAllLines(seen()).stream()
                .filter(line -> line.startsWith("elsewhere:3306 "))
                .findFirst()
                .orElseThrow();
        Files.writeString(seen(), there.replace("elsewhere:3306 ", host() + " ") + "\n");
        refused(project.run("run", "first.lupomig"), "LM9112");
    }

    /** As one that was restored from a backup of before its first run. */
    @Test
    void aStoreInWhichNothingHasRunAnyMoreIsRefused() throws SQLException, IOException {
        plan("first", "CREATE TABLE IF NOT EXISTS shop.a (id INT)");
        done(project.run("run", "first.lupomig"));
        List<String> statements = new ArrayList<>();
        for (String table : tables()) {
            statements.add("DELETE FROM " + STORE + "." + table);
        }
        target.execute(statements.toArray(new String[0]));

        refused(project.run("run", "first.lupomig"), "LM9112");
        done(project.run("recover", "--restored"));
        done(project.run("run", "first.lupomig"));
    }

    @Test
    void nothingIsWrittenIntoAnOlderStore() throws SQLException, IOException {
        first();
        target.execute("INSERT INTO " + STORE + ".migration_alerts (run_id, alert_type, title, message, status,"
                + " escalation_level, raised_ymdhis, created_ymdhis, updated_ymdhis, is_deleted)"
                + " VALUES (1, 'critical', 'left', 'long ago', 'new', 0, 20200101000000, 20200101000000,"
                + " 20200101000000, 0)");
        backUp();
        target.execute("UPDATE " + STORE + ".migration_alerts SET status = 'resolved'");
        done(project.run("rollback", "first.change"));
        restore();

        for (String[] command : new String[][] {{"run", "first.lupomig"}, {"recover"}, {"status"}, {"alerts"}}) {
            project.run(command);
            assertThat(target.query("SELECT status FROM " + STORE + ".migration_alerts WHERE title = 'left'"))
                    .as(String.join(" ", command))
                    .containsExactly("new");
        }
    }

    /** Only what is on that server is left as it is. */
    @Test
    void anOlderStoreKeepsNobodyFromAnother(@TempDir Path folder) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerConfig.in(folder.resolve("server")))) {
            TestShell shell = new TestShell(
                            project.folder(),
                            Map.of(
                                    "LUPOMIG_DATABASE_MAIN", target.jdbcUrl(),
                                    "LUPOMIG_DATABASE_MAIN_USER", target.user(),
                                    "LUPOMIG_DATABASE_MAIN_PASSWORD", target.password(),
                                    "LUPOMIG_DATABASE_OTHER", server.jdbcUrl(),
                                    "LUPOMIG_DATABASE_OTHER_USER", server.user(),
                                    "LUPOMIG_DATABASE_OTHER_PASSWORD", server.password()))
                    .withTime();
            plan("first", "CREATE TABLE shop.a (id INT)");
            project.write("aside.lupomig", """
                    plan aside version 1 {
                      database other = mariadb
                      batch move { step only { sql \"""CREATE SCHEMA shop\""" } }
                    }
                    """);
            done(shell.run("run", "first.lupomig"));
            backUp();
            done(shell.run("rollback", "first.change"));
            restore();
            done(shell.run("run", "aside.lupomig"));

            TestShell.Result recovery = shell.run("recover");
            assertThat(recovery.status()).isEqualTo(ExitStatus.COULD_NOT_RUN);
            assertThat(recovery.err()).contains("LM9107");
            assertThat(recovery.out() + recovery.err()).contains("nothing to recover");
            done(shell.run("rollback", "aside.move"));
            TestShell.Result refused = shell.run("rollback", "first.change");
            assertThat(refused.status()).isEqualTo(ExitStatus.COULD_NOT_RUN);
            assertThat(refused.err()).contains("LM9107");
        }
    }

    /** A number is given again after that, by somebody else perhaps. */
    @Test
    void anotherRunOfTheSameNumberIsNotTheOneThatWasSeen() throws SQLException, IOException {
        first();
        plan("second", "CREATE TABLE shop.b (id INT)");
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
