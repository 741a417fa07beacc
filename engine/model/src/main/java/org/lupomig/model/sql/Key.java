package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * An index of a table, the primary key included.
 *
 * @param kind which kind
 * @param name its name, unquoted; null where the server chooses it, and for the primary key
 * @param parts its columns in order
 * @param using {@code BTREE}, {@code HASH} or {@code RTREE} in upper case; null where not said
 * @param options {@code COMMENT}, {@code KEY_BLOCK_SIZE}, {@code IGNORED} and others
 * @param guard {@code IF NOT EXISTS}, or null
 * @param span the whole definition, from {@code CONSTRAINT} or the word that says the kind
 */
public record Key(
        Kind kind,
        @Nullable String name,
        List<Part> parts,
        @Nullable String using,
        List<TableOption> options,
        @Nullable Span guard,
        Span span) {
    public Key {
        parts = List.copyOf(parts);
        options = List.copyOf(options);
    }

    /** The kinds of keys. */
    public enum Kind {
        PRIMARY("PRIMARY KEY"),
        UNIQUE("UNIQUE KEY"),
        PLAIN("KEY"),
        FULLTEXT("FULLTEXT KEY"),
        SPATIAL("SPATIAL KEY"),
        VECTOR("VECTOR KEY");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As the server writes it. */
        public String words() {
            return words;
        }
    }

    /**
     * A column of a key.
     *
     * @param column its name, or that of a period
     * @param length how many characters or bytes of its values; 0 for all
     * @param descending whether it is sorted downwards
     * @param withoutOverlaps whether it is a period whose spans of time may not overlap
     */
    public record Part(String column, long length, boolean descending, boolean withoutOverlaps, Span span) {}
}
