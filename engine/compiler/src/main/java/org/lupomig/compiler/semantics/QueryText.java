package org.lupomig.compiler.semantics;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.FunctionCall;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Uses;
import org.lupomig.model.sql.VariableUse;
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
        String acts = statement.fact() instanceof RowFact.ActingQuery query ? acts(query.uses()) : null;
        return whyNever != null
                ? whyNever
                : acts != null ? acts : "this is " + statement.fact().kind();
    }

    /** What a SELECT that may run elsewhere does besides answering, one clause; null where it is none of its words. */
    private static @Nullable String acts(Uses uses) {
        for (FunctionCall call : uses.calls()) {
            if (call.nature() == FunctionNature.ACTING) {
                return "it calls " + call.name() + ", which does more than to answer";
            }
        }
        return uses.variables().stream()
                .filter(VariableUse::set)
                .map(variable -> "it sets @" + variable.name())
                .findFirst()
                .orElse(null);
    }
}
