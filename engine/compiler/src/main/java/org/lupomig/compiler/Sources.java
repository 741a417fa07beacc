package org.lupomig.compiler;

import java.util.Collection;
import java.util.List;
import org.lupomig.model.source.SourceText;
import org.lupomig.sql.Includes;

/** Where the compiler reads the files that a plan names. Answers are values: no reading throws. */
public interface Sources {

    /**
     * Reads a file.
     *
     * @param from the name of the text that holds {@code path}, as in its {@link SourceText#name()}
     * @param path as the author wrote it, relative to the folder of {@code from}
     */
    Reading read(String from, String path);

    /**
     * Reads a script that another script names. Scripts may come from elsewhere than their plan does, so what they name
     * is read inside the project only, wherever links lead.
     *
     * @param from as for {@link #read}
     * @param path as for {@link #read}
     * @param gate asked before anything is read
     */
    default Reading included(String from, String path, Includes.Gate gate) {
        return read(from, path);
    }

    /**
     * Paths that could have been meant by one that gives no text: the files in the folder that it names, written as it
     * is. Asked only to name the likely one.
     *
     * @param from as for {@link #read}
     * @param path as for {@link #read}
     */
    default Collection<String> beside(String from, String path) {
        return List.of();
    }

    /** What came of reading a file. */
    sealed interface Reading {}

    /**
     * The file's text. Two answers of the same name are the same file.
     *
     * @param source without a byte-order mark
     */
    record Found(SourceText source) implements Reading {}

    /**
     * There is no text.
     *
     * @param clause why, for people
     */
    record Unreadable(Reason reason, String clause) implements Reading {
        /** One of which nothing more is known. */
        public Unreadable(Reason reason) {
            this(reason, reason.clause());
        }
    }

    /** Why a file gives no text. */
    enum Reason {
        MISSING("there is no such file"),
        DIRECTORY("it is a directory"),
        FORBIDDEN("it may not be read"),
        TOO_LARGE("it is too large"),
        NOT_UTF8("it is not UTF-8 text"),
        OUTSIDE("it lies outside of the project"),
        /** By the script that names it: another one may name it. */
        NOT_NOW("it is not read here");

        private final String clause;

        Reason(String clause) {
            this.clause = clause;
        }

        /** One clause for people. */
        public String clause() {
            return clause;
        }
    }
}
