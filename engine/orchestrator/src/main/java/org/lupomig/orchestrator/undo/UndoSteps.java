package org.lupomig.orchestrator.undo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;
import org.lupomig.orchestrator.run.Overtaken;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.Sender;
import org.lupomig.orchestrator.run.StepCursor;

/** Sends the statements of a way back: each is journaled before it is sent and after it was answered. */
final class UndoSteps {
    /** How long one statement may wait for locks before a person is asked. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A statement that has its locks is let work: ending it would only leave more to undo. */
    private static final Duration LIMIT = Duration.ofDays(7);

    private final RunLog log;
    private final StepCursor cursor;
    private final TargetSession session;
    private final Likeness likeness;
    private final boolean completed;
    private final boolean checked;
    private final Discards discards;
    private final List<Write> alerts = new ArrayList<>();
    private int ordinal;

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
        this.likeness = likeness;
        this.completed = completed;
        this.checked = checked;
        this.log = log;
        this.cursor = cursor;
        this.session = session;
    }

    /** Whether what is taken back had passed its commit point, so that others may have written to it ever since. */
    boolean completed() {
        return completed;
    }

    /**
     * Says of a table that came back with its foreign keys how many of its rows refer to nothing: all of them came, and
     * it was away long enough for others to delete what they refer to. The alert becomes durable with the note that the
     * statement is undone: a process that is killed before that writes neither, and the next command says it.
     */
    void sayOrphans(Binds binds) {
        if (!completed || !checked) {
            return;
        }
        List<String> names = binds.keys().stream().map(key -> key.name()).toList();
        List<Orphans> seen;
        try {
            seen = session.orphans(binds.table(), names, PATIENCE);
        } catch (ServerRefused e) {
            // The table is back: that it was not looked at is no reason to break off.
            log.tell(new RunEvent.Note(
                    binds.table() + " is back as it was; whether its rows refer to rows that are there"
                            + " was not seen: " + e.getMessage() + " (error " + e.code() + ")"));
            return;
        }
        for (Orphans found : seen) {
            if (found.rows() > 0) {
                alerts.add(log.withoutParent(binds.table() + " is back as it was, and " + found.rows()
                        + " of its rows refer to rows of " + found.parent() + " (by "
                        + String.join(", ", found.columns())
                        + ") that are not there: somebody has deleted these since, or they were missing before"));
            }
        }
    }

    /**
     * Says that columns that went are kept aside, with what tells their rows apart. As for {@link #sayOrphans}, the
     * alert becomes durable with the note that the statement is undone.
     *
     * @param rows what tells their rows apart, and how many these are, for people
     * @param wrote whether others are known to have written to the table
     */
    void keptColumns(ObjectName table, List<String> columns, String rows, boolean wrote, ObjectName copy) {
        String message = (columns.size() == 1 ? "column " : "columns ") + String.join(", ", columns) + " of " + table
                + ", with " + rows + "," + (columns.size() == 1 ? " is" : " are") + Alerts.keptAs(copy)
                + (wrote
                        ? ": others wrote to the table while the batch was under way, and their values there cannot be"
                                + " told from those that the server gave"
                        : ": whether others wrote to the table while the batch was under way is not known, because its"
                                + " rows were not counted behind the ALTER that added what was taken back, and their"
                                + " values there could not be told from those that the server gave");
        alerts.add(new Write.Alert(Write.Alert.Level.WARNING, Alerts.ROWS_KEPT, message, log.stamp()));
        log.tell(new RunEvent.Note(message));
    }

    /** The alerts that belong to what was undone last, once: the caller makes them durable with its note of that. */
    List<Write> alerts() {
        List<Write> all = List.copyOf(alerts);
        alerts.clear();
        return all;
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
        return ordinal;
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
        return send(++ordinal, work, operation, sql, marks, null).refusal();
    }

    /**
     * The same.
     *
     * @param before what all that it names was just seen to look like
     */
    @Nullable
    Refusal send(Work work, Snapshot before, TargetOperation operation, String sql, Map<String, Object> marks) {
        return send(
                        ++ordinal,
                        work,
                        before,
                        sql,
                        marks,
                        isOne(operation),
                        () -> new Attempt(session.execute(operation, LIMIT), null))
                .refusal();
    }

    /**
     * Journals, sends, journals a change of a table that may be the batch's.
     *
     * @param known what the batch put into it, which a change of its columns makes to be counted again; null where that
     *     need not be
     */
    Sent alter(Work.Alters work, TargetOperation operation, String sql, RowLedger.@Nullable Entry known) {
        return send(++ordinal, work, operation, sql, Map.of(), known);
    }

    /** Journals, puts rows back, journals; as {@link #send}. */
    @Nullable
    Refusal restore(ChangesRows work, List<RowImage.Kept> kept, List<TargetOperation.RestoreObject> triggers) {
        return send(++ordinal, work, "put rows of " + work.target() + " back", Map.of(), false, () -> {
                    StatementOutcome outcome = session.restoreRows(kept, triggers, LIMIT);
                    return new Attempt(outcome, null);
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
        return send(number, work, operation, sql, ScriptTrail.marks(number), known);
    }

    /**
     * What became of a statement.
     *
     * @param refusal why the server would not, or null where it did
     * @param counted the rows of the batch's table that it changed; null where it changed none, or they need no count
     */
    record Sent(@Nullable Refusal refusal, @Nullable Counted counted) {}

    /** Journals that a statement of the author's undo, sent by a run that died, has taken effect. */
    void found(UndoneMark mark) {
        Map<String, Object> data = new LinkedHashMap<>(mark.toJson());
        data.putAll(ScriptTrail.marks(mark.ordinal()));
        data.putAll(ScriptTrail.answer(null));
        log.commit(List.of(cursor.note(Kind.UNDO_DONE, 0, data)));
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
                return new Attempt(session.execute(operation, LIMIT), null);
            }
            CountedOutcome sent = session.counted(operation, alters.table(), LIMIT);
            RowDigest after = sent.after();
            if (after == null) {
                return new Attempt(sent.outcome(), null);
            }
            // Under its locks nobody else changes how many there are.
            long by = operation instanceof TargetOperation.AlterBackKept
                    ? after.rows() - sent.before().rows()
                    : 0;
            return new Attempt(
                    sent.outcome(), new Counted(alters.table(), after, known.grows(sent.before(), by, after)));
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
            int number, Work work, String sql, Map<String, Object> marks, boolean looks, Supplier<Attempt> attempt) {
        return send(number, work, Snapshot.read(session, work), sql, marks, looks, attempt);
    }

    private Sent send(
            int number,
            Work work,
            Snapshot before,
            String sql,
            Map<String, Object> marks,
            boolean looks,
            Supplier<Attempt> attempt) {
        StatementIntent intent =
                new StatementIntent(number, sql, "", session.defaultSchema(), session.context(), work, before);
        Map<String, Object> data = new LinkedHashMap<>(intent.toJson());
        data.putAll(marks);
        log.commit(List.of(cursor.note(Kind.UNDO_INTENT, 0, data)));
        Instant began = log.worked();
        Sender sender = new Sender(log, cursor.address(), began.plus(log.patience(PATIENCE)), log::worked, () -> false);
        Counted[] counted = new Counted[1];
        Supplier<StatementOutcome> once = () -> {
            Attempt made = attempt.get();
            counted[0] = made.counted();
            return made.outcome();
        };
        StatementOutcome outcome = sender.send(
                "the undo, " + work.summary(), looks ? new Overtaken(session, before, likeness, once) : once);
        if (outcome instanceof StatementOutcome.Withheld) {
            log.commit(List.of(cursor.note(Kind.UNDO_DONE, 0, unsent(number, marks))));
            log.hold();
            return again(work, before, sql, marks, looks, attempt);
        } else if (outcome instanceof StatementOutcome.LockTimeout) {
            log.gaveUp();
        }
        Refusal refusal = Refusal.in(outcome);
        long millis = Duration.between(began, log.worked()).toMillis();
        UndoneMark mark = new UndoneMark(number, counted[0]);
        Map<String, Object> result = new LinkedHashMap<>(mark.toJson());
        result.putAll(marks);
        result.putAll(ScriptTrail.answer(Refusal.textOf(refusal)));
        if (outcome instanceof StatementOutcome.Refused refused && refused.isOvertaken()) {
            // At once: what others do next to what they have changed must not be taken for what this would have done.
            result.putAll(Removals.unsent());
            log.commit(List.of(cursor.note(Kind.UNDO_DONE, millis, result)));
        } else {
            log.later(List.of(cursor.note(Kind.UNDO_DONE, millis, result)));
        }
        return new Sent(refusal, counted[0]);
    }

    private static Map<String, Object> unsent(int number, Map<String, Object> marks) {
        Map<String, Object> data = new LinkedHashMap<>(new UndoneMark(number, null).toJson());
        data.putAll(marks);
        data.putAll(ScriptTrail.answer("it was not sent"));
        data.putAll(Removals.unsent());
        return data;
    }

    /** Sends what was withheld, onto what was there when it was to be sent. */
    private Sent again(
            Work work,
            Snapshot before,
            String sql,
            Map<String, Object> marks,
            boolean looks,
            Supplier<Attempt> attempt) {
        String difference = looks ? likeness.difference(before, before.again(session)) : "";
        return difference.isEmpty()
                ? send(++ordinal, work, before, sql, marks, looks, attempt)
                : new Sent(Refusal.in(StatementOutcome.Refused.overtaken(difference)), null);
    }

    /** One sending. */
    private record Attempt(
            StatementOutcome outcome, @Nullable Counted counted) {}
}
