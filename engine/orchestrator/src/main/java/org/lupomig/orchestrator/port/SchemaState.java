package org.lupomig.orchestrator.port;

import java.util.List;

/** What the server says of one schema at one moment. */
public sealed interface SchemaState {
    /** No such schema. */
    record Absent() implements SchemaState {}

    /**
     * It is there.
     *
     * @param definition its {@code SHOW CREATE SCHEMA}, without a comment that is empty: one that was taken away is
     *     shown so when the server was started again, and not at all until then
     * @param contents every table, view, sequence, routine, event and package in it, for people, sorted; where none is
     *     seen, what may be there unseen
     */
    record Present(String definition, List<String> contents) implements SchemaState {
        private static final String NO_COMMENT = " COMMENT ''";

        public Present {
            definition = definition.endsWith(NO_COMMENT)
                    ? definition.substring(0, definition.length() - NO_COMMENT.length())
                    : definition;
            contents = List.copyOf(contents);
        }
    }

    /** Whether there is no such schema. */
    default boolean absent() {
        return this instanceof Absent;
    }
}
