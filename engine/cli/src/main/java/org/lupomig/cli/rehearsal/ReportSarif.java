package org.lupomig.cli.rehearsal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.rehearsal.RehearsalReport.Finding;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.source.Location;

/** A rehearsal in the Static Analysis Results Interchange Format, 2.1.0: each finding at its statement. */
public final class ReportSarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private ReportSarif() {}

    /**
     * The document.
     *
     * @param version of the program
     */
    public static String of(RehearsalReport report, Texts texts, String version) {
        Map<String, MessageType> rules = new TreeMap<>();
        report.findings()
                .forEach(finding -> rules.put(
                        finding.problem().type().code(), finding.problem().type()));
        return Json.document(json -> json.put("$schema", SCHEMA)
                .put("version", "2.1.0")
                .objects("runs", List.of(report), (run, one) -> run.object(
                                "tool",
                                rules,
                                (tool, all) ->
                                        tool.object("driver", all, (driver, known) -> driver.put("name", "lupomig")
                                                .put("version", version)
                                                .objects("rules", known.values(), ReportSarif::rule)))
                        .objects(
                                "invocations",
                                List.of(one),
                                (invocation, same) -> invocation.put("executionSuccessful", same.whole()))
                        .put("columnKind", "unicodeCodePoints")
                        .objects("results", one.findings(), (result, finding) -> result(result, finding, texts))));
    }

    private static void rule(Json json, MessageType type) {
        json.put("id", type.code())
                .put("name", type.title())
                .object("shortDescription", type.title().replace('-', ' '), (text, title) -> text.put("text", title));
    }

    private static void result(Json json, Finding finding, Texts texts) {
        String help = finding.problem().help();
        String message = finding.problem().message() + (help.isEmpty() ? "" : "; " + help);
        json.put("ruleId", finding.problem().type().code())
                .put("level", "error")
                .object("message", message, (text, words) -> text.put("text", words));
        Location location = finding.problem().location();
        if (location != null) {
            json.objects(
                    "locations",
                    List.of(location),
                    (place, at) -> place.object("physicalLocation", at, (physical, here) -> physical.object(
                                    "artifactLocation",
                                    texts.shown(here.file()),
                                    (artifact, file) -> artifact.put("uri", uri(file)))
                            .object("region", here, (region, start) -> region.put(
                                            "startLine", start.start().line())
                                    .put("startColumn", start.start().column()))));
        }
        json.object("properties", finding, (properties, of) -> properties
                .put("step", of.step().toString())
                .put("way", of.way().word())
                .put("what", of.what())
                .put("times", of.times()));
    }

    /** A path as a reference: what has a meaning in those is written in its code. */
    private static String uri(String path) {
        StringBuilder out = new StringBuilder(path.length() + 8);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' || c == '?' || c == '#' || c == ' ') {
                out.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
