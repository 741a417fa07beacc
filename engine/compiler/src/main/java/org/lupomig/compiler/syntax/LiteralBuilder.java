package org.lupomig.compiler.syntax;

import java.math.BigDecimal;
import java.time.Duration;
import org.antlr.v4.runtime.Token;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.LupomigParser.LiteralContext;
import org.lupomig.model.source.Span;

/** Makes literals of tokens. */
final class LiteralBuilder {
    private final Problems problems;
    private final Leaves leaves;

    LiteralBuilder(Problems problems, Leaves leaves) {
        this.problems = problems;
        this.leaves = leaves;
    }

    /** What may stand after {@code =} of a parameter. */
    Expression literal(LiteralContext ctx) {
        if (ctx.token == null) {
            return new Expression.Missing(Span.at(Leaves.end(ctx)));
        }
        if (ctx.sign == null) {
            return value(ctx.token, 1);
        }
        boolean signable = ctx.token.getType() == LupomigLexer.INTEGER || ctx.token.getType() == LupomigLexer.DECIMAL;
        if (!signable) {
            problems.report(
                    CompilerMessage.UNEXPECTED, PlanToken.span(ctx.sign), "'-'", "'='", "Only a number has a sign.");
        }
        Expression value = value(ctx.token, signable ? -1 : 1);
        Span span = PlanToken.span(ctx.sign).union(value.span());
        if (value instanceof Expression.IntegerLiteral integer) {
            return new Expression.IntegerLiteral(span, integer.value());
        }
        if (value instanceof Expression.DecimalLiteral decimal) {
            return new Expression.DecimalLiteral(span, decimal.value());
        }
        return value;
    }

    /** The value of a token of a literal; missing where the token is, or is no value. */
    Expression value(Token token) {
        return value(token, 1);
    }

    private Expression value(Token token, int sign) {
        Span span = PlanToken.span(token);
        if (PlanToken.isMissing(token)) {
            return new Expression.Missing(span);
        }
        String text = token.getText();
        boolean mistaken = PlanToken.isSpokenOf(token);
        return switch (token.getType()) {
            case LupomigLexer.STRING, LupomigLexer.RAW_BLOCK ->
                new Expression.TextLiteral(span, TextReader.read(token, problems));
            case LupomigLexer.TRUE, LupomigLexer.FALSE ->
                new Expression.BooleanLiteral(span, token.getType() == LupomigLexer.TRUE);
            default -> mistaken ? new Expression.Missing(span) : number(token.getType(), text, span, sign);
        };
    }

    private Expression number(int type, String text, Span span, int sign) {
        return switch (type) {
            case LupomigLexer.INTEGER -> {
                Long value = leaves.number(text, span);
                yield value == null ? new Expression.Missing(span) : new Expression.IntegerLiteral(span, sign * value);
            }
            case LupomigLexer.DECIMAL ->
                new Expression.DecimalLiteral(span, new BigDecimal(text).multiply(BigDecimal.valueOf(sign)));
            case LupomigLexer.PERCENT ->
                new Expression.PercentLiteral(span, new BigDecimal(text.substring(0, text.length() - 1)));
            default -> {
                Duration duration = leaves.duration(text, span);
                yield duration == null ? new Expression.Missing(span) : new Expression.DurationLiteral(span, duration);
            }
        };
    }
}
