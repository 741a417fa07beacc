package org.lupomig.orchestrator.sim;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Program;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.orchestrator.port.StatementReader;

/** Reads {@link TinySql}. */
final class TinyReader implements StatementReader {
    @Override
    public StatementFact read(String sql, @Nullable String defaultSchema) {
        // What is journaled of an image says no more than its name.
        boolean image = sql.startsWith("CREATE TABLE `");
        StatementFact fact =
                TinySql.parse(image ? sql.replace("`", "") + " (id)" : sql).fact();
        if (fact instanceof StatementFact.AlterTable alter) {
            return new StatementFact.AlterTable(
                    in(defaultSchema, alter.target()),
                    alter.guard(),
                    alter.actions(),
                    alter.clauses(),
                    alter.keyword(),
                    alter.opening());
        } else if (fact instanceof StatementFact.CreateTable create) {
            return new StatementFact.CreateTable(
                    in(defaultSchema, create.target()),
                    create.orReplace(),
                    create.temporary(),
                    create.guard(),
                    create.model(),
                    create.shape(),
                    create.query(),
                    create.opening());
        }
        return fact;
    }

    private static TableRef in(@Nullable String defaultSchema, TableRef table) {
        return new TableRef(table.name().in(defaultSchema), table.qualified(), table.span());
    }

    @Override
    public Late late(String text, @Nullable String defaultSchema, Location location) {
        Statement read = PlanText.in(defaultSchema, PlanText.statement(text));
        return read.fact() instanceof StatementFact.Refused refused
                ? new Late(null, refused.kind(), refused.reason())
                : new Late(read, read.fact().kind(), "");
    }

    @Override
    public Late ofProcedure(String text, @Nullable String defaultSchema, Location location) {
        return late(text, defaultSchema, location);
    }

    @Override
    public Program program(String definition, @Nullable String schema) {
        return Program.not("there are no procedures here");
    }

    @Override
    public List<String> arguments(String call) {
        return List.of();
    }

    @Override
    public String bound(String text, List<String> values) {
        return text;
    }

    @Override
    public List<Integer> rowCounts(String text) {
        return List.of();
    }

    @Override
    public String creating(String sql, ObjectName name) {
        return sql.replaceFirst("^CREATE (OR REPLACE )?TABLE [A-Za-z0-9_.]+", "CREATE TABLE " + name);
    }

    @Override
    public List<String> defaults(String sql, String schema) {
        return List.of("ALTER SCHEMA " + schema);
    }

    @Override
    public String withoutSecrets(String sql) {
        return sql;
    }

    @Override
    public String withoutGuards(String sql, List<Span> guards) {
        StringBuilder out = new StringBuilder(sql);
        guards.stream().sorted(Comparator.reverseOrder()).forEach(span -> out.delete(span.start(), span.end()));
        return out.toString();
    }

    @Override
    public String withoutAction(String sql, Span action) {
        throw new UnsupportedOperationException("no ALTER renames here");
    }
}
