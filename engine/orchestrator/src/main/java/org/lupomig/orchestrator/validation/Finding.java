package org.lupomig.orchestrator.validation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Expression.ComparisonOperator;
import org.lupomig.orchestrator.validation.Evaluator.Incomputable;

/**
 * Says of an expectation that does not hold what was found and what was expected: {@code tables(shop) is 3, expected
 * 4}. Where a side is computed, the values that it was computed from follow.
 */
final class Finding {
    private final Evaluator.Pass pass;

    /** Of values read in this pass: what is said is what was judged. */
    Finding(Evaluator.Pass pass) {
        this.pass = pass;
    }

    String of(Expression condition) throws Incomputable {
        if (condition instanceof Expression.Comparison c) {
            // The side that is read goes first, however it was written.
            return ExpressionWords.isLiteral(c.left()) && !ExpressionWords.isLiteral(c.right())
                    ? sides(c.right(), wanted(mirrored(c.operator())), c.left())
                    : sides(c.left(), wanted(c.operator()), c.right());
        } else if (condition instanceof Expression.Within within) {
            String percent = within.percent().stripTrailingZeros().toPlainString();
            return sides(within.value(), "within " + percent + "% of ", within.of());
        }
        Set<String> facts = new LinkedHashSet<>();
        collect(condition, condition, facts);
        return is(condition) + ", expected true" + listed(facts);
    }

    private String sides(Expression found, String wanted, Expression expected) throws Incomputable {
        StringBuilder out = new StringBuilder(is(found));
        out.append(", expected ").append(wanted);
        out.append(
                ExpressionWords.isLiteral(expected)
                        ? pass.value(expected).show()
                        : ExpressionWords.of(expected) + ", which is "
                                + pass.value(expected).show());
        Set<String> facts = new LinkedHashSet<>();
        collect(found, found, facts);
        collect(expected, expected, facts);
        return out.append(listed(facts)).toString();
    }

    private String is(Expression e) throws Incomputable {
        return ExpressionWords.of(e) + " is " + pass.value(e).show();
    }

    /** What {@code whole} was computed from; nothing where it is itself what was read. */
    private void collect(Expression whole, Expression part, Set<String> facts) throws Incomputable {
        if (ExpressionWords.isFact(part)) {
            if (part != whole) {
                facts.add(is(part));
            }
            return;
        }
        for (Expression operand : part.operands()) {
            collect(whole, operand, facts);
        }
    }

    private static String listed(Set<String> facts) {
        List<String> all = new ArrayList<>(facts);
        return all.isEmpty() ? "" : " (" + String.join(", ", all) + ")";
    }

    private static String wanted(ComparisonOperator operator) {
        return switch (operator) {
            case EQUAL -> "";
            case NOT_EQUAL -> "anything but ";
            case LESS -> "less than ";
            case LESS_OR_EQUAL -> "at most ";
            case GREATER -> "more than ";
            case GREATER_OR_EQUAL -> "at least ";
        };
    }

    private static ComparisonOperator mirrored(ComparisonOperator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> operator;
            case LESS -> ComparisonOperator.GREATER;
            case LESS_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
            case GREATER -> ComparisonOperator.LESS;
            case GREATER_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
        };
    }
}
