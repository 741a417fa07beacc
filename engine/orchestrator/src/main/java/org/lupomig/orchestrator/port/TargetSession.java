package org.lupomig.orchestrator.port;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.journal.Write;

/**
 * One connection to the target, held for one step, with a {@code GET_LOCK} by which a later run finds and ends it.
 *
 * <p>Reads throw {@link ConnectionLost} when the connection is gone; a lost session is never silently replaced. Not
 * thread-safe.
 */
public interface TargetSession extends AutoCloseable {

    /** The connection's default schema, null for none. */
    @Nullable
    String defaultSchema();

    /**
     * Makes {@code schema} the default of what follows. Does nothing where it is that already, or does not exist.
     *
     * @param schema null leaves the connection's own
     */
    void useSchema(@Nullable String schema);

    /** What the session is, for the journal: sql_mode, charset, collation, time_zone, key checks. */
    String context();

    /**
     * Takes on the time zone of another session: in another one, a change between TIMESTAMP and DATETIME makes other
     * values, and the same rows another digest.
     *
     * @param context that session's {@link #context()}
     */
    void inZoneOf(String context);

    /** The account that the session works as, and behind it its active role, where it has one. */
    List<ServerObject> runsAs();

    /**
     * Why what follows could mean something else than what was read, one clause: a statement has changed how the server
     * reads texts and names. Null where it could not.
     */
    @Nullable
    String misread();

    /**
     * The value of an expression as a text, null for NULL.
     *
     * @param expression one of the author's, such as {@code @x}
     */
    Answered ask(String expression, Duration limit);

    /** From now on {@code LAST_INSERT_ID()} answers for the author's statements alone. */
    void keepInsertId();

    /** One table, view or sequence as it is now. The name carries its schema. */
    ObjectState describe(ObjectName name);

    /** The same of several, for fewer ways to the server. */
    default Map<ObjectName, ObjectState> describeAll(Set<ObjectName> names) {
        Map<ObjectName, ObjectState> states = new LinkedHashMap<>();
        names.forEach(name -> states.put(name, describe(name)));
        return states;
    }

    /**
     * Those of some tables that are seen to have no row; nothing is said of the others. The names carry their schema.
     */
    default Set<ObjectName> seenEmpty(Set<ObjectName> tables) {
        return Set.of();
    }

    /**
     * A table that was just made over this connection, as it is now. Triggers that others may have put on it since are
     * not looked for, and so are not taken for its doing.
     */
    default ObjectState describeMade(ObjectName name) {
        return describe(name);
    }

    /** The same of several, for fewer ways to the server. */
    default Map<ObjectName, ObjectState> describeAllMade(Set<ObjectName> names) {
        Map<ObjectName, ObjectState> states = new LinkedHashMap<>();
        names.forEach(name -> states.put(name, describeMade(name)));
        return states;
    }

    /**
     * Whether it may keep others out of tables, as far as it has turned out by now:
     * {@link TargetOperation.DropUntouched} is refused where it may not.
     */
    default boolean locksTables() {
        return true;
    }

    /** One schema as it is now. */
    SchemaState describeSchema(String schema);

    /**
     * Whether the server has a schema without having written down its options: it died while it made it, or while it
     * dropped it. Nobody makes such a one.
     */
    default boolean isCutOff(String schema) {
        return false;
    }

    /** Whether a schema is there, whatever is in it. */
    default boolean hasSchema(String schema) {
        return !describeSchema(schema).absent();
    }

    /** A trigger, view, routine, event or sequence as it is now. Its name carries its schema. */
    ServerObjectState look(ServerObject object);

    /**
     * Those of these that are views, each with the statement that would make it; that is empty where the account may
     * not read it. The server is asked once.
     *
     * @param names carry their schemas
     */
    Map<ObjectName, String> views(Set<ObjectName> names);

    /**
     * What keeps the server from making a view that is there once more as it is, because something that it uses is not
     * there, in the server's words; null where nothing does. Nothing is changed by asking.
     */
    @Nullable
    String missing(ServerObject view, ServerObjectState.Present state);

    /** A table's triggers, in the order in which they fire. The name carries its schema. */
    List<ServerObject> triggers(ObjectName table);

    /** Number and digest of a table's rows, read in one snapshot. The name carries its schema. */
    RowDigest digest(ObjectName table);

    /** How many rows a table has; -1 where it is not there. The name carries its schema. */
    long count(ObjectName table);

    /**
     * Number and digest of all rows of a table as they would be without what later statements of the same batch have
     * done to it.
     *
     * @param since what was done to it, in the order of the statements
     */
    RowDigest rowsBefore(ObjectName table, List<LaterChange> since);

    /**
     * Whether a column holds anything that adding it did not put there, once what the batch did to the table since is
     * thought away.
     *
     * @param table carries its schema
     */
    FoundValues ownValues(ObjectName table, AddedColumn column);

    /**
     * Whether a table has a row that meets a condition.
     *
     * @param table carries its schema
     * @param condition SQL
     */
    default OwnValues any(ObjectName table, String condition) {
        return found(table, new UnfitRows(condition, ""), List.of()).own();
    }

    /**
     * Looks for unfit rows among those that were there before later statements of a batch.
     *
     * @param since what was done to the table by then, in the order of the statements, and is thought away
     */
    FoundUnfit found(ObjectName table, UnfitRows rows, List<LaterChange> since);

    /** Which rows of a table meet a condition. */
    FoundValues meeting(ObjectName table, String condition);

    /**
     * Sends one statement that commits by itself.
     *
     * @param limit after which the server aborts it
     */
    StatementOutcome execute(TargetOperation operation, Duration limit);

    /**
     * Has some work done in which these are {@link #execute executed} here, in this order, perhaps not all of them, and
     * nothing else is asked of it. What they need alike may be done for all of them at once, before the work: where it
     * cannot be, each does it for itself, as if this had not been called.
     *
     * @throws ConnectionLost where the session ended before the work, or behind it
     */
    default void together(List<TargetOperation> operations, Runnable work) {
        work.run();
    }

    /**
     * Sends one statement that changes the columns or keys of a table, and counts its rows before and after. Nobody
     * else writes to the table in between, where the account may keep others out.
     *
     * @param table carries its schema
     * @param limit after which the server aborts the statement
     */
    CountedOutcome counted(TargetOperation operation, ObjectName table, Duration limit);

    /**
     * Sends one statement that gives the rows that are there numbers of the server's choice. After it is counted what
     * it left, where nobody else can have written to the table in between, and nothing elsewhere.
     *
     * @param table carries its schema
     * @param limit after which the server aborts the statement
     */
    CountedOutcome numbering(TargetOperation operation, ObjectName table, Duration limit);

    /**
     * Sends an ALTER that keeps values. What is counted before it is how many rows it keeps them of, and after it what
     * it left of them, where it left any.
     *
     * @param all whether all rows of its table are counted instead, before and after
     * @param limit after which the server aborts the statement
     * @param copied is told of how many rows they are kept, when the copy is durable and the ALTER is not sent yet
     */
    CountedOutcome keeping(TargetOperation.AlterKeeping alter, boolean all, Duration limit, LongConsumer copied);

    /**
     * Takes an ALTER back whose lost values are kept, and waits as long as that takes.
     *
     * @param all whether all rows of its table are counted, before the way and behind the values
     * @param valuesBack is told when all values are back and nobody else can have written since, with what was counted:
     *     what is other than that from then on is somebody else's
     */
    CountedOutcome bringBack(TargetOperation.AlterBackKept back, boolean all, Consumer<List<TableCount>> valuesBack);

    /**
     * Number and digest of what is in a table of the columns that are kept, in the rows whose keys are; of all rows
     * where these are.
     *
     * @param since what was done to the table after the statement that kept them, and is thought away
     */
    RowDigest keptValues(ObjectName table, KeptColumns kept, List<LaterChange> since);

    /**
     * Why values that are kept by key may not find their rows again: some are gone, and others have come. Null where
     * they would.
     *
     * @param since what was done to the table after the statement that kept them, and is thought away
     */
    @Nullable
    String keysMoved(ObjectName table, KeptColumns kept, List<LaterChange> since);

    /**
     * Sends a statement that adds rows and writes to the store in the same transaction: both are durable or neither is.
     * Others may write meanwhile; none of that is in the digests.
     *
     * @param sql one INSERT that changes no rows that are there
     * @param table the table that gets them, with its schema
     * @param writes from what happened to what is written down
     */
    StatementOutcome insert(String sql, ObjectName table, Duration limit, Function<InsertResult, List<Write>> writes);

    /**
     * The same of an UPDATE or DELETE. From the first digest to the commit nobody else writes to the table, as far as
     * its engine has transactions: a row that somebody changed after the first and that the statement goes through
     * would be in the second as if all of it were the statement's work.
     */
    StatementOutcome changeOwn(
            String sql, ObjectName table, Duration limit, Function<InsertResult, List<Write>> writes);

    /**
     * The tables with foreign keys that refer to a name, whether a table has it or not. The name carries its schema.
     */
    Set<ObjectName> referring(ObjectName name);

    /** The same of several, for fewer ways to the server. */
    default Map<ObjectName, Set<ObjectName>> referringToAny(Set<ObjectName> names) {
        Map<ObjectName, Set<ObjectName>> found = new LinkedHashMap<>();
        names.forEach(name -> found.put(name, referring(name)));
        return found;
    }

    /**
     * The tables of a schema that have foreign keys of some names, by these names: no two keys of a schema may have
     * one.
     */
    default Map<String, ObjectName> foreignKeysNamed(Set<String> names, String schema) {
        return Map.of();
    }

    /**
     * The rows of a table that refer to nothing, as others see them, by some of its foreign keys: one entry for each of
     * these, also where there are none.
     *
     * @param table carries its schema
     * @param keys their names
     * @param limit how long each question may take
     */
    List<Orphans> orphans(ObjectName table, List<String> keys, Duration limit);

    /**
     * The rows of a table that refer to nothing, as others see them, by some of its foreign keys, and are not among
     * those noted: one entry for each key that is there, also where there are none.
     *
     * @param table carries its schema
     * @param keys their names
     * @param noted what {@link #orphans} gave before, of this table and others; of what is not among it, no row
     *     referred to nothing
     * @param limit how long each question may take
     */
    List<NewOrphans> newOrphans(ObjectName table, List<String> keys, List<Orphans> noted, Duration limit);

    /**
     * Which rows that are kept would refer to nothing when they come back, and did not before, one clause; null where
     * none would, and where that is not seen.
     *
     * @param parents images whose rows are back by then
     * @param unknown tables that may be others by then
     */
    @Nullable
    String orphaned(RowImage.Kept kept, List<RowImage> parents, Set<ObjectName> unknown);

    /**
     * Which rows of a table would refer to nothing by a foreign key that comes back, and did not before, one clause;
     * null where none would, and where that is not seen.
     *
     * @param since rows that go back, or away, before it comes
     * @param parents images whose rows are back by then
     */
    @Nullable
    String orphaned(Orphans key, List<RowImage.Kept> since, List<RowImage> parents);

    /** What decides whether rows of a base table can be kept. The name carries its schema. */
    RowFacts rowFacts(ObjectName table);

    /** How many bytes the rows of some partitions of a table take, as the server estimates it. */
    long partitionBytes(ObjectName table, List<String> partitions);

    /** What the account lacks of the privileges to keep rows of a table and to put them back; null where nothing. */
    @Nullable
    String lackingForRows(ObjectName table);

    /**
     * Keeps the rows that a statement will change, sends it, and writes to the store, all in one transaction: all of it
     * is durable or nothing is. It is refused, with nothing changed, where it goes through other rows than were kept.
     *
     * @param writes from what happened to what is written down
     */
    StatementOutcome changeRows(
            TargetOperation.ChangeRows change, Duration limit, Function<RowsChanged, List<Write>> writes);

    /**
     * Puts back the rows that one statement changed, in one transaction. Where all are as they were before, nothing is
     * done; where they are neither that nor as the statement left them, it is refused, with nothing changed.
     *
     * @param triggers of these tables, which must not fire, in the order in which they are made: they are away as long
     *     as it takes, and are there afterwards
     */
    StatementOutcome restoreRows(
            List<RowImage.Kept> kept, List<TargetOperation.RestoreObject> triggers, Duration limit);

    /**
     * Number and digest of the rows of a table that have the keys of those kept, as they are now; where later
     * statements of the same batch changed any of them, or their table, as they would be without that.
     *
     * @param since what was done to the same table, in the order of the statements
     */
    RowDigest keptRows(RowImage.Kept kept, List<LaterChange> since);

    /**
     * Which of these rows are not as the statement left them, for people.
     *
     * @param assigned what it gave to them
     * @param since what was done to the same table, in the order of the statements, and is thought away
     */
    MovedRows movedRows(RowImage.Kept kept, Assigned assigned, List<LaterChange> since);

    /**
     * All that was to be sent over it has been, and has done what it was sent for. Once it is closed it may serve
     * again, where {@link Target#openAgain} gave it; without this it ends.
     */
    default void allDone() {}

    /** Ends the session and its lock. Never throws. */
    @Override
    void close();

    /**
     * What {@link #ask} gave.
     *
     * @param text the value, the first where there are several; null for NULL, and where there is none
     * @param rows how many there are, where that is no more than two
     */
    record Answered(StatementOutcome outcome, @Nullable String text, int rows) {}

    /**
     * What adding a column gave to the rows that were there.
     *
     * @param standard its default as it was written; null where there was none
     * @param nullable whether it might be NULL
     * @param untold whether the default does not tell the values
     */
    record Given(@Nullable String standard, boolean nullable, boolean untold) {}

    /** What is known of the values in a column. */
    enum OwnValues {
        /** The server did not answer: a lock was waited for in vain, or the time was up. */
        UNSEEN,
        /** Every row has what adding the column gave it. */
        NONE,
        /** Some row has another value. */
        SOME,
        /** What adding the column gave cannot be told from what was written. */
        UNKNOWN
    }

    /**
     * What was found in a column.
     *
     * @param rows those that have another value than adding the column gave them; none where that is not known
     */
    record FoundValues(OwnValues own, SomeRows rows) {
        /** Without rows. */
        public static FoundValues of(OwnValues own) {
            return new FoundValues(own, SomeRows.NONE);
        }

        /**
         * What of a column's values a drop would take away that its batch did not write; null where nothing is known.
         */
        public @Nullable String lost(String column) {
            return switch (own) {
                case SOME -> "column " + column + " has values that this batch did not write, in " + rows.words();
                case UNSEEN ->
                    "whether column " + column + " has values that this batch did not write could not be looked at";
                case NONE, UNKNOWN -> null;
            };
        }
    }

    /**
     * What {@link #changeRows} did, before it is committed.
     *
     * @param affected rows, as the server counts them
     * @param left of each image, in their order
     * @param counted of each table that was to be counted, in their order
     */
    record RowsChanged(long affected, List<RowImage.Left> left, List<TableCount> counted) {
        public RowsChanged {
            left = List.copyOf(left);
            counted = List.copyOf(counted);
        }
    }

    /** Number and digest of all rows of a table before and after a statement that nobody else wrote in between. */
    record TableCount(ObjectName table, RowDigest before, RowDigest after) {}

    /**
     * What {@link #insert} or {@link #changeOwn} did, before it is committed.
     *
     * @param affected rows, as the server counts them
     * @param before number and digest of all rows before it
     * @param after the same now: with what the statement did, and with nothing that others did in between
     */
    record InsertResult(long affected, RowDigest before, RowDigest after) {}

    /**
     * What {@link #counted} did.
     *
     * @param before number and digest of all rows before it
     * @param after number and digest of all rows after it; null where it was not accepted
     * @param alone whether nobody else could write to the table from the one to the other
     * @param imaged of how many rows values were kept; null where none are, or it was not accepted
     */
    record CountedOutcome(
            StatementOutcome outcome,
            RowDigest before,
            @Nullable RowDigest after,
            boolean alone,
            @Nullable Long imaged) {
        /** Of what nobody could write to, and of which nothing is kept. */
        public CountedOutcome(StatementOutcome outcome, RowDigest before, @Nullable RowDigest after) {
            this(outcome, before, after, true, null);
        }

        /** The same with another answer. */
        public CountedOutcome with(StatementOutcome answer) {
            return new CountedOutcome(answer, before, after, alone, imaged);
        }
    }
}
