package org.lupomig.compiler.semantics;

import org.lupomig.compiler.syntax.Expression.Operator;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Expression.ArithmeticOperator;
import org.lupomig.model.plan.Expression.ComparisonOperator;

/** What can be done with values of which type. */
final class Types {
    private Types() {}

    /** The words that users see. */
    static String name(Expression.Type type) {
        return switch (type) {
            case NUMBER -> "a number";
            case BOOLEAN -> "a condition";
            case TEXT -> "a text";
            case DURATION -> "a duration";
            case SCALAR -> "what query() reads";
        };
    }

    /** Whether it can be added and ordered. */
    static boolean isQuantity(Expression.Type type) {
        return type == Expression.Type.NUMBER || type == Expression.Type.DURATION || type == Expression.Type.SCALAR;
    }

    /** Whether two values can be equal. What a query reads is known only when it is read; it is never a duration. */
    static boolean areAlike(Expression.Type left, Expression.Type right) {
        if (left == Expression.Type.SCALAR || right == Expression.Type.SCALAR) {
            return left != Expression.Type.DURATION && right != Expression.Type.DURATION;
        }
        return left == right;
    }

    static String hint(Expression.Type found, String takes) {
        boolean condition = takes.equals(name(Expression.Type.BOOLEAN));
        if (condition) {
            return "Compare it with something, such as '= 0'.";
        }
        return found == Expression.Type.BOOLEAN
                ? "A condition is true or false; join conditions with 'and' or 'or'."
                : "";
    }

    static ArithmeticOperator arithmetic(Operator operator) {
        return switch (operator) {
            case PLUS -> ArithmeticOperator.ADD;
            case MINUS -> ArithmeticOperator.SUBTRACT;
            case TIMES -> ArithmeticOperator.MULTIPLY;
            case DIVIDED_BY -> ArithmeticOperator.DIVIDE;
            default -> throw new IllegalArgumentException(operator.symbol());
        };
    }

    static ComparisonOperator comparison(Operator operator) {
        return switch (operator) {
            case EQUAL -> ComparisonOperator.EQUAL;
            case NOT_EQUAL -> ComparisonOperator.NOT_EQUAL;
            case LESS -> ComparisonOperator.LESS;
            case LESS_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
            case GREATER -> ComparisonOperator.GREATER;
            case GREATER_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
            default -> throw new IllegalArgumentException(operator.symbol());
        };
    }
}
