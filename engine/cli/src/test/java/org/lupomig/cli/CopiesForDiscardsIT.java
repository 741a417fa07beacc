package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What a rollback copies that goes on over what others wrote: what that takes, and where it is of no use. */
class CopiesForDiscardsIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.plain (id INT PRIMARY KEY, code VARCHAR(3)) ENGINE=InnoDB",
            "INSERT INTO shop.plain VALUES (1, 'a'), (2, 'b')",
            "CREATE TABLE shop.gate (id INT) ENGINE=InnoDB");

    private void clerk(String... privileges) throws Exception {
        database.execute(
                "CREATE OR REPLACE USER clerk@'%' IDENTIFIED BY 'pw'",
                "GRANT PROCESS ON *.* TO clerk@'%'",
                "GRANT ALL ON `lupomig\\_orchestration`.* TO clerk@'%'",
                "GRANT ALL ON `lupomig\\_ephemeral`.* TO clerk@'%'");
        for (String privilege : privileges) {
            database.execute("GRANT " + privilege + ".* TO clerk@'%'");
        }
    }

    private TestShell.Result clerks(String... command) {
        return project.as("clerk", "pw", command);
    }

    /** A column that the batch has added, and that somebody has written into since. */
    private void written() throws Exception {
        project.plan("ALTER TABLE shop.plain ADD COLUMN note VARCHAR(40);");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        database.execute("UPDATE shop.plain SET note = 'theirs' WHERE id = 1");
    }

    private void theirs() throws Exception {
        assertThat(kept()).hasSize(1);
        assertThat(database.query("SELECT note FROM lupomig_held.`" + kept().get(0) + "` WHERE id = 1"))
                .containsExactly("theirs");
    }

    @Test
    void areMadeByAnAccountThatMayNotDeleteThere() throws Exception {
        String before = project.dump();
        written();
        clerk("ALL ON shop", "SELECT, INSERT, CREATE, DROP, LOCK TABLES ON lupomig_held");

        TestShell.Result back = clerks("rollback", "change", "--discard-later-writes");

        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(back.out())
                .contains("everything is as before it; what others wrote, or may have, is kept as lupomig_held.k");
        assertThat(project.dump()).isEqualTo(before);
        theirs();
    }

    /** With the privileges of the page, and with one less it is not begun; nor is its dry run. */
    @Test
    void areNotBegunWhereAPrivilegeIsMissing() throws Exception {
        Set<String> enough = documented("ADD COLUMN", "a copy of rows of which columns go");
        String before = project.dump();
        written();
        String now = project.dump();
        for (String without : enough) {
            Set<String> fewer = new TreeSet<>(enough);
            fewer.remove(without);
            clerk(fewer.toArray(new String[0]));
            for (String[] command : new String[][] {
                {"rollback", "change", "--discard-later-writes"},
                {"rollback", "change", "--discard-later-writes", "--dry-run"}
            }) {
                TestShell.Result refused = clerks(command);

                assertThat(refused.status())
                        .as("without %s: %s", without, refused.err())
                        .isEqualTo(2);
                assertThat(refused.err())
                        .as("without %s", without)
                        .contains("LM6037", without.substring(0, without.indexOf(" ON ")), "GRANT ");
            }
            assertThat(project.dump()).as("without %s", without).isEqualTo(now);
            assertThat(kept()).isEmpty();
        }
        clerk(enough.toArray(new String[0]));
        TestShell.Result back = clerks("rollback", "change", "--discard-later-writes");
        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
        theirs();
    }

    /** Nobody has written anything: nothing is copied, and nothing is asked for that. */
    @Test
    void takeNothingWhereNobodyHasWritten() throws Exception {
        String before = project.dump();
        written();
        database.execute("UPDATE shop.plain SET note = NULL");
        clerk(documented("ADD COLUMN").toArray(new String[0]));

        TestShell.Result back = clerks("rollback", "change", "--discard-later-writes");

        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    /** The server has filled the copy and then refused the ALTER: whoever goes on with it empties it first. */
    @Test
    void areNotTriedAgainWhereAPrivilegeIsMissing() throws Exception {
        String before = project.dump();
        written();
        Set<String> enough = documented("ADD COLUMN", "a copy of rows of which columns go");
        clerk(enough.toArray(new String[0]));
        CompletableFuture<TestShell.Result> back;
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM shop.plain").close();
            back = CompletableFuture.supplyAsync(() -> clerks("rollback", "change", "--discard-later-writes"));
            WaitingCommand.session(database, back, "LOCK TABLES");
            database.execute("REVOKE ALTER ON shop.* FROM clerk@'%'");
            reader.rollback();
        }
        assertThat(back.join().status()).as(back.join().err()).isEqualTo(3);
        theirs();
        String now = project.dump();
        List<String> recorded = database.query("SELECT COUNT(*) FROM lupomig_orchestration.lupo_migration_states");
        database.execute("GRANT ALTER ON shop.* TO clerk@'%'");

        TestShell.Result refused = clerks("retry", "shop.change", "--discard-later-writes");

        assertThat(refused.status()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err()).contains("LM6037", "lacks DELETE on schema lupomig_held");
        assertThat(project.dump()).isEqualTo(now);
        assertThat(database.query("SELECT COUNT(*) FROM lupomig_orchestration.lupo_migration_states"))
                .isEqualTo(recorded);
        database.execute("GRANT DELETE ON lupomig_held.* TO clerk@'%'");
        assertThat(clerks("retry", "shop.change", "--discard-later-writes").err())
                .isEmpty();
        assertThat(project.dump()).isEqualTo(before);
        theirs();
    }

    private static Set<String> documented(String... rows) throws IOException {
        Set<String> grants = new TreeSet<>();
        for (String grant : new DocumentedPrivileges().statements("shop", rows)) {
            grants.add(grant.replace(".*", ""));
        }
        return grants;
    }

    /** No column goes: a value that is too long for what the column was is so with a copy, too. */
    @Test
    void areNotMadeWhereValuesDoNotFit() throws Exception {
        project.plan("ALTER TABLE shop.plain MODIFY code VARCHAR(40); ALTER TABLE shop.gate ADD COLUMN n INT;");
        try (Connection gate = database.connect();
                Statement keeper = gate.createStatement()) {
            keeper.execute("LOCK TABLES shop.gate WRITE");
            var run = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            WaitingCommand.session(database, run);
            database.execute("UPDATE shop.plain SET code = 'theirs' WHERE id = 1");
            keeper.execute("ALTER TABLE shop.gate ADD COLUMN n INT");
            keeper.execute("UNLOCK TABLES");
            assertThat(run.join().err()).contains("LM5020");
        }

        TestShell.Result retry = project.run("retry", "shop.change", "--discard-later-writes");

        assertThat(retry.status()).as(retry.out() + retry.err()).isNotZero();
        assertThat(retry.err()).contains("code").contains("do not fit");
        assertThat(kept()).isEmpty();
        assertThat(database.query("SELECT code FROM shop.plain WHERE id = 1")).containsExactly("theirs");
    }

    private List<String> kept() throws Exception {
        return database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'");
    }
}
