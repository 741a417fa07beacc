package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;

/** Opens the scripts that {@code SOURCE} and {@code \.} name. */
public interface Includes {
    /** Opens none. */
    Includes NONE = (from, path, gate) -> new Denied("no other file is read here");

    /**
     * Opens one.
     *
     * @param from the name of the text that names it
     * @param path as written
     * @param gate asked before anything of it is read
     */
    Answer open(String from, String path, Gate gate);

    /** What keeps a script from being read. */
    interface Gate {
        /**
         * Why a file is not read, one clause; null where it is.
         *
         * @param name of the text, as its source has it
         */
        @Nullable
        String objection(String name);

        /** How many UTF-16 code units a text may have; one that is found to have more is read no further. */
        int most();

        /** Why it is not read then, one clause. */
        String tooLong();
    }

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
