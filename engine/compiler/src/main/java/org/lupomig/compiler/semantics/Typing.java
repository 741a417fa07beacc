package org.lupomig.compiler.semantics;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Expression;
import org.lupomig.compiler.syntax.Expression.Operator;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.source.Span;

/** Gives expressions their types and their names. What is wrong is said once, at the operand that is wrong. */
final class Typing {
    private final Functions functions;
    private final Values values;
    private final Operands operands;
    private final @Nullable Epoch epoch;

    /**
     * Expressions of one batch or step.
     *
     * @param database what unqualified names are in
     */
    Typing(PlanContext context, Values values, String database) {
        this.values = values;
        this.operands = new Operands(values.report());
        this.epoch = context.epoch();
        this.functions = new Functions(context, values, database, this);
    }

    /** A condition; null where it is none, which is said. */
    org.lupomig.model.plan.@Nullable Expression condition(Expression node, String taker) {
        Operand typed = operand(node);
        return typed != null && operands.isCondition(typed, taker) ? typed.value() : null;
    }

    /** A typed expression; null where something in it is wrong, which is said. */
    org.lupomig.model.plan.@Nullable Expression read(Expression node) {
        if (node instanceof Expression.IntegerLiteral literal) {
            return new org.lupomig.model.plan.Expression.NumberLiteral(BigDecimal.valueOf(literal.value()));
        }
        if (node instanceof Expression.Call call) {
            return functions.read(call);
        }
        if (node instanceof Expression.Binary binary) {
            return binary(binary);
        }
        if (node instanceof Expression.Group group) {
            return read(group.inner());
        }
        if (node instanceof Expression.Unary unary) {
            return unary(unary);
        }
        if (node instanceof Expression.Within within) {
            return within(within);
        }
        return leaf(node);
    }

    private org.lupomig.model.plan.@Nullable Expression leaf(Expression node) {
        if (node instanceof Expression.TextLiteral literal) {
            return new org.lupomig.model.plan.Expression.TextLiteral(
                    values.fill(literal.text()).text());
        }
        if (node instanceof Expression.DecimalLiteral literal) {
            return new org.lupomig.model.plan.Expression.NumberLiteral(literal.value());
        }
        if (node instanceof Expression.DurationLiteral literal) {
            return new org.lupomig.model.plan.Expression.DurationLiteral(literal.value());
        }
        if (node instanceof Expression.BooleanLiteral literal) {
            return new org.lupomig.model.plan.Expression.BooleanLiteral(literal.value());
        }
        if (node instanceof Expression.Use use) {
            return use(use);
        }
        if (node instanceof Expression.PercentLiteral) {
            values.report().say(CompilerMessage.LOOSE_PERCENT, node.span());
        }
        return null;
    }

    private org.lupomig.model.plan.@Nullable Expression use(Expression.Use use) {
        String name = use.reference().text();
        if (name.equals(Values.EPOCH) && epoch != null) {
            return new org.lupomig.model.plan.Expression.NumberLiteral(BigDecimal.valueOf(epoch.to()));
        }
        BigDecimal number = values.number(name);
        if (number != null) {
            return new org.lupomig.model.plan.Expression.NumberLiteral(number);
        }
        if (use.reference().parts().stream().noneMatch(part -> part.isMissing())) {
            sayNoValue(name, use.span());
        }
        return null;
    }

    private void sayNoValue(String name, Span span) {
        Report report = values.report();
        if (report.hasErrorWithin(span) || (Functions.isFunction(name) && report.hasErrorOnLineOf(span))) {
            return;
        }
        String word = name.toLowerCase(Locale.ROOT);
        if (word.equals("true") || word.equals("false")) {
            report.say(Hints.withChange(
                    report.of(CompilerMessage.NOT_A_VALUE, span, name, "Did you mean '" + word + "'?"),
                    report.plan().name(),
                    span,
                    word));
            return;
        }
        int minus = name.lastIndexOf('-');
        if (minus > 0) {
            String difference = name.substring(0, minus) + " - " + name.substring(minus + 1);
            report.say(report.of(
                            CompilerMessage.NOT_A_VALUE,
                            span,
                            name,
                            "It is read as one name: a minus has a blank on each side.")
                    .withFix("write it as a difference", report.edit(span, difference)));
            return;
        }
        report.say(CompilerMessage.NOT_A_VALUE, span, name, hint(name));
    }

    private String hint(String name) {
        if (values.isDeclared(name)) {
            return "This parameter's value is no number: it stands in texts, as ${" + name + "}.";
        }
        if (Functions.isFunction(name)) {
            return "It is a function: write " + name + "(…).";
        }
        if (name.equalsIgnoreCase("null")) {
            return "Nothing is null here; exists(…) asks whether something is there.";
        }
        return "Ask something of it: rows(" + name + "), tables(" + name + ") or exists(" + name + ").";
    }

    private org.lupomig.model.plan.@Nullable Expression unary(Expression.Unary unary) {
        Operand operand = operand(unary.operand());
        if (operand == null) {
            return null;
        }
        if (unary.operator() == Operator.NOT) {
            return operands.isCondition(operand, "'not'")
                    ? new org.lupomig.model.plan.Expression.Not(operand.value())
                    : null;
        }
        return operands.isQuantity(operand, "'-'")
                ? new org.lupomig.model.plan.Expression.Negate(operand.value())
                : null;
    }

    private org.lupomig.model.plan.@Nullable Expression binary(Expression.Binary binary) {
        Operand left = operand(binary.left());
        Operand right = operand(binary.right());
        if (left == null || right == null || isChained(binary)) {
            return null;
        }
        return switch (binary.operator()) {
            case AND, OR -> logic(binary.operator(), left, right);
            case PLUS, MINUS, TIMES, DIVIDED_BY -> arithmetic(binary.operator(), left, right);
            default -> comparison(binary.operator(), left, right);
        };
    }

    /** {@code a < b < c}, which has been said. */
    private static boolean isChained(Expression.Binary binary) {
        return isComparison(binary.operator())
                && binary.left() instanceof Expression.Binary left
                && isComparison(left.operator());
    }

    private static boolean isComparison(Operator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            default -> false;
        };
    }

    private org.lupomig.model.plan.@Nullable Expression logic(Operator operator, Operand left, Operand right) {
        if (!operands.areConditions(left, right, quoted(operator))) {
            return null;
        }
        return operator == Operator.AND
                ? new org.lupomig.model.plan.Expression.And(left.value(), right.value())
                : new org.lupomig.model.plan.Expression.Or(left.value(), right.value());
    }

    private org.lupomig.model.plan.@Nullable Expression arithmetic(Operator operator, Operand left, Operand right) {
        if (!operands.areQuantities(left, right, quoted(operator))) {
            return null;
        }
        boolean adds = operator == Operator.PLUS || operator == Operator.MINUS;
        var type = adds
                ? operands.sum(left, right, quoted(operator))
                : operands.product(left, right, operator == Operator.DIVIDED_BY);
        return type == null
                ? null
                : new org.lupomig.model.plan.Expression.Arithmetic(
                        Types.arithmetic(operator), left.value(), right.value(), type);
    }

    private org.lupomig.model.plan.@Nullable Expression comparison(Operator operator, Operand left, Operand right) {
        boolean ordered = operator != Operator.EQUAL && operator != Operator.NOT_EQUAL;
        if (ordered && !operands.areQuantities(left, right, quoted(operator))) {
            return null;
        }
        return operands.areAlike(left, right)
                ? new org.lupomig.model.plan.Expression.Comparison(
                        Types.comparison(operator), left.value(), right.value())
                : null;
    }

    private org.lupomig.model.plan.@Nullable Expression within(Expression.Within within) {
        Operand left = operand(within.left());
        Operand right = operand(within.right());
        BigDecimal percent = null;
        if (within.tolerance() instanceof Expression.PercentLiteral literal) {
            percent = literal.value();
        } else {
            Operand tolerance = operand(within.tolerance());
            if (tolerance != null) {
                operands.sayType(tolerance, "'within'", "a percentage such as 5%");
            }
        }
        if (left == null || right == null || percent == null) {
            return null;
        }
        boolean fits = operands.areQuantities(left, right, "'within'") && operands.areAlike(left, right);
        return fits ? new org.lupomig.model.plan.Expression.Within(left.value(), percent, right.value()) : null;
    }

    private @Nullable Operand operand(Expression node) {
        var value = read(node);
        return value == null ? null : new Operand(node.span(), value);
    }

    private static String quoted(Operator operator) {
        return "'" + operator.symbol() + "'";
    }
}
