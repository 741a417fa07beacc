package org.lupomig.sql;

import org.lupomig.model.source.Span;

/**
 * Why a statement that was cut out whole is not run all the same: what a server reads in it is not certain.
 *
 * @param reason one clause
 * @param at in the script's text
 */
record SplitObjection(String reason, Span at) {
    /** Of code for servers of a later version than some that a run accepts. */
    static final String OF_VERSION = "some servers skip this comment, others run what is in it";

    /** Whether it is that alone. */
    boolean isOfVersion() {
        return reason.equals(OF_VERSION);
    }
}
