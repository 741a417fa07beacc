package org.lupomig.sql;

import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;

/** Opens the scripts that {@code SOURCE} and {@code \.} name. */
public interface Includes {
    /** Opens none. */
    Includes NONE = (from, path) -> new Denied("no other file is read here");

    /**
     * Opens one.
     *
     * @param from the name of the text that names it
     * @param path as written
     */
    Answer open(String from, String path);

    /** What came of it. */
    sealed interface Answer {}

    /**
     * A script.
     *
     * @param text parameters put in
     * @param source what {@code text} was made from; the same name is the same file
     */
    record Opened(MappedText text, SourceText source) implements Answer {}

    /**
     * None.
     *
     * @param why one clause for people
     */
    record Denied(String why) implements Answer {}
}
