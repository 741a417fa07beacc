package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.evidence.Imaged;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Waives;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.Part;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;
import org.lupomig.orchestrator.undo.AddedColumns;

/**
 * Sends one part that commits by itself, and looks what it has come to: what the server answers proves neither that
 * something happened nor that nothing did.
 */
final class ChangeRun {
    private final RunLog log;
    private final StepCursor cursor;
    private final TargetSession session;
    private final RowLedger ledger;
    private final Likeness likeness;
    private final Sender sender;
    private final Runnable tookEffect;

    /**
     * Over one session.
     *
     * @param tookEffect is told as soon as something may have happened
     */
    ChangeRun(
            RunLog log,
            StepCursor cursor,
            TargetSession session,
            RowLedger ledger,
            Likeness likeness,
            Sender sender,
            Runnable tookEffect) {
        this.log = log;
        this.cursor = cursor;
        this.session = session;
        this.ledger = ledger;
        this.likeness = likeness;
        this.sender = sender;
        this.tookEffect = tookEffect;
    }

    /**
     * How it ended.
     *
     * @param done for the journal; null where what was seen does not say
     * @param problem why the step stops though the server accepted it, or was not asked again; null where it does not,
     *     and where the outcome says it
     * @param rows what was counted of the rows that it keeps; null where nothing was
     */
    record Ended(
            StatementOutcome outcome,
            long millis,
            @Nullable StatementDone done,
            @Nullable Problem problem,
            @Nullable AlteredRows rows) {
        /** Of what keeps no rows. */
        Ended(StatementOutcome outcome, long millis, @Nullable StatementDone done, @Nullable Problem problem) {
            this(outcome, millis, done, problem, null);
        }
    }

    Ended send(Statement statement, int ordinal, Part part, TargetOperation operation, Snapshot before) {
        Instant began = log.worked();
        Work work = part.work();
        RowLedger.Entry known = work instanceof Work.Alters alters ? ledger.get(alters.table()) : null;
        CountedOutcome[] counted = new CountedOutcome[1];
        TargetOperation sent = Sequences.undrawn(work, statement.fact(), operation, before);
        Supplier<StatementOutcome> attempt = attempt(statement, ordinal, work, sent, known, counted);
        Overtaken overtaken = new Overtaken(session, before, likeness, attempt);
        StatementOutcome outcome = work instanceof Waives
                ? sender.told(WaivedStatement.once(attempt))
                : sender.send(Answers.summary(statement), overtaken);
        long millis = Duration.between(began, log.worked()).toMillis();
        if (outcome instanceof StatementOutcome.Withheld) {
            return new Ended(outcome, 0, null, null);
        }
        Snapshot theirs = overtaken.theirs();
        if (theirs != null) {
            // What is there now is somebody else's doing, all of it: ours was refused each time.
            return new Ended(
                    outcome,
                    millis,
                    new StatementDone(ordinal, false, 0, theirs, null, true),
                    overtaken.problem(statement));
        }
        Ended[] ended = new Ended[1];
        StatementOutcome unseen = sender.look(
                Answers.summary(statement),
                () -> ended[0] = seen(statement, ordinal, part, operation, before, known, counted[0], outcome, millis));
        if (unseen != null) {
            // Only the server knows what it has come to.
            tookEffect.run();
            boolean accepted = outcome instanceof StatementOutcome.Accepted;
            return new Ended(accepted ? unseen : outcome, millis, null, null);
        }
        return ended[0];
    }

    private Ended seen(
            Statement statement,
            int ordinal,
            Part part,
            TargetOperation operation,
            Snapshot before,
            RowLedger.@Nullable Entry known,
            @Nullable CountedOutcome counted,
            StatementOutcome outcome,
            long millis) {
        Work work = part.work();
        if (!Passing.is(outcome) || !likeness.same(before, before.again(session))) {
            tookEffect.run();
        }
        if (outcome instanceof StatementOutcome.Accepted accepted) {
            // What is drawn from a sequence once its lock is gone is not the statement's doing.
            Snapshot after = after(work, operation, before).giving(accepted.gives());
            StatementDone done = done(ordinal, work, operation, accepted, after, known, counted);
            String wrong = unexplained(statement, work, before, after)
                    ? "it differs from before by more than the statement adds"
                    : part.changedMeanwhile(before, after, likeness);
            Problem problem = wrong.isEmpty()
                    ? Expected.of(work, before, after, likeness, statement.location())
                    : Problem.at(statement.location(), EngineMessage.NOT_AS_EXPECTED, work.summary(), wrong);
            return new Ended(outcome, millis, done, problem, AlteredRows.of(work, statement, counted));
        }
        StatementDone done = null;
        if (!(outcome instanceof StatementOutcome.Lost)) {
            Snapshot now = before.again(session);
            if (theirs(outcome, before, now) || madeNothing(work, before, now)) {
                done = new StatementDone(ordinal, false, 0, now, null, true);
            }
        }
        return new Ended(outcome, millis, done, null);
    }

    private Snapshot after(Work work, TargetOperation operation, Snapshot before) {
        return work instanceof Work.CreatesTable creates
                        && !creates.filled()
                        && operation instanceof TargetOperation.Send
                        && before.isOnly(creates.table())
                        && before.object(creates.table()).absent()
                ? new Snapshot(Map.of(creates.table(), session.describeMade(creates.table())), Map.of())
                : before.again(session);
    }

    private Supplier<StatementOutcome> attempt(
            Statement statement,
            int ordinal,
            Work work,
            TargetOperation operation,
            RowLedger.@Nullable Entry known,
            CountedOutcome[] counted) {
        boolean numbers = known == null && AddedColumns.numbers(work, statement.fact());
        boolean[] copied = new boolean[1];
        return () -> {
            boolean all = known != null && known.rows() != null;
            if (operation instanceof TargetOperation.AlterKeeping keeping) {
                if (copied[0]) {
                    // The image is emptied before it is filled: whoever finds it so must not miss what was counted.
                    note(new Imaged(ordinal, null));
                    copied[0] = false;
                }
                counted[0] = session.keeping(keeping, all, sender.remaining(), rows -> {
                    note(new Imaged(ordinal, rows));
                    copied[0] = true;
                });
                return counted[0].outcome();
            } else if (!numbers && !all) {
                return session.execute(operation, sender.remaining());
            }
            // The same rows have another digest when columns are added: whose they are is seen just before.
            ObjectName table = work.objects().get(0);
            counted[0] = numbers
                    ? session.numbering(operation, table, sender.remaining())
                    : session.counted(operation, table, sender.remaining());
            return counted[0].outcome();
        };
    }

    private void note(Imaged imaged) {
        log.commitMeanwhile(List.of(cursor.note(Kind.NOTED, 0, imaged.toJson())));
    }

    private StatementDone done(
            int ordinal,
            Work work,
            TargetOperation operation,
            StatementOutcome.Accepted accepted,
            Snapshot after,
            RowLedger.@Nullable Entry known,
            @Nullable CountedOutcome counted) {
        boolean unknown = known != null && known.rows() == null;
        // Nobody else knows the name under which a table is filled.
        RowDigest rows = work instanceof Work.CreatesTable creates && creates.filled()
                ? session.digest(creates.table())
                : counted == null || unknown ? null : counted.after();
        boolean own = known == null
                || rows == null
                || counted == null
                || known.grows(counted.before(), by(operation, counted.before(), rows), rows);
        return new StatementDone(ordinal, !(work instanceof Work.Nothing), accepted.affected(), after, rows, own)
                .keeping(counted == null ? null : counted.imaged());
    }

    /** How many rows more there may be: what an ALTER that keeps values does to them is all its own doing. */
    private static long by(TargetOperation operation, RowDigest before, RowDigest after) {
        return operation instanceof TargetOperation.AlterKeeping ? after.rows() - before.rows() : 0;
    }

    /** Whether, between our look and the server's, somebody else made what we were to make: it is theirs. */
    private boolean theirs(StatementOutcome outcome, Snapshot before, Snapshot now) {
        return outcome instanceof StatementOutcome.Refused refused
                && Answers.isTaken(refused.code())
                && whatWasThereIsUnchanged(before, now);
    }

    /** Whether what was to be created is seen not to be: what bears its name later is somebody else's. */
    private boolean madeNothing(Work work, Snapshot before, Snapshot now) {
        return (work instanceof Work.CreatesTable
                        || work instanceof Work.CreatesSchema
                        || work instanceof Work.Changes
                        || work instanceof ChangesAccounts)
                && likeness.same(before, now);
    }

    /** Whether somebody else changed the same table at the same time: an inverse would take that back, too. */
    private boolean unexplained(Statement statement, Work work, Snapshot before, Snapshot after) {
        return work instanceof Work.Alters alters
                && statement.fact() instanceof StatementFact.AlterTable alter
                && before.object(alters.table()) instanceof ObjectState.Present was
                && after.object(alters.table()) instanceof ObjectState.Present is
                && !likeness.definitions().explains(alter, was.definition(), is.definition());
    }

    private boolean whatWasThereIsUnchanged(Snapshot before, Snapshot now) {
        return before.objects().entrySet().stream()
                        .allMatch(seen -> seen.getValue().absent()
                                || !now.object(seen.getKey()).absent())
                && before.others().entrySet().stream()
                        .allMatch(seen ->
                                seen.getValue().absent() || likeness.same(seen.getValue(), now.other(seen.getKey())));
    }
}
