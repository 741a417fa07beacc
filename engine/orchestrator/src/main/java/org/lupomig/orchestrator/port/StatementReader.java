package org.lupomig.orchestrator.port;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Program;
import org.lupomig.model.sql.StatementFact;

/** Reads the facts of one statement out of the journal's text again. Pure. */
public interface StatementReader {
    /** The fact of one statement, its names resolved against {@code defaultSchema}. */
    StatementFact read(String sql, @Nullable String defaultSchema);

    /**
     * The {@code CREATE TABLE} that makes the same table under another name; null where {@code sql} does not read as
     * one.
     *
     * @param name carries its schema
     */
    @Nullable
    String creating(String sql, org.lupomig.model.sql.ObjectName name);

    /**
     * The {@code ALTER SCHEMA} statements that give another schema just what a {@code CREATE SCHEMA} gives its own;
     * none where {@code sql} does not read as one.
     */
    java.util.List<String> defaults(String sql, String schema);

    /** The statement with every text in it replaced that may be a password, and without its comments. */
    String withoutSecrets(String sql);

    /**
     * The statement that a text is, to be run as part of a change.
     *
     * @param defaultSchema what unqualified names in it mean
     * @param location where it is said that it is to be run
     */
    Late late(String text, @Nullable String defaultSchema, org.lupomig.model.source.Location location);

    /** The same for a statement that a procedure sends: it may prepare texts, and call. */
    Late ofProcedure(String text, @Nullable String defaultSchema, org.lupomig.model.source.Location location);

    /**
     * What {@link #late} read.
     *
     * @param statement null where it may not be run
     * @param kind what it is, for people
     * @param whyNot why it may not be run; empty where it may
     */
    record Late(org.lupomig.model.sql.@Nullable Statement statement, String kind, String whyNot) {}

    /**
     * What a procedure does.
     *
     * @param definition the statement that makes it
     * @param schema its own, which is the default one while it runs
     */
    Program program(String definition, @Nullable String schema);

    /** What a call gives to its procedure, one by one, as written. */
    java.util.List<String> arguments(String call);

    /** A text with these in place of its {@code ?}; null where it has another number of them. */
    @Nullable
    String bound(String text, java.util.List<String> values);

    /**
     * Which {@code ?} of a text, counted from 0, are numbers of rows, so that only a written number may stand there.
     */
    java.util.List<Integer> rowCounts(String text);

    /** The statement without its {@code IF [NOT] EXISTS}. */
    String withoutGuards(String sql, java.util.List<org.lupomig.model.source.Span> guards);

    /** An ALTER TABLE without one of its several actions, and without the comma that parts it from the others. */
    String withoutAction(String sql, org.lupomig.model.source.Span action);
}
