package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** Statements that make other statements out of texts, and run them. */
public sealed interface DynamicFact extends StatementFact {
    @Override
    Span opening();

    /**
     * Where a text comes from: one of a literal, a user variable, or another expression.
     *
     * @param literal the text, without quotes and escapes; null where it is none
     * @param variable the user variable's name without its sign; null where it is none
     * @param span the expression
     * @param uses what the expression uses
     */
    record TextSource(@Nullable String literal, @Nullable String variable, Span span, Uses uses) {}

    /** {@code PREPARE name FROM text}. */
    record Prepare(String name, TextSource text, Span opening) implements DynamicFact {
        @Override
        public String kind() {
            return "PREPARE";
        }
    }

    /**
     * {@code EXECUTE name USING …}.
     *
     * @param parameters what stands behind {@code USING}, one for each {@code ?}
     */
    record Execute(String name, Uses using, List<Span> parameters, Span opening) implements DynamicFact {
        public Execute {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String kind() {
            return "EXECUTE";
        }
    }

    /** {@code DEALLOCATE PREPARE name}. */
    record Deallocate(String name, Span opening) implements DynamicFact {
        @Override
        public String kind() {
            return "DEALLOCATE PREPARE";
        }
    }

    /** {@code EXECUTE IMMEDIATE text USING …}; parameters as of {@link Execute}. */
    record ExecuteImmediate(TextSource text, Uses using, List<Span> parameters, Span opening) implements DynamicFact {
        public ExecuteImmediate {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String kind() {
            return "EXECUTE IMMEDIATE";
        }
    }
}
