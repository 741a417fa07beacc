package org.lupomig.orchestrator.port;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;

/** A MariaDB server that plans change. */
public interface Target {

    /**
     * What speaks against running here at all, in one clear line each: version, engine, durability, replica, rights to
     * the store. What is no error only weakens the promise. Empty when nothing does.
     */
    List<Problem> objections();

    /**
     * What the account lacks of the privileges that it takes to do all this and to take it back, in one clear line for
     * each schema. Nothing is changed by asking.
     */
    default List<Problem> lacking(List<Planned> work) {
        return lacking(work, Aside.NOTHING);
    }

    /**
     * The same, with what it takes to keep aside what others wrote.
     *
     * @param aside what is kept aside when it is taken back
     */
    List<Problem> lacking(List<Planned> work, Aside aside);

    /**
     * Of that only what it lacks to see all rows that would change along with those that are changed: such a statement
     * is refused, whoever else may do what.
     */
    List<Problem> unseen(List<Planned> work);

    /**
     * Opens the session of a step.
     *
     * @param lockName the name under which it can be found, from {@link SessionName}
     * @param purpose decides the session's settings
     */
    TargetSession open(String lockName, Purpose purpose);

    /**
     * The same for statements that leave nothing behind in their session and ask nothing of it: one that such
     * statements were sent over before, {@link TargetSession#allDone all of them done}, and that shows no trace of
     * them, may serve again. It is found under its old names until it has the new ones, and never without one.
     *
     * @param lockNames the names of the steps that will use it; ending it under any of them ends it for all
     * @param schema what unqualified names in them mean; null where they have none, or mean the address's own
     */
    TargetSession openAgain(List<String> lockNames, Purpose purpose, @Nullable String schema);

    /** Ends the sessions that are open for a step that may come: none comes before the locks are given up. */
    default void endIdle() {}

    /**
     * Removes sequences without looking at them, where the server was started since they were being made: it may have
     * died before what they stand at was on its disk, and would end itself when one of them is looked at.
     *
     * @param sequences their names, which carry their schemas, with the {@link ServerObjectState.Present#TABLE_ID
     *     tables} that held what stood there before: one that is held by such a table was not made anew, and stays.
     *     Those that are not there are passed over
     * @param age how long ago the first of their statements was sent
     */
    default void removeCutOff(Map<ObjectName, Set<String>> sequences, Duration age) {}

    /**
     * Ends what a dead run left behind and waits until it is gone, its transaction rolled back.
     *
     * @param lockName as given to {@link #open}
     * @param patience how long to wait
     * @return false where it still lives after {@code patience}
     */
    boolean endSession(String lockName, Duration patience);

    /**
     * The same by whoever may have lost its locks by now: another command may work under that name then.
     *
     * @param first called before a session is ended; what it throws keeps that from being done
     */
    default boolean endSession(String lockName, Duration patience, Runnable first) {
        first.run();
        return endSession(lockName, patience);
    }

    /**
     * The same for several.
     *
     * @param patience how long to wait for all of them together, as far as the server is asked for several at once
     * @return those that still live
     */
    default Set<String> endSessions(List<String> lockNames, Duration patience, Runnable first) {
        Set<String> living = new HashSet<>();
        for (String lockName : lockNames) {
            if (!endSession(lockName, patience, first)) {
                living.add(lockName);
            }
        }
        return living;
    }

    /**
     * Other sessions that use these schemas now, or have changed rows in a transaction that is open: one cheap
     * question. Never throws for what the account may not see.
     *
     * @param schemas none: all but the server's own
     */
    Others others(List<String> schemas);

    /** What keeps writers out while the system is frozen. */
    WriteBarrier barrier();

    /**
     * What leads from one table to another. The server is asked a few times, however many tables there are.
     *
     * @param schemas in which it is looked for tables that lead elsewhere; foreign keys are of all schemas
     */
    Ties ties(Set<String> schemas);

    /** The schema that holds what is set aside. */
    String heldSchema();

    /** Every table, view and sequence in that schema, sorted by name; empty where there is no such schema. */
    List<HeldTable> held();

    /** Bytes that are free where the server keeps its data; null where the account cannot learn that. */
    @Nullable
    Long room();

    /** Whether the server has one name of a table or schema for every spelling: {@code lower_case_table_names}. */
    boolean lowersNames();

    /** The schema that its address names, which unqualified names mean; null where it names none. */
    @Nullable
    String ownSchema();

    /**
     * What goes with these tables and schemas: what may have to wait for them, or they for it.
     *
     * @param tables every one with its schema
     * @param schemas with all that is in them
     */
    Relatives relatives(Set<ObjectName> tables, Set<String> schemas);

    /** Facts that expectations read. */
    Facts facts();

    /** What a session is for. */
    enum Purpose {
        /** The author's statements, under the server's own settings for a new session. */
        FORWARD,
        /** The way back: {@code sql_mode='NO_AUTO_VALUE_ON_ZERO'}, no foreign key checks, unique checks on. */
        UNDO
    }

    /**
     * A statement that is going to be sent.
     *
     * @param defaultSchema what unqualified names in it mean; null: the connection's own
     * @param standing whether it is certain to change rows of tables as they stand now
     */
    record Planned(StatementFact fact, @Nullable String defaultSchema, boolean standing) {
        /** One of which that is not certain. */
        public Planned(StatementFact fact, @Nullable String defaultSchema) {
            this(fact, defaultSchema, false);
        }
    }

    /**
     * What of others is kept aside on a way back.
     *
     * @param copied tables of which all rows are copied as they are seen
     * @param locked tables of which all rows are copied under the lock under which something of them goes
     * @param filled whether an earlier command has filled such a copy, which is emptied first
     * @param moved tables that are moved as they are
     */
    record Aside(Set<ObjectName> copied, Set<ObjectName> locked, boolean filled, Set<ObjectName> moved) {
        /** Nothing is. */
        public static final Aside NOTHING = new Aside(Set.of(), Set.of(), false, Set.of());

        public Aside {
            copied = Set.copyOf(copied);
            locked = Set.copyOf(locked);
            moved = Set.copyOf(moved);
        }

        /** Whether nothing is. */
        public boolean isNothing() {
            return copied.isEmpty() && locked.isEmpty() && moved.isEmpty();
        }
    }

    /**
     * What goes with some tables, in lower case.
     *
     * @param byKeys tables to which foreign keys lead from them, and those from which keys lead to them, be it by way
     *     of others
     * @param programs those of them that have triggers, or are views: what is read or changed with their rows is not
     *     known
     */
    record Relatives(Set<ObjectName> byKeys, Set<ObjectName> programs) {
        public Relatives {
            byKeys = Set.copyOf(byKeys);
            programs = Set.copyOf(programs);
        }
    }

    /**
     * Who else is there.
     *
     * @param sessions by connection
     * @param all whether the account sees the sessions of other accounts
     */
    record Others(List<OtherSession> sessions, boolean all) {
        public Others {
            sessions = List.copyOf(sessions);
        }
    }

    /**
     * A session that is not the engine's.
     *
     * @param connection its number
     * @param account user and host, for people: {@code shop@10.0.0.7}
     */
    record OtherSession(long connection, String account) {}

    /** Facts that expectations read. Each answers null (or -1 for counts) where the thing is not there. */
    interface Facts {
        /** Base tables in a schema; 0 for one that is not there. */
        long tableCount(String schema);

        /** Rows of a table, null where it is not there. */
        @Nullable
        Long rowCount(ObjectName table);

        /** Columns of a table, null where it is not there. */
        @Nullable
        Long columnCount(ObjectName table);

        /** How large a base table is, null where it is not there. */
        @Nullable
        TableSize size(ObjectName table);

        /** Whether a table or view is there. */
        boolean tableExists(ObjectName table);

        /** Whether a schema is there. */
        boolean schemaExists(String schema);

        /**
         * What of these names is there: one question, however many there are.
         *
         * @param objects tables, views and sequences, every one with its schema
         * @param withColumns tables of which the names of their columns are asked for, too
         */
        Existing existing(Set<String> schemas, Set<ObjectName> objects, Set<ObjectName> withColumns);

        /** A checksum of a whole table, null where it is not there. */
        @Nullable
        String checksum(ObjectName table);

        /** The one value of a query run in a read-only transaction. */
        QueryAnswer query(String sql, @Nullable String defaultSchema);
    }

    /** What {@code query(…)} gave. */
    sealed interface QueryAnswer {
        /** A number. */
        record Numeric(BigDecimal value) implements QueryAnswer {}

        /** A text. */
        record Text(String value) implements QueryAnswer {}

        /** NULL, or no row. */
        record Nothing() implements QueryAnswer {}

        /** More than one value, or a statement that the server refused; one sentence says why. */
        record Unusable(String reason) implements QueryAnswer {}
    }
}
