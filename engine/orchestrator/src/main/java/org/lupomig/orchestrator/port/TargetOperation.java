package org.lupomig.orchestrator.port;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.port.Definitions.StoredColumn;

/**
 * One server statement that the engine asks for. All names carry their schema; rendering and quoting is the target's.
 *
 * <p>Each is atomic on the server, or is examined object by object after it failed.
 */
public sealed interface TargetOperation {
    /** The author's statement, as it is or with its guards cut out. */
    record Send(String sql) implements TargetOperation {}

    /**
     * An author's statement of which nothing is known but its text: whatever it calls may have given the session other
     * settings, so that these are read, and the engine's own are set, anew behind it.
     */
    record SendWaived(String sql) implements TargetOperation {}

    /**
     * {@code ANALYZE}, {@code CHECK}, {@code CHECKSUM} or {@code OPTIMIZE TABLE} as the author wrote it: the server
     * says in rows what it could not do, and that is a refusal.
     */
    record Care(String sql) implements TargetOperation {}

    /**
     * An {@code ALTER TABLE} that is sent only where the table has no row that would not come through it: looked for
     * under the lock under which it is sent, where the account may take one. Where there is such a row, it is refused
     * without a number.
     */
    sealed interface Altering extends TargetOperation {
        /** The ALTER TABLE. */
        String sql();

        /** The table that is altered, with its schema. */
        ObjectName table();

        /** Columns that go with it, where nobody may have written into them by then. */
        default List<String> added() {
            return List.of();
        }

        /** Rows that would not come through as they are. */
        List<UnfitRows> unfit();
    }

    /**
     * The author's ALTER, under a mode in which the server refuses what does not fit; under the author's own where only
     * the definition that it asks for is refused under that, and the table is as it was seen.
     *
     * @param definition of the table, as it was seen
     */
    record Alter(String sql, ObjectName table, List<UnfitRows> unfit, String definition) implements Altering {
        public Alter {
            unfit = List.copyOf(unfit);
        }
    }

    /**
     * The author's ALTER, and before it, under the same lock, a copy of the values that it does not bring through. No
     * lock, no ALTER.
     *
     * @param beside other tables that the statement reads
     * @param definition of the table, as it was seen: where it has another one under the lock, nothing is sent
     */
    record AlterKeeping(
            String sql,
            ObjectName table,
            KeptColumns kept,
            List<ObjectName> beside,
            List<UnfitRows> unfit,
            String definition)
            implements Altering {
        public AlterKeeping {
            beside = List.copyOf(beside);
            unfit = List.copyOf(unfit);
        }
    }

    /**
     * Takes an ALTER back whose lost values are kept, under one lock: half the way, the values, the other half. Refused
     * with nothing changed where values that it left have changed since.
     *
     * @param sql for the journal
     * @param begun whether it was begun before, so that the table is half way
     * @param restored whether all values were put back by then: none is put back again
     * @param ours whether all rows are known to be as the statement left them
     * @param all their number and digest, looked at again under the lock; null where they are not known
     * @param left number and digest of what the statement left of the values; null where that was never heard
     * @param imaged of how many rows values were kept, without which nothing is sent; null where that was never heard
     * @param keys foreign keys that come back, with what referred to nothing by them before
     * @param checked whether rows are held against these
     * @param added columns that go, where nobody may have written into them by then
     * @param aside a table into which all rows are copied just before, under the same lock, because nothing tells what
     *     of them is somebody else's; null where they are not
     * @param definition of the table, by which the way was found: where it has another one under the lock, nothing is
     *     sent
     * @param after the columns of the table before it was half way, by which what the statement left of values is told
     *     from what others wrote since; none where it was not begun, or these are not known
     */
    record AlterBackKept(
            String sql,
            ObjectName table,
            KeptColumns kept,
            Definitions.Inverse.Halves way,
            List<UnfitRows> unfit,
            boolean begun,
            boolean restored,
            boolean ours,
            @Nullable RowDigest all,
            @Nullable RowDigest left,
            @Nullable Long imaged,
            List<Orphans> keys,
            boolean checked,
            List<String> added,
            @Nullable ObjectName aside,
            String definition,
            List<StoredColumn> after)
            implements Altering {
        /** Why values that others wrote half way are not taken away, where they are not copied. */
        public static final String WRITTEN = "somebody has written into a column whose values were about to come back";

        public AlterBackKept {
            after = List.copyOf(after);
            unfit = List.copyOf(unfit);
            keys = List.copyOf(keys);
            added = List.copyOf(added);
        }
    }

    /**
     * An ALTER that takes back.
     *
     * @param refers whether it adds foreign keys: then rows are held against them
     * @param strict whether the server refuses what does not fit; not so where all rows are to go anyway
     * @param all number and digest of all rows, without which it is not sent: it is looked under a lock, which has to
     *     be had; null where it goes by the rest alone
     * @param keys foreign keys that come back, with what referred to nothing by them before
     * @param added columns that go, where nobody may have written into them by then
     * @param aside columns that go, whoever wrote into them, or whole rows: these are copied just before, under the
     *     same lock, which has to be had; null where none are
     */
    record AlterBack(
            String sql,
            ObjectName table,
            List<UnfitRows> unfit,
            boolean refers,
            boolean strict,
            @Nullable RowDigest all,
            List<Orphans> keys,
            List<String> added,
            @Nullable KeptColumns aside)
            implements Altering {
        public AlterBack {
            unfit = List.copyOf(unfit);
            keys = List.copyOf(keys);
            added = List.copyOf(added);
        }

        /** One that goes by no digest, and takes no column away that somebody may have written into. */
        public AlterBack(String sql, ObjectName table, List<UnfitRows> unfit, boolean refers, boolean strict) {
            this(sql, table, unfit, refers, strict, null, List.of(), List.of(), null);
        }
    }

    /** {@code RENAME TABLE}, the pairs in their order. */
    record RenameTables(List<Rename> pairs) implements TargetOperation {
        public RenameTables {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * Ends the removal of a schema that was cut short: what held it up there goes, and the schema gets the options
     * again that the server may have forgotten by then. Nothing is done where nothing of that is there.
     *
     * @param sql gives it its options
     */
    record RestoreSchema(String schema, String sql) implements TargetOperation {}

    /** {@code CREATE TABLE twin LIKE model}, whatever the session's {@code sql_mode} thinks of its defaults. */
    record CreateLike(ObjectName twin, ObjectName model) implements TargetOperation {}

    /**
     * {@code ALTER TABLE} that adds foreign keys, or drops them. An index that the server made for one of them has
     * another name as long as that is gone: then it stays as it is when the key comes back.
     *
     * @param keys at least one
     */
    record ForeignKeys(ObjectName table, List<Definitions.ForeignKey> keys, boolean adds) implements TargetOperation {
        public ForeignKeys {
            keys = List.copyOf(keys);
        }
    }

    /**
     * {@code DROP TABLE} of exactly one table, which is refused where it is not there, and where a foreign key of
     * another table refers to it, seen or not.
     */
    record DropTable(ObjectName table) implements TargetOperation {}

    /**
     * The same where the table stands, and only where nobody has touched it: under a lock that has to be had, with
     * which nobody else reads or changes it from the look to the drop. Where it has another definition, a trigger or
     * other rows, it is refused as {@link StatementOutcome.Refused#isOvertaken overtaken}.
     *
     * @param definition as it is to be, but for where the table counts on from
     * @param rows all that it is to have; null for none
     */
    record DropUntouched(
            ObjectName table, String definition, @Nullable RowDigest rows) implements TargetOperation {}

    /**
     * {@code DROP SCHEMA} of exactly one schema, which is refused with {@link #NOT_EMPTY} where anything is in it: also
     * what somebody puts there at the same time.
     */
    record DropSchema(String schema) implements TargetOperation {
        /** The error number of what is not empty. */
        public static final int NOT_EMPTY = 1010;

        /** Says what keeps a schema from being dropped: the first ten things in it, and how many more there are. */
        public static String notEmpty(String schema, List<String> contents) {
            return "schema " + schema + " is not empty: it has "
                    + String.join(", ", contents.subList(0, Math.min(10, contents.size())))
                    + (contents.size() > 10 ? " and " + (contents.size() - 10) + " more" : "");
        }
    }

    /**
     * The author's {@code CREATE TABLE} under a name in the held schema, to see what it would have made.
     *
     * @param sql with that name in it
     * @param schema the schema that it was made for, whose defaults count
     * @param context of the session that it was sent on, as {@link TargetSession#context} gave it
     */
    record CreateTwin(String sql, String schema, String context) implements TargetOperation {}

    /**
     * Gives the held schema defaults, to see what the author's {@code CREATE SCHEMA} would have made. They matter to
     * nobody: nothing is ever made in it by them.
     *
     * @param statements in order, at least one
     * @param context of the session that it was sent on, as {@link TargetSession#context} gave it
     */
    record TakeDefaults(List<String> statements, String context) implements TargetOperation {
        public TakeDefaults {
            statements = List.copyOf(statements);
        }
    }

    /**
     * A statement on a sequence that is there, under a lock that has to be had, and only where that still gives next
     * what it gave when it was looked at: else it is refused without a number. What was drawn since would be given once
     * more when the sequence goes back.
     *
     * @param operation the statement
     * @param sequence with its schema
     */
    record OnSequence(TargetOperation operation, ObjectName sequence, String next) implements TargetOperation {}

    /** Takes away exactly one object that is no table. */
    record DropObject(ServerObject object) implements TargetOperation {}

    /**
     * Makes an object that is no table as it was, under the session settings that it was made under.
     *
     * @param before as it is to be
     * @param now as it is; what is there is replaced
     * @param value whether a sequence is to give next what it would have given then
     */
    record RestoreObject(ServerObject object, ServerObjectState.Present before, ServerObjectState now, boolean value)
            implements TargetOperation {}

    /**
     * Makes an account or role as it was, by the difference to what it is now.
     *
     * @param before as it is to be
     * @param now as it is
     */
    record RestoreAccount(ServerObject object, ServerObjectState.Present before, ServerObjectState now)
            implements TargetOperation {}

    /**
     * Makes a trigger for another table of its schema, after those that are there, under the session settings that it
     * was made under.
     *
     * @param as it was on the table that it was read from
     * @param table that it is to be of
     */
    record CopyTrigger(ServerObject trigger, ServerObjectState.Present as, ObjectName table)
            implements TargetOperation {}

    /** {@code CREATE SCHEMA IF NOT EXISTS} of the schema that holds what is set aside. */
    record CreateHeldSchema() implements TargetOperation {}

    /**
     * {@code CREATE TABLE} of an image, made from what the table is now: the columns that are stored, and the primary
     * key. The schema that holds it is made where it is missing.
     *
     * @param kept the columns that it is to have; null for all
     */
    record CreateImage(
            ObjectName table, ObjectName image, @Nullable KeptColumns kept) implements TargetOperation {
        /** With all columns. */
        public CreateImage(ObjectName table, ObjectName image) {
            this(table, image, null);
        }
    }

    /**
     * Fills a table that {@link CreateImage} made with all rows of the table that it was made from.
     *
     * @param copy that is empty
     */
    record CopyRows(ObjectName table, ObjectName copy) implements TargetOperation {}

    /**
     * A statement that changes rows, between the keeping of these rows and the journal's word of it, in one
     * transaction.
     *
     * @param sql one INSERT, REPLACE, UPDATE or DELETE that gives no rows back
     * @param images where what it changes is kept, in the order in which they are filled; at most one of rows that come
     *     in
     * @param counted tables of the batch itself, all of whose rows are counted before and after
     * @param seen what was seen of these tables when that was decided: where it is not so any more, nothing is done
     */
    record ChangeRows(String sql, List<RowImage> images, List<ObjectName> counted, Map<ObjectName, RowFacts> seen)
            implements TargetOperation {
        public ChangeRows {
            images = List.copyOf(images);
            counted = List.copyOf(counted);
            seen = Map.copyOf(seen);
        }
    }
}
