package org.lupomig.compiler.semantics;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.sql.ForwardRule;
import org.lupomig.sql.SqlScript;

/** Judges what stands in {@code query()}. */
final class QueryText {
    private QueryText() {}

    /** What is wrong, one clause; null where it is one SELECT that changes nothing. */
    static @Nullable String wrongWith(SqlScript script) {
        if (script.statements().size() != 1) {
            return script.statements().isEmpty()
                    ? "there is none"
                    : "there are " + script.statements().size() + " statements";
        }
        Statement statement = script.statements().get(0);
        if (statement.fact() instanceof StatementFact.Query) {
            return null;
        }
        boolean isReason = statement.fact() instanceof StatementFact.Unparsed
                || statement.fact() instanceof StatementFact.Refused
                || statement.fact() instanceof RowFact.ActingQuery;
        String whyNever = isReason ? ForwardRule.whyNever(statement.fact()) : null;
        return whyNever == null ? "this is " + statement.fact().kind() : whyNever;
    }
}
