package org.lupomig.model.source;

import org.jspecify.annotations.Nullable;

/**
 * Where a part of a text comes from, so that each of its words can be shown in the file that it stands in. Immutable.
 */
public final class Origin {
    private final MappedText text;
    private final SourceText source;
    private final int start;

    /**
     * The origin of what begins at an offset of a text.
     *
     * @param text the whole text, parameters put in
     * @param source what {@code text} was made from
     * @param start where the part begins in {@code text}
     */
    public Origin(MappedText text, SourceText source, int start) {
        this.text = text;
        this.source = source;
        this.start = start;
    }

    /** Where words of the part stand in their file; {@code words} counts from the part's beginning. */
    public Location at(Span words) {
        return Location.of(source, text.originalSpan(words.shift(start)));
    }

    /** The text that the words stand in. */
    public SourceText source() {
        return source;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin that
                && start == that.start
                && source.name().equals(that.source.name())
                && text.text().equals(that.text.text());
    }

    @Override
    public int hashCode() {
        return 31 * source.name().hashCode() + start;
    }

    /** {@code file+offset}. */
    @Override
    public String toString() {
        return source.name() + "+" + start;
    }
}
