package org.lupomig.compiler.semantics;

import org.lupomig.model.plan.Expression;
import org.lupomig.model.sql.ObjectName;

/** The canonical text of an expression: two that mean the same are written the same. */
public final class ExpressionText {
    private final StringBuilder out = new StringBuilder();

    private ExpressionText() {}

    /** All names in full, every operator in parentheses. */
    public static String of(Expression expression) {
        ExpressionText text = new ExpressionText();
        text.write(expression);
        return text.out.toString();
    }

    private void write(Expression expression) {
        if (expression instanceof Expression.NumberLiteral literal) {
            out.append(literal.value().toPlainString());
        } else if (expression instanceof Expression.BooleanLiteral literal) {
            out.append(literal.value());
        } else if (expression instanceof Expression.TextLiteral literal) {
            quoted(literal.value());
        } else if (expression instanceof Expression.DurationLiteral literal) {
            out.append(literal.value().toMillis()).append("ms");
        } else if (expression instanceof Expression.Arithmetic e) {
            infix(e.left(), e.operator().sign(), e.right());
        } else if (expression instanceof Expression.Comparison e) {
            infix(e.left(), e.operator().sign(), e.right());
        } else if (expression instanceof Expression.And e) {
            infix(e.left(), "and", e.right());
        } else if (expression instanceof Expression.Or e) {
            infix(e.left(), "or", e.right());
        } else if (expression instanceof Expression.Within e) {
            infix(e.value(), "within " + e.percent().stripTrailingZeros().toPlainString() + "% of", e.of());
        } else if (expression instanceof Expression.Not e) {
            out.append("(not ");
            write(e.operand());
            out.append(')');
        } else if (expression instanceof Expression.Negate e) {
            out.append("(-");
            write(e.operand());
            out.append(')');
        } else if (expression instanceof Expression.Before e) {
            out.append("before(");
            write(e.inner());
            out.append(')');
        } else {
            call(expression);
        }
    }

    private void call(Expression expression) {
        if (expression instanceof Expression.TableCount e) {
            function("tables", e.database() + "." + e.schema());
        } else if (expression instanceof Expression.RowCount e) {
            function("rows", table(e.database(), e.table()));
        } else if (expression instanceof Expression.ColumnCount e) {
            function("columns", table(e.database(), e.table()));
        } else if (expression instanceof Expression.TableChecksum e) {
            function("checksum", table(e.database(), e.table()));
        } else if (expression instanceof Expression.TableExists e) {
            function("exists", "table " + table(e.database(), e.table()));
        } else if (expression instanceof Expression.SchemaExists e) {
            function("exists", "schema " + e.database() + "." + e.schema());
        } else if (expression instanceof Expression.DatabaseExists e) {
            function("exists", "database " + e.database());
        } else if (expression instanceof Expression.FileExists e) {
            call("exists", e.file(), "");
        } else if (expression instanceof Expression.FileCount e) {
            call("files", e.glob(), "");
        } else if (expression instanceof Expression.QueryScalar e) {
            call("query", e.sql(), ", " + e.database());
        } else if (expression instanceof Expression.CommandStatus e) {
            call("command", e.command(), "");
        } else if (expression instanceof Expression.Elapsed) {
            function("elapsed", "");
        } else {
            throw new IllegalArgumentException("no text for " + expression);
        }
    }

    private void infix(Expression left, String sign, Expression right) {
        out.append('(');
        write(left);
        out.append(' ').append(sign).append(' ');
        write(right);
        out.append(')');
    }

    private void function(String name, String argument) {
        out.append(name).append('(').append(argument).append(')');
    }

    private void call(String name, String text, String more) {
        out.append(name).append('(');
        quoted(text);
        out.append(more).append(')');
    }

    private void quoted(String text) {
        out.append('"')
                .append(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append('"');
    }

    private static String table(String database, ObjectName name) {
        return database + "." + name;
    }
}
