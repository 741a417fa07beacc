package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.state.Lifecycle;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;

/** Turns writes into rows, table by table: each table then takes one statement, however many rows it gets. */
final class WriteRows {
    private final long run;
    private final TableRows rows = new TableRows();
    private final AuditRows audit;
    private final List<Write> endings = new ArrayList<>();

    WriteRows(long run, List<Write> writes) {
        this.run = run;
        this.audit = new AuditRows(run, rows);
        for (Write write : writes) {
            add(write);
        }
    }

    /** The rows by table; of those that replace one another only the last. */
    EnumMap<StoreTable, List<@Nullable Object[]>> byTable() {
        return rows.byTable();
    }

    /**
     * {@link Write.Settled}, {@link Write.RunEnded}, {@link Write.RunReopened}, {@link Write.Published} and
     * {@link Write.Declared}, which change a row that is there, as it is.
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
        } else if (write instanceof Write.Settled
                || write instanceof Write.RunEnded
                || write instanceof Write.RunReopened
                || write instanceof Write.Published
                || write instanceof Write.Declared) {
            endings.add(write);
        } else if (!audit.add(write)) {
            throw new IllegalStateException("a write that has no table: " + write.getClass());
        }
    }

    private void journal(JournalEntry entry) {
        Address step = entry.step();
        State previous = entry.previous();
        Lifecycle lifecycle = entry.lifecycle();
        rows.add(
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
        rows.add(
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
        rows.add(
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
        rows.add(
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
}
