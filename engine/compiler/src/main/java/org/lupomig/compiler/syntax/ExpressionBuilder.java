package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Expression.Operator;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.LupomigParser.ArgumentsContext;
import org.lupomig.grammar.LupomigParser.ComparisonContext;
import org.lupomig.grammar.LupomigParser.ComparisonTailContext;
import org.lupomig.grammar.LupomigParser.ConjunctionContext;
import org.lupomig.grammar.LupomigParser.ExpressionContext;
import org.lupomig.grammar.LupomigParser.NamedContext;
import org.lupomig.grammar.LupomigParser.NegationContext;
import org.lupomig.grammar.LupomigParser.PrimaryContext;
import org.lupomig.grammar.LupomigParser.ProductContext;
import org.lupomig.grammar.LupomigParser.ProductOperatorContext;
import org.lupomig.grammar.LupomigParser.SignedContext;
import org.lupomig.grammar.LupomigParser.SumContext;
import org.lupomig.grammar.LupomigParser.SumOperatorContext;
import org.lupomig.model.source.Span;

/**
 * Makes expressions of what the parser read. The parser reads chains as lists; here they become trees, and are cut
 * where whoever walks such a tree could run out of stack.
 */
final class ExpressionBuilder {
    private final Problems problems;
    private final Leaves leaves;
    private final LiteralBuilder literals;
    /** How many levels the expression has that was built last. */
    private int height;

    ExpressionBuilder(Problems problems, Leaves leaves, LiteralBuilder literals) {
        this.problems = problems;
        this.leaves = leaves;
        this.literals = literals;
    }

    Expression build(@Nullable ExpressionContext ctx, int end) {
        if (ctx == null) {
            return missing(end);
        }
        List<ConjunctionContext> operands = ctx.conjunction();
        List<TerminalNode> operators = ctx.OR();
        if (operands.size() > Syntax.MAX_NESTING) {
            return tooDeep(Leaves.span(ctx));
        }
        Expression left = conjunction(at(operands, 0), ctx);
        for (int i = 1; i < operands.size(); i++) {
            int levels = height;
            Expression right = conjunction(operands.get(i), ctx);
            left = binary(left, Operator.OR, span(operators.get(i - 1)), right, levels);
        }
        return left;
    }

    private Expression conjunction(@Nullable ConjunctionContext ctx, ParserRuleContext owner) {
        if (ctx == null) {
            return missing(Leaves.end(owner));
        }
        List<NegationContext> operands = ctx.negation();
        List<TerminalNode> operators = ctx.AND();
        if (operands.size() > Syntax.MAX_NESTING) {
            return tooDeep(Leaves.span(ctx));
        }
        Expression left = negation(at(operands, 0), ctx);
        for (int i = 1; i < operands.size(); i++) {
            int levels = height;
            Expression right = negation(operands.get(i), ctx);
            left = binary(left, Operator.AND, span(operators.get(i - 1)), right, levels);
        }
        return left;
    }

    private Expression negation(@Nullable NegationContext ctx, ParserRuleContext owner) {
        if (ctx == null) {
            return missing(Leaves.end(owner));
        }
        return prefixed(Operator.NOT, ctx.NOT(), comparison(ctx.comparison(), ctx));
    }

    private Expression comparison(@Nullable ComparisonContext ctx, ParserRuleContext owner) {
        if (ctx == null) {
            return missing(Leaves.end(owner));
        }
        Expression left = sum(ctx.sum(), ctx);
        List<ComparisonTailContext> tails = ctx.comparisonTail();
        if (tails.size() > Syntax.MAX_NESTING) {
            return tooDeep(Leaves.span(ctx));
        }
        for (int i = 0; i < tails.size(); i++) {
            ComparisonTailContext tail = tails.get(i);
            if (i == 1 && !ParseTrees.hasMistakes(ctx)) {
                problems.report(CompilerMessage.CHAINED_COMPARISON, PlanToken.span(tail.getStart()));
            }
            int levels = height;
            Expression right = sum(tail.sum(), tail);
            if (tail.operator != null) {
                left = binary(left, comparator(tail.operator), PlanToken.span(tail.operator), right, levels);
            } else {
                Expression tolerance =
                        tail.tolerance == null ? missing(left.span().end()) : literals.value(tail.tolerance);
                height = Math.max(levels, height) + 1;
                left = bounded(new Expression.Within(left.span().union(right.span()), left, tolerance, right));
            }
        }
        return left;
    }

    private Expression sum(@Nullable SumContext ctx, ParserRuleContext owner) {
        if (ctx == null) {
            return missing(Leaves.end(owner));
        }
        List<ProductContext> operands = ctx.product();
        List<SumOperatorContext> operators = ctx.sumOperator();
        if (operands.size() > Syntax.MAX_NESTING) {
            return tooDeep(Leaves.span(ctx));
        }
        Expression left = product(at(operands, 0), ctx);
        for (int i = 1; i < operands.size(); i++) {
            int levels = height;
            Token operator = operators.get(i - 1).token;
            Expression right = product(operands.get(i), ctx);
            boolean plus = operator.getType() == LupomigLexer.PLUS;
            left = binary(left, plus ? Operator.PLUS : Operator.MINUS, PlanToken.span(operator), right, levels);
        }
        return left;
    }

    private Expression product(@Nullable ProductContext ctx, ParserRuleContext owner) {
        if (ctx == null) {
            return missing(Leaves.end(owner));
        }
        List<SignedContext> operands = ctx.signed();
        List<ProductOperatorContext> operators = ctx.productOperator();
        if (operands.size() > Syntax.MAX_NESTING) {
            return tooDeep(Leaves.span(ctx));
        }
        Expression left = signed(at(operands, 0), ctx);
        for (int i = 1; i < operands.size(); i++) {
            int levels = height;
            Token operator = operators.get(i - 1).token;
            Expression right = signed(operands.get(i), ctx);
            boolean times = operator.getType() == LupomigLexer.STAR;
            left = binary(left, times ? Operator.TIMES : Operator.DIVIDED_BY, PlanToken.span(operator), right, levels);
        }
        return left;
    }

    private Expression signed(@Nullable SignedContext ctx, ParserRuleContext owner) {
        if (ctx == null) {
            return missing(Leaves.end(owner));
        }
        return prefixed(Operator.NEGATE, ctx.MINUS(), primary(ctx.primary(), ctx));
    }

    private Expression primary(@Nullable PrimaryContext ctx, ParserRuleContext owner) {
        if (ctx == null) {
            return missing(Leaves.end(owner));
        }
        if (ctx.token != null) {
            height = 1;
            return literals.value(ctx.token);
        }
        if (ctx.named() != null) {
            return named(ctx.named());
        }
        if (ctx.expression() != null) {
            Expression inner = build(ctx.expression(), Leaves.end(ctx));
            height++;
            return bounded(new Expression.Group(Leaves.span(ctx).union(inner.span()), inner));
        }
        return missing(Leaves.end(ctx));
    }

    private Expression named(NamedContext ctx) {
        if (ctx.first == null) {
            return missing(Leaves.end(ctx));
        }
        height = 1;
        if (ctx.open != null && !ctx.rest.isEmpty()) {
            problems.report(
                    CompilerMessage.UNEXPECTED,
                    PlanToken.span(ctx.rest.get(0)),
                    PlanToken.describe(ctx.rest.get(0)),
                    "')'",
                    "What a function gives has no parts.");
        }
        if (ctx.open == null) {
            Reference.Dotted reference = leaves.dotted(ctx.first, ctx.rest);
            return new Expression.Use(reference.span(), reference);
        }
        List<Expression> arguments = new ArrayList<>();
        int levels = 0;
        ArgumentsContext list = ctx.arguments();
        if (list != null) {
            for (ExpressionContext argument : list.expression()) {
                arguments.add(build(argument, Leaves.end(list)));
                levels = Math.max(levels, height);
            }
        }
        height = levels + 1;
        return bounded(new Expression.Call(Leaves.span(ctx), leaves.name(ctx.first), arguments));
    }

    private Expression prefixed(Operator operator, List<TerminalNode> signs, Expression operand) {
        if (signs.size() > Syntax.MAX_NESTING) {
            return tooDeep(span(signs.get(0)).union(operand.span()));
        }
        Expression prefixed = operand;
        for (int i = signs.size() - 1; i >= 0; i--) {
            Span sign = span(signs.get(i));
            height++;
            prefixed = bounded(new Expression.Unary(sign.union(prefixed.span()), operator, sign, prefixed));
        }
        return prefixed;
    }

    private Expression binary(Expression left, Operator operator, Span operatorSpan, Expression right, int leftHeight) {
        height = Math.max(leftHeight, height) + 1;
        return bounded(new Expression.Binary(left.span().union(right.span()), operator, operatorSpan, left, right));
    }

    private Expression bounded(Expression expression) {
        if (height <= Syntax.MAX_NESTING) {
            return expression;
        }
        return tooDeep(expression.span());
    }

    private Expression tooDeep(Span span) {
        problems.nestedTooDeeply(span);
        height = 1;
        return new Expression.Missing(span);
    }

    private Expression missing(int offset) {
        height = 1;
        return new Expression.Missing(Span.at(offset));
    }

    private static Operator comparator(Token token) {
        return switch (token.getType()) {
            case LupomigLexer.NE -> Operator.NOT_EQUAL;
            case LupomigLexer.LT -> Operator.LESS;
            case LupomigLexer.LE -> Operator.LESS_OR_EQUAL;
            case LupomigLexer.GT -> Operator.GREATER;
            case LupomigLexer.GE -> Operator.GREATER_OR_EQUAL;
            default -> Operator.EQUAL;
        };
    }

    private static Span span(TerminalNode node) {
        return PlanToken.span(node.getSymbol());
    }

    private static <T> @Nullable T at(List<T> list, int i) {
        return i < list.size() ? list.get(i) : null;
    }
}
