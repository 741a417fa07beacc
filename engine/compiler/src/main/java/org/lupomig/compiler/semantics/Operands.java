package org.lupomig.compiler.semantics;

import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.plan.Expression;

/** Judges operands by their types, and says which one is wrong. */
final class Operands {
    private final Report report;

    Operands(Report report) {
        this.report = report;
    }

    boolean isCondition(Operand operand, String taker) {
        if (operand.type() == Expression.Type.BOOLEAN) {
            return true;
        }
        sayType(operand, taker, Types.name(Expression.Type.BOOLEAN));
        return false;
    }

    /** Looks at both, so that two mistakes are said at once. */
    boolean areConditions(Operand left, Operand right, String taker) {
        boolean first = isCondition(left, taker);
        boolean second = isCondition(right, taker);
        return first && second;
    }

    boolean isQuantity(Operand operand, String taker) {
        if (Types.isQuantity(operand.type())) {
            return true;
        }
        sayType(operand, taker, "numbers or durations");
        return false;
    }

    /** Looks at both, so that two mistakes are said at once. */
    boolean areQuantities(Operand left, Operand right, String taker) {
        boolean first = isQuantity(left, taker);
        boolean second = isQuantity(right, taker);
        return first && second;
    }

    boolean areAlike(Operand left, Operand right) {
        if (Types.areAlike(left.type(), right.type())) {
            return true;
        }
        Diagnostic said = report.of(
                CompilerMessage.UNLIKE_TYPES, right.span(), Types.name(left.type()), Types.name(right.type()));
        report.say(withoutQuotes(withoutQuotes(said, left, right), right, left));
        return false;
    }

    /** A number in quotes, beside a number, is meant as one. */
    private Diagnostic withoutQuotes(Diagnostic said, Operand text, Operand other) {
        boolean meant = text.value() instanceof Expression.TextLiteral literal
                && other.type() == Expression.Type.NUMBER
                && isWhole(literal.value());
        return meant
                ? said.withFix(
                        "take the quotes off",
                        report.edit(text.span(), ((Expression.TextLiteral) text.value()).value()))
                : said;
    }

    private static boolean isWhole(String text) {
        return !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The type of a sum of two quantities; null where they cannot be added, which is said. */
    Expression.@Nullable Type sum(Operand left, Operand right, String taker) {
        boolean leftDuration = left.type() == Expression.Type.DURATION;
        boolean rightDuration = right.type() == Expression.Type.DURATION;
        if (leftDuration != rightDuration) {
            sayType(leftDuration ? right : left, taker, "two numbers or two durations");
            return null;
        }
        return leftDuration ? Expression.Type.DURATION : Expression.Type.NUMBER;
    }

    /** The type of a product or quotient of two quantities; null where there is none, which is said. */
    Expression.@Nullable Type product(Operand left, Operand right, boolean divides) {
        boolean leftDuration = left.type() == Expression.Type.DURATION;
        boolean rightDuration = right.type() == Expression.Type.DURATION;
        if (divides && rightDuration && !leftDuration) {
            sayType(right, "'/'", "a number to divide a number by");
            return null;
        }
        if (!divides && leftDuration && rightDuration) {
            sayType(right, "'*'", "one duration at most");
            return null;
        }
        return leftDuration == rightDuration ? Expression.Type.NUMBER : Expression.Type.DURATION;
    }

    void sayType(Operand operand, String taker, String takes) {
        String hint = operand.value() instanceof Expression.TableChecksum
                ? "A checksum is compared with '=' or '!='."
                : Types.hint(operand.type(), takes);
        report.say(CompilerMessage.WRONG_TYPE, operand.span(), taker, takes, Types.name(operand.type()), hint);
    }
}
