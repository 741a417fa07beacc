package org.lupomig.compiler.semantics;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.FileItem;
import org.lupomig.compiler.syntax.PlanItem;
import org.lupomig.compiler.syntax.Reference;
import org.lupomig.compiler.syntax.Text;
import org.lupomig.model.plan.Database;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.source.Span;

/** Declares databases and schemas, and finds them by name. */
final class Targets {
    private final Scope scope;
    private final Values values;
    private final Report report;
    private final Unsupported unsupported;

    Targets(Scope scope, Values values, Unsupported unsupported) {
        this.scope = scope;
        this.values = values;
        this.report = values.report();
        this.unsupported = unsupported;
    }

    /** Declares all of a plan; a database may be used above the line that declares it. */
    void declare(FileItem.Plan plan) {
        for (PlanItem item : plan.items()) {
            if (item instanceof PlanItem.Database node) {
                declare(node);
            }
        }
        for (PlanItem item : plan.items()) {
            if (item instanceof PlanItem.Schema node) {
                declare(node);
            }
        }
    }

    /** The database that {@code on} names; {@code otherwise} where there is no such clause, or none by that name. */
    String on(Optional<Clause.On> clause, String otherwise) {
        if (clause.isEmpty()) {
            return otherwise;
        }
        Reference reference = clause.get().database();
        NameParts parts = NameParts.of(reference, values);
        if (parts == null) {
            return otherwise;
        }
        if (parts.size() == 1 && scope.database(parts.part(0)) != null) {
            return parts.part(0);
        }
        String kind = scope.kindOf(parts.text());
        if (kind != null) {
            report.say(
                    CompilerMessage.WRONG_KIND_OF_NAME,
                    parts.span(),
                    parts.text(),
                    kind,
                    "a database",
                    Hints.hint(null, scope.databaseNames(), ""));
        } else {
            report.say(Hints.unknown(
                    report,
                    "database",
                    parts.text(),
                    parts.span(),
                    scope.databaseNames(),
                    "Declare it: database NAME = mariadb"));
        }
        return otherwise;
    }

    /** The declared schema that a reference names; null where it names none, which is said. */
    @Nullable
    Schema schema(Reference reference) {
        NameParts parts = NameParts.of(reference, values);
        return parts == null ? null : schema(parts);
    }

    /** The declared schema that {@code schema} or {@code database.schema} names. */
    @Nullable
    Schema schema(NameParts parts) {
        Schema schema = scope.schema(parts.last());
        boolean qualified = parts.size() == 2;
        boolean fits = parts.size() == 1
                || (qualified && schema != null && schema.database().equals(parts.part(0)));
        if (schema != null && fits) {
            return schema;
        }
        if (parts.size() > 1 && scope.database(parts.part(0)) == null) {
            report.say(Hints.unknown(
                    report,
                    "database",
                    parts.part(0),
                    parts.spans().get(0),
                    scope.databaseNames(),
                    "None is declared."));
            return null;
        }
        if (parts.size() == 1 && scope.database(parts.last()) != null) {
            report.say(
                    CompilerMessage.WRONG_KIND_OF_NAME,
                    parts.span(),
                    parts.text(),
                    "a database",
                    "a schema",
                    Hints.hint(null, scope.schemaNames(), ""));
            return null;
        }
        report.say(Hints.unknown(
                report,
                "schema",
                parts.last(),
                parts.lastSpan(),
                qualified ? scope.schemaNames(parts.part(0)) : scope.schemaNames(),
                "Declare it: schema " + parts.last() + " core"));
        return null;
    }

    private void declare(PlanItem.Database node) {
        if (node.name().isMissing()
                || isTaken("database", node.name().text(), node.name().span())) {
            return;
        }
        Lengths.name("database", node.name(), report);
        boolean isSqlite = node.engine().text().equals("sqlite");
        String path = node.path().map(this::text).orElse(null);
        boolean optional = node.clause(Clause.MayBeAbsent.class).isPresent();
        Database.Kind kind = isSqlite ? Database.Kind.SQLITE : Database.Kind.MARIADB;
        scope.add(
                new Database(node.name().text(), kind, path, optional),
                node.name().span());
        if (isSqlite) {
            unsupported.note(
                    "database " + node.name().text() + " = sqlite",
                    node.keyword().union(node.engine().span()));
        }
    }

    private void declare(PlanItem.Schema node) {
        NameParts parts = NameParts.of(node.name(), values);
        Schema.Classification classification =
                Words.lower(node.schemaClass(), "class", Schema.Classification.class, report);
        Integer budget = node.clause(Clause.Budget.class)
                .map(clause -> Words.number(clause.tables(), "a budget", 0, Integer.MAX_VALUE, report))
                .orElse(null);
        String database = on(node.clause(Clause.On.class), scope.defaultDatabase());
        if (parts == null) {
            return;
        }
        if (parts.size() > 1) {
            report.say(
                    CompilerMessage.NOT_A_NAME,
                    parts.span(),
                    parts.text(),
                    "A schema is declared by its own name alone.");
            return;
        }
        if (database.equals(Scope.NO_DATABASE)) {
            report.say(CompilerMessage.NO_DATABASE, parts.span(), "the schema '" + parts.text() + "'");
        }
        if (scope.isMariaDb(database)) {
            Lengths.identifier("schema", parts.text(), parts.span(), report);
        }
        if (!isTaken("schema", parts.text(), parts.span())) {
            Schema.Classification known = classification == null ? Schema.Classification.CORE : classification;
            scope.add(new Schema(parts.text(), known, budget, database), parts.span());
        }
    }

    private boolean isTaken(String kind, String name, Span at) {
        Span first = scope.declaredAt(name);
        if (first != null) {
            boolean same = ("a " + kind).equals(scope.kindOf(name));
            report.say(report.of(CompilerMessage.DUPLICATE_NAME, at, same ? kind : "name", name)
                    .withRelated(report.location(first), same ? "first declared here" : "as " + scope.kindOf(name)));
        }
        return first != null;
    }

    private String text(Text text) {
        return values.fill(text).text();
    }
}
