package org.lupomig.compiler.semantics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.Sources;
import org.lupomig.compiler.syntax.SqlLikeness;
import org.lupomig.compiler.syntax.Text;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.SourceText;
import org.lupomig.sql.Includes;

/** Reads the scripts that a plan names, each once. */
final class PlanFiles {
    private final Sources files;
    private final Report report;
    private final Map<String, Sources.Reading> read = new HashMap<>();

    PlanFiles(Sources files, Report report) {
        this.files = files;
        this.report = report;
    }

    /** The script at {@code path}; null where there is none, which is said at {@code text}. */
    @Nullable
    SourceText script(String path, Text text) {
        Sources.Reading reading = path.isBlank()
                ? new Sources.Unreadable(Sources.Reason.MISSING)
                : read.computeIfAbsent(path, p -> files.read(report.plan().name(), p));
        if (reading instanceof Sources.Found found) {
            report.remember(found.source());
            return found.source();
        }
        Sources.Unreadable unreadable = (Sources.Unreadable) reading;
        if (unreadable.reason() != Sources.Reason.MISSING || !SqlLikeness.isSql(path)) {
            say(files, report, path, unreadable, text);
        } else if (!report.hasErrorWithin(text.span())) {
            report.say(ScriptForm.sqlInQuotes(report, text, path));
        }
        return null;
    }

    /**
     * A script that another one names.
     *
     * @param from the name of the text that names it
     * @param gate asked before anything is read
     */
    Sources.Reading included(String from, String path, Includes.Gate gate) {
        String key = from + "\n" + path;
        Sources.Reading reading = read.get(key);
        if (reading == null) {
            reading = files.included(from, path, gate);
            boolean lasts = !(reading instanceof Sources.Unreadable no) || no.reason() != Sources.Reason.NOT_NOW;
            if (lasts) {
                read.put(key, reading);
            }
        }
        if (reading instanceof Sources.Found found) {
            report.remember(found.source());
        }
        return reading;
    }

    /** Says that a path gives no text, with the nearest that would. */
    static void say(Sources files, Report report, String path, Sources.Unreadable unreadable, Text text) {
        if (report.hasErrorWithin(text.span())) {
            // Where the text ends, or what it says, is in doubt, and that has been said.
            return;
        }
        Diagnostic said = report.of(CompilerMessage.UNREADABLE_FILE, text.span(), path, unreadable.clause());
        boolean mistyped = unreadable.reason() == Sources.Reason.MISSING && !path.isBlank();
        String nearest =
                mistyped ? nearest(report, path, files.beside(report.plan().name(), path)) : null;
        report.say(
                nearest == null
                        ? said
                        : said.withFix(Hints.changeTo(nearest), report.edit(text.span(), '"' + nearest + '"')));
    }

    /** The folder is right, so only the files' own names are compared. */
    private static @Nullable String nearest(Report report, String path, Collection<String> beside) {
        int own = path.lastIndexOf('/') + 1;
        List<String> names = beside.stream()
                .filter(other -> other.length() > own && other.startsWith(path.substring(0, own)))
                .map(other -> other.substring(own))
                .toList();
        String nearest = report.nearest(path.substring(own), names);
        return nearest == null ? null : path.substring(0, own) + nearest;
    }
}
