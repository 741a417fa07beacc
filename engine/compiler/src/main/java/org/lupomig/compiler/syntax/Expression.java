package org.lupomig.compiler.syntax;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.lupomig.model.source.Span;

/** Something that has a value. Types are not known to the grammar: {@code 3 and "x"} is an expression. */
public sealed interface Expression extends Node {

    /** Operators, loosest last within each arity. */
    enum Operator {
        NEGATE("-"),
        TIMES("*"),
        DIVIDED_BY("/"),
        PLUS("+"),
        MINUS("-"),
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        NOT("not"),
        AND("and"),
        OR("or");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** As it is written. */
        public String symbol() {
            return symbol;
        }
    }

    /** An expression without elements inside, other than its text. */
    sealed interface Literal extends Expression {}

    /** {@code "…"} or a raw block. Where a database, schema, table or file is meant, its name. */
    record TextLiteral(Span span, Text text) implements Literal {
        @Override
        public List<Node> children() {
            return List.of(text);
        }
    }

    /** {@code 34}. */
    record IntegerLiteral(Span span, long value) implements Literal {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /** {@code 0.5}. */
    record DecimalLiteral(Span span, BigDecimal value) implements Literal {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /** {@code 5%}; the value is 5. */
    record PercentLiteral(Span span, BigDecimal value) implements Literal {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /** {@code 10m}. */
    record DurationLiteral(Span span, Duration value) implements Literal {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /** {@code true} or {@code false}. */
    record BooleanLiteral(Span span, boolean value) implements Literal {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /** The name of something declared, or of a table. */
    record Use(Span span, Reference.Dotted reference) implements Expression {
        @Override
        public List<Node> children() {
            return List.of(reference);
        }
    }

    /** {@code function(argument, …)}. Which functions there are is not known to the grammar. */
    record Call(Span span, Name function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Node> children() {
            return Node.children(function, arguments);
        }
    }

    /** {@code -a} or {@code not a}. */
    record Unary(Span span, Operator operator, Span operatorSpan, Expression operand) implements Expression {
        @Override
        public List<Node> children() {
            return List.of(operand);
        }
    }

    /** {@code a + b}, {@code a < b}, {@code a and b}. */
    record Binary(Span span, Operator operator, Span operatorSpan, Expression left, Expression right)
            implements Expression {
        @Override
        public List<Node> children() {
            return List.of(left, right);
        }
    }

    /** {@code a within 5% of b}. */
    record Within(Span span, Expression left, Expression tolerance, Expression right) implements Expression {
        @Override
        public List<Node> children() {
            return List.of(left, tolerance, right);
        }
    }

    /** {@code (a)}. */
    record Group(Span span, Expression inner) implements Expression {
        @Override
        public List<Node> children() {
            return List.of(inner);
        }
    }

    /** An expression must stand here and none does. It has been said. */
    record Missing(Span span) implements Expression {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }
}
