package org.lupomig.orchestrator.byhand;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.Definitions.Inverse.Halves;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.TargetOperation;

/** One thing to do by hand, or to know. Rendering and quoting is the target's. */
public sealed interface HandAct {
    /** A sentence for whoever does it. */
    record Note(String text) implements HandAct {}

    /** What follows is taken back in this time zone, in which its definitions were read. */
    record Zone(String name) implements HandAct {}

    /** Something that the engine itself would send. */
    record Send(TargetOperation operation) implements HandAct {}

    /** Something that is to be sent only where a person has seen that it is needed. */
    record Perhaps(TargetOperation operation) implements HandAct {}

    /**
     * A table that is moved aside without its foreign keys: there they would be in the way of whatever they refer to,
     * and of the next table with a key of such a name.
     *
     * @param keys names of its foreign keys; those that are not there any more are in nobody's way
     * @param sure whether it is known to be there; else it is for a person to send
     */
    record MoveAside(Rename rename, List<String> keys, boolean sure) implements HandAct {
        public MoveAside {
            keys = List.copyOf(keys);
        }
    }

    /**
     * The same of a table that may be gone already.
     *
     * @param tableId of the table, where that tells whether it is there; else null
     * @param unless where it may be already: then nothing is done
     */
    record AsideUnlessGone(
            Rename rename, List<String> keys, @Nullable Long tableId, List<ObjectName> unless) implements HandAct {
        public AsideUnlessGone {
            keys = List.copyOf(keys);
            unless = List.copyOf(unless);
        }
    }

    /** Foreign keys that lead to what is aside, of tables of which the run knew nothing, are listed. */
    record ListsReferring() implements HandAct {}

    /**
     * Values that are about to go are copied.
     *
     * @param kept where only the rows are copied whose values are kept there; null for all rows
     */
    record CopyAside(
            ObjectName table, Aside aside, @Nullable KeptColumns kept) implements HandAct {}

    /** Text that was read before, to go by. */
    record Shown(String text) implements HandAct {}

    /**
     * A table that must be there, or nothing of all this may be begun.
     *
     * @param rows that it must have; null where that is not known
     */
    record Needs(ObjectName table, @Nullable Long rows) implements HandAct {}

    /**
     * Rows that are kept before they go.
     *
     * @param to a table that is made for them
     * @param columns those that they have now
     */
    record Aside(ObjectName to, List<String> columns) {
        public Aside {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Rows of one statement, all in one transaction: those that are there go, those that are kept come.
     *
     * @param tables in the order in which the statement went through them
     */
    record Rows(List<Table> tables) implements HandAct {
        public Rows {
            tables = List.copyOf(tables);
        }
    }

    /**
     * Rows of one table.
     *
     * @param keys of rows that came in; null where the image has them, and for all else
     * @param columns those that the image has; none for rows that came in
     * @param key the primary key
     * @param imaged how many rows the image has; null where that is not known
     * @param aside where the rows of now are kept before they go
     */
    record Table(
            RowImage image,
            @Nullable String keys,
            List<String> columns,
            List<String> key,
            @Nullable Long imaged,
            Aside aside) {
        public Table {
            columns = List.copyOf(columns);
            key = List.copyOf(key);
        }
    }

    /**
     * A definition, and the values that it had lost.
     *
     * @param columns those of the image, where whole rows are kept
     * @param counting columns that would change by themselves with their row
     * @param imaged how many rows the image has; null where that is not known
     * @param aside where the rows of now are kept before they go; null where none goes
     */
    record Values(
            ObjectName table,
            KeptColumns kept,
            Halves way,
            List<String> columns,
            List<String> counting,
            @Nullable Long imaged,
            @Nullable Aside aside)
            implements HandAct {
        public Values {
            columns = List.copyOf(columns);
            counting = List.copyOf(counting);
        }
    }
}
