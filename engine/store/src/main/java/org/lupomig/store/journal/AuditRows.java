package org.lupomig.store.journal;

import java.util.Locale;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.journal.Write;

/**
 * Rows beside a run's own journal, steps and batches: what was checked and rolled back, where the system and the
 * schemas stand, and what people and auditors are told.
 */
final class AuditRows {
    private final long run;
    private final TableRows rows;

    /** Of one run. */
    AuditRows(long run, TableRows rows) {
        this.run = run;
        this.rows = rows;
    }

    /** Adds the rows of a write; whether it is one of these. */
    boolean add(Write write) {
        if (write instanceof Write.Validated w) {
            validated(w);
        } else if (write instanceof Write.RolledBack w) {
            rolledBack(w);
        } else if (write instanceof Write.Progress w) {
            progress(w);
        } else if (write instanceof Write.Alert w) {
            rows.add(
                    StoreTable.ALERTS,
                    run,
                    w.level().word(),
                    StoreText.cut(w.title()),
                    StoreText.detail(w.message()),
                    "new",
                    w.at());
        } else if (write instanceof Write.Tracked w) {
            tracked(w);
        } else if (write instanceof Write.SchemaVersion w) {
            schemaVersion(w);
        } else if (write instanceof Write.SchemaClassified w) {
            schemaClassified(w);
        } else if (write instanceof Write.Classified w) {
            classified(w);
        } else {
            return false;
        }
        return true;
    }

    private void validated(Write.Validated w) {
        Address target = w.target();
        String title = StoreText.cut(w.title());
        String detail = StoreText.detail(w.detail());
        rows.add(
                StoreTable.VALIDATION_LOG,
                run,
                target.plan(),
                target.batch(),
                target.step(),
                w.phase().word(),
                w.type(),
                title,
                w.outcome(),
                detail,
                w.durationMillis(),
                w.at());
        rows.add(
                StoreTable.VALIDATIONS,
                run,
                target.plan(),
                target.batch(),
                target.step(),
                w.type(),
                w.outcome(),
                title,
                detail,
                w.durationMillis(),
                w.at());
    }

    private void rolledBack(Write.RolledBack w) {
        rows.add(
                StoreTable.ROLLBACK_LOG,
                run,
                w.target().plan(),
                w.target().batch(),
                w.target().step(),
                w.rollbackClass().name(),
                StoreText.cut(w.reason()),
                w.succeeded() ? "completed" : "failed",
                w.steps(),
                w.durationMillis(),
                StoreText.cut(w.error()),
                w.at());
    }

    private void progress(Write.Progress w) {
        String percentage = w.percent() / 100 + "." + (w.percent() % 100 < 10 ? "0" : "") + w.percent() % 100;
        rows.add(
                StoreTable.PROGRESS,
                run,
                w.plan(),
                w.phase(),
                w.stepsDone(),
                w.stepsTotal(),
                percentage,
                w.secondsLeft(),
                w.at());
    }

    private void tracked(Write.Tracked w) {
        Address step = w.step();
        rows.add(
                StoreTable.TRACKING,
                run,
                "step",
                RowKey.of(step),
                RowKey.of(step.plan()),
                step.plan(),
                step.batch(),
                step.step(),
                w.version(),
                "",
                w.status().word(),
                w.position(),
                w.tables(),
                w.who(),
                "",
                0,
                0,
                w.at(),
                w.at(),
                w.durationMillis(),
                StoreText.cut(w.error()),
                w.rollback() == null ? null : JsonTree.text(w.rollback()));
    }

    private void schemaVersion(Write.SchemaVersion w) {
        rows.add(
                StoreTable.SCHEMA_VERSIONS,
                RowKey.of("schema", w.schema()),
                w.schema(),
                w.version(),
                StoreText.number(w.version()),
                w.tables(),
                w.plan());
    }

    private void schemaClassified(Write.SchemaClassified w) {
        var schema = w.schema();
        rows.add(
                StoreTable.SCHEMA_CLASSES,
                RowKey.of("schema", schema.name()),
                schema.name(),
                "",
                0,
                0,
                schema.classification().word(),
                schema.budget(),
                schema.database());
    }

    private void classified(Write.Classified w) {
        var table = w.classification();
        rows.add(
                StoreTable.TABLE_CLASSES,
                RowKey.of(table.schema(), table.table()),
                table.schema(),
                table.table(),
                table.classification().word(),
                table.category(),
                table.priority(),
                table.target(),
                w.status().toLowerCase(Locale.ROOT));
    }
}
