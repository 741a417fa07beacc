package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
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

    @Test
    void areMadeByAnAccountThatMayNotDeleteThere() throws Exception {
        database.execute(
                "CREATE USER clerk@'%' IDENTIFIED BY 'pw'",
                "GRANT PROCESS ON *.* TO clerk@'%'",
                "GRANT ALL ON shop.* TO clerk@'%'",
                "GRANT ALL ON `lupomig\\_orchestration`.* TO clerk@'%'",
                "GRANT ALL ON `lupomig\\_ephemeral`.* TO clerk@'%'",
                "GRANT SELECT, INSERT, CREATE, DROP, LOCK TABLES ON `lupomig\\_held`.* TO clerk@'%'");
        String before = project.dump();
        project.plan("ALTER TABLE shop.plain ADD COLUMN note VARCHAR(40);");
        assertThat(project.as("clerk", "pw", "run", "shop.lupomig").err()).isEmpty();
        database.execute("UPDATE shop.plain SET note = 'theirs' WHERE id = 1");

        TestShell.Result back = project.as("clerk", "pw", "rollback", "change", "--discard-later-writes");

        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(kept()).hasSize(1);
        assertThat(database.query("SELECT note FROM lupomig_held.`" + kept().get(0) + "` WHERE id = 1"))
                .containsExactly("theirs");
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
