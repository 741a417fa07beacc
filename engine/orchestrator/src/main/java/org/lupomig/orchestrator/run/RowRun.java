package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.InsertResult;

/** Sends statements that change rows: what they did is journaled in the transaction that does it. */
final class RowRun {
    private final RunLog log;
    private final StepCursor cursor;
    private final TargetSession session;
    private final RowLedger ledger;
    private final Sender sender;
    private @Nullable StatementDone done;

    RowRun(RunLog log, StepCursor cursor, TargetSession session, RowLedger ledger, Sender sender) {
        this.log = log;
        this.cursor = cursor;
        this.session = session;
        this.ledger = ledger;
        this.sender = sender;
    }

    /** Whether work is of this kind. */
    static boolean sends(Work work) {
        return work instanceof Work.Inserts || work instanceof Work.ChangesOwnRows || work instanceof Work.ChangesRows;
    }

    /** What was journaled of a statement that was accepted. */
    StatementDone done() {
        return Objects.requireNonNull(done);
    }

    /** Sends one, as often as it takes. */
    StatementOutcome send(Statement statement, int ordinal, Work work, Snapshot before) {
        Instant began = log.now();
        return sender.send(Answers.summary(statement), () -> {
            if (work instanceof Work.ChangesRows changes) {
                return session.changeRows(
                        statement.sql(),
                        changes.image(),
                        changes.rows(),
                        sender.remaining(),
                        r -> said(new StatementDone(ordinal, true, r.affected(), before, r.left(), true), began));
            }
            ObjectName table = ((Work.OnTable) work).table();
            return session.insert(
                    statement.sql(),
                    table,
                    sender.remaining(),
                    r -> said(
                            new StatementDone(ordinal, true, r.affected(), before, r.after(), own(statement, table, r)),
                            began));
        });
    }

    /** In one snapshot: what somebody else changed since our last statement is seen before, not taken for ours. */
    private boolean own(Statement statement, ObjectName table, InsertResult result) {
        RowLedger.Entry known = ledger.get(table);
        long by = statement.fact() instanceof RowFact.Update
                ? 0
                : statement.fact() instanceof RowFact.Delete ? -result.affected() : result.affected();
        return known != null && known.grows(result.before(), by, result.after());
    }

    private List<Write> said(StatementDone did, Instant began) {
        done = did;
        long millis = Duration.between(began, log.now()).toMillis();
        return List.of(cursor.note(Kind.DONE, millis, did.toJson()));
    }

    /** Whether one that was refused is seen to have changed nothing. */
    boolean withoutEffect(Work work) {
        if (work instanceof Work.ChangesRows) {
            // Rolled back whole; an answer that was never heard is no refusal.
            return true;
        }
        ObjectName table = ((Work.OnTable) work).table();
        RowLedger.Entry known = ledger.get(table);
        return known != null && known.accountsFor(session.digest(table));
    }
}
