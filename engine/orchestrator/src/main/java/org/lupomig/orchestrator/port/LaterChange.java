package org.lupomig.orchestrator.port;

import org.jspecify.annotations.Nullable;

/** What a later statement of the same batch did to a table whose rows are looked at as they were before it. */
public sealed interface LaterChange {
    /** It changed rows, and their image tells what they were. */
    record Rows(RowImage.Kept kept) implements LaterChange {}

    /**
     * It altered the table.
     *
     * @param kept where the values are that did not come through; null where all did
     */
    record Altered(AlteredColumns columns, @Nullable KeptColumns kept) implements LaterChange {}
}
