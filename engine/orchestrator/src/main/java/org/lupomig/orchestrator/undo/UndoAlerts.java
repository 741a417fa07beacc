package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.RunLog;

/**
 * What people are to know of a statement that is taken back. Each alert becomes durable with the note of that: a
 * process that is killed before writes neither, and the next command says it.
 */
final class UndoAlerts {
    private final RunLog log;
    private final Address step;
    private final TargetSession session;
    private final List<Write> waiting = new ArrayList<>();

    UndoAlerts(RunLog log, Address step, TargetSession session) {
        this.log = log;
        this.step = step;
        this.session = session;
    }

    /**
     * Says of a table that came back with its foreign keys how many of its rows refer to nothing: all of them came, and
     * it was away long enough for others to delete what they refer to.
     */
    void orphans(Binds binds) {
        List<String> names = binds.keys().stream().map(key -> key.name()).toList();
        List<Orphans> seen;
        try {
            seen = session.orphans(binds.table(), names, UndoSender.PATIENCE);
        } catch (ServerRefused e) {
            // The table is back: that it was not looked at is no reason to break off.
            log.tell(new RunEvent.Note(
                    binds.table() + " is back as it was; whether its rows refer to rows that are there"
                            + " was not seen: " + e.getMessage() + " (error " + e.code() + ")"));
            return;
        }
        for (Orphans found : seen) {
            if (found.rows() > 0) {
                waiting.add(log.withoutParent(binds.table() + " is back as it was, and " + found.rows()
                        + " of its rows refer to rows of " + found.parent() + " (by "
                        + String.join(", ", found.columns())
                        + ") that are not there: somebody has deleted these since, or they were missing before"));
            }
        }
    }

    /**
     * Says of CHECK constraints that came back for which rows of their table they do not hold: none of them is refused,
     * for they may have been so before.
     */
    void checks(ObjectName table, List<Definitions.Check> checks) {
        for (Definitions.Check check : checks) {
            TargetSession.FoundValues found = session.meeting(table, "NOT " + check.expression());
            if (found.own() == TargetSession.OwnValues.SOME) {
                waiting.add(log.againstCheck(
                        table + " is back as it was, and its CHECK " + check.name() + " does not hold for "
                                + found.rows().words()
                                + ": somebody has written that since, or it was so before"));
            } else if (found.own() != TargetSession.OwnValues.NONE) {
                log.tell(new RunEvent.Note(table + " is back as it was; whether its CHECK " + check.name()
                        + " holds for all of its rows could not be looked at"));
            }
        }
    }

    /**
     * Says that columns that went are kept aside, with what tells their rows apart.
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
        waiting.add(kept(message));
        log.tell(new RunEvent.Note(message));
    }

    /** Says that all rows of a table are kept aside. */
    void keptRows(ObjectName table, ObjectName copy, boolean allowed) {
        waiting.add(kept(rows(table, copy, allowed)));
        log.tell(new RunEvent.Held(step, table.toString(), copy.toString()));
    }

    /**
     * What is said of that.
     *
     * @param allowed whether a person has let it go on over what others wrote
     */
    static String rows(ObjectName table, ObjectName copy, boolean allowed) {
        return "rows of " + table + " are" + Alerts.keptAs(copy)
                + (allowed
                        ? ", as they were before the rollback took away what others wrote"
                        : ", as they were before the undo took away what others may have written");
    }

    private Write kept(String message) {
        return new Write.Alert(Write.Alert.Level.WARNING, Alerts.ROWS_KEPT, message, log.stamp());
    }

    /** Those that wait, once: the caller makes them durable with its note. */
    List<Write> take() {
        List<Write> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
