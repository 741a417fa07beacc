package org.lupomig.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;

/** Reads a script whose text is there as a whole. */
final class ScriptReader {
    private ScriptReader() {}

    static SqlScript read(
            MappedText text, SourceText source, @Nullable String defaultSchema, ScriptUse use, ScriptDialect dialect) {
        return read(text, source, defaultSchema, use, dialect, new Splitter(text.text()));
    }

    static SqlScript read(
            MappedText text,
            SourceText source,
            @Nullable String defaultSchema,
            ScriptUse use,
            ScriptDialect dialect,
            Splitter splitter) {
        return read(text, source, defaultSchema, use, dialect, splitter, Includes.NONE);
    }

    static SqlScript read(
            MappedText text,
            SourceText source,
            @Nullable String defaultSchema,
            ScriptUse use,
            ScriptDialect dialect,
            Splitter splitter,
            Includes includes) {
        List<Statement> statements = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        if (text.length() > SqlScript.LONGEST) {
            Location start = Location.of(source, text.originalSpan(Span.at(0)));
            diagnostics.add(Diagnostic.of(SqlMessage.SCRIPT_TOO_LARGE, start, text.length(), SqlScript.LONGEST));
            return new SqlScript(statements, diagnostics);
        }
        StatementMaker maker = new StatementMaker(defaultSchema, use, dialect, statements, diagnostics);
        new IncludedScripts(includes, maker, diagnostics).read(text, source, splitter);
        maker.end();
        Collections.sort(diagnostics);
        return new SqlScript(statements, diagnostics);
    }
}
