package org.lupomig.compiler.semantics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.Sources;
import org.lupomig.compiler.syntax.Text;
import org.lupomig.model.plan.StepPins.Piece;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;
import org.lupomig.sql.Includes;
import org.lupomig.sql.ScriptDialect;
import org.lupomig.sql.ScriptUse;
import org.lupomig.sql.SqlScript;
import org.lupomig.sql.sqlite.SqliteScript;

/** Reads the SQL of steps and batches: out of a file where it stands in quotes, else out of the plan itself. */
final class Scripts {
    private final PlanContext context;
    private final Report report;

    Scripts(PlanContext context) {
        this.context = context;
        this.report = context.report();
    }

    /**
     * A script.
     *
     * @param name for people: its path, or where its block stands
     * @param file the file it is in; null where it stands in the plan
     * @param included further files that it is made of
     * @param statements in order; empty where no database is declared
     * @param pieces what pins them
     * @param isEmpty whether it was read and holds no statement
     */
    record Script(
            String name,
            @Nullable SourceText file,
            List<SourceText> included,
            List<Statement> statements,
            List<Piece> pieces,
            boolean isEmpty) {}

    /** Reads a script; null where there is none to read, which has been said. What is wrong in it is said. */
    @Nullable
    Script read(Text text, String keyword, String database, ScriptUse use, Values values) {
        if (text.isMissing()) {
            return null;
        }
        MappedText filled = values.fill(text);
        if (text.form() == Text.Form.RAW) {
            if (ScriptForm.isPath(filled.text())) {
                report.say(ScriptForm.pathInRawBlock(report, text, filled.text().strip()));
                return null;
            }
            String name = keyword + " block at " + report.location(text.span()).start();
            return read(name, null, filled, database, use, values);
        }
        SourceText file = context.files().script(filled.text(), text);
        return file == null ? null : read(filled.text(), file, values.fill(file), database, use, values);
    }

    private Script read(
            String name, @Nullable SourceText file, MappedText text, String database, ScriptUse use, Values values) {
        if (context.scope().database(database) == null) {
            Span within =
                    file == null ? text.originalSpan(new Span(0, text.text().length())) : null;
            return new Script(
                    name,
                    file,
                    List.of(),
                    List.of(),
                    ScriptPieces.ofUnread(file == null ? report.plan() : file, within),
                    false);
        }
        SourceText source = file == null ? report.plan() : file;
        ScriptDialect dialect = context.dialect(database);
        if (!dialect.equals(ScriptDialect.DEFAULT)) {
            values.note("sql-mode of " + database, dialect.modes());
        }
        Map<String, SourceText> sources = new LinkedHashMap<>();
        String sqlite = context.scope().sqliteFile(database);
        SqlScript script = sqlite != null
                ? SqliteScript.read(text, source, sqlite)
                : SqlScript.read(
                        text,
                        source,
                        context.scope().defaultSchema(database),
                        use,
                        dialect,
                        (from, path, gate) -> include(from, path, gate, sources, values));
        List<SourceText> included = List.copyOf(sources.values());
        sources.put(source.name(), source);
        ParameterBlame blame = new ParameterBlame(script, sources, values);
        script.diagnostics().forEach(said -> report.say(blame.of(said)));
        return new Script(
                name,
                file,
                included,
                script.statements(),
                ScriptPieces.of(sources, script.statements()),
                script.statements().isEmpty() && script.diagnostics().isEmpty());
    }

    private Includes.Answer include(
            String from, String path, Includes.Gate gate, Map<String, SourceText> sources, Values values) {
        Sources.Reading reading = context.files().included(from, path, gate);
        if (reading instanceof Sources.Found found) {
            sources.put(found.source().name(), found.source());
            return new Includes.Opened(values.fill(found.source()), found.source());
        }
        return new Includes.Denied(((Sources.Unreadable) reading).clause());
    }
}
