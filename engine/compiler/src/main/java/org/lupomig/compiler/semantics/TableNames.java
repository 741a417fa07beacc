package org.lupomig.compiler.semantics;

import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;

/** Finds the table that {@code table}, {@code schema.table}, {@code db.table} or {@code db.schema.table} means. */
final class TableNames {
    private final Scope scope;
    private final Report report;

    TableNames(Scope scope, Report report) {
        this.scope = scope;
        this.report = report;
    }

    /** A table in its database. */
    record Table(String database, ObjectName name) {}

    /**
     * The table of a name; null where there can be none, which is said.
     *
     * @param database what an unqualified name is in
     */
    @Nullable
    Table find(NameParts name, String database) {
        Table table = named(name, database);
        if (table != null && scope.isMariaDb(table.database())) {
            Lengths.identifier("table", table.name().name(), name.lastSpan(), report);
        }
        return table;
    }

    private @Nullable Table named(NameParts name, String database) {
        return switch (name.size()) {
            case 1 -> unqualified(name, database);
            case 2 -> qualified(name, database);
            case 3 -> full(name);
            default -> {
                report.say(
                        CompilerMessage.NOT_A_NAME,
                        name.span(),
                        name.text(),
                        "Write table, schema.table or db.schema.table.");
                yield null;
            }
        };
    }

    private @Nullable Table unqualified(NameParts name, String database) {
        String kind = scope.kindOf(name.text());
        if (kind != null) {
            String hint = kind.equals("a schema")
                    ? "Write " + name.text() + ".TABLE, or ask tables(" + name.text() + ")."
                    : "Write " + name.text() + ".TABLE.";
            report.say(CompilerMessage.WRONG_KIND_OF_NAME, name.span(), name.text(), kind, "a table", hint);
            return null;
        }
        if (database.equals(Scope.NO_DATABASE)) {
            report.say(CompilerMessage.NO_DATABASE, name.span(), "the table '" + name.text() + "'");
            return null;
        }
        return new Table(database, new ObjectName(scope.defaultSchema(database), name.text()));
    }

    private @Nullable Table qualified(NameParts name, String database) {
        String qualifier = name.part(0);
        if (scope.database(qualifier) != null) {
            return new Table(qualifier, new ObjectName(scope.defaultSchema(qualifier), name.last()));
        }
        Schema schema = scope.schema(qualifier);
        if (schema != null) {
            return new Table(schema.database(), new ObjectName(qualifier, name.last()));
        }
        if (!database.equals(Scope.NO_DATABASE)
                && scope.isMariaDb(database)
                && scope.schemaNames(database).isEmpty()) {
            // Where none is declared, each may be one, but for what looks like another name that is.
            String nearest = report.nearest(qualifier, scope.allNames());
            if (nearest == null) {
                return new Table(database, new ObjectName(qualifier, name.last()));
            }
        }
        sayUnknown("database or schema", qualifier, name.spans().get(0), scope.allNames());
        return null;
    }

    private @Nullable Table full(NameParts name) {
        String database = name.part(0);
        if (scope.database(database) == null) {
            sayUnknown("database", database, name.spans().get(0), scope.databaseNames());
            return null;
        }
        Collection<String> schemas = new TreeSet<>(scope.schemaNames(database));
        if (!schemas.isEmpty() && !schemas.contains(name.part(1))) {
            sayUnknown("schema", name.part(1), name.spans().get(1), schemas);
            return null;
        }
        return new Table(database, new ObjectName(name.part(1), name.last()));
    }

    private void sayUnknown(String kind, String name, Span span, Collection<String> candidates) {
        report.say(Hints.unknown(report, kind, name, span, candidates, "None is declared."));
    }
}
