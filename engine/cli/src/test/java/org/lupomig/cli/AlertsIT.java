package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Alerts are listed, acknowledged, resolved, and escalated where they are left. */
class AlertsIT {
    private static final TestDatabase SERVER = TestDatabase.get();
    private static final String ALERTS = "lupomig_orchestration.migration_alerts";

    @RegisterExtension
    private final ServerProject project =
            ServerProject.onFreshServer("CREATE SCHEMA shop", "CREATE TABLE shop.t (id INT PRIMARY KEY)");

    @BeforeEach
    void twoFailures() throws Exception {
        project.plan("ALTER TABLE shop.t ADD COLUMN id INT;");
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(1);
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(1);
    }

    private void raised(String hoursAgo, int alert) throws SQLException {
        SERVER.execute("UPDATE " + ALERTS + " SET raised_ymdhis = (UTC_TIMESTAMP() - INTERVAL " + hoursAgo
                + " HOUR) + 0 WHERE migration_alert_id = " + alert);
    }

    @Test
    void theyAreListedAcknowledgedAndResolved() throws Exception {
        assertThat(project.run("alerts").out())
                .contains(
                        "alert 1  ",
                        "alert 2  ",
                        "error, new  run 1: batch failed",
                        "column id of shop.t exists already");
        assertThat(project.run("status").out())
                .contains("2 alerts to be seen to, 2 of them new, 0 escalated: lupomig alerts");

        TestShell.Result known = project.run("alerts", "acknowledge", "2", "--because", "on it\nsoon");

        assertThat(known.status()).as(known.err()).isZero();
        assertThat(known.out()).isEqualTo("1 alert acknowledged\n");
        assertThat(project.run("alerts").out())
                .contains("error, acknowledged  run 2", "acknowledged by ", ": on it soon");
        assertThat(project.run("status", "--json").out()).contains("\"open\": 2", "\"unseen\": 1", "\"escalated\": 0");

        TestShell.Result done = project.run("alerts", "resolve", "1", "2", "--because", "mended");

        assertThat(done.out()).isEqualTo("2 alerts resolved\n");
        assertThat(project.run("alerts").out()).isEqualTo("no alert is to be seen to\n");
        assertThat(project.run("status").out()).doesNotContain("to be seen to");
        assertThat(project.run("alerts", "--all").out()).contains("error, resolved", "resolved by ", ": mended");
        assertThat(SERVER.query("SELECT status FROM " + ALERTS)).containsExactly("resolved", "resolved");
        assertThat(project.run("show", "1").out()).contains("alert 1 (error, resolved): batch failed");
    }

    @Test
    void whatHasCompletedSinceNeedsNobody() throws Exception {
        project.plan("ALTER TABLE shop.t ADD COLUMN other INT;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        assertThat(project.run("alerts").out()).isEqualTo("no alert is to be seen to\n");
        assertThat(project.run("alerts", "--all").out())
                .contains("error, resolved", "resolved by lupomig, ", ": it has completed in run 3");
    }

    @Test
    void aRunEscalatesWhatNobodyLookedAt() throws Exception {
        SERVER.execute("INSERT INTO " + ALERTS + " (run_id, alert_type, title, message, status, raised_ymdhis,"
                + " created_ymdhis, updated_ymdhis) VALUES (1, 'critical', 'undo failed', 'of another plan', 'new',"
                + " (UTC_TIMESTAMP() - INTERVAL 90 MINUTE) + 0, 1, 1)");
        project.plan("ALTER TABLE shop.t ADD COLUMN other INT;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        assertThat(SERVER.query("SELECT CONCAT(status, ' ', escalation_level) FROM " + ALERTS
                        + " WHERE message = 'of another plan'"))
                .containsExactly("escalated 1");
    }

    @Test
    void whatNobodyLooksAtIsEscalated() throws Exception {
        raised("49", 1);
        raised("23", 2);
        SERVER.execute("INSERT INTO " + ALERTS + " (run_id, alert_type, title, message, status, raised_ymdhis,"
                + " created_ymdhis, updated_ymdhis) SELECT run_id, 'critical', 'undo failed', 'x', 'new',"
                + " (UTC_TIMESTAMP() - INTERVAL 90 MINUTE) + 0, 1, 1 FROM " + ALERTS + " LIMIT 1");

        assertThat(project.run("status").out()).contains("3 alerts to be seen to, 3 of them new, 2 escalated");
        assertThat(SERVER.query("SELECT CONCAT(status, ' ', escalation_level) FROM " + ALERTS))
                .containsExactly("escalated 2", "new 0", "escalated 1");
        TestShell.Result listed = project.run("alerts", "--json");

        assertThat(listed.status()).isZero();
        assertThat(listed.out())
                .contains("\"format\": \"lupomig.alerts.1\"", "\"escalation\": 2", "\"status\": \"new\"");
        assertThat(SERVER.query("SELECT CONCAT(status, ' ', escalation_level) FROM " + ALERTS))
                .containsExactly("escalated 2", "new 0", "escalated 1");
        assertThat(project.run("alerts").out()).contains("critical, escalated, level 1", "error, escalated, level 2");

        assertThat(project.run("alerts", "acknowledge", "1", "--because", "seen")
                        .status())
                .isZero();
        raised("99", 1);
        assertThat(project.run("alerts").out()).contains("error, acknowledged");
        assertThat(SERVER.query("SELECT escalation_level FROM " + ALERTS + " WHERE migration_alert_id = 1"))
                .containsExactly("2");
    }

    @Test
    void howLongIsASetting() throws Exception {
        raised("1", 1);
        project.write("lupomig.properties", "escalate-error = 30m\n");
        assertThat(project.run("alerts").out()).contains("error, escalated, level 2", "error, new");
        project.write("lupomig.properties", "escalate-error = 0s\n");
        assertThat(project.run("status").out()).contains("1 escalated");
        project.write("lupomig.properties", "escalate-critical = soon\n");
        assertThat(project.run("alerts").err()).contains("LM9013", "escalate-critical");
    }

    @Test
    void whatCannotBeMarkedIsSaid() {
        assertThat(project.run("alerts", "resolve", "1", "7", "--because", "x").err())
                .contains("LM9048", "no alert 7");
        assertThat(project.run("alerts", "resolve", "1", "--because", "x").status())
                .isZero();
        TestShell.Result again = project.run("alerts", "acknowledge", "1", "2", "--because", "x");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("LM9049", "alert 1 is resolved already");
        assertThat(project.run("alerts").out()).contains("alert 2", "error, new");
        assertThat(project.run("alerts", "resolve", "2").err()).contains("resolve needs a reason");
        assertThat(project.run("alerts", "resolve", "--because", "x").err()).contains("needs the number of an alert");
        assertThat(project.run("alerts", "close", "2").err()).contains("takes acknowledge or resolve, not 'close'");
        assertThat(project.run("alerts", "resolve", "two", "--because", "x").err())
                .contains("not 'two'");
        assertThat(project.run("alerts", "--because", "x").err()).contains("--because goes with");
        assertThat(project.run("alerts", "resolve", "9", "--because", "x", "--json")
                        .out())
                .contains("lupomig.refusal.1", "LM9048");
    }
}
