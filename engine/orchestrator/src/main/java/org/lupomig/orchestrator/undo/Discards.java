package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.Discard;
import org.lupomig.orchestrator.evidence.Discard.Way;
import org.lupomig.orchestrator.evidence.HeldNames;
import org.lupomig.orchestrator.evidence.MakesImage;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;

/**
 * What others wrote since a batch completed, and an operator has said that the rollback goes on over: moved or copied
 * aside before it is taken away, so that nothing of it is lost.
 */
final class Discards {
    private final List<Discard> all;
    private final RunLog log;
    private final StepCursor cursor;
    private final HeldNames names;

    /** For one step. */
    Discards(List<Discard> all, RunLog log, StepCursor cursor, HeldNames names) {
        this.all = all;
        this.log = log;
        this.cursor = cursor;
        this.names = names;
    }

    /** Whether there is nothing of that kind, as in all but a rollback that was asked to go on. */
    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether a table of the batch went as a whole: what the batch did to it is undone with that. */
    boolean wentWhole(ObjectName table) {
        return has(Way.MOVES_OWN, table);
    }

    /** Whether what others wrote to a table is copied before it is taken away. */
    boolean copies(ObjectName table) {
        return has(Way.COPIES, table);
    }

    /** How a person lets it go on over what others wrote to a table; nothing where that is allowed already. */
    String option(ObjectName table) {
        return copies(table) ? "" : Discard.option(cursor.address());
    }

    private boolean has(Way way, ObjectName table) {
        return all.stream().anyMatch(each -> each.way() == way && each.table().equals(table));
    }

    /** The same without tables that went as a whole. */
    Snapshot without(Snapshot snapshot) {
        Map<ObjectName, ObjectState> objects = new LinkedHashMap<>(snapshot.objects());
        objects.keySet().removeIf(this::wentWhole);
        return new Snapshot(objects, snapshot.schemas(), snapshot.others());
    }

    /**
     * Moves aside what is to be out of the way, where it is there still. By its id: what has its name when the undo has
     * come further is another one. Of what a process moved that was killed before it said so, it is said now.
     *
     * @return why something could not be moved; null where all is out of the way
     */
    @Nullable
    String clear(TableRemoval removal, UndoSteps steps) {
        int number = 0;
        for (Discard each : all) {
            number++;
            if (each.way() == Way.MOVES || each.way() == Way.MOVES_OWN) {
                ObjectState live = steps.session().describe(each.table());
                boolean there = live instanceof ObjectState.Present present
                        && each.tableId() != null
                        && each.tableId().equals(present.tableId());
                String key = "d" + number;
                if ((there || removal.begun(key))
                        && removal.remove(each.table(), key, null, List.of()) instanceof UndoResult.Stuck stuck) {
                    return stuck.reason();
                }
            }
        }
        return null;
    }

    /**
     * Copies all rows of a table to where a person finds them, before anything of them is taken away: that somebody
     * writes in between is for whoever takes it away to see.
     *
     * @return where they are, or why the server would not
     */
    Copied copy(ObjectName table, UndoSteps steps) {
        ObjectName copy = names.fresh(HeldName.KEPT, "c", table, steps.session());
        Refusal refusal =
                steps.send(new MakesImage(copy), new TargetOperation.CreateImage(table, copy), "CREATE TABLE " + copy);
        if (refusal == null) {
            refusal = steps.send(
                    new Work.Inserts(copy),
                    new TargetOperation.CopyRows(table, copy),
                    "INSERT INTO " + copy + " SELECT FROM " + table);
        }
        if (refusal == null) {
            String message = UndoAlerts.rows(table, copy, copies(table));
            log.commit(List.of(new Write.Alert(Write.Alert.Level.WARNING, Alerts.ROWS_KEPT, message, log.stamp())));
            log.tell(new RunEvent.Held(cursor.address(), table.toString(), copy.toString()));
        }
        return new Copied(copy, refusal);
    }

    /**
     * What became of a copy.
     *
     * @param refusal why the server would not; null where all rows are in it
     */
    record Copied(ObjectName copy, @Nullable Refusal refusal) {}

    /**
     * The same tables under all names that they had while steps were applied: an author's undo names them as it goes.
     */
    static List<Discard> underAllNames(List<Discard> all, List<StepTrail> trails) {
        Set<Discard> named = new LinkedHashSet<>(all);
        int known = 0;
        while (known < named.size()) {
            known = named.size();
            for (StepTrail trail : trails) {
                for (StatementTrail statement : trail.statements()) {
                    if (statement.intent().work() instanceof Work.Renames renames) {
                        renames.pairs().forEach(pair -> named.addAll(renamed(List.copyOf(named), pair)));
                    }
                }
            }
        }
        return List.copyOf(named);
    }

    private static List<Discard> renamed(List<Discard> all, Rename pair) {
        List<Discard> more = new ArrayList<>();
        for (Discard each : all) {
            if (each.way() == Way.COPIES && each.table().equals(pair.from())) {
                more.add(new Discard(Way.COPIES, pair.to(), each.tableId()));
            } else if (each.way() == Way.COPIES && each.table().equals(pair.to())) {
                more.add(new Discard(Way.COPIES, pair.from(), each.tableId()));
            }
        }
        return more;
    }
}
