package org.lupomig.orchestrator.port;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of the rows that a statement changed are not as it left them, as far as that can be told.
 *
 * @param gone those that are there no more
 * @param there those that it had taken away, and whose keys are there again
 * @param other those that have other values in some columns
 * @param columns these columns
 */
public record MovedRows(SomeRows gone, SomeRows there, SomeRows other, List<String> columns) {
    /** Nothing can be told. */
    public static final MovedRows UNTOLD = new MovedRows(SomeRows.NONE, SomeRows.NONE, SomeRows.NONE, List.of());

    public MovedRows {
        columns = List.copyOf(columns);
    }

    /** A clause with a colon before it; nothing where nothing can be told. Values are not in it, but for keys. */
    public String words() {
        List<String> parts = new ArrayList<>();
        if (other.rows() > 0) {
            parts.add(other.words()
                    + (other.rows() == 1 ? " has another " : " have another ")
                    + String.join(", ", columns));
        }
        if (gone.rows() > 0) {
            parts.add(gone.words() + (gone.rows() == 1 ? " is gone" : " are gone"));
        }
        if (there.rows() > 0) {
            parts.add(there.words() + (there.rows() == 1 ? " that it removed is" : " that it removed are")
                    + " there now");
        }
        return parts.isEmpty() ? "" : ": " + String.join(", ", parts);
    }
}
