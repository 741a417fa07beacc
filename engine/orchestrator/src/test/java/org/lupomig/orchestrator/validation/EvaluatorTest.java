package org.lupomig.orchestrator.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lupomig.orchestrator.sim.Checks.before;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.exists;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.plus;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.rows;
import static org.lupomig.orchestrator.sim.Checks.tables;
import static org.lupomig.orchestrator.sim.Checks.warn;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Expression.ArithmeticOperator;
import org.lupomig.model.plan.Expression.ComparisonOperator;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Target.QueryAnswer;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.World;

class EvaluatorTest {
    private static final Address BATCH = new Address("p", "b", "");
    private final World world = Examples.world();
    private final Evaluator evaluator = new Evaluator(world.facts(), world.files(), "core", Set.of("none"));

    private String show(Expression e) throws Evaluator.Incomputable {
        return evaluator.value(e, Map.of(), Duration.ofMillis(1500), false).show();
    }

    private void fails(Expression e, String reason) {
        assertThatThrownBy(() -> show(e))
                .isInstanceOf(Evaluator.Incomputable.class)
                .hasMessage(reason);
    }

    private static Expression decimal(String text) {
        return new Expression.NumberLiteral(new BigDecimal(text));
    }

    private static Expression text(String value) {
        return new Expression.TextLiteral(value);
    }

    private static Expression time(long millis) {
        return new Expression.DurationLiteral(Duration.ofMillis(millis));
    }

    private static Expression query(String sql) {
        return new Expression.QueryScalar("main", sql);
    }

    private static Expression compute(Expression left, ArithmeticOperator operator, Expression right) {
        return new Expression.Arithmetic(operator, left, right, Expression.Type.NUMBER);
    }

    private static Expression compare(Expression left, ComparisonOperator operator, Expression right) {
        return new Expression.Comparison(operator, left, right);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, ADD, 1.5, 3",
        "1, SUBTRACT, 3, -2",
        "0.1, MULTIPLY, 3, 0.3",
        "1, DIVIDE, 4, 0.25",
        "7, DIVIDE, 3, 2.333333333333333333333333333333333"
    })
    void arithmetic(String left, ArithmeticOperator operator, String right, String result) throws Exception {
        assertThat(show(compute(decimal(left), operator, decimal(right)))).isEqualTo(result);
    }

    @Test
    void nothingIsDividedByZero() {
        fails(compute(number(1), ArithmeticOperator.DIVIDE, number(0)), "it divides by zero");
        fails(compute(time(5), ArithmeticOperator.DIVIDE, number(0)), "it divides by zero");
        fails(compute(time(5), ArithmeticOperator.DIVIDE, time(0)), "it divides by zero");
    }

    @Test
    void durations() throws Exception {
        assertThat(show(compute(time(500), ArithmeticOperator.ADD, time(250)))).isEqualTo("750ms");
        assertThat(show(compute(time(500), ArithmeticOperator.SUBTRACT, time(750))))
                .isEqualTo("-250ms");
        assertThat(show(compute(number(2), ArithmeticOperator.MULTIPLY, time(500))))
                .isEqualTo("1000ms");
        assertThat(show(compute(time(500), ArithmeticOperator.DIVIDE, number(2))))
                .isEqualTo("250ms");
        assertThat(show(compute(time(500), ArithmeticOperator.DIVIDE, time(250))))
                .isEqualTo("2");
        assertThat(show(new Expression.Negate(time(5)))).isEqualTo("-5ms");
        assertThat(show(new Expression.Elapsed())).isEqualTo("1500ms");
        assertThat(show(compare(new Expression.Elapsed(), ComparisonOperator.LESS, time(2000))))
                .isEqualTo("true");
        fails(compute(time(5), ArithmeticOperator.MULTIPLY, time(5)), "a duration cannot be multiplied by a duration");
        fails(compute(time(5), ArithmeticOperator.ADD, number(5)), "a duration and a number cannot be added");
        fails(compute(number(5), ArithmeticOperator.ADD, time(5)), "5ms is not a number");
    }

    @ParameterizedTest
    @CsvSource({
        "1, EQUAL, 1.0, true",
        "1, NOT_EQUAL, 2, true",
        "1, LESS, 2, true",
        "2, LESS, 2, false",
        "2, LESS_OR_EQUAL, 2, true",
        "3, GREATER, 2, true",
        "2, GREATER_OR_EQUAL, 3, false"
    })
    void comparison(String left, ComparisonOperator operator, String right, String result) throws Exception {
        assertThat(show(compare(decimal(left), operator, decimal(right)))).isEqualTo(result);
    }

    @Test
    void textsAndTruthAreCompared() throws Exception {
        assertThat(show(compare(text("a"), ComparisonOperator.LESS, text("b")))).isEqualTo("true");
        assertThat(show(compare(text("12"), ComparisonOperator.EQUAL, number(12))))
                .isEqualTo("true");
        assertThat(show(equal(new Expression.BooleanLiteral(true), 1))).isEqualTo("true");
        assertThat(show(compare(number(0), ComparisonOperator.EQUAL, new Expression.BooleanLiteral(false))))
                .isEqualTo("true");
        fails(compare(text("x"), ComparisonOperator.LESS, number(2)), "\"x\" is not a number");
    }

    @ParameterizedTest
    @CsvSource({
        "105, 5, 100, true",
        "106, 5, 100, false",
        "95, 5, 100, true",
        "-105, 5, -100, true",
        "1, 5, 0, false",
        "0, 5, 0, true"
    })
    void within(String value, String percent, String of, String result) throws Exception {
        assertThat(show(new Expression.Within(decimal(value), new BigDecimal(percent), decimal(of))))
                .isEqualTo(result);
    }

    @Test
    void andAndOrReadNoMoreThanTheyMust() throws Exception {
        Expression broken = rows("core.none");
        Expression yes = new Expression.BooleanLiteral(true);
        Expression no = new Expression.BooleanLiteral(false);

        assertThat(show(new Expression.And(no, broken))).isEqualTo("false");
        assertThat(show(new Expression.Or(yes, broken))).isEqualTo("true");
        assertThat(show(new Expression.Not(new Expression.Or(no, number(0))))).isEqualTo("true");
        fails(new Expression.And(yes, broken), "table core.none does not exist");
        fails(new Expression.Not(text("x")), "\"x\" is neither true nor false");
    }

    @Test
    void facts() throws Exception {
        assertThat(show(tables("core"))).isEqualTo("3");
        assertThat(show(tables("none"))).isEqualTo("0");
        assertThat(show(tables("NONE"))).isEqualTo("0");
        fails(tables("other"), "there is no schema 'other', and the plan neither declares nor makes it");
        fails(
                tables("nome"),
                "there is no schema 'nome', and the plan neither declares nor makes it; did you mean 'none'?");
        assertThat(evaluator
                        .value(tables("other"), Map.of(), Duration.ZERO, true)
                        .show())
                .isEqualTo("0");
        assertThat(show(rows("users"))).isEqualTo("3");
        assertThat(show(new Expression.ColumnCount("main", new ObjectName("core", "users"))))
                .isEqualTo("2");
        assertThat(show(exists("core.jobs"))).isEqualTo("true");
        assertThat(show(exists("core.none"))).isEqualTo("false");
        assertThat(show(new Expression.SchemaExists("main", "core"))).isEqualTo("true");
        assertThat(show(new Expression.DatabaseExists("main"))).isEqualTo("true");
        assertThat(show(new Expression.FileCount("*.md"))).isEqualTo("3");
        assertThat(show(new Expression.FileExists("nothing.md"))).isEqualTo("false");
        assertThat(show(new Expression.TableChecksum("main", new ObjectName("core", "users"))))
                .startsWith("\"");
        fails(new Expression.TableChecksum("main", new ObjectName("core", "none")), "table core.none does not exist");
        fails(new Expression.CommandStatus("ls"), "this version does not compute CommandStatus");
    }

    @Test
    void queries() throws Exception {
        world.queries().put("number", new QueryAnswer.Numeric(new BigDecimal("4")));
        world.queries().put("text", new QueryAnswer.Text("four"));
        world.queries().put("null", new QueryAnswer.Nothing());

        assertThat(show(equal(query("number"), 4))).isEqualTo("true");
        assertThat(show(query("text"))).isEqualTo("\"four\"");
        assertThat(show(query("null"))).isEqualTo("nothing");
        fails(query("broken"), "no such query in this test");
        fails(compute(query("null"), ArithmeticOperator.ADD, number(1)), "the query gave NULL");
    }

    @ParameterizedTest
    @EnumSource
    void nullIsLikeNothing(ComparisonOperator operator) throws Exception {
        world.queries().put("null", new QueryAnswer.Nothing());
        boolean unequal = operator == ComparisonOperator.NOT_EQUAL;

        assertThat(show(compare(query("null"), operator, number(0)))).isEqualTo(String.valueOf(unequal));
        assertThat(show(compare(query("null"), operator, query("null")))).isEqualTo("false");
    }

    @Test
    void valuesOfBefore() throws Exception {
        world.queries().put("null", new QueryAnswer.Nothing());
        Checker checker = new Checker(world.facts(), world.files(), "core", Set.of(), () -> Instant.EPOCH);
        Expression count = before(rows("core.users"));
        Expression absent = before(rows("core.none"));
        Expression empty = before(query("null"));
        Expression date = before(exists("core.users"));
        Expression odd = before(compute(number(1), ArithmeticOperator.DIVIDE, number(0)));

        Map<String, String> values = checker.before(
                List.of(post("all", equal(plus(count, 1), absent), equal(empty, 0), equal(date, 1), equal(odd, 1))));
        world.server().run("INSERT INTO core.users VALUES 4");

        assertThat(values.values()).containsExactly("n3", "n0", "-", "b1", "-");
        assertThat(evaluator
                        .value(equal(rows("core.users"), plus(count, 1)), values, Duration.ZERO, false)
                        .show())
                .isEqualTo("true");
        assertThat(evaluator.value(absent, values, Duration.ZERO, false).show()).isEqualTo("0");
        assertThatThrownBy(() -> evaluator.value(plus(odd, 1), values, Duration.ZERO, false))
                .hasMessage("it was not there before");
        fails(before(tables("core")), "no value of before(" + tables("core") + ") was stored");
    }

    @Test
    void aCheckSaysOfEachSideWhatItIs() {
        Checker checker = new Checker(world.facts(), world.files(), "core", Set.of(), () -> Instant.EPOCH);
        Expression rows = rows("core.users");
        Expression sum = new Expression.Arithmetic(
                Expression.ArithmeticOperator.ADD, tables("core"), rows, Expression.Type.NUMBER);
        Expression less = new Expression.Comparison(Expression.ComparisonOperator.LESS, number(9), rows);
        Expression both = new Expression.And(exists("core.users"), equal(rows, 4));
        Expression earlier = new Expression.Before("k", rows);

        Checker.Outcome failed = checker.check(
                post(
                        "t",
                        equal(number(4), tables("core")),
                        less,
                        equal(sum, tables("core")),
                        both,
                        equal(rows, earlier)),
                BATCH,
                Map.of("k", "n2"),
                Instant.EPOCH);

        assertThat(failed.detail())
                .isEqualTo("tables(core) is 3, expected 4; rows(core.users) is 3, expected more than 9;"
                        + " tables(core) + rows(core.users) is 6, expected tables(core), which is 3"
                        + " (tables(core) is 3, rows(core.users) is 3);"
                        + " exists(core.users) and (rows(core.users) = 4) is false, expected true"
                        + " (exists(core.users) is true, rows(core.users) is 3);"
                        + " rows(core.users) is 3, expected before(rows(core.users)), which is 2");
    }

    @Test
    void aCheckSaysWhatItFound() {
        Checker checker = new Checker(world.facts(), world.files(), "core", Set.of(), () -> Instant.EPOCH);
        Expression within = new Expression.Within(rows("core.users"), BigDecimal.ONE, number(30));

        Checker.Outcome failed = checker.check(
                post("t", equal(tables("core"), 4), within, exists("core.none"), rows("core.none")),
                BATCH,
                Map.of(),
                Instant.EPOCH);
        Checker.Outcome warned = checker.check(warn("t", equal(tables("core"), 4)), BATCH, Map.of(), Instant.EPOCH);

        assertThat(failed.detail())
                .isEqualTo("tables(core) is 3, expected 4; rows(core.users) is 3, expected within 1% of 30;"
                        + " exists(core.none) is false, expected true;"
                        + " expectation 4 cannot be computed: table core.none does not exist");
        assertThat(failed.record()).isInstanceOfSatisfying(Write.Validated.class, row -> assertThat(row.outcome())
                .isEqualTo("failed"));
        assertThat(warned.problem()).isNull();
        assertThat(warned.record()).isInstanceOfSatisfying(Write.Validated.class, row -> assertThat(row.outcome())
                .isEqualTo("warned"));
    }
}
