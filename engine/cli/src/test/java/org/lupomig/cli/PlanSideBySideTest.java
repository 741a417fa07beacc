package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan} says which steps go side by side: those of which neither waits for the other. */
class PlanSideBySideTest {
    private static final String PLAN = """
            plan shop version 1 {
              database main = mariadb
              schema shop core
              batch change parallel 2 {
                step make {
                  sql \"""
                    CREATE TABLE shop.users (id INT PRIMARY KEY, name VARCHAR(9));
                    CREATE TABLE shop.orders (id INT PRIMARY KEY, buyer INT, FOREIGN KEY (buyer) REFERENCES shop.users (id));
                  \"""
                }
                step words { sql \"""CREATE TABLE shop.words (id INT PRIMARY KEY)\""" }
                step name requires make { sql \"""UPDATE shop.users SET name = 'ada' WHERE id = 1\""" }
                step order requires make { sql \"""UPDATE shop.orders SET buyer = NULL WHERE id = 1\""" }
                step pages { sql \"""CREATE TABLE shop.pages (id INT PRIMARY KEY)\""" }
              }
            }
            """;

    @TempDir
    Path folder = Path.of("");

    private String run(String plan, String... args) throws IOException {
        Files.writeString(folder.resolve("shop.lupomig"), plan);
        TestShell.Result result = TestShell.in(folder).run(args);
        assertThat(result.status()).as(result.err()).isZero();
        return result.out();
    }

    private static List<String> order(String shown) {
        return shown.lines()
                .filter(line -> line.startsWith("batch ") || line.matches("  (wave \\d|\\d+\\.).*|  +waits for .*"))
                .toList();
    }

    @Test
    void whatEachStepWaitsForIsShown() throws IOException {
        assertThat(order(run(PLAN, "plan", "shop.lupomig")))
                .containsExactly(
                        "batch change, rollback class A, 5 steps in 2 waves, up to 2 at the same time",
                        "  wave 1, 3 steps in any order or at the same time",
                        "  1. make",
                        "     waits for nothing",
                        "  2. words",
                        "     waits for nothing",
                        // a foreign key binds their tables together
                        "  wave 2, 2 steps in any order, not all at the same time",
                        "  3. name requires make",
                        "     waits for make",
                        "  4. order requires make",
                        "     waits for name",
                        "  wave 1, which has begun above",
                        "  5. pages",
                        "     waits for nothing");
    }

    @Test
    void whatNeverRunsAtTheSameTimeIsShown() throws IOException {
        String plan = PLAN.replace("step words {", "step words conflicts make {")
                .replace(
                        "batch change parallel 2 {",
                        "batch before conflicts change { step first { sql \"\"\"SELECT 1\"\"\" } }"
                                + "  batch change parallel 2 {");

        assertThat(run(plan, "plan", "shop.lupomig"))
                .contains("batch before", "\n  conflicts change\n")
                .contains("3. words conflicts make\n     waits for make\n");
        assertThat(run(plan, "plan", "shop.lupomig", "--format", "json"))
                .contains("\"conflicts\": [\n        \"change\"\n      ]", "\"kind\": \"conflict\"");
        assertThat(run(plan, "plan", "shop.lupomig", "--graph", "mermaid")).contains("  b2 -.- b1\n", " -.- ");
        assertThat(run(plan, "plan", "shop.lupomig", "--graph", "dot"))
                .contains("lhead=cluster_1, penwidth=2, style=dotted, dir=none, constraint=false];");
    }

    @Test
    void whereThePlanSaysNothingJobsDo() throws IOException {
        assertThat(order(run(PLAN.replace(" parallel 2", ""), "plan", "shop.lupomig")))
                .startsWith(
                        "batch change, rollback class A, 5 steps in 2 waves",
                        "  wave 1, 3 steps in any order, at the same time only with --jobs",
                        "  1. make",
                        "  2. words");
        assertThat(order(run(PLAN.replace("parallel 2", "parallel 1"), "plan", "shop.lupomig")))
                .startsWith(
                        "batch change, rollback class A, 5 steps in 2 waves, one after the other",
                        "  wave 1, 3 steps in any order",
                        "  1. make");
    }

    @Test
    void aBatchOfOneWaveShowsItsSteps() throws IOException {
        String plan =
                PLAN.lines().filter(line -> !line.contains("requires make")).collect(Collectors.joining("\n"));

        assertThat(order(run(plan, "plan", "shop.lupomig")))
                .startsWith(
                        "batch change, rollback class A, 3 steps in 1 wave, up to 2 at the same time",
                        "  wave 1, 3 steps in any order or at the same time");
    }

    @Test
    void whatKeepsOthersAwayIsWaitedForByAll() throws IOException {
        String plan = PLAN.replace(
                "step pages { sql \"\"\"CREATE TABLE shop.pages (id INT PRIMARY KEY)\"\"\" }",
                "step eva { sql \"\"\"CREATE USER eva\"\"\" }");

        assertThat(order(run(plan, "plan", "shop.lupomig")))
                .contains("  wave 1, 3 steps in any order, not all at the same time", "     waits for words, order");
    }

    @Test
    void aStepInBetweenKeepsTwoOfOneWaveApart() throws IOException {
        String plan = PLAN.lines()
                .filter(line -> !line.contains("step words"))
                .collect(Collectors.joining("\n"))
                .replace("CREATE TABLE shop.pages (id INT PRIMARY KEY)", "CREATE USER eva");

        // it waits for order alone, which waits for make
        assertThat(order(run(plan, "plan", "shop.lupomig")))
                .contains("  wave 1, 2 steps in any order, not all at the same time", "     waits for order");
    }

    @Test
    void programsReadItToo() throws IOException {
        assertThat(run(PLAN, "plan", "shop.lupomig", "--format", "json"))
                .contains(
                        "\"parallel\": 2",
                        "\"waitsFor\": [ ]",
                        "\"waitsFor\": [\n            \"shop.change.make\"\n          ]",
                        "\"waitsFor\": [\n            \"shop.change.name\"\n          ]");
    }
}
