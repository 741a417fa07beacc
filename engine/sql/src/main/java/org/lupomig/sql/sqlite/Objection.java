package org.lupomig.sql.sqlite;

import org.lupomig.model.source.Span;

/**
 * Why a statement that could be read is not run.
 *
 * @param reason one clause, with the ways out
 * @param at the words that make it so
 */
record Objection(String reason, Span at) {
    static Objection unknownSchema(String schema, Span at) {
        return new Objection(
                "nothing is attached as " + schema + " before it; write ATTACH 'file' AS " + schema
                        + " before it in the same script",
                at);
    }

    static Objection unknownTableFunction(String function, Span at) {
        return new Objection(
                "what " + function
                        + " gives in FROM, and what it does besides, is not known; write its rows instead, or"
                        + " do it outside of the plan",
                at);
    }

    /** {@code sqlite_dbpage} and others, which show what is below all tables. */
    static Objection belowTables(String name, Span at) {
        return new Objection(
                name
                        + " is no table: it shows the file or the connection itself, below all that could be read here; do it"
                        + " outside of the plan",
                at);
    }

    static Objection unknownFunction(String function, Span at) {
        return new Objection(
                "it calls " + function + ", which is not a built-in function known to change nothing; write its value"
                        + " instead, or do it outside of the plan",
                at);
    }
}
