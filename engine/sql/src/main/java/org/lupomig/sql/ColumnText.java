package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Column;

/** Reads a column out of its text in a definition. */
final class ColumnText {
    private ColumnText() {}

    /** The column; null where the text is not wholly understood. */
    static @Nullable Column read(String text) {
        Splitter splitter = new Splitter(text);
        if (!splitter.next() || splitter.problem() != null) {
            return null;
        }
        Cursor c = new Cursor(text, splitter.tokens(), null);
        Column column = ColumnReader.read(c, null);
        c.expectEnd();
        return c.ended() == null ? column : null;
    }
}
