package org.lupomig.orchestrator.undo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;
import org.lupomig.orchestrator.port.TargetSession.TableCount;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;

/** Sends the statements of a way back: each is journaled before it is sent and after it was answered. */
final class UndoSteps {
    /** A statement that has its locks is let work: ending it would only leave more to undo. */
    private static final Duration LIMIT = Duration.ofDays(7);

    private final RunLog log;
    private final StepCursor cursor;
    private final TargetSession session;
    private final UndoSender sender;
    private final boolean completed;
    private final boolean checked;
    private final Discards discards;
    private final UndoAlerts alerts;
    private boolean afterScript;

    /**
     * For one step.
     *
     * @param checked whether its batch was under foreign key checks throughout
     * @param discards what of others it goes on over
     */
    UndoSteps(
            RunLog log,
            StepCursor cursor,
            TargetSession session,
            Likeness likeness,
            boolean checked,
            boolean completed,
            Discards discards) {
        this.discards = discards;
        this.sender = new UndoSender(log, cursor, session, likeness);
        this.completed = completed;
        this.checked = checked;
        this.log = log;
        this.cursor = cursor;
        this.session = session;
        this.alerts = new UndoAlerts(log, cursor.address(), session);
    }

    /** Whether what is taken back had passed its commit point, so that others may have written to it ever since. */
    boolean completed() {
        return completed;
    }

    /** Says of a table that came back with its foreign keys how many of its rows refer to nothing. */
    void sayOrphans(Binds binds) {
        if (completed && checked) {
            alerts.orphans(binds);
        }
    }

    /**
     * Says of a table whose CHECK constraints came back for how many of its rows they do not hold: also of a batch that
     * has not come to its end, since others write while it runs.
     */
    void sayAgainst(ObjectName table, List<Definitions.Check> checks) {
        alerts.checks(table, checks);
    }

    /** What people are to know of what was undone last: the caller makes it durable with its note of that. */
    UndoAlerts alerts() {
        return alerts;
    }

    /**
     * Whether statements of an author's undo have been sent, be it by a run that died: what they took away is not there
     * any more, and what they had not come to is.
     */
    boolean afterScript() {
        return afterScript;
    }

    /** Some have. */
    void followsScript() {
        afterScript = true;
    }

    /** What of others it goes on over. */
    Discards discards() {
        return discards;
    }

    TargetSession session() {
        return session;
    }

    /**
     * Whether rows that come back are held against foreign keys. Where the batch went without, rows are on their way
     * back that others of its own refer to, and what was there before may have been without its parents, too.
     */
    boolean checked() {
        return checked;
    }

    /** How many statements of a derived undo were sent so far. */
    int sent() {
        return sender.sent();
    }

    /**
     * Journals, sends, journals.
     *
     * @param work what it does, for the journal
     * @return why the server would not, or null where it did
     */
    @Nullable
    Refusal send(Work work, TargetOperation operation, String sql) {
        return send(work, operation, sql, Map.of());
    }

    /** The same, with more for the journal. */
    @Nullable
    Refusal send(Work work, TargetOperation operation, String sql, Map<String, Object> marks) {
        return send(sender.next(), work, operation, sql, marks, null).refusal();
    }

    /**
     * The same.
     *
     * @param before what all that it names was just seen to look like
     */
    @Nullable
    Refusal send(Work work, Snapshot before, TargetOperation operation, String sql, Map<String, Object> marks) {
        return sender.send(
                        sender.next(),
                        work,
                        before,
                        sql,
                        marks,
                        isOne(operation),
                        () -> new UndoSender.Attempt(session.execute(operation, LIMIT), null))
                .refusal();
    }

    /**
     * Journals, sends, journals a change of a table that may be the batch's.
     *
     * @param known what the batch put into it, which a change of its columns makes to be counted again; null where that
     *     need not be
     */
    Sent alter(Work.Alters work, TargetOperation operation, String sql, RowLedger.@Nullable Entry known) {
        return send(sender.next(), work, operation, sql, Map.of(), known);
    }

    /**
     * The same of one whose lost values are kept.
     *
     * @param known as for {@link #alter}
     * @param ordinal of the statement whose values they are
     * @param noted is told when the journal has it that all values are back; the rest is not sent yet then
     */
    Sent bringBack(
            Work.Alters work,
            TargetOperation.AlterBackKept operation,
            int ordinal,
            RowLedger.@Nullable Entry known,
            Consumer<ValuesBack> noted) {
        Map<String, Object> marks = operation.begun() ? Map.of() : ValuesBack.anew(ordinal);
        return send(sender.next(), work, operation.sql(), marks, false, () -> {
            Function<TableCount, @Nullable Counted> own = count -> counted(count, known, operation.begun());
            CountedOutcome sent = session.bringBack(operation, known != null && known.rows() != null, counts -> {
                ValuesBack back = new ValuesBack(counts.isEmpty() ? null : own.apply(counts.get(0)));
                log.commitMeanwhile(List.of(cursor.note(Kind.NOTED, 0, back.note(ordinal))));
                noted.accept(back);
            });
            RowDigest after = sent.after();
            return new UndoSender.Attempt(
                    sent.outcome(),
                    after == null ? null : own.apply(new TableCount(work.table(), sent.before(), after)));
        });
    }

    /**
     * Whose rows these are: under its locks nobody else changes any.
     *
     * @param begun whether it goes on from half way, where no rows were counted: as many as ever are taken for the same
     */
    private static @Nullable Counted counted(TableCount count, RowLedger.@Nullable Entry known, boolean begun) {
        RowDigest rows = known == null ? null : known.rows();
        if (known == null || rows == null) {
            return null;
        }
        boolean own = begun ? known.own() && rows.rows() == count.after().rows() : known.accountsFor(count.before());
        return new Counted(count.table(), count.after(), own);
    }

    /** Journals, puts rows back, journals; as {@link #send}. */
    @Nullable
    Refusal restore(ChangesRows work, List<RowImage.Kept> kept, List<TargetOperation.RestoreObject> triggers) {
        return send(sender.next(), work, "put rows of " + work.target() + " back", Map.of(), false, () -> {
                    StatementOutcome outcome = session.restoreRows(kept, triggers, LIMIT);
                    return new UndoSender.Attempt(outcome, null);
                })
                .refusal();
    }

    /**
     * Journals, sends, journals a statement of the author's undo.
     *
     * @param number its place in the script
     * @param known as for {@link #alter}
     */
    Sent script(int number, Work work, TargetOperation operation, String sql, RowLedger.@Nullable Entry known) {
        afterScript = true;
        return send(number, work, operation, sql, ScriptTrail.marks(number), known);
    }

    /**
     * The same of an ALTER of a table that is not the batch's, of whose rows it is known what they were: what it leaves
     * of them is counted, where they are still so just before it, and nobody else could write in between.
     *
     * @param known all rows as statements of the batch, or of this undo, left them
     */
    Sent counting(int number, Work.Alters work, TargetOperation operation, String sql, Set<RowDigest> known) {
        afterScript = true;
        return send(number, work, sql, ScriptTrail.marks(number), false, () -> {
            CountedOutcome sent = session.counted(operation, work.table(), LIMIT);
            RowDigest after = sent.alone() && known.contains(sent.before()) ? sent.after() : null;
            return new UndoSender.Attempt(
                    sent.outcome(), after == null ? null : new Counted(work.table(), after, false));
        });
    }

    /**
     * What became of a statement.
     *
     * @param refusal why the server would not, or null where it did
     * @param counted the rows of the batch's table that it changed; null where it changed none, or they need no count
     */
    record Sent(@Nullable Refusal refusal, @Nullable Counted counted) {}

    /**
     * Goes on with something that has waited for a lock half way, until that comes to an end or has taken too long.
     *
     * @param first what came of it the first time
     * @param again goes on from what it finds there
     * @return what came of it the last time
     */
    UndoResult resuming(Work work, UndoResult first, Supplier<UndoResult> again) {
        if (!(first instanceof UndoResult.Stuck stuck) || stuck.halfway() == null) {
            return first;
        }
        UndoResult[] last = {first};
        sender.resuming("the undo, " + work.summary(), stuck.halfway(), () -> {
            try {
                last[0] = again.get();
            } catch (ServerRefused e) {
                // A look, too, waits for who is in the way.
                if (e.outcome() instanceof StatementOutcome.LockTimeout waited) {
                    return waited;
                }
                throw e;
            }
            return last[0] instanceof UndoResult.Stuck still ? still.halfway() : null;
        });
        return last[0];
    }

    /** Journals that a statement of the author's undo, sent by a run that died, has taken effect. */
    void found(UndoneMark mark) {
        Map<String, Object> data = new LinkedHashMap<>(mark.toJson());
        data.putAll(ScriptTrail.marks(mark.ordinal()));
        data.putAll(ScriptTrail.answer(null));
        log.later(List.of(cursor.note(Kind.UNDO_DONE, 0, data)));
        said();
    }

    /** Makes durable what was answered last, with what people are to know of it. */
    void said() {
        log.commit(alerts.take());
    }

    private Sent send(
            int number,
            Work work,
            TargetOperation operation,
            String sql,
            Map<String, Object> marks,
            RowLedger.@Nullable Entry known) {
        return send(number, work, sql, marks, isOne(operation), () -> {
            if (known == null || known.rows() == null || !(work instanceof Work.Alters alters)) {
                return new UndoSender.Attempt(session.execute(operation, LIMIT), null);
            }
            CountedOutcome sent = session.counted(operation, alters.table(), LIMIT);
            RowDigest after = sent.after();
            if (after == null) {
                return new UndoSender.Attempt(sent.outcome(), null);
            }
            return new UndoSender.Attempt(
                    sent.outcome(), new Counted(alters.table(), after, known.grows(sent.before(), 0, after)));
        });
    }

    /** Whether it is one statement on what it names and nothing else, so that a refused one has left all as it was. */
    private static boolean isOne(TargetOperation operation) {
        return operation instanceof TargetOperation.DropObject
                || operation instanceof TargetOperation.DropTable
                || operation instanceof TargetOperation.RenameTables
                || operation instanceof TargetOperation.ForeignKeys
                || (operation instanceof TargetOperation.RestoreObject restore
                        && switch (restore.object().kind()) {
                            case TRIGGER, VIEW, EVENT -> true;
                            default -> false;
                        });
    }

    /**
     * Journals, sends, journals.
     *
     * @param looks whether it is sent again only onto what was there when it was first sent
     */
    private Sent send(
            int number,
            Work work,
            String sql,
            Map<String, Object> marks,
            boolean looks,
            Supplier<UndoSender.Attempt> attempt) {
        return sender.send(number, work, Snapshot.read(session, work), sql, marks, looks, attempt);
    }
}
