package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.Part;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.InsertResult;
import org.lupomig.orchestrator.port.TargetSession.RowsChanged;
import org.lupomig.orchestrator.port.TargetSession.TableCount;

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
        return work instanceof Work.Inserts || work instanceof Work.ChangesOwnRows || work instanceof ChangesRows;
    }

    /** What was journaled of a statement that was accepted. */
    StatementDone done() {
        return Objects.requireNonNull(done);
    }

    /** Sends one, as often as it takes. */
    StatementOutcome send(Statement statement, int ordinal, Part part, Snapshot before) {
        Instant began = log.worked();
        Work work = part.work();
        return sender.send(Answers.summary(statement), () -> {
            if (part.operation() instanceof TargetOperation.ChangeRows change) {
                return session.changeRows(
                        change,
                        sender.remaining(),
                        r -> said(
                                new StatementDone(
                                        ordinal, true, r.affected(), before, null, true, r.left(), counted(r), null),
                                began));
            }
            ObjectName table = ((Work.OnTable) work).table();
            Function<InsertResult, List<Write>> writes = r -> said(
                    new StatementDone(ordinal, true, r.affected(), before, r.after(), own(statement, table, r)), began);
            return work instanceof Work.Inserts
                    ? session.insert(part.sql(), table, sender.remaining(), writes)
                    : session.changeOwn(part.sql(), table, sender.remaining(), writes);
        });
    }

    /** Nobody else wrote to them from the first count to the second: all that was done is ours if all before was. */
    private List<Counted> counted(RowsChanged changed) {
        List<Counted> counted = new ArrayList<>();
        for (TableCount each : changed.counted()) {
            RowLedger.Entry known = ledger.get(each.table());
            counted.add(new Counted(each.table(), each.after(), known != null && known.accountsFor(each.before())));
        }
        return counted;
    }

    /** What somebody else changed since our last statement is in the first count, and so is not taken for ours. */
    private boolean own(Statement statement, ObjectName table, InsertResult result) {
        RowLedger.Entry known = ledger.get(table);
        long by = statement.fact() instanceof RowFact.Update
                ? 0
                : statement.fact() instanceof RowFact.Delete ? -result.affected() : result.affected();
        return known != null && known.grows(result.before(), by, result.after());
    }

    private List<Write> said(StatementDone did, Instant began) {
        done = did;
        long millis = Duration.between(began, log.worked()).toMillis();
        return List.of(cursor.note(Kind.DONE, millis, did.toJson()));
    }

    /** Whether one that was refused is seen to have changed nothing. */
    boolean withoutEffect(Work work) {
        if (work instanceof ChangesRows) {
            // Rolled back whole; an answer that was never heard is no refusal.
            return true;
        }
        ObjectName table = ((Work.OnTable) work).table();
        RowLedger.Entry known = ledger.get(table);
        return known != null && known.accountsFor(session.digest(table));
    }
}
