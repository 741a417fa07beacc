package org.lupomig.model.sql;

import java.util.List;
import java.util.Locale;
import org.lupomig.model.source.Span;

/**
 * An expression of SQL: not taken apart, but for what it calls.
 *
 * @param text as written, each gap and comment between words one blank; parentheses around the whole belong to it
 * @param span where it stands
 * @param calls the functions in it, in their order
 * @param sequences those that it takes values from, in their order
 */
public record SqlExpression(String text, Span span, List<Call> calls, List<TableRef> sequences) {
    public SqlExpression {
        calls = List.copyOf(calls);
        sequences = List.copyOf(sequences);
    }

    /** One that knows no sequences. */
    public SqlExpression(String text, Span span, List<Call> calls) {
        this(text, span, calls, List.of());
    }

    /**
     * A function that is called.
     *
     * @param name as written, without schema and quotes; {@code NEXT VALUE FOR} and {@code PREVIOUS VALUE FOR} of a
     *     sequence are such, and words like {@code CURRENT_TIMESTAMP} that need no parentheses
     * @param span its name's words
     */
    public record Call(String name, Span span) {
        /** The name as functions are compared: in upper case. */
        public String function() {
            return name.toUpperCase(Locale.ROOT);
        }
    }
}
