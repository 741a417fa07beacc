package org.lupomig.model.diagnostic;

import java.util.List;

/**
 * A mechanical way to mend what a diagnostic found.
 *
 * @param title imperative, such as {@code change to 'federate'}
 * @param edits replacements that do not overlap, in order
 */
public record Fix(String title, List<Edit> edits) {
    public Fix {
        edits = List.copyOf(edits);
    }
}
