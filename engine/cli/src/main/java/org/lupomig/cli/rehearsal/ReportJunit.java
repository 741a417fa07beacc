package org.lupomig.cli.rehearsal;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.rehearsal.RehearsalReport.Finding;
import org.lupomig.cli.rehearsal.RehearsalReport.StepReport;
import org.lupomig.cli.rehearsal.RehearsalReport.Way;
import org.lupomig.cli.text.SafeText;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.source.Location;

/** A rehearsal as JUnit's XML: a test case for each step and each way in which it had to go back. */
public final class ReportJunit {
    private final RehearsalReport report;
    private final Texts texts;
    private final XMLStreamWriter out;

    private ReportJunit(RehearsalReport report, Texts texts, XMLStreamWriter out) {
        this.report = report;
        this.texts = texts;
        this.out = out;
    }

    /** The document. */
    public static String of(RehearsalReport report, Texts texts) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            new ReportJunit(report, texts, out).suite();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text that cannot be written to", e);
        }
        return text + "\n";
    }

    private void suite() throws XMLStreamException {
        long failures = 0;
        for (StepReport step : report.steps()) {
            for (Way way : report.ways()) {
                failures += of(step, way).isEmpty() ? 0 : 1;
            }
        }
        line(0);
        out.writeStartElement("testsuites");
        line(1);
        out.writeStartElement("testsuite");
        out.writeAttribute("name", "rehearsal of " + report.plan() + " " + report.version());
        int errors = report.whole() ? 0 : 1;
        int tests = report.steps().size() * report.ways().size() + errors;
        out.writeAttribute("tests", Integer.toString(tests));
        out.writeAttribute("failures", Long.toString(failures));
        out.writeAttribute("errors", Integer.toString(errors));
        out.writeAttribute("skipped", "0");
        out.writeAttribute("time", seconds(report.millis()));
        for (StepReport step : report.steps()) {
            for (Way way : report.ways()) {
                testCase(step, way);
            }
        }
        if (!report.whole()) {
            stopped();
        }
        line(1);
        out.writeEndElement();
        line(0);
        out.writeEndElement();
    }

    private List<Finding> of(StepReport step, Way way) {
        return report.of(step.step()).stream()
                .filter(finding -> finding.way() == way)
                .toList();
    }

    private void testCase(StepReport step, Way way) throws XMLStreamException {
        line(2);
        out.writeStartElement("testcase");
        out.writeAttribute("classname", step.step().plan() + "." + step.step().batch());
        out.writeAttribute("name", step.step().step() + ": " + way.word());
        out.writeAttribute("file", SafeText.oneLine(texts.shown(step.location().file())));
        out.writeAttribute("line", Integer.toString(step.location().start().line()));
        out.writeAttribute("time", seconds(way == Way.ROLLBACK ? step.forwardMillis() + step.backMillis() : 0));
        for (Finding finding : of(step, way)) {
            line(3);
            out.writeStartElement("failure");
            out.writeAttribute("type", finding.problem().type().code());
            out.writeAttribute("message", SafeText.oneLine(finding.problem().message()));
            Location location = finding.problem().location();
            if (location != null) {
                out.writeCharacters(SafeText.oneLine(texts.shown(location.file())) + ":" + location.start());
            }
            out.writeEndElement();
        }
        line(2);
        out.writeEndElement();
    }

    /** Whoever reads only this must not take what was not tried for what went well. */
    private void stopped() throws XMLStreamException {
        Problem problem = Problem.of(CliMessage.REHEARSED_IN_PART);
        line(2);
        out.writeStartElement("testcase");
        out.writeAttribute("classname", report.plan());
        out.writeAttribute("name", "the rehearsal comes to its end");
        out.writeAttribute("time", seconds(0));
        line(3);
        out.writeStartElement("error");
        out.writeAttribute("type", problem.type().code());
        out.writeAttribute("message", problem.message());
        out.writeEndElement();
        line(2);
        out.writeEndElement();
    }

    private void line(int depth) throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }
}
