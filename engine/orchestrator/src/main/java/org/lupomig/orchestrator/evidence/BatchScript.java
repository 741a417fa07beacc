package org.lupomig.orchestrator.evidence;

import java.util.List;
import java.util.Map;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.port.Store;

/**
 * The way back that an author wrote for a whole batch. A run that takes the batch up journals it, so that a rollback
 * needs no plan file; the rollback journals it again when it begins, with the step that was applied last, and with all
 * others that there is one.
 *
 * @param begun whether the rollback was begun with it
 * @param statements what it sends; none with steps that do not carry it
 */
public record BatchScript(boolean begun, List<AuthoredStatement> statements) {
    /** Where there is none. */
    public static final BatchScript NONE = new BatchScript(false, List.of());

    public BatchScript {
        statements = List.copyOf(statements);
    }

    /** What the last run of a batch has journaled of it; empty where its author wrote none. */
    public static List<AuthoredStatement> of(BatchRecord batch, Store store) {
        for (JournalEntry entry : store.journal(batch.run())) {
            boolean ofBatch = entry.kind() == JournalEntry.Kind.BEFORE
                    && entry.step().step().isEmpty()
                    && entry.step().batch().equals(batch.batch())
                    && entry.step().plan().equals(batch.plan());
            if (ofBatch) {
                return AuthoredStatement.fromJson(entry.data());
            }
        }
        return List.of();
    }

    /** For the journal of the step that it is with. */
    public Map<String, Object> toJson() {
        return begun ? AuthoredStatement.toJson(statements) : Json.object();
    }

    /** From journal data of a step that is about to be taken back. */
    public static BatchScript fromJson(Map<String, Object> data) {
        return AuthoredStatement.in(data) ? new BatchScript(true, AuthoredStatement.fromJson(data)) : NONE;
    }
}
