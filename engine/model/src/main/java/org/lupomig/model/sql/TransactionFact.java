package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * A statement that begins, ends or divides a transaction.
 *
 * @param action what it does
 * @param name of a savepoint, or of an XA transaction as written; null where there is none
 * @param options what else it says, in upper case, such as {@code AND CHAIN}
 * @param opening its first words
 */
public record TransactionFact(Action action, @Nullable String name, List<String> options, Span opening)
        implements StatementFact {
    /** What a statement does to a transaction. */
    public enum Action {
        START("START TRANSACTION"),
        BEGIN("BEGIN"),
        COMMIT("COMMIT"),
        ROLLBACK("ROLLBACK"),
        ROLLBACK_TO("ROLLBACK TO SAVEPOINT"),
        SAVEPOINT("SAVEPOINT"),
        RELEASE("RELEASE SAVEPOINT"),
        XA_START("XA START"),
        XA_END("XA END"),
        XA_PREPARE("XA PREPARE"),
        XA_COMMIT("XA COMMIT"),
        XA_ROLLBACK("XA ROLLBACK"),
        XA_RECOVER("XA RECOVER");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        /** The statement's first words. */
        public String words() {
            return words;
        }
    }

    public TransactionFact {
        options = List.copyOf(options);
    }

    @Override
    public String kind() {
        return action.words();
    }
}
