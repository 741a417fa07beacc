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

    /** The statement without its {@code IF [NOT] EXISTS}. */
    String withoutGuards(String sql, java.util.List<org.lupomig.model.source.Span> guards);
}
