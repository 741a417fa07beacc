package org.lupomig.orchestrator.validation;

import org.lupomig.model.plan.Expression.ComparisonOperator;
import org.lupomig.orchestrator.validation.Evaluator.Incomputable;

/** {@code = != < <= > >=}. NULL equals nothing, and is not less or greater than anything. */
final class Comparing {
    private Comparing() {}

    static boolean holds(ComparisonOperator operator, Value left, Value right) throws Incomputable {
        if (left instanceof Value.Nothing || right instanceof Value.Nothing) {
            return operator == ComparisonOperator.NOT_EQUAL
                    && !(left instanceof Value.Nothing && right instanceof Value.Nothing);
        }
        int order = order(left, right);
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static int order(Value left, Value right) throws Incomputable {
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            return a.text().compareTo(b.text());
        } else if (left instanceof Value.Bool a && right instanceof Value.Bool b) {
            return Boolean.compare(a.flag(), b.flag());
        } else if (left instanceof Value.Span a && right instanceof Value.Span b) {
            return a.duration().compareTo(b.duration());
        } else if (left instanceof Value.Bool a) {
            return Arithmetic.number(bit(a)).compareTo(Arithmetic.number(right));
        } else if (right instanceof Value.Bool b) {
            return Arithmetic.number(left).compareTo(Arithmetic.number(bit(b)));
        }
        return Arithmetic.number(left).compareTo(Arithmetic.number(right));
    }

    /** A server has no booleans: what a query calls true is 1. */
    private static Value bit(Value.Bool value) {
        return new Value.Num(value.flag() ? java.math.BigDecimal.ONE : java.math.BigDecimal.ZERO);
    }
}
