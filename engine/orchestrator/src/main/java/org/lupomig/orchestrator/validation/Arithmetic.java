package org.lupomig.orchestrator.validation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import org.lupomig.model.plan.Expression.ArithmeticOperator;
import org.lupomig.orchestrator.validation.Evaluator.Incomputable;

/** {@code + - * /} over numbers and durations. */
final class Arithmetic {
    private Arithmetic() {}

    static Value compute(ArithmeticOperator operator, Value left, Value right) throws Incomputable {
        if (left instanceof Value.Span a && right instanceof Value.Span b) {
            return durations(operator, a.duration(), b.duration());
        } else if (left instanceof Value.Span a) {
            return scaled(operator, a.duration(), number(right));
        } else if (right instanceof Value.Span b && operator == ArithmeticOperator.MULTIPLY) {
            return scaled(operator, b.duration(), number(left));
        }
        BigDecimal a = number(left);
        BigDecimal b = number(right);
        return new Value.Num(
                switch (operator) {
                    case ADD -> a.add(b);
                    case SUBTRACT -> a.subtract(b);
                    case MULTIPLY -> a.multiply(b);
                    case DIVIDE -> divide(a, b);
                });
    }

    static Value negate(Value value) throws Incomputable {
        return value instanceof Value.Span span
                ? new Value.Span(span.duration().negated())
                : new Value.Num(number(value).negate());
    }

    /** The number that a value is; a query may give it as text. */
    static BigDecimal number(Value value) throws Incomputable {
        if (value instanceof Value.Num number) {
            return number.number();
        } else if (value instanceof Value.Text text) {
            try {
                return new BigDecimal(text.text().trim());
            } catch (NumberFormatException e) {
                throw new Incomputable(value.show() + " is not a number");
            }
        } else if (value instanceof Value.Nothing nothing) {
            throw new Incomputable(nothing.why());
        }
        throw new Incomputable(value.show() + " is not a number");
    }

    private static Value durations(ArithmeticOperator operator, Duration a, Duration b) throws Incomputable {
        return switch (operator) {
            case ADD -> new Value.Span(a.plus(b));
            case SUBTRACT -> new Value.Span(a.minus(b));
            case DIVIDE -> new Value.Num(divide(BigDecimal.valueOf(a.toMillis()), BigDecimal.valueOf(b.toMillis())));
            case MULTIPLY -> throw new Incomputable("a duration cannot be multiplied by a duration");
        };
    }

    private static Value scaled(ArithmeticOperator operator, Duration duration, BigDecimal by) throws Incomputable {
        BigDecimal millis = BigDecimal.valueOf(duration.toMillis());
        return switch (operator) {
            case MULTIPLY ->
                new Value.Span(Duration.ofMillis(millis.multiply(by).longValue()));
            case DIVIDE -> new Value.Span(Duration.ofMillis(divide(millis, by).longValue()));
            case ADD, SUBTRACT -> throw new Incomputable("a duration and a number cannot be added");
        };
    }

    private static BigDecimal divide(BigDecimal a, BigDecimal b) throws Incomputable {
        if (b.signum() == 0) {
            throw new Incomputable("it divides by zero");
        }
        return a.divide(b, MathContext.DECIMAL128);
    }
}
