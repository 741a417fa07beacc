package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.compiler.syntax.BatchItem;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.Reference;
import org.lupomig.compiler.syntax.StepItem;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.source.Span;
import org.lupomig.model.state.RollbackClass;

/** Reads one batch with its steps, each by itself. */
final class BatchReader {
    private static final int MOST_PARALLEL = 1024;

    private final PlanContext context;
    private final Values values;
    private final BatchDeclaration batch;
    private final String database;
    private final RollbackClass rollbackClass;
    private final Validations checks;
    private final List<String> frozen = new ArrayList<>();
    private final List<Validation> validations = new ArrayList<>();
    private final Pinned pinned = new Pinned();
    private String freezeReason = "";
    private Undo undo = new Undo.Derived();

    BatchReader(PlanContext context, BatchDeclaration batch, Values values) {
        this.context = context;
        this.values = values;
        this.batch = batch;
        database = context.targets()
                .on(batch.node().clause(Clause.On.class), context.scope().defaultDatabase());
        rollbackClass = Classes.read(batch.node().clause(Clause.Rollback.class), RollbackClass.A, context);
        checks = new Validations(context, values, database, rollbackClass);
    }

    BatchDraft read(Checksums checksums) {
        batch.node().clause(Clause.On.class).ifPresent(clause -> context.unsupported()
                .noteDatabase(database, clause.span()));
        Integer parallel = batch.node()
                .clause(Clause.Parallel.class)
                .map(clause -> Words.number(
                        clause.limit(), "the number of steps at a time", 1, MOST_PARALLEL, context.report()))
                .orElse(null);
        sayTwice();
        batch.node().items().forEach(this::item);
        List<StepDraft> steps = new ArrayList<>(batch.steps().size());
        for (StepDeclaration step : batch.steps()) {
            steps.add(new StepReader(context, step, values.fresh(), database, rollbackClass)
                    .read(rollbackClass, checksums));
        }
        return new BatchDraft(
                batch,
                rollbackClass,
                parallel == null ? 0 : parallel,
                frozen,
                freezeReason,
                steps,
                validations,
                undo,
                checksums.of(Span.at(0), pinned.files(), values.used()));
    }

    private void item(BatchItem item) {
        if (item instanceof BatchItem.Freeze freeze) {
            for (Reference reference : freeze.schemas()) {
                Schema schema = context.targets().schema(reference);
                if (schema != null && !frozen.contains(schema.name())) {
                    frozen.add(schema.name());
                }
            }
            freeze.clause(Clause.Because.class)
                    .ifPresent(clause ->
                            freezeReason = values.fill(clause.reason()).text());
        } else if (item instanceof BatchItem.Backup backup) {
            backup(backup);
        } else if (item instanceof StepItem.Undo node) {
            undo = new UndoReader(context, new Scripts(context))
                    .read(node, "the batch '" + batch.name() + "'", database, values, pinned);
        } else if (item instanceof StepItem.Validate node) {
            Validation validation = checks.read(node);
            if (validation != null) {
                validations.add(validation);
            }
        }
    }

    private void backup(BatchItem.Backup backup) {
        context.unsupported().note(backup.keyword());
        TableNames tables = new TableNames(context.scope(), context.report());
        for (Reference target : backup.targets()) {
            NameParts parts = NameParts.of(target, values);
            boolean whole =
                    parts != null && parts.size() == 1 && context.scope().database(parts.text()) != null;
            if (parts != null && !whole) {
                tables.find(parts, database);
            }
        }
        backup.clause(Clause.Into.class).ifPresent(clause -> values.fill(clause.path()));
    }

    private void sayTwice() {
        Once once = new Once(context.report(), "the batch '" + batch.name() + "'");
        for (BatchItem item : batch.node().items()) {
            if (item instanceof StepItem.Undo node) {
                once.see("undo", node.keyword());
            } else if (item instanceof BatchItem.Freeze node) {
                once.see("freeze", node.keyword());
            }
        }
    }
}
