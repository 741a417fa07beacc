package org.lupomig.testkit.statements;

import java.util.Locale;

/** What whoever runs a case has to know of it. Files name traits in lower case. */
public enum Trait {
    /** Makes, changes or drops accounts or roles; their names begin with {@code lm_}. */
    ACCOUNTS,
    /** Changes something that other sessions of the server see and that is in no schema, such as a global variable. */
    GLOBAL,
    /** Can be read and prepared, but is not to be run: it ends sessions, or needs a file that is not there. */
    PARSED,
    /** Refused, and has had an effect all the same. */
    PARTIAL,
    /** What it writes may be another thing each time: it depends on the clock, on chance, or on the order of rows. */
    RANDOM,
    /** Leaves its session in another state than it was in: a transaction, locks, a prepared statement, variables. */
    SESSION;

    static Trait named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
