package org.lupomig.orchestrator.validation;

import org.lupomig.model.plan.Expression;

/** Expressions in the words of a plan, with every parameter filled in. Pure. */
final class ExpressionWords {
    private ExpressionWords() {}

    /** As an author would write it. */
    static String of(Expression e) {
        if (e instanceof Expression.NumberLiteral literal) {
            return literal.value().toPlainString();
        } else if (e instanceof Expression.BooleanLiteral literal) {
            return Boolean.toString(literal.value());
        } else if (e instanceof Expression.TextLiteral literal) {
            return quoted(literal.value());
        } else if (e instanceof Expression.DurationLiteral literal) {
            return literal.value().toMillis() + "ms";
        } else if (e instanceof Expression.Negate negate) {
            return "-" + inner(negate.operand());
        } else if (e instanceof Expression.Not not) {
            return "not " + inner(not.operand());
        } else if (e instanceof Expression.Before before) {
            return "before(" + of(before.inner()) + ")";
        }
        String between = between(e);
        return between.isEmpty()
                ? fact(e)
                : inner(e.operands().get(0)) + " " + between + " "
                        + inner(e.operands().get(1));
    }

    /** Whether it stands for itself: its value tells nothing new. */
    static boolean isLiteral(Expression e) {
        return e instanceof Expression.NumberLiteral
                || e instanceof Expression.TextLiteral
                || e instanceof Expression.BooleanLiteral
                || e instanceof Expression.DurationLiteral;
    }

    /** Whether it is read, and not computed from others. */
    static boolean isFact(Expression e) {
        return !isLiteral(e) && (e.operands().isEmpty() || e instanceof Expression.Before);
    }

    /** What stands between two operands, empty where there are not two. */
    private static String between(Expression e) {
        if (e instanceof Expression.Arithmetic arithmetic) {
            return arithmetic.operator().sign();
        } else if (e instanceof Expression.Comparison comparison) {
            return comparison.operator().sign();
        } else if (e instanceof Expression.Within within) {
            return "within " + within.percent().stripTrailingZeros().toPlainString() + "% of";
        } else if (e instanceof Expression.And) {
            return "and";
        }
        return e instanceof Expression.Or ? "or" : "";
    }

    /** In parentheses where it has operands of its own: whoever reads it need not know which sign binds tighter. */
    private static String inner(Expression e) {
        return isLiteral(e) || isFact(e) ? of(e) : "(" + of(e) + ")";
    }

    private static String fact(Expression e) {
        if (e instanceof Expression.TableCount count) {
            return "tables(" + count.schema() + ")";
        } else if (e instanceof Expression.RowCount count) {
            return "rows(" + count.table() + ")";
        } else if (e instanceof Expression.ColumnCount count) {
            return "columns(" + count.table() + ")";
        } else if (e instanceof Expression.TableChecksum checksum) {
            return "checksum(" + checksum.table() + ")";
        } else if (e instanceof Expression.TableExists exists) {
            return "exists(" + exists.table() + ")";
        } else if (e instanceof Expression.SchemaExists exists) {
            return "exists(" + exists.schema() + ")";
        } else if (e instanceof Expression.DatabaseExists exists) {
            return "exists(" + exists.database() + ")";
        } else if (e instanceof Expression.FileExists exists) {
            return "exists(" + quoted(exists.file()) + ")";
        } else if (e instanceof Expression.FileCount count) {
            return "files(" + quoted(count.glob()) + ")";
        } else if (e instanceof Expression.QueryScalar query) {
            return "query(" + quoted(query.sql()) + ")";
        } else if (e instanceof Expression.CommandStatus command) {
            return "command(" + quoted(command.command()) + ")";
        }
        return "elapsed()";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
