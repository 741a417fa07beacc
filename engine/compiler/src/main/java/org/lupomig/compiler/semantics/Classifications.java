package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.FileItem;
import org.lupomig.compiler.syntax.PlanItem;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.TableClassification;
import org.lupomig.model.source.Span;

/** Reads the classification of single tables. */
final class Classifications {
    private final Scope scope;
    private final Targets targets;
    private final Values values;
    private final Report report;
    private final Map<String, Span> declaredAt = new HashMap<>();

    Classifications(Scope scope, Targets targets, Values values) {
        this.scope = scope;
        this.targets = targets;
        this.values = values;
        this.report = values.report();
    }

    List<TableClassification> read(FileItem.Plan plan) {
        List<TableClassification> tables = new ArrayList<>();
        for (PlanItem item : plan.items()) {
            if (item instanceof PlanItem.Table node) {
                TableClassification table = read(node);
                if (table != null) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    private @Nullable TableClassification read(PlanItem.Table node) {
        Schema.Classification classification =
                Words.lower(node.tableClass(), "class", Schema.Classification.class, report);
        String category = node.clause(Clause.Category.class).map(this::category).orElse(null);
        Integer priority = node.clause(Clause.Priority.class)
                .map(clause -> Words.number(clause.priority(), "a priority", 0, Integer.MAX_VALUE, report))
                .orElse(null);
        Schema target = node.clause(Clause.Target.class)
                .map(clause -> targets.schema(clause.schema()))
                .orElse(null);
        NameParts parts = NameParts.of(node.name(), values);
        if (parts == null) {
            return null;
        }
        if (parts.size() == 1) {
            sayWithoutSchema(parts);
            return null;
        }
        int last = parts.size() - 1;
        Schema schema = targets.schema(new NameParts(
                parts.parts().subList(0, last),
                parts.spans().subList(0, last),
                parts.spans().get(0).union(parts.spans().get(last - 1))));
        if (schema == null || classification == null || isTaken(schema.name() + "." + parts.last(), parts.span())) {
            return null;
        }
        if (scope.isMariaDb(schema.database())) {
            Lengths.identifier("table", parts.last(), parts.lastSpan(), report);
        }
        return new TableClassification(
                schema.name(), parts.last(), classification, category, priority, target == null ? null : target.name());
    }

    private String category(Clause.Category clause) {
        String category = values.fill(clause.category()).text();
        Lengths.text("the category", category, clause.category().span(), report);
        return category;
    }

    private void sayWithoutSchema(NameParts parts) {
        var said = report.of(CompilerMessage.TABLE_WITHOUT_SCHEMA, parts.span(), parts.text());
        String first = scope.defaultSchema(scope.defaultDatabase());
        report.say(
                first == null
                        ? said
                        : said.withFix(
                                "put it in '" + first + "'",
                                report.edit(Span.at(parts.spans().get(0).start()), first + ".")));
    }

    private boolean isTaken(String table, Span at) {
        Span first = declaredAt.putIfAbsent(table, at);
        if (first != null) {
            report.say(report.of(CompilerMessage.DUPLICATE_NAME, at, "table", table)
                    .withRelated(report.location(first), "first declared here"));
        }
        return first != null;
    }
}
