package org.lupomig.model.sql;

/**
 * How a statement stands to the transaction that it runs in; of databases where most of them can be taken back by it.
 */
public enum TransactionUse {
    /** It runs inside of one, and is taken back with it. */
    INSIDE,
    /** It runs inside of one, and stays when that is rolled back. */
    STAYS,
    /** It runs only where no transaction is open, or does nothing in one. */
    OUTSIDE,
    /** It begins, ends or divides the transaction. */
    CONTROLS
}
