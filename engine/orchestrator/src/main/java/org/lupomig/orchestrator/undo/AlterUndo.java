package org.lupomig.orchestrator.undo;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.AlteredColumns;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Takes an ALTER back: mostly by one ALTER from the definition that is there to the one from before.
 *
 * <p>A process that is killed leaves one of three things: the definition as after, so that the next command begins
 * anew; as before, so that nothing is to be done; or, where the way has two statements, in between. Then every part of
 * it is as before or as after, and the way from there is computed and gone in the same manner.
 */
final class AlterUndo {
    private final Definitions definitions;
    private final StatementReader statements;
    private final Likeness likeness;
    private final UndoSteps steps;
    private final RowLedger ledger;
    private final AsideColumns aside;

    AlterUndo(
            Definitions definitions,
            StatementReader statements,
            Likeness likeness,
            UndoSteps steps,
            RowLedger ledger,
            AsideColumns aside) {
        this.aside = aside;
        this.definitions = definitions;
        this.statements = statements;
        this.likeness = likeness;
        this.steps = steps;
        this.ledger = ledger;
    }

    /** Takes back what was done to a schema's options. */
    UndoResult undo(Work.AltersSchema work, StatementTrail trail, Snapshot live) {
        StatementIntent intent = trail.intent();
        StatementDone done = trail.done();
        if (!(intent.before().schema(work.schema()) instanceof SchemaState.Present before)
                || !(live.schema(work.schema()) instanceof SchemaState.Present now)) {
            return new UndoResult.Stuck(StatementUndo.neither(intent, live, likeness));
        }
        StatementFact fact = statements.read(intent.sql(), intent.defaultSchema());
        boolean ours = fact instanceof StatementFact.AlterSchema alter
                && definitions.explains(alter, before.definition(), now.definition())
                && (done == null || likeness.same(done.after(), live));
        if (!ours) {
            return new UndoResult.Stuck(StatementUndo.neither(intent, live, likeness));
        }
        String sql = definitions.schemaInverse(work.schema(), before.definition());
        Refusal refusal = steps.send(work, new TargetOperation.Send(sql), sql);
        return refusal == null ? UndoResult.restored() : new UndoResult.Stuck(refusal.text());
    }

    /** Takes back what was done to a table. */
    UndoResult undo(ObjectName table, StatementTrail trail, Snapshot live) {
        StatementIntent intent = trail.intent();
        if (!(intent.before().object(table) instanceof ObjectState.Present before)
                || !(live.object(table) instanceof ObjectState.Present now)
                || !(statements.read(intent.sql(), intent.defaultSchema()) instanceof AlterTable alter)) {
            return new UndoResult.Stuck(StatementUndo.neither(intent, live, likeness));
        }
        StatementDone done = trail.done();
        ObjectState after = done == null ? null : done.after().object(table);
        // Where somebody else's change got into what we saw after it, that is nothing to go by.
        boolean asAfter = !(after instanceof ObjectState.Present seen)
                || !explained(alter, before, seen)
                || likeness.same(seen, now)
                || between(table, alter, before, seen, now);
        if (!asAfter || !explained(alter, before, now)) {
            return new UndoResult.Stuck(StatementUndo.neither(intent, live, likeness));
        }
        Definitions.Inverse inverse = definitions.inverse(table, alter, before.definition(), now.definition());
        if (inverse instanceof Definitions.Inverse.Impossible impossible) {
            return new UndoResult.Stuck(impossible.reason());
        }
        List<Orphans> keys = intent.work() instanceof Work.Alters alters ? alters.keys() : List.of();
        List<Orphans> present = keys.stream()
                .map(key -> named(key, definitions.columns(alter, before.definition(), now.definition()), now))
                .toList();
        if (!(inverse instanceof Definitions.Inverse.Way way)) {
            return UndoResult.restored();
        }
        return back(table, way, trail, keys, present, () -> aside(table, way, alter, before, trail));
    }

    /** What is copied under the lock under which columns go; null where nothing can be. */
    private @Nullable KeptColumns aside(
            ObjectName table,
            Definitions.Inverse.Way way,
            AlterTable alter,
            ObjectState.Present before,
            StatementTrail trail) {
        if (ledger.get(table) != null) {
            return null;
        } else if (steps.discards().copies(table)) {
            // foreign keys that come back are held against rows by a look of their own
            boolean alone =
                    way.statements().size() == 1 && way.statements().stream().noneMatch(Definitions.Back::refers);
            return alone && !way.dropped().isEmpty() ? aside.rows(table, trail) : null;
        }
        return aside.of(table, way, alter, before, trail);
    }

    private UndoResult back(
            ObjectName table,
            Definitions.Inverse.Way way,
            StatementTrail trail,
            List<Orphans> keys,
            List<Orphans> present,
            Supplier<@Nullable KeptColumns> kept) {
        StatementDone done = trail.done();
        RowLedger.Entry known = ledger.get(table);
        // The batch's own table: what is in it is judged, whole, when the table itself goes.
        String written = known == null
                ? AddedColumns.written(table, way.dropped(), steps, done == null ? null : done.rows())
                : null;
        RowDigest copied = null;
        if (written != null) {
            KeptColumns columns = kept.get();
            if (columns != null) {
                return withCopy(table, way, columns, trail);
            }
            if (!steps.discards().copies(table)) {
                return new UndoResult.Stuck(
                        table + ": " + written + steps.discards().option(table));
            }
            Discards.Copied copy = steps.discards().copy(table, steps);
            if (copy.refusal() != null) {
                return new UndoResult.Stuck(
                        table + " could not be copied aside: " + copy.refusal().text());
            }
            // Only what is in the copy goes.
            copied = steps.session().digest(copy.copy());
        }
        boolean ours = known != null && known.accountsFor(steps.session().digest(table));
        // That they were so a moment ago lets nobody's value go that comes in between.
        RowDigest all = known == null && done != null && !way.dropped().isEmpty() ? done.rows() : null;
        all = copied == null ? all : copied;
        // nor what somebody writes into a column that goes
        List<String> added = known == null && copied == null ? way.dropped() : List.of();
        List<UnfitRows> unfit = ours ? List.of() : way.unfit();
        Counted counted = null;
        boolean begun = false;
        for (Definitions.Back each : way.statements()) {
            // One that was in flight had not been counted: once it is back, what was counted before it holds again.
            UndoSteps.Sent sent = steps.alter(
                    new Work.Alters(table),
                    new TargetOperation.AlterBack(
                            each.sql(),
                            table,
                            unfit,
                            each.refers() && steps.checked() && known == null,
                            !ours,
                            all,
                            begun ? keys : present,
                            added,
                            null),
                    each.sql(),
                    done == null ? null : ledger.get(table));
            if (sent.refusal() != null) {
                // A copy helps against what others write into a column that goes, and makes no value fit.
                boolean helps = copied == null && sent.refusal().code() == 0 && !isUnfit(way, sent.refusal());
                KeptColumns columns = helps ? kept.get() : null;
                if (columns != null) {
                    return withCopy(table, way, columns, trail);
                }
                String theirs = added.isEmpty() ? null : AddedColumns.written(table, added, steps, null);
                return new UndoResult.Stuck(table + ": " + sent.refusal().text()
                        + (theirs == null
                                ? ""
                                : "; " + theirs + steps.discards().option(table)));
            }
            counted = sent.counted();
            if (counted != null) {
                counted.tell(ledger);
            }
            unfit = List.of();
            // foreign keys may go before: until the columns do, the rows are looked at
            all = isDropped(way, each) ? null : all;
            begun = true;
        }
        aside.tell(table, trail);
        return new UndoResult.Restored(counted);
    }

    private static boolean isUnfit(Definitions.Inverse.Way way, Refusal refusal) {
        return way.unfit().stream().anyMatch(rows -> refusal.text().startsWith(rows.why()));
    }

    private static boolean isDropped(Definitions.Inverse.Way way, Definitions.Back by) {
        return way.dropped().stream()
                .allMatch(column -> by.sql().contains("DROP COLUMN " + SqlQuoting.identifier(column)));
    }

    /** Columns go, and what is in them is copied aside under the same lock. */
    private UndoResult withCopy(
            ObjectName table, Definitions.Inverse.Way way, KeptColumns columns, StatementTrail trail) {
        Refusal refusal = aside.make(table, columns, trail);
        if (refusal != null) {
            return new UndoResult.Stuck(table + " could not be copied aside: " + refusal.text());
        }
        String sql = way.statements().get(0).sql();
        refusal = steps.alter(
                        new Work.Alters(table),
                        new TargetOperation.AlterBack(
                                sql,
                                table,
                                way.unfit(),
                                false,
                                true,
                                null,
                                List.of(),
                                AsideColumns.others(way.dropped(), columns),
                                columns),
                        sql,
                        null)
                .refusal();
        if (refusal != null) {
            return new UndoResult.Stuck(table + ": " + refusal.text());
        }
        aside.tell(table, columns, trail);
        return UndoResult.restored();
    }

    /**
     * A foreign key by the names that its columns have as long as the ALTER that took it away is not taken back. Values
     * that are of another type until then are not told apart by what was noted of them.
     */
    private static Orphans named(Orphans key, AlteredColumns altered, ObjectState.Present now) {
        boolean converted =
                key.columns().stream().map(altered::column).anyMatch(column -> column != null && column.converted());
        return new Orphans(
                key.child(),
                named(key.columns(), altered, now),
                key.parent(),
                key.parent().equals(key.child()) ? named(key.referred(), altered, now) : key.referred(),
                key.rows(),
                converted ? null : key.values());
    }

    private static List<String> named(List<String> columns, AlteredColumns altered, ObjectState.Present now) {
        return columns.stream()
                .map(name -> {
                    AlteredColumns.Column column = altered.column(name);
                    String after = column == null || column.after() == null ? name : column.after();
                    return now.definition().contains("\n  " + SqlQuoting.identifier(after) + " ") ? after : name;
                })
                .toList();
    }

    private boolean between(
            ObjectName table,
            AlterTable alter,
            ObjectState.Present before,
            ObjectState.Present seen,
            ObjectState.Present now) {
        boolean parts = definitions.inverse(table, alter, before.definition(), seen.definition())
                        instanceof Definitions.Inverse.Way way
                && way.statements().size() > 1;
        // An author's undo may take it back part by part, too.
        return (parts || steps.afterScript())
                && definitions.onTheWay(before.definition(), seen.definition(), now.definition());
    }

    private boolean explained(AlterTable alter, ObjectState.Present before, ObjectState.Present now) {
        return before.triggers().equals(now.triggers())
                && before.incoming().equals(now.incoming())
                && definitions.explains(alter, before.definition(), now.definition());
    }
}
