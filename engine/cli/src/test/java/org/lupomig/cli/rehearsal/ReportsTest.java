package org.lupomig.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.rehearsal.RehearsalReport.Finding;
import org.lupomig.cli.rehearsal.RehearsalReport.StatementReport;
import org.lupomig.cli.rehearsal.RehearsalReport.StepReport;
import org.lupomig.cli.rehearsal.RehearsalReport.Way;
import org.lupomig.cli.text.Style;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Position;
import org.lupomig.model.source.Span;
import org.lupomig.testkit.GoldenFiles;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** A rehearsal with findings in every format, byte by byte. */
class ReportsTest {
    private static final Path GOLDEN = Path.of("src/test/golden/rehearsal");
    private static final Address ONE = new Address("shop", "change", "one");
    private static final Address TWO = new Address("shop", "change", "two");

    private static Location at(int line, int column) {
        return new Location("sql/a file#1.sql", new Span(0, 1), new Position(line, column));
    }

    private static RehearsalReport report() {
        StepReport one = new StepReport(
                ONE,
                at(1, 1),
                null,
                List.of(new StatementReport(at(2, 3), "CREATE TABLE shop.t (id INT)", "inverse", "drop table shop.t")),
                31,
                1045);
        StepReport two = new StepReport(
                TWO,
                at(5, 1),
                "none, because \"it is <small> & harmless\"",
                List.of(new StatementReport(at(6, 3), "FLUSH TABLES", "waived", "")),
                0,
                2);
        return new RehearsalReport(
                "shop",
                "1.2",
                "a scratch server",
                List.of(one, two),
                EnumSet.of(Way.ROLLBACK, Way.KILL),
                3,
                List.of(
                        new Finding(
                                Way.ROLLBACK,
                                TWO,
                                "table shop.t",
                                Problem.at(
                                        at(6, 3),
                                        CliMessage.NOT_AS_BEFORE,
                                        "table shop.t",
                                        "the rollback",
                                        "it was 'a < b', and is 'a > \"b\" & c'"),
                                1),
                        new Finding(
                                Way.KILL,
                                TWO,
                                "",
                                Problem.at(at(6, 3), CliMessage.NOT_TAKEN_BACK, "the recovery", "it\nfailed"),
                                4)),
                List.of("view shop.v: no such table"),
                61_234,
                true);
    }

    @Test
    void text() {
        GoldenFiles.check(GOLDEN.resolve("report.txt"), ReportText.of(report(), Style.PLAIN, Texts.none()));
    }

    @Test
    void json() {
        GoldenFiles.check(GOLDEN.resolve("report.json"), ReportJson.of(report(), Texts.none()));
    }

    @Test
    void junit() throws Exception {
        String text = ReportJunit.of(report(), Texts.none());
        GoldenFiles.check(GOLDEN.resolve("report.xml"), text);

        Element suite = (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getElementsByTagName("testsuite")
                .item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(4);
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(2);
    }

    @Test
    void whatWasFoundIsAFailureOfATestCaseWhateverItIsSaidWasDone() {
        RehearsalReport all = report();
        RehearsalReport less = new RehearsalReport(
                "shop", "1", "here", all.steps(), EnumSet.of(Way.ROLLBACK), 3, all.findings(), List.of(), 999, true);

        assertThat(ReportJunit.of(less, Texts.none())).contains("failures=\"2\"", "tests=\"4\"", "LM9062");
    }

    @Test
    void sarifIsWhatItsSchemaAsksFor() throws IOException {
        SarifRules.check(ReportSarif.of(report(), Texts.none(), "0.1.0"));
        RehearsalReport clean = new RehearsalReport(
                "shop", "1", "here", report().steps(), EnumSet.of(Way.ROLLBACK), 3, List.of(), List.of(), 999, true);
        SarifRules.check(ReportSarif.of(clean, Texts.none(), "0.1.0"));

        assertThatThrownBy(() -> SarifRules.check(ReportSarif.of(report(), Texts.none(), "0.1.0")
                        .replace("\"startLine\": 6", "\"startLine\": 0")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> SarifRules.check(
                        ReportSarif.of(report(), Texts.none(), "0.1.0").replace("\"ruleId\"", "\"rule\"")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void sarif() {
        String text = ReportSarif.of(report(), Texts.none(), "0.1.0");
        GoldenFiles.check(GOLDEN.resolve("report.sarif"), text);

        // what the format asks for, and viewers go by
        assertThat(text)
                .contains(
                        "\"version\": \"2.1.0\"",
                        "\"driver\": {",
                        "\"name\": \"lupomig\"",
                        "\"results\": [",
                        "\"uri\": \"sql/a%20file%231.sql\"",
                        "\"startLine\": 6",
                        "\"startColumn\": 3");
        assertThat(text.split("\"ruleId\"", -1)).hasSize(3);
        assertThat(text.split("\"id\": \"LM906", -1)).hasSize(3);
    }

    @Test
    void cleanTextSaysSo() {
        RehearsalReport clean = new RehearsalReport(
                "shop", "1", "here", report().steps(), EnumSet.of(Way.ROLLBACK), 3, List.of(), List.of(), 999, true);

        assertThat(ReportText.of(clean, Style.PLAIN, Texts.none()))
                .contains("change.two: reversible, there 0 ms, back 2 ms\n")
                .endsWith("\nclean: every step went back, each time (999 ms)\n");
    }

    @Test
    void whatWasStoppedIsNotTakenForWhole() throws IOException {
        RehearsalReport part = new RehearsalReport(
                "shop", "1", "here", report().steps(), EnumSet.of(Way.ROLLBACK), 3, List.of(), List.of(), 999, false);

        assertThat(ReportText.of(part, Style.PLAIN, Texts.none()))
                .contains("change.two: reversible so far, there 0 ms, back 2 ms\n")
                .endsWith("\nstopped before its end, so far clean: every step went back, each time (999 ms)\n");
        assertThat(ReportJson.of(part, Texts.none())).contains("\"whole\": false");
        assertThat(ReportJunit.of(part, Texts.none())).contains("tests=\"3\"", "errors=\"1\"", "LM9115");
        String sarif = ReportSarif.of(part, Texts.none(), "0.1.0");
        assertThat(sarif).contains("\"executionSuccessful\": false");
        SarifRules.check(sarif);
    }
}
