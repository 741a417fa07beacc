package org.lupomig.model.sql;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The text of a statement as it is sent. One that stands in its script word for word is no copy of it: of a large
 * script there is one copy, not two.
 */
public final class TextPart {
    private final String holder;
    private final int start;
    private final int end;

    private TextPart(String holder, int start, int end) {
        this.holder = holder;
        this.start = start;
        this.end = end;
    }

    /** A text of its own. */
    public static TextPart of(String text) {
        return new TextPart(text, 0, text.length());
    }

    /** A part of a text that is kept anyway. */
    public static TextPart part(String holder, int start, int end) {
        return new TextPart(holder, Objects.checkFromToIndex(start, end, holder.length()), end);
    }

    /** The text. */
    public String text() {
        return holder.substring(start, end);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextPart that
                && end - start == that.end - that.start
                && holder.regionMatches(start, that.holder, that.start, end - start);
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
