package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What a person does when an undo has failed: mend what is in the way and try again, or mend all of it and say so. */
class ResolveIT {
    private static final TestDatabase SERVER = TestDatabase.get();
    private static final String REFUSED = "CREATE TABLE shop.more (id INT, id INT)";
    private static final String MENDED = "CREATE TABLE shop.more (id INT)";

    @RegisterExtension
    private final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.users (id INT PRIMARY KEY, name VARCHAR(20)) ENGINE=InnoDB",
            "INSERT INTO shop.users VALUES (1, 'ada')",
            "CREATE PROCEDURE shop.meddle() BEGIN DECLARE n INT DEFAULT 0;"
                    + " WHILE n < 1 DO SET n = n + 1; UPDATE shop.users SET note = 'mine'; END WHILE; END");

    private String before = "";

    /** The way back of the second step meets a value that is not the batch's; the first one waits for it. */
    @BeforeEach
    void aBatchThatCannotGoBackWholly() throws Exception {
        before = project.dump();
        plan(REFUSED, true);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(3);
    }

    private void plan(String last, boolean meddles) throws IOException {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change {
                    step grow { sql \"\"\"ALTER TABLE shop.users ADD COLUMN age INT\"\"\" }
                    step widen requires grow { sql \"\"\"ALTER TABLE shop.users ADD COLUMN note VARCHAR(9)\"\"\" }
                    step meddle requires widen {
                      sql \"\"\"%s\"\"\"
                      undo none because "it is only a note"
                    }
                    step last requires meddle { sql \"\"\"%s\"\"\" }
                  }
                }
                """.formatted(meddles ? "CALL shop.meddle()" : "FLUSH TABLES", last));
    }

    private TestShell.Result resolve(String what, String as, String... more) {
        String[] arguments = {"resolve", what, "--as", as, "--because", "restored it"};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return project.run(all);
    }

    /** What is open of it: the message's first line. */
    private static List<String> undosFailed() throws Exception {
        return SERVER.query("SELECT SUBSTRING_INDEX(message, '\n', 1) FROM lupomig_orchestration.migration_alerts"
                + " WHERE title = 'undo failed' AND status <> 'resolved'");
    }

    private void runsAndGoesBack() throws Exception {
        plan(MENDED, false);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(project.run("rollback", "change").status()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whoHasRestoredAllOfItSaysSo() throws Exception {
        SERVER.execute("ALTER TABLE shop.users DROP COLUMN note, DROP COLUMN age");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(project.run("recover").status()).isEqualTo(3);
        assertThat(project.run("retry", "shop.change").status()).isEqualTo(3);
        assertThat(project.run("retry", "shop.change").status()).isEqualTo(3);
        assertThat(undosFailed()).as("each is told once").doesNotHaveDuplicates();

        TestShell.Result said = resolve("change", "rolled-back");

        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .contains(
                        "resolve shop.change on",
                        "each of shop.change.grow, shop.change.widen is recorded as rolled back");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(project.run("status").out()).contains("rolled_back").doesNotContain("failed ");
        assertThat(project.run("history").out()).contains("recovered", "says: restored it");
        assertThat(SERVER.query("SELECT reason FROM lupomig_orchestration.migration_rollback_log"
                        + " WHERE reason LIKE 'resolved by hand as rolled back by %: restored it'"))
                .hasSize(1);
        assertThat(SERVER.query("SELECT message FROM lupomig_orchestration.migration_alerts"
                        + " WHERE title = 'resolved by hand' AND alert_type = 'warning'"))
                .hasSize(1);
        assertThat(SERVER.query("SELECT lifecycle FROM lupomig_orchestration.lupo_migration_states"
                        + " WHERE previous_state = 'failed' AND state = 'idle'"
                        + " AND JSON_VALUE(state_data, '$.because') = 'restored it'"))
                .containsExactly("rolled_back", "rolled_back");
        assertThat(resolve("change", "rolled-back").err()).contains("LM5100");
        runsAndGoesBack();
    }

    @Test
    void theScriptPutsBackWhatTheToolCannot() throws Exception {
        String script = project.run("show", "1", "--undo-sql").out();

        assertThat(script)
                .contains(
                        "CALL is not taken back",
                        "what is in note of shop.users now, with what others have written since, goes to");
        ClientScript.send(script);

        assertThat(project.dump()).as(script).isEqualTo(before);
        TestShell.Result said = resolve("change", "rolled-back");
        assertThat(said.status()).isZero();
        assertThat(said.out() + said.err()).doesNotContain("LM5101");
        assertThat(project.run("show", "1").out())
                .contains("failed -> idle (rolled_back)", "recorded as rolled back by ", ": restored it");
        runsAndGoesBack();
    }

    @Test
    void whatDiffersIsToldFirst() throws Exception {
        TestShell.Result looked = resolve("shop.change.widen", "rolled-back", "--dry-run");

        assertThat(looked.status()).isZero();
        assertThat(looked.out()).contains("dry run: shop.change.widen would be recorded as rolled back");
        assertThat(looked.out() + looked.err()).contains("LM5101", "shop.users has another definition now");
        assertThat(SERVER.query("SELECT status FROM lupomig_orchestration.migration_files WHERE step_name = 'widen'"))
                .containsExactly("failed");

        SERVER.execute("ALTER TABLE shop.users DROP COLUMN note");
        TestShell.Result said = resolve("change.widen", "rolled-back", "--yes");

        assertThat(said.status()).isZero();
        assertThat(said.out() + said.err())
                .doesNotContain("LM5101")
                .contains("of batch shop.change grow could not be undone either", "lupomig retry shop.change");
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(3);
        TestShell.Result retried = project.run("retry", "shop.change");
        assertThat(retried.status()).as(retried.err()).isZero();
        assertThat(retried.out()).contains("1 step could be undone now");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(undosFailed()).isEmpty();
        assertThat(project.run("retry").out()).contains("nothing has failed with something left");
        runsAndGoesBack();
    }

    @Test
    void whatWasInTheWayIsMendedAndTriedAgain() throws Exception {
        SERVER.execute("UPDATE shop.users SET note = NULL");

        TestShell.Result retried = project.run("retry", "shop.lupomig");

        assertThat(retried.status()).as(retried.err()).isZero();
        assertThat(retried.out()).contains("2 steps could be undone now");
        assertThat(project.dump()).isEqualTo(before);
        runsAndGoesBack();
    }

    @Test
    void whatIsCompletedByHandIsNotRunAgain() throws Exception {
        TestShell.Result one = resolve("shop.change.widen", "completed");
        assertThat(one.status()).isEqualTo(2);
        assertThat(one.err()).contains("LM5103", "grow");

        TestShell.Result said = resolve("shop.change", "completed", "--json");

        assertThat(said.status()).isZero();
        assertThat(said.out()).contains("\"event\":\"moved\"", "\"result\":\"done\"", "\"exitStatus\":0");
        plan(MENDED, true);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(SERVER.query("SELECT note FROM shop.users")).containsExactly("mine");
        assertThat(project.run("run", "shop.lupomig").out()).contains("is finished");
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).isEqualTo(2);
        assertThat(back.err()).contains("LM5105", "shop.change.grow");
        assertThat(SERVER.query("SELECT note FROM shop.users")).containsExactly("mine");
    }

    @Test
    void aNameThatMeansTwoIsNotTaken() throws Exception {
        project.write(
                "other.lupomig",
                "plan other version 1 { database main = mariadb batch change { step s { sql "
                        + "\"\"\"DO 1\"\"\" } } }");
        assertThat(project.run("run", "other.lupomig").status()).isZero();

        TestShell.Result said = resolve("change", "completed");

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains("LM9046", "other.change on", "shop.change on");
    }

    @Test
    void whatIsNoAnswerIsSaid() {
        assertThat(resolve("shop.change", "undone").err())
                .contains("--as takes rolled-back or completed, not 'undone'");
        assertThat(project.run("resolve", "change", "--as", "completed", "--because", " ")
                        .err())
                .contains("--because takes a reason");
        assertThat(project.run("resolve", "change", "--as", "completed").err()).contains("--because");
        assertThat(resolve("chang", "completed").err()).contains("LM9045", "shop.change");
        assertThat(project.run("retry", "shap").err()).contains("LM9045", "shop");
        assertThat(project.run("retry", "shop.nothing.here").status()).isEqualTo(2);
    }
}
