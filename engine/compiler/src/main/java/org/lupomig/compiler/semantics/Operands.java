package org.lupomig.compiler.semantics;

import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.source.Span;

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

    /** Looks at the second only where nothing is wrong with the first: what is wrong with both is one mistake. */
    boolean areQuantities(Operand left, Operand right, String taker) {
        return isQuantity(left, taker) && isQuantity(right, taker);
    }

    boolean areAlike(Operand left, Operand right) {
        if (Types.areAlike(left.type(), right.type())) {
            return true;
        }
        boolean oneIsLiteral = isLiteral(left) != isLiteral(right);
        Span wrong = oneIsLiteral
                ? (isLiteral(left) ? left : right).span()
                : left.span().union(right.span());
        if (report.hasErrorWithin(left.span().union(right.span()))) {
            return false;
        }
        Diagnostic said =
                report.of(CompilerMessage.UNLIKE_TYPES, wrong, Types.name(left.type()), Types.name(right.type()));
        report.say(withoutQuotes(withoutQuotes(said, left, right), right, left));
        return false;
    }

    /** Of two sides, the one that the author wrote down as it is: it is the one to change. */
    private static boolean isLiteral(Operand operand) {
        return operand.value() instanceof Expression.TextLiteral
                || operand.value() instanceof Expression.NumberLiteral
                || operand.value() instanceof Expression.DurationLiteral
                || operand.value() instanceof Expression.BooleanLiteral;
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
            sayBoth(left, right, taker, "two numbers or two durations");
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

    private void sayBoth(Operand left, Operand right, String taker, String takes) {
        report.say(
                CompilerMessage.WRONG_TYPE,
                left.span().union(right.span()),
                taker,
                takes,
                Types.name(left.type()) + " and " + Types.name(right.type()),
                "");
    }

    /** Says of what type an operand should be, unless something in it is wrong anyway. */
    void sayType(Operand operand, String taker, String takes) {
        if (report.hasErrorWithin(operand.span())) {
            return;
        }
        String hint = operand.value() instanceof Expression.TableChecksum
                ? "A checksum is compared with '=' or '!='."
                : Types.hint(operand.type(), takes);
        report.say(CompilerMessage.WRONG_TYPE, operand.span(), taker, takes, Types.name(operand.type()), hint);
    }
}
