package org.lupomig.model.sql;

/** What is known of a function before it is called. */
public enum FunctionNature {
    /** The same arguments give the same answer, always. */
    DETERMINISTIC,
    /** Its answer depends on clock, session or server, and is the same throughout a statement: {@code NOW()}. */
    SESSION,
    /** Its answer may be another one for each row: {@code RAND()}. */
    CHANGING,
    /** It does something besides answering: waits, takes locks, reads files, moves a sequence on. */
    ACTING,
    /** Not built in: stored or loaded, it may do anything. */
    UNKNOWN
}
