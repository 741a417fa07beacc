package org.lupomig.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableOption;
import org.lupomig.model.sql.Touch;

/** What a script is read as, in the format of the golden files. */
final class FactsText {
    private final SourceText source;
    private final StringBuilder out = new StringBuilder();

    private FactsText(SourceText source) {
        this.source = source;
    }

    static String of(String name, String sql, ScriptUse use) {
        SourceText source = SourceText.of(name, sql);
        SqlScript script = SqlScript.read(MappedText.identity(sql), source, null, use);
        FactsText text = new FactsText(source);
        for (Statement statement : script.statements()) {
            text.statement(statement);
        }
        for (Diagnostic diagnostic : script.diagnostics()) {
            text.diagnostic(diagnostic);
        }
        return text.out.toString();
    }

    private void statement(Statement s) {
        out.append(s.location().start()).append("  ").append(s.fact().kind());
        out.append("  ").append(firstLine(s.sql())).append('\n');
        if (!source.slice(s.location().span()).equals(s.sql())) {
            out.append("    sent     ").append(s.sql().replace("\n", "⏎")).append('\n');
        }
        out.append("    fact     ").append(fact(s.fact(), s.sql())).append('\n');
        for (Touch touch : s.touches()) {
            if (touch.isUnknown()) {
                out.append("    may touch anything\n");
                continue;
            }
            String schema = touch.schema() == null ? "" : touch.schema();
            String table = touch.table() == null ? "" : (schema.isEmpty() ? "" : ".") + touch.table();
            out.append("    ").append(pad(touch.access().toString().toLowerCase(java.util.Locale.ROOT)));
            out.append(touch.table() == null ? "schema " : "")
                    .append(schema)
                    .append(table)
                    .append('\n');
        }
        if (!(s.fact() instanceof StatementFact.Refused) && !(s.fact() instanceof StatementFact.Unparsed)) {
            out.append("    undo     ").append(s.undo().strategy().word());
            out.append(": ").append(s.undo().explanation()).append('\n');
        }
    }

    private void diagnostic(Diagnostic d) {
        out.append(d.location().start()).append(' ').append(d.type().code()).append(" [");
        out.append(source.slice(d.location().span()).replace("\n", "⏎"));
        out.append("] ").append(d.message()).append('\n');
    }

    private static String fact(StatementFact fact, String sql) {
        if (fact instanceof StatementFact.CreateSchema f) {
            return f.schema() + guard(f.guard(), sql) + options(f.options());
        }
        if (fact instanceof StatementFact.AlterSchema f) {
            return f.schema() + options(f.options());
        }
        if (fact instanceof StatementFact.CreateTable f) {
            return f.table()
                    + guard(f.guard(), sql)
                    + (f.like() == null ? "" : " like " + f.like())
                    + names(" references ", f.references())
                    + (f.query() == null
                            ? ""
                            : names(" from a query that reads ", f.query().reads()));
        }
        if (fact instanceof StatementFact.RenameTable f) {
            return f.renames().stream().map(r -> r.from() + " to " + r.to()).toList() + guard(f.guard(), sql);
        }
        if (fact instanceof StatementFact.AlterTable f) {
            return f.table()
                    + guard(f.guard(), sql)
                    + f.actions().stream()
                            .map(a -> ActionText.brief(a) + guard(a.guard(), sql))
                            .toList();
        }
        if (fact instanceof StatementFact.Insert f) {
            return f.table() + names(" reads ", f.reads());
        }
        if (fact instanceof StatementFact.Query f) {
            return names("reads ", f.reads());
        }
        if (fact instanceof StatementFact.TruncateTable f) {
            return f.target().name().toString();
        }
        if (fact instanceof StatementFact.DropTable f) {
            return f.tables() + guard(f.guard(), sql);
        }
        if (fact instanceof StatementFact.DropSchema f) {
            return f.schema() + guard(f.guard(), sql);
        }
        if (fact instanceof StatementFact.UseSchema f) {
            return f.schema();
        }
        if (fact instanceof StatementFact.Refused f) {
            return f.reason() + " [" + slice(sql, f.at()) + "]";
        }
        if (fact instanceof StatementFact.Unparsed f) {
            return f.reason() + " [" + slice(sql, f.at()) + "]";
        }
        return "-";
    }

    private static String options(List<TableOption> options) {
        return options.stream().map(o -> "; " + ShapeText.option(o)).collect(Collectors.joining());
    }

    private static String guard(@Nullable Span guard, String sql) {
        return guard == null ? "" : " (" + slice(sql, guard) + ")";
    }

    private static String slice(String sql, Span span) {
        return sql.substring(span.start(), span.end()).replace("\n", "⏎");
    }

    private static String names(String label, List<ObjectName> names) {
        return names.isEmpty() ? "" : label + names;
    }

    private static String pad(String word) {
        return word + " ".repeat(Math.max(1, 9 - word.length()));
    }

    private static String firstLine(String sql) {
        String line = sql.lines().findFirst().orElse("");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }
}
