package org.lupomig.orchestrator.port;

import org.jspecify.annotations.Nullable;
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

    /** The statement with every text in it replaced that may be a password, and without its comments. */
    String withoutSecrets(String sql);

    /**
     * The statement that a text is, to be run as part of a change.
     *
     * @param defaultSchema what unqualified names in it mean
     * @param location where it is said that it is to be run
     */
    Late late(String text, @Nullable String defaultSchema, org.lupomig.model.source.Location location);

    /**
     * What {@link #late} read.
     *
     * @param statement null where it may not be run
     * @param kind what it is, for people
     * @param whyNot why it may not be run; empty where it may
     */
    record Late(org.lupomig.model.sql.@Nullable Statement statement, String kind, String whyNot) {}

    /**
     * The statements of a procedure, to be run as part of a change in place of a call of it.
     *
     * @param definition the statement that makes it
     * @param schema its own, which is the default one while it runs
     * @param location where it is said that it is to be run
     */
    Body body(String definition, @Nullable String schema, org.lupomig.model.source.Location location);

    /**
     * What {@link #body} read.
     *
     * @param statements in their order; empty where there is a reason why they may not be run
     * @param definer whose privileges it runs with; null where it is whoever calls it
     * @param whyNot the reason; null where there is none
     */
    record Body(
            java.util.List<org.lupomig.model.sql.Statement> statements,
            @Nullable String definer,
            @Nullable String whyNot) {
        public Body {
            statements = java.util.List.copyOf(statements);
        }
    }

    /** A text with these in place of its {@code ?}; null where it has another number of them. */
    @Nullable
    String bound(String text, java.util.List<String> values);

    /** The statement without its {@code IF [NOT] EXISTS}. */
    String withoutGuards(String sql, java.util.List<org.lupomig.model.source.Span> guards);

    /** An ALTER TABLE without one of its several actions, and without the comma that parts it from the others. */
    String withoutAction(String sql, org.lupomig.model.source.Span action);
}
