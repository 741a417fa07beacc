package org.lupomig.model.sql;

import java.util.List;
import org.lupomig.model.source.Span;

/**
 * What a stored program, or a compound statement, does when it runs.
 *
 * @param span its words
 * @param statements the statements in it, in their order, those of inner blocks, handlers and cursors too; spans in
 *     them are relative to the whole statement. One that could not be read is {@code Unparsed} among them
 * @param control what the conditions and values between them use
 * @param settings variables that it sets without a scope, and neither declares nor has in its row: a routine's
 *     parameters, and the session's variables
 * @param touches what all of it reads and changes, sorted; local names of the program are not told apart from tables
 */
public record ProgramBody(
        Span span, List<StatementFact> statements, Uses control, List<String> settings, List<Touch> touches) {
    public ProgramBody {
        statements = List.copyOf(statements);
        settings = List.copyOf(settings);
        touches = List.copyOf(touches);
    }

    /** Whether a text is made in it and run. */
    public boolean hasDynamicSql() {
        return statements.stream().anyMatch(DynamicFact.class::isInstance);
    }

    /** Whether it begins or ends transactions. */
    public boolean controlsTransactions() {
        return statements.stream().anyMatch(TransactionFact.class::isInstance);
    }
}
