package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.state.Lifecycle;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.evidence.FrozenJson;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;

/** Turns writes into rows, table by table: each table then takes one statement, however many rows it gets. */
final class WriteRows {
    private final long run;
    private final EnumMap<StoreTable, Map<Object, @Nullable Object[]>> rows = new EnumMap<>(StoreTable.class);
    private final List<Write> endings = new ArrayList<>();

    WriteRows(long run, List<Write> writes) {
        this.run = run;
        for (Write write : writes) {
            add(write);
        }
    }

    /** The rows by table; of those that replace one another only the last. */
    EnumMap<StoreTable, List<@Nullable Object[]>> byTable() {
        var lists = new EnumMap<StoreTable, List<@Nullable Object[]>>(StoreTable.class);
        rows.forEach((table, byKey) -> lists.put(table, new ArrayList<>(byKey.values())));
        return lists;
    }

    /**
     * {@link Write.Settled}, {@link Write.RunEnded} and {@link Write.RunReopened}, which change a row that is there.
     */
    List<Write> endings() {
        return endings;
    }

    private void add(Write write) {
        if (write instanceof Write.Journal w) {
            journal(w.entry());
        } else if (write instanceof Write.Step w) {
            step(w.step(), w.handler());
        } else if (write instanceof Write.Batch w) {
            batch(w.batch(), w.planChecksum());
        } else if (write instanceof Write.Edge w) {
            edge(w);
        } else if (write instanceof Write.Validated w) {
            validated(w);
        } else if (write instanceof Write.RolledBack w) {
            rolledBack(w);
        } else if (write instanceof Write.Published w) {
            published(w);
        } else if (write instanceof Write.Progress w) {
            progress(w);
        } else if (write instanceof Write.Alert w) {
            row(
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
        } else if (write instanceof Write.Settled
                || write instanceof Write.SettledOfBatch
                || write instanceof Write.RunEnded
                || write instanceof Write.RunReopened) {
            endings.add(write);
        } else {
            throw new IllegalStateException("a write that has no table: " + write.getClass());
        }
    }

    private void journal(JournalEntry entry) {
        Address step = entry.step();
        State previous = entry.previous();
        Lifecycle lifecycle = entry.lifecycle();
        row(
                StoreTable.JOURNAL,
                run,
                step.plan(),
                step.batch(),
                step.step(),
                entry.kind().word(),
                previous == null ? null : previous.id(),
                previous == null ? null : previous.word(),
                entry.current().id(),
                entry.current().word(),
                lifecycle == null ? null : lifecycle.word(),
                entry.entered(),
                entry.durationMillis(),
                JsonTree.text(entry.data()));
    }

    private void step(StepRecord step, String handler) {
        Address address = step.address();
        row(
                StoreTable.FILES,
                step.run(),
                RowKey.of(address),
                RowKey.of(address.plan()),
                address.plan(),
                address.batch(),
                address.step(),
                StoreText.cut(step.path()),
                handler,
                step.state().id(),
                step.status().word(),
                step.checksum(),
                step.position(),
                step.retries(),
                StoreText.cut(step.error()),
                step.started(),
                step.ended());
    }

    private void batch(BatchRecord batch, String planChecksum) {
        Epoch epoch = batch.epoch();
        row(
                StoreTable.BATCHES,
                batch.run(),
                RowKey.of(batch.plan(), batch.batch()),
                RowKey.of(batch.plan()),
                batch.plan(),
                batch.version().text(),
                planChecksum,
                batch.batch(),
                batch.position(),
                JsonTree.text(batch.requires()),
                batch.status().word(),
                batch.rollbackClass().name(),
                epoch == null ? null : epoch.from(),
                epoch == null ? null : epoch.to(),
                batch.totalSteps(),
                batch.completedSteps(),
                batch.started(),
                batch.ended());
    }

    private void edge(Write.Edge w) {
        Address from = w.from();
        Address on = w.dependency().on();
        row(
                StoreTable.DEPENDENCIES,
                run,
                RowKey.of(RowKey.of(from), RowKey.of(on)),
                RowKey.of(from.plan()),
                from.plan(),
                from.batch(),
                from.step(),
                on.plan(),
                on.batch(),
                on.step(),
                w.dependency().kind().word());
    }

    private void validated(Write.Validated w) {
        Address target = w.target();
        Validation.Kind kind = w.kind();
        String word = kind == null ? null : kind.word();
        String title = StoreText.cut(w.title());
        String detail = StoreText.detail(w.detail());
        row(
                StoreTable.VALIDATION_LOG,
                run,
                target.plan(),
                target.batch(),
                target.step(),
                w.phase().word(),
                word,
                title,
                w.outcome(),
                detail,
                w.durationMillis(),
                w.at());
        row(
                StoreTable.VALIDATIONS,
                run,
                target.plan(),
                target.batch(),
                target.step(),
                word,
                w.outcome(),
                title,
                detail,
                w.durationMillis(),
                w.at());
    }

    private void rolledBack(Write.RolledBack w) {
        row(
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

    private void published(Write.Published w) {
        String reason = StoreText.cut(w.state().reason());
        row(
                StoreTable.SYSTEM_STATE,
                "system",
                run,
                w.state().mode().word(),
                reason,
                JsonTree.text(FrozenJson.of(w.state())),
                reason,
                w.state().since());
    }

    private void progress(Write.Progress w) {
        String percentage = w.percent() / 100 + "." + (w.percent() % 100 < 10 ? "0" : "") + w.percent() % 100;
        row(
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
        row(
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
                StoreText.cut(w.error()));
    }

    private void schemaVersion(Write.SchemaVersion w) {
        row(
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
        row(
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
        row(
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

    private void row(StoreTable table, @Nullable Object... values) {
        if (values.length != table.width()) {
            throw new IllegalStateException(table + " has " + table.width() + " columns, not " + values.length);
        }
        Map<Object, @Nullable Object[]> byKey = rows.computeIfAbsent(table, t -> new LinkedHashMap<>());
        Object key =
                switch (table) {
                    case FILES -> Objects.requireNonNull(values[1]);
                    case PROGRESS -> "plan " + values[1];
                    default -> byKey.size();
                };
        byKey.remove(key);
        byKey.put(key, values);
    }
}
