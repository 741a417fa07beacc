package org.lupomig.model.sql;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** Statements that change variables, character sets and locks of the session, or variables of the server. */
public sealed interface SessionFact extends StatementFact {
    @Override
    Span opening();

    /** Which variable is meant by a name. */
    enum Scope {
        /** {@code @name}. */
        USER,
        /** The statement names none: of the session; inside a program, it may be one of its own. */
        UNSAID,
        SESSION,
        GLOBAL,
        /** Of the server, kept over its restart: MySQL knows it. */
        PERSIST,
        /** Of the server from its restart on: MySQL knows it. */
        PERSIST_ONLY
    }

    /**
     * {@code name = value}.
     *
     * @param name without signs and scope, as written: {@code sql_mode}, {@code NEW.n}, {@code hot.key_buffer_size}
     * @param value the expression, {@code DEFAULT} included
     * @param text the value where it is a single text or word, without quotes and escapes; null for all else
     */
    record VariableAssignment(
            Scope scope, String name, Span value, @Nullable String text, Uses uses, Span span) {
        /** Whether it is of the server, not of the session. */
        public boolean ofServer() {
            return switch (scope) {
                case GLOBAL, PERSIST, PERSIST_ONLY -> true;
                case USER, UNSAID, SESSION -> false;
            };
        }

        /** Whether it is of the server, which takes its value and then shows stars: a password, or a key. */
        public boolean isHidden() {
            return Statement.HIDDEN_VARIABLES.contains(name.toUpperCase(Locale.ROOT));
        }
    }

    /** {@code SET name = value, …}. */
    record SetVariables(List<VariableAssignment> assignments, Span opening) implements SessionFact {
        public SetVariables {
            assignments = List.copyOf(assignments);
        }

        @Override
        public boolean mayHoldSecrets() {
            return assignments.stream().anyMatch(VariableAssignment::isHidden);
        }

        /** Whether the server's own variables are among them. */
        public boolean isGlobal() {
            return assignments.stream().anyMatch(VariableAssignment::ofServer);
        }

        @Override
        public String kind() {
            return isGlobal() ? "SET GLOBAL" : "SET";
        }
    }

    /** {@code SET CHARACTER SET name}; null: the default. */
    record SetCharacterSet(@Nullable String charset, Span opening) implements SessionFact {
        @Override
        public String kind() {
            return "SET CHARACTER SET";
        }
    }

    /**
     * {@code SET TRANSACTION …}.
     *
     * @param scope {@code UNSAID} for the next transaction alone
     * @param isolation such as {@code READ COMMITTED}; null where not said
     * @param access {@code READ ONLY} or {@code READ WRITE}; null where not said
     */
    record SetTransaction(
            Scope scope,
            @Nullable String isolation,
            @Nullable String access,
            Span opening) implements SessionFact {
        @Override
        public String kind() {
            return "SET TRANSACTION";
        }
    }

    /** {@code SET STATEMENT name = value, … FOR statement}. */
    record SetStatement(List<VariableAssignment> assignments, StatementFact statement, Span opening)
            implements SessionFact {
        public SetStatement {
            assignments = List.copyOf(assignments);
        }

        @Override
        public String kind() {
            return "SET STATEMENT";
        }
    }

    /** {@code LOCK TABLES table READ, …}. */
    record LockTables(List<TableLock> locks, Span opening) implements SessionFact {
        public LockTables {
            locks = List.copyOf(locks);
        }

        @Override
        public String kind() {
            return "LOCK TABLES";
        }
    }

    /**
     * One lock.
     *
     * @param lock such as {@code READ LOCAL} or {@code WRITE}
     * @param writes whether it is one for writing
     */
    record TableLock(TableSource table, String lock, boolean writes) {}

    /** {@code UNLOCK TABLES}. */
    record UnlockTables(Span opening) implements SessionFact {
        @Override
        public String kind() {
            return "UNLOCK TABLES";
        }
    }
}
