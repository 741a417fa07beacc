package org.lupomig.compiler.semantics;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Expression;

/** Knows conditions whose value stands in the plan. */
final class Constants {
    private Constants() {}

    static boolean isFalse(Expression condition) {
        return Boolean.FALSE.equals(valueOf(condition));
    }

    /** The value; null where it depends on anything. */
    private static @Nullable Boolean valueOf(Expression condition) {
        if (condition instanceof Expression.BooleanLiteral literal) {
            return literal.value();
        }
        if (condition instanceof Expression.Not not) {
            Boolean value = valueOf(not.operand());
            return value == null ? null : !value;
        }
        if (condition instanceof Expression.And and) {
            return decidedBy(false, valueOf(and.left()), valueOf(and.right()));
        }
        return condition instanceof Expression.Or or ? decidedBy(true, valueOf(or.left()), valueOf(or.right())) : null;
    }

    private static @Nullable Boolean decidedBy(boolean decisive, @Nullable Boolean left, @Nullable Boolean right) {
        if ((left != null && left == decisive) || (right != null && right == decisive)) {
            return decisive;
        }
        return (left == null || right == null) ? null : !decisive;
    }
}
