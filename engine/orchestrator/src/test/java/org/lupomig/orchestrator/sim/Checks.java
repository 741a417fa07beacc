package org.lupomig.orchestrator.sim;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Expression.ComparisonOperator;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.plan.Validation.Expectation;
import org.lupomig.model.plan.Validation.Phase;
import org.lupomig.model.state.RollbackClass;

/** Writes expressions and checks down. */
public final class Checks {
    private Checks() {}

    /** {@code validate pre}. */
    public static Validation pre(String title, Expression... expected) {
        return validation(Phase.PRE, title, false, expected);
    }

    /** {@code validate post}. */
    public static Validation post(String title, Expression... expected) {
        return validation(Phase.POST, title, false, expected);
    }

    /** {@code validate post} with {@code warn}. */
    public static Validation warn(String title, Expression... expected) {
        return validation(Phase.POST, title, true, expected);
    }

    /** The same check, failing as this class. */
    public static Validation as(RollbackClass rollbackClass, Validation check) {
        return new Validation(
                check.phase(), check.kind(), check.title(), rollbackClass, check.expectations(), check.location());
    }

    /** {@code validate during}. */
    public static Validation during(String title, Expression... expected) {
        return validation(Phase.DURING, title, false, expected);
    }

    private static Validation validation(Phase phase, String title, boolean warnOnly, Expression... expected) {
        List<Expectation> expectations = new ArrayList<>();
        for (Expression one : expected) {
            expectations.add(new Expectation(warnOnly, one, "expectation " + (expectations.size() + 1), PlanText.HERE));
        }
        return new Validation(phase, Validation.Kind.INTEGRITY, title, RollbackClass.A, expectations, PlanText.HERE);
    }

    /** {@code left = right}. */
    public static Expression equal(Expression left, Expression right) {
        return new Expression.Comparison(ComparisonOperator.EQUAL, left, right);
    }

    /** {@code left = right}. */
    public static Expression equal(Expression left, long right) {
        return equal(left, number(right));
    }

    /** A number. */
    public static Expression number(long value) {
        return new Expression.NumberLiteral(BigDecimal.valueOf(value));
    }

    /** {@code tables(schema)}. */
    public static Expression tables(String schema) {
        return new Expression.TableCount("main", schema);
    }

    /** {@code rows(table)}. */
    public static Expression rows(String table) {
        return new Expression.RowCount("main", PlanText.name(table));
    }

    /** {@code exists(table)}. */
    public static Expression exists(String table) {
        return new Expression.TableExists("main", PlanText.name(table));
    }

    /** {@code before(inner)}. */
    public static Expression before(Expression inner) {
        return new Expression.Before(inner.toString(), inner);
    }

    /** {@code left + right}. */
    public static Expression plus(Expression left, long right) {
        return new Expression.Arithmetic(
                Expression.ArithmeticOperator.ADD, left, number(right), Expression.Type.NUMBER);
    }
}
