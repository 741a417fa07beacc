package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** Statements on other servers that this one knows. A password among their options has no value here. */
public sealed interface ServerFact extends StatementFact {
    @Override
    Span opening();

    @Override
    default boolean mayHoldSecrets() {
        return true;
    }

    /** {@code CREATE SERVER name FOREIGN DATA WRAPPER wrapper OPTIONS (…)}. */
    record CreateServer(
            String server, boolean orReplace, @Nullable Span guard, String wrapper, List<Setting> options, Span opening)
            implements ServerFact {
        public CreateServer {
            options = List.copyOf(options);
        }

        @Override
        public String kind() {
            return orReplace ? "CREATE OR REPLACE SERVER" : "CREATE SERVER";
        }
    }

    /** {@code ALTER SERVER name OPTIONS (…)}. */
    record AlterServer(String server, List<Setting> options, Span opening) implements ServerFact {
        public AlterServer {
            options = List.copyOf(options);
        }

        @Override
        public String kind() {
            return "ALTER SERVER";
        }
    }

    /** {@code DROP SERVER name}. */
    record DropServer(String server, @Nullable Span guard, Span opening) implements ServerFact {
        @Override
        public String kind() {
            return "DROP SERVER";
        }
    }
}
