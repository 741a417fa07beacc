package org.lupomig.model.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A text made from a source by leaving parts out and putting others in, which still knows where each part stands in the
 * source: what a script becomes once parameters are put in and a block's indentation is taken away. Immutable.
 *
 * <p>Offsets into {@link #text()} are called mapped, those into the source original. A replaced part maps as a whole: a
 * span that takes any of it covers all of what it replaced.
 */
public final class MappedText {
    private final String source;
    private final String text;
    private final List<Piece> pieces;
    private final int firstOrigin;

    private MappedText(String source, String text, List<Piece> pieces, int firstOrigin) {
        this.source = source;
        this.text = text;
        this.pieces = List.copyOf(pieces);
        this.firstOrigin = firstOrigin;
    }

    /**
     * One part of the text, never empty.
     *
     * @param start where it begins in the text
     * @param original what it stands for
     * @param verbatim whether it is the original itself
     */
    private record Piece(int start, Span original, boolean verbatim) {}

    /** The whole of {@code source}, as it is. */
    public static MappedText identity(String source) {
        List<Piece> whole = source.isEmpty() ? List.of() : List.of(new Piece(0, new Span(0, source.length()), true));
        return new MappedText(source, source, whole, 0);
    }

    /** One part of {@code source}, as it is. */
    public static MappedText part(String source, Span span) {
        return builder(source).append(span).build();
    }

    /** Starts an empty text whose parts come from {@code source}. */
    public static Builder builder(String source) {
        return new Builder(source);
    }

    /** Starts an empty text made from the same source as this one. */
    public Builder rebuild() {
        return new Builder(source);
    }

    /**
     * A raw block without its indentation. Left out are the line of the opening quotes where nothing else stands on it,
     * the last line where it is blank, and the white space that all lines that are not blank begin with.
     *
     * @param source the text that holds the block
     * @param inner what stands between the quotes
     */
    public static MappedText block(String source, Span inner) {
        return BlockText.strip(source, inner);
    }

    /** The text. */
    public String text() {
        return text;
    }

    /** Length of the text in UTF-16 code units. */
    public int length() {
        return text.length();
    }

    /** Where the code unit at {@code offset} stands in the source; for the text's end, one past its last part. */
    public int originalOffset(int offset) {
        if (offset < 0 || offset > text.length()) {
            throw new IndexOutOfBoundsException("offset " + offset + " in a text of " + text.length());
        }
        if (offset == text.length()) {
            return offset == 0 ? firstOrigin : originalEnd(offset);
        }
        Piece piece = pieces.get(pieceAt(offset));
        return piece.original.start() + (piece.verbatim ? offset - piece.start : 0);
    }

    /** What {@code span} of this text covers in the source. */
    public Span originalSpan(Span span) {
        int start = originalOffset(span.start());
        return span.isEmpty() ? Span.at(start) : new Span(start, Math.max(start, originalEnd(span.end())));
    }

    private int originalEnd(int end) {
        Piece piece = pieces.get(pieceAt(end - 1));
        return piece.verbatim ? piece.original.start() + end - piece.start : piece.original.end();
    }

    private int pieceAt(int offset) {
        int low = 0;
        int high = pieces.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (pieces.get(middle).start <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Puts a text together part by part. */
    public static final class Builder {
        private final String source;
        private final StringBuilder text = new StringBuilder();
        private final List<Piece> pieces = new ArrayList<>();
        private int firstOrigin = -1;

        private Builder(String source) {
            this.source = source;
        }

        /** Appends a part of the source as it is. */
        public Builder append(Span original) {
            add(original, original.length(), true);
            text.append(source, original.start(), original.end());
            return this;
        }

        /** Appends {@code replacement} for a part of the source. */
        public Builder append(String replacement, Span original) {
            add(original, replacement.length(), false);
            text.append(replacement);
            return this;
        }

        /** Appends what {@code other}, made from the same source, has between two mapped offsets. */
        public Builder append(MappedText other, int from, int to) {
            int at = from;
            while (at < to) {
                int index = other.pieceAt(at);
                boolean last = index + 1 == other.pieces.size();
                int until = last ? to : Math.min(other.pieces.get(index + 1).start, to);
                add(other.originalSpan(new Span(at, until)), until - at, other.pieces.get(index).verbatim);
                text.append(other.text, at, until);
                at = until;
            }
            return this;
        }

        /** The text so far. */
        public MappedText build() {
            return new MappedText(source, text.toString(), pieces, Math.max(firstOrigin, 0));
        }

        private void add(Span original, int length, boolean verbatim) {
            if (firstOrigin < 0) {
                firstOrigin = original.start();
            }
            if (length == 0) {
                return;
            }
            Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
            if (last != null && verbatim && last.verbatim && last.original.end() == original.start()) {
                pieces.set(pieces.size() - 1, new Piece(last.start, last.original.union(original), true));
            } else {
                pieces.add(new Piece(text.length(), original, verbatim));
            }
        }
    }
}
