package org.lupomig.compiler.semantics;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Expression.Binary;
import org.lupomig.compiler.syntax.Expression.BooleanLiteral;
import org.lupomig.compiler.syntax.Expression.Call;
import org.lupomig.compiler.syntax.Expression.DecimalLiteral;
import org.lupomig.compiler.syntax.Expression.DurationLiteral;
import org.lupomig.compiler.syntax.Expression.Group;
import org.lupomig.compiler.syntax.Expression.IntegerLiteral;
import org.lupomig.compiler.syntax.Expression.PercentLiteral;
import org.lupomig.compiler.syntax.Expression.TextLiteral;
import org.lupomig.compiler.syntax.Expression.Unary;
import org.lupomig.compiler.syntax.Expression.Use;
import org.lupomig.compiler.syntax.Expression.Within;
import org.lupomig.compiler.syntax.Expression.Operator;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Expression.Type;

/** Gives expressions their types and their names. What is wrong is said once, at the operand that is wrong. */
final class Typing {
    private final Functions functions;
    private final Values values;
    private final Report report;
    private final @Nullable Epoch epoch;

    /**
     * Expressions of one batch or step.
     *
     * @param database what unqualified names are in
     */
    Typing(PlanContext context, Values values, String database) {
        this.values = values;
        this.report = values.report();
        this.epoch = context.epoch();
        this.functions = new Functions(context, values, database, this);
    }

    /** A condition; null where it is none, which is said. */
    @Nullable
    Expression condition(org.lupomig.compiler.syntax.Expression node, String taker) {
        Expression typed = read(node);
        if (typed == null || is(node, typed, Type.BOOLEAN, taker)) {
            return typed;
        }
        return null;
    }

    /** A typed expression; null where something in it is wrong, which is said. */
    @Nullable
    Expression read(org.lupomig.compiler.syntax.Expression node) {
        if (node instanceof IntegerLiteral literal) {
            return new Expression.NumberLiteral(BigDecimal.valueOf(literal.value()));
        }
        if (node instanceof Call call) {
            return functions.read(call);
        }
        if (node instanceof Binary binary) {
            return binary(binary);
        }
        if (node instanceof Group group) {
            return read(group.inner());
        }
        if (node instanceof Unary unary) {
            return unary(unary);
        }
        if (node instanceof Within within) {
            return within(within);
        }
        if (node instanceof TextLiteral literal) {
            return new Expression.TextLiteral(values.fill(literal.text()).text());
        }
        if (node instanceof DecimalLiteral literal) {
            return new Expression.NumberLiteral(literal.value());
        }
        if (node instanceof DurationLiteral literal) {
            return new Expression.DurationLiteral(literal.value());
        }
        if (node instanceof BooleanLiteral literal) {
            return new Expression.BooleanLiteral(literal.value());
        }
        if (node instanceof Use use) {
            return use(use);
        }
        if (node instanceof PercentLiteral) {
            report.say(CompilerMessage.LOOSE_PERCENT, node.span());
        }
        return null;
    }

    private @Nullable Expression use(Use use) {
        String name = use.reference().text();
        if (name.equals(Values.EPOCH) && epoch != null) {
            return new Expression.NumberLiteral(BigDecimal.valueOf(epoch.to()));
        }
        if (use.reference().parts().stream().noneMatch(part -> part.isMissing())) {
            String hint = values.isDeclared(name)
                    ? "A parameter stands in texts, as ${" + name + "}."
                    : "Ask something of it: rows(" + name + "), tables(" + name + ") or exists(" + name + ").";
            report.say(CompilerMessage.NOT_A_VALUE, use.span(), name, hint);
        }
        return null;
    }

    private @Nullable Expression unary(Unary unary) {
        Expression operand = read(unary.operand());
        if (operand == null) {
            return null;
        }
        if (unary.operator() == Operator.NOT) {
            return is(unary.operand(), operand, Type.BOOLEAN, "'not'") ? new Expression.Not(operand) : null;
        }
        return isQuantity(unary.operand(), operand, "'-'") ? new Expression.Negate(operand) : null;
    }

    private @Nullable Expression binary(Binary binary) {
        Expression left = read(binary.left());
        Expression right = read(binary.right());
        if (left == null || right == null) {
            return null;
        }
        return switch (binary.operator()) {
            case AND, OR -> logic(binary, left, right);
            case PLUS, MINUS -> sum(binary, left, right);
            case TIMES, DIVIDED_BY -> product(binary, left, right);
            default -> comparison(binary, left, right);
        };
    }

    private @Nullable Expression logic(Binary binary, Expression left, Expression right) {
        String taker = "'" + binary.operator().symbol() + "'";
        boolean fits = is(binary.left(), left, Type.BOOLEAN, taker) & is(binary.right(), right, Type.BOOLEAN, taker);
        if (!fits) {
            return null;
        }
        return binary.operator() == Operator.AND ? new Expression.And(left, right) : new Expression.Or(left, right);
    }

    private @Nullable Expression sum(Binary binary, Expression left, Expression right) {
        String taker = "'" + binary.operator().symbol() + "'";
        if (!isQuantity(binary.left(), left, taker) | !isQuantity(binary.right(), right, taker)) {
            return null;
        }
        if (left.type() == Type.DURATION || right.type() == Type.DURATION) {
            boolean leftIsOdd = left.type() != Type.DURATION;
            if (leftIsOdd || right.type() != Type.DURATION) {
                var odd = leftIsOdd ? binary.left() : binary.right();
                sayType(odd, leftIsOdd ? left : right, taker, "two numbers or two durations");
                return null;
            }
        }
        Type type = left.type() == Type.DURATION ? Type.DURATION : Type.NUMBER;
        return new Expression.Arithmetic(Types.arithmetic(binary.operator()), left, right, type);
    }

    private @Nullable Expression product(Binary binary, Expression left, Expression right) {
        String taker = "'" + binary.operator().symbol() + "'";
        if (!isQuantity(binary.left(), left, taker) | !isQuantity(binary.right(), right, taker)) {
            return null;
        }
        boolean divides = binary.operator() == Operator.DIVIDED_BY;
        boolean bothDurations = left.type() == Type.DURATION && right.type() == Type.DURATION;
        boolean overDuration = divides && right.type() == Type.DURATION && left.type() != Type.DURATION;
        if ((bothDurations && !divides) || overDuration) {
            sayType(binary.right(), right, taker, divides ? "a number to divide a number by" : "one duration at most");
            return null;
        }
        boolean oneDuration = (left.type() == Type.DURATION) != (right.type() == Type.DURATION);
        return new Expression.Arithmetic(
                Types.arithmetic(binary.operator()), left, right, oneDuration ? Type.DURATION : Type.NUMBER);
    }

    private @Nullable Expression comparison(Binary binary, Expression left, Expression right) {
        boolean ordered = binary.operator() != Operator.EQUAL && binary.operator() != Operator.NOT_EQUAL;
        if (ordered) {
            String taker = "'" + binary.operator().symbol() + "'";
            if (!isQuantity(binary.left(), left, taker) | !isQuantity(binary.right(), right, taker)) {
                return null;
            }
        }
        if (!Types.areAlike(left.type(), right.type())) {
            sayUnlike(binary, left, right);
            return null;
        }
        return new Expression.Comparison(Types.comparison(binary.operator()), left, right);
    }

    private void sayUnlike(Binary binary, Expression left, Expression right) {
        report.say(
                CompilerMessage.UNLIKE_TYPES,
                binary.right().span(),
                Types.name(left.type()),
                Types.name(right.type()));
    }

    private @Nullable Expression within(Within within) {
        Expression left = read(within.left());
        Expression right = read(within.right());
        BigDecimal percent = null;
        if (within.tolerance() instanceof PercentLiteral literal) {
            percent = literal.value();
        } else {
            Expression tolerance = read(within.tolerance());
            if (tolerance != null) {
                sayType(within.tolerance(), tolerance, "'within'", "a percentage such as 5%");
            }
        }
        if (left == null || right == null || percent == null) {
            return null;
        }
        if (!isQuantity(within.left(), left, "'within'") | !isQuantity(within.right(), right, "'within'")) {
            return null;
        }
        if (!Types.areAlike(left.type(), right.type())) {
            report.say(
                    CompilerMessage.UNLIKE_TYPES,
                    within.right().span(),
                    Types.name(left.type()),
                    Types.name(right.type()));
            return null;
        }
        return new Expression.Within(left, percent, right);
    }

    private boolean is(org.lupomig.compiler.syntax.Expression node, Expression typed, Type type, String taker) {
        if (typed.type() == type) {
            return true;
        }
        sayType(node, typed, taker, Types.name(type));
        return false;
    }

    private boolean isQuantity(org.lupomig.compiler.syntax.Expression node, Expression typed, String taker) {
        if (Types.isQuantity(typed.type())) {
            return true;
        }
        sayType(node, typed, taker, "numbers or durations");
        return false;
    }

    private void sayType(
            org.lupomig.compiler.syntax.Expression node, Expression typed, String taker, String takes) {
        String hint = typed instanceof Expression.TableChecksum
                ? "A checksum is compared with '=' or '!='."
                : Types.hint(typed.type(), takes);
        report.say(CompilerMessage.WRONG_TYPE, node.span(), taker, takes, Types.name(typed.type()), hint);
    }
}
