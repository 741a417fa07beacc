package org.lupomig.model.source;

/**
 * A span in a named file, with the line and column of its start, so that it can be shown without the text.
 *
 * @param file path with forward slashes, relative to the project where it lies inside it
 * @param span the range
 * @param start line and column of the range's start
 */
public record Location(String file, Span span, Position start) implements Comparable<Location> {

    /** The location of {@code span} in {@code source}. */
    public static Location of(SourceText source, Span span) {
        return new Location(source.name(), span, source.position(span.start()));
    }

    /** By file, then by span. */
    @Override
    public int compareTo(Location other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : span.compareTo(other.span);
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + start;
    }
}
