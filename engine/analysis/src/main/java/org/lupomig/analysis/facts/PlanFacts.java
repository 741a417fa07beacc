package org.lupomig.analysis.facts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.Compilation;
import org.lupomig.compiler.syntax.BatchItem;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.FileItem;
import org.lupomig.compiler.syntax.HasClauses;
import org.lupomig.compiler.syntax.Name;
import org.lupomig.compiler.syntax.PlanItem;
import org.lupomig.model.doctrine.BatchDeclared;
import org.lupomig.model.doctrine.DatabaseDeclared;
import org.lupomig.model.doctrine.ParameterDeclared;
import org.lupomig.model.doctrine.PlanDeclared;
import org.lupomig.model.doctrine.SchemaDeclared;
import org.lupomig.model.doctrine.StepDeclared;
import org.lupomig.model.doctrine.TableClassified;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Database;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.TableClassification;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;

/** The facts of a plan and of its scripts, each at its words in the text. */
public final class PlanFacts {
    private final Compilation compilation;
    private final Plan plan;
    private final SourceText text;
    private final WrongPlaces wrong;
    private final List<Object> facts = new ArrayList<>();

    private PlanFacts(Compilation compilation, Plan plan) {
        this.compilation = compilation;
        this.plan = plan;
        this.text = compilation.tree().source();
        this.wrong = new WrongPlaces(compilation.diagnostics());
    }

    /**
     * The facts of a plan, as far as it could be read. Of a statement that the compiler has an error in there are none:
     * that has been said.
     */
    public static List<Object> of(Compilation compilation) {
        Plan plan = compilation.draft();
        FileItem.Plan node = compilation.tree().root().plan().orElse(null);
        if (plan == null || node == null) {
            return List.of();
        }
        PlanFacts facts = new PlanFacts(compilation, plan);
        facts.add(node);
        return facts.facts;
    }

    private void add(FileItem.Plan node) {
        facts.add(new PlanDeclared(plan, at(node.name().span())));
        for (PlanItem item : node.items()) {
            if (item instanceof PlanItem.Param param) {
                parameter(param);
            } else if (item instanceof PlanItem.Schema schema) {
                schema(schema);
            } else if (item instanceof PlanItem.Database database) {
                database(database);
            } else if (item instanceof PlanItem.Table table) {
                table(table);
            } else if (item instanceof PlanItem.Batch batch) {
                batch(batch);
            }
        }
    }

    private void parameter(PlanItem.Param node) {
        String name = node.name().text();
        for (Plan.Parameter parameter : plan.parameters()) {
            if (parameter.name().equals(name)) {
                boolean used = compilation.usedParameters().contains(name);
                facts.add(new ParameterDeclared(parameter, used, at(node.name().span()), at(node.span())));
            }
        }
    }

    private void schema(PlanItem.Schema node) {
        String name = WrittenName.of(node.name());
        for (Schema schema : plan.schemas()) {
            if (schema.name().equals(name)) {
                facts.add(new SchemaDeclared(schema, at(node.name().span())));
            }
        }
    }

    private void database(PlanItem.Database node) {
        for (Database database : plan.databases()) {
            if (database.name().equals(node.name().text())) {
                facts.add(new DatabaseDeclared(database, at(node.name().span())));
            }
        }
    }

    private void table(PlanItem.Table node) {
        String name = WrittenName.of(node.name());
        for (TableClassification table : plan.tables()) {
            if ((table.schema() + "." + table.table()).equals(name)) {
                facts.add(new TableClassified(table, at(node.name().span())));
            }
        }
    }

    private void batch(PlanItem.Batch node) {
        Batch batch = plan.batches().stream()
                .filter(each ->
                        each.location().span().end() == node.name().span().end())
                .findFirst()
                .orElse(null);
        if (batch == null) {
            return;
        }
        Location name = at(node.name().span());
        Location classPlace = classPlace(node, name);
        facts.add(new BatchDeclared(batch, name, classPlace));
        PartFacts parts = new PartFacts(facts, text, batch);
        parts.dependencies(node.clauses(), null);
        parts.batch(node.items());
        undo(batch.undo(), null, batch);
        for (BatchItem item : node.items()) {
            if (item instanceof BatchItem.Step step) {
                step(step, batch, parts, classPlace);
            }
        }
    }

    private void step(BatchItem.Step node, Batch batch, PartFacts parts, Location batchClass) {
        Step step = batch.steps().stream()
                .filter(each ->
                        each.location().span().end() == node.name().span().end())
                .findFirst()
                .orElse(null);
        if (step == null) {
            return;
        }
        Name name = node.name();
        facts.add(new StepDeclared(step, batch, at(name.span()), classPlace(node, batchClass)));
        parts.dependencies(node.clauses(), step);
        parts.step(node.items(), step);
        undo(step.undo(), step, batch);
        script(step, batch, step.statements(), false);
    }

    private void undo(Undo undo, @Nullable Step step, Batch batch) {
        if (undo instanceof Undo.Authored authored) {
            script(step, batch, authored.statements(), true);
        }
    }

    private void script(@Nullable Step step, Batch batch, List<Statement> statements, boolean undo) {
        String database = step == null ? "" : step.database();
        boolean mariadb = plan.databases().stream()
                .noneMatch(each -> each.name().equals(database) && each.kind() == Database.Kind.SQLITE);
        List<Statement> sound = statements.stream()
                .filter(statement -> !wrong.isIn(statement.location()))
                .toList();
        new ScriptFacts(facts, mariadb, step, batch, undo).add(sound);
    }

    /** The letter of a class; where none is said, what stands for it. */
    private Location classPlace(HasClauses node, Location otherwise) {
        return node.clause(Clause.Rollback.class)
                .map(clause -> at(clause.rollbackClass().span()))
                .orElse(otherwise);
    }

    private Location at(Span span) {
        return Location.of(text, span);
    }
}
