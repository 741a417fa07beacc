package org.lupomig.compiler.semantics;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.Sources;
import org.lupomig.compiler.syntax.Text;
import org.lupomig.model.source.SourceText;

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
        String why = ((Sources.Unreadable) reading).reason().clause();
        report.say(CompilerMessage.UNREADABLE_FILE, text.span(), path, why);
        return null;
    }
}
