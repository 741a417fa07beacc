package org.lupomig.model.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.lupomig.model.sql.ObjectName;

/** A typed expression with its names resolved; what is left is to read the facts and compute. */
public sealed interface Expression {

    /** The type of a value. */
    enum Type {
        NUMBER,
        BOOLEAN,
        TEXT,
        DURATION,
        /** Known only when it is read: what {@code query(…)} returns. */
        SCALAR
    }

    /** The type of what this computes. */
    Type type();

    /** Parts of it, in order. */
    default List<Expression> operands() {
        return List.of();
    }

    record NumberLiteral(BigDecimal value) implements Expression {
        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    record BooleanLiteral(boolean value) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }
    }

    record TextLiteral(String value) implements Expression {
        @Override
        public Type type() {
            return Type.TEXT;
        }
    }

    record DurationLiteral(Duration value) implements Expression {
        @Override
        public Type type() {
            return Type.DURATION;
        }
    }

    /** {@code tables(schema)}: number of base tables; 0 for a schema that is not there. */
    record TableCount(String database, String schema) implements Expression {
        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    /** {@code rows(table)}. */
    record RowCount(String database, ObjectName table) implements Expression {
        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    /** {@code columns(table)}. */
    record ColumnCount(String database, ObjectName table) implements Expression {
        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    /** {@code files("glob")}, relative to the plan. */
    record FileCount(String glob) implements Expression {
        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    /** {@code exists(table)}. */
    record TableExists(String database, ObjectName table) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }
    }

    /** {@code exists(schema)}. */
    record SchemaExists(String database, String schema) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }
    }

    /** {@code exists(database)}: reachable, or the file is there. */
    record DatabaseExists(String database) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }
    }

    /** {@code exists("file")}, relative to the plan. */
    record FileExists(String file) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }
    }

    /** {@code checksum(table)}: reads the whole table. */
    record TableChecksum(String database, ObjectName table) implements Expression {
        @Override
        public Type type() {
            return Type.TEXT;
        }
    }

    /** {@code elapsed()}: since the batch (or step) that is checked began. */
    record Elapsed() implements Expression {
        @Override
        public Type type() {
            return Type.DURATION;
        }
    }

    /** {@code query("SELECT …" [, db])}: one scalar, in a read-only transaction. */
    record QueryScalar(String database, String sql) implements Expression {
        @Override
        public Type type() {
            return Type.SCALAR;
        }
    }

    /** {@code command("…")}: the exit status of a program. */
    record CommandStatus(String command) implements Expression {
        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    /**
     * {@code before(expr)}: the value when the batch (or step) first began.
     *
     * @param key under which the value is stored: the inner expression's canonical text
     */
    record Before(String key, Expression inner) implements Expression {
        @Override
        public Type type() {
            return inner.type();
        }

        @Override
        public List<Expression> operands() {
            return List.of(inner);
        }
    }

    /** {@code + - * /}. */
    record Arithmetic(ArithmeticOperator operator, Expression left, Expression right, Type type) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of(left, right);
        }
    }

    enum ArithmeticOperator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/");

        private final String sign;

        ArithmeticOperator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** {@code - x}. */
    record Negate(Expression operand) implements Expression {
        @Override
        public Type type() {
            return operand.type();
        }

        @Override
        public List<Expression> operands() {
            return List.of(operand);
        }
    }

    /** {@code = != < <= > >=}. */
    record Comparison(ComparisonOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public List<Expression> operands() {
            return List.of(left, right);
        }
    }

    enum ComparisonOperator {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sign;

        ComparisonOperator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** {@code a within 5% of b}: |a - b| is at most that part of |b|. */
    record Within(Expression value, BigDecimal percent, Expression of) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public List<Expression> operands() {
            return List.of(value, of);
        }
    }

    /** {@code and}; the right side is read only where the left holds. */
    record And(Expression left, Expression right) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public List<Expression> operands() {
            return List.of(left, right);
        }
    }

    /** {@code or}; the right side is read only where the left does not hold. */
    record Or(Expression left, Expression right) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public List<Expression> operands() {
            return List.of(left, right);
        }
    }

    /** {@code not}. */
    record Not(Expression operand) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public List<Expression> operands() {
            return List.of(operand);
        }
    }
}
