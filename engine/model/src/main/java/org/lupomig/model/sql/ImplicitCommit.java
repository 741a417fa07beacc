package org.lupomig.model.sql;

/** Whether a statement commits the transaction that is open when it comes. */
public enum ImplicitCommit {
    /** It does not. */
    NO,
    /** It does, even where it then fails, unless the server refuses it while it parses it. */
    YES,
    /** It depends on what cannot be told from its text. */
    UNKNOWN
}
