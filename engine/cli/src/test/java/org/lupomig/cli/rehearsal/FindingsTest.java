package org.lupomig.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.PlanLoader;
import org.lupomig.cli.rehearsal.RehearsalReport.Finding;
import org.lupomig.cli.rehearsal.RehearsalReport.Way;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.store.scratch.Difference;

/** To which statement a difference is put down. */
class FindingsTest {
    private static final Address FIRST = new Address("shop", "change", "first");
    private static final Address SECOND = new Address("shop", "change", "second");

    @TempDir
    Path folder = Path.of("");

    private Findings findings = new Findings(empty());

    private static Plan empty() {
        return new Plan(
                "",
                "shop",
                new org.lupomig.model.plan.Version("1"),
                "",
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "");
    }

    @BeforeEach
    void plan() throws IOException {
        Path file = folder.resolve("shop.lupomig");
        Files.writeString(file, """
                plan shop version 1 {
                  database main = mariadb
                  batch change {
                    step first {
                      sql \"""
                        ALTER TABLE shop.t ADD COLUMN a INT;
                        UPDATE shop.t SET n = 1;
                      \"""
                    }
                    step second requires first {
                      sql \"""
                        FLUSH TABLES;
                        SELECT * FROM shop.t;
                      \"""
                      undo none because "harmless"
                    }
                  }
                }
                """);
        Plan plan = new PlanLoader(folder, Map.of(), 20260101000000L)
                .load(file)
                .value()
                .compilation()
                .plan();
        findings = new Findings(Objects.requireNonNull(plan));
    }

    private static Difference of(String what, String table) {
        return new Difference(what, new ObjectName("shop", table), "a\nb", "a\nc");
    }

    private Finding only() {
        assertThat(findings.all()).hasSize(1);
        return findings.all().get(0);
    }

    private static int line(Finding finding) {
        return Objects.requireNonNull(finding.problem().location()).start().line();
    }

    @Test
    void afterARollbackToTheLastThatHasToDoWithIt() {
        findings.add(Way.ROLLBACK, null, "the rollback", List.of(of("table shop.T", "T")));

        assertThat(only().step()).isEqualTo(FIRST);
        assertThat(line(only())).isEqualTo(7);
        assertThat(only().problem().message())
                .isEqualTo("table shop.T is not as it was, after the rollback: it was 'b', and is 'c'");
    }

    @Test
    void whatNoStatementNamesToOneWithoutAWayBack() {
        findings.add(Way.ROLLBACK, null, "the rollback", List.of(of("table shop.other", "other")));

        assertThat(only().step()).isEqualTo(SECOND);
        assertThat(line(only())).isEqualTo(12);
    }

    @Test
    void atABoundaryToTheStatementBeforeWhereItShowsFirst() {
        for (int after = 1; after <= 2; after++) {
            Boundary boundary = new Boundary(FIRST, after, after);
            findings.add(Way.KILL, boundary, "kill " + boundary, List.of(of("table shop.other", "other")));
        }

        assertThat(line(only())).isEqualTo(6);
        assertThat(only().times()).isEqualTo(2);
        assertThat(only().problem().message()).contains("after a kill after statement 1 of shop.change.first: ");
        assertThat(findings.count()).isEqualTo(2);
    }

    @Test
    void otherwiseTheSecondTime() {
        findings.add(Way.AGAIN, null, "the second run", List.of(new Difference("account 'a'@'%'", null, null, "x")));

        assertThat(only().problem().type()).isEqualTo(CliMessage.NOT_THE_SAME_AGAIN);
        assertThat(only().problem().message()).endsWith("after the second run: it was not there, and is");
    }

    @Test
    void ofABatchThatWasNotRolledBackEveryStepStays() {
        findings.engine(
                Way.ROLLBACK, null, "the rollback", new RunReport(RunReport.Result.REFUSED, 1, "why", List.of()));
        findings.stay(Way.ROLLBACK, List.of(FIRST, SECOND), "change");

        assertThat(findings.all()).extracting(Finding::step).containsExactly(SECOND, FIRST);
        assertThat(findings.all().get(1).problem().message())
                .isEqualTo("step shop.change.first stays, because batch change was not rolled back");
    }

    @Test
    void aPointThatIsNotComeToAndAnEngineThatSaysNo() {
        Boundary boundary = new Boundary(SECOND, 0, 0);
        findings.notReached(Way.FAILURE, boundary, "DONE");
        findings.engine(
                Way.FAILURE,
                boundary,
                "the recovery",
                new RunReport(RunReport.Result.BROKEN, 1, "in short", List.of(Problem.of(CliMessage.NO_MARIADB, "p"))));

        assertThat(findings.all())
                .extracting(finding -> finding.problem().type())
                .containsExactly(CliMessage.BOUNDARY_NOT_REACHED, CliMessage.NOT_TAKEN_BACK);
        assertThat(findings.all()).extracting(Finding::way).containsOnly(Way.FAILURE);
        assertThat(findings.all().get(1).problem().message())
                .isEqualTo("the recovery did not come to a good end: plan p has no MariaDB database, and this version"
                        + " runs on nothing else");
    }

    @Test
    void anUndoScriptThatWasOfNoAvail() {
        findings.scripts(
                Way.ROLLBACK,
                List.of(
                        new RunEvent.ScriptStopped(SECOND, "stopped: it is a fake"),
                        new RunEvent.ScriptStopped(new Address("shop", "change", ""), "did not lead back: shop.t")));

        assertThat(findings.all())
                .extracting(Finding::step, finding -> finding.problem().message())
                .containsExactly(
                        tuple(
                                SECOND,
                                "the undo script of shop.change.second did not come to a good end: stopped: it is a"
                                        + " fake"),
                        tuple(
                                FIRST,
                                "the undo script of batch change did not come to a good end: did not lead back:"
                                        + " shop.t"));
    }
}
