package org.lupomig.store.privilege;

import org.jspecify.annotations.Nullable;

/**
 * A name in backticks.
 *
 * @param text without them
 * @param end behind the closing one
 */
record QuotedName(String text, int end) {
    /** The name that begins at {@code from}; null where none does. */
    static @Nullable QuotedName at(String line, int from) {
        if (!line.startsWith("`", from)) {
            return null;
        }
        var text = new StringBuilder();
        for (int i = from + 1; i < line.length(); i++) {
            if (line.charAt(i) == '`') {
                if (!line.startsWith("``", i)) {
                    return new QuotedName(text.toString(), i + 1);
                }
                i++;
            }
            text.append(line.charAt(i));
        }
        return null;
    }
}
