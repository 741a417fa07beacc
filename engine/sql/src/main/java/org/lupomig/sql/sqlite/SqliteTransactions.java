package org.lupomig.sql.sqlite;

import org.lupomig.model.sql.SqliteFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TransactionFact;
import org.lupomig.model.sql.TransactionUse;

/** Which statements SQLite runs inside a transaction. Nearly all: changes of definitions are rolled back like rows. */
public final class SqliteTransactions {
    private SqliteTransactions() {}

    /** How a statement stands to the transaction that is open when it comes. */
    public static TransactionUse of(StatementFact fact) {
        if (fact instanceof TransactionFact) {
            return TransactionUse.CONTROLS;
        } else if (fact instanceof SqliteFact.Vacuum) {
            return TransactionUse.OUTSIDE;
        } else if (fact instanceof SqliteFact.Attach) {
            return TransactionUse.STAYS;
        } else if (fact instanceof SqliteFact.Detach) {
            // inside, only of a schema that the transaction has not come to
            return TransactionUse.OUTSIDE;
        } else if (fact instanceof SqliteFact.Pragma pragma) {
            return switch (PragmaKind.of(pragma)) {
                case ANSWERS, FILE -> TransactionUse.INSIDE;
                case CONNECTION, DANGEROUS, UNKNOWN -> TransactionUse.STAYS;
                case CONNECTION_OUTSIDE, FILE_OUTSIDE -> TransactionUse.OUTSIDE;
            };
        }
        return TransactionUse.INSIDE;
    }
}
