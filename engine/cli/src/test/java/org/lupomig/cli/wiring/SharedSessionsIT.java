package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * Steps whose statements neither leave anything in their session nor ask anything of it may share one; any other has
 * one of its own. Each rule has steps on either side of it.
 */
class SharedSessionsIT {
    private static final String MADE = "CREATE TABLE shop.%s (id INT PRIMARY KEY, n INT)";

    private final TestDatabase database = TestDatabase.get();

    /** Whether a step may share a session, by its name. */
    private final Map<String, Boolean> wanted = new LinkedHashMap<>();

    private final StringBuilder steps = new StringBuilder();

    @TempDir
    Path folder;

    @BeforeEach
    void begin() throws Exception {
        database.clear();
        StoreForTests.make(database);
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE SEQUENCE shop.numbers",
                "CREATE TABLE shop.old (id INT PRIMARY KEY, n INT)",
                "INSERT INTO shop.old VALUES (1, 1), (2, 2)",
                "CREATE TABLE shop.older (id INT PRIMARY KEY, n INT)",
                "INSERT INTO shop.older VALUES (1, 1)");
    }

    private void shares(String step, String... statements) {
        step(step, true, "", statements);
    }

    private void own(String step, String... statements) {
        step(step, false, "", statements);
    }

    /** One that may stay. */
    private void ownWithoutAWayBack(String step, String... statements) {
        step(step, false, "      undo none because \"it may stay\"\n", statements);
    }

    /** In what it sends, a per cent sign and an s stand for the step's own name. */
    private void step(String step, boolean shares, String undo, String... statements) {
        wanted.put(step, shares);
        steps.append("    step ").append(step).append(" {\n      sql \"\"\"\n");
        for (String statement : statements) {
            steps.append("        ").append(statement.replace("%s", step)).append(";\n");
        }
        steps.append("      \"\"\"\n").append(undo).append("    }\n");
    }

    @Test
    void whatDefinesTablesAndFillsThoseThatItMadeShares() throws Exception {
        shares("makes", MADE);
        shares("alters", "ALTER TABLE shop.old ADD COLUMN alters INT");
        shares("indexes", "CREATE INDEX indexes ON shop.old (n)");
        shares("renames", "RENAME TABLE shop.older TO shop.renames");
        shares("makes_if_not_there", "CREATE TABLE IF NOT EXISTS shop.%s (id INT)");
        shares("makes_like", "CREATE TABLE shop.%s LIKE shop.old");
        own("makes_from_rows", "CREATE TABLE shop.%s AS SELECT id FROM shop.old");
        own("makes_instead", "CREATE OR REPLACE TABLE shop.%s (id INT)");
        ownWithoutAWayBack(
                "makes_for_itself", "CREATE TEMPORARY TABLE shop.%s (id INT)", "DROP TEMPORARY TABLE shop.%s");
        own("drops", MADE, "DROP TABLE shop.%s");
        own("makes_view", "CREATE VIEW shop.%s AS SELECT 1");
        own("sets", "SET @mine = 1", MADE);
        own("uses", "USE shop", "CREATE TABLE %s (id INT)");
        own("asks", MADE, "SELECT 1");

        isAsWanted();
    }

    @Test
    void rowsThatAreWrittenOutInWhatTheStepMadeShare() throws Exception {
        shares("fills", MADE, "INSERT INTO shop.%s VALUES (1, 1), (2, DEFAULT)");
        shares("fills_columns", MADE, "INSERT INTO shop.%s (id) VALUES (1)");
        shares("fills_altered", MADE, "ALTER TABLE shop.%s ADD COLUMN m INT", "INSERT INTO shop.%s VALUES (1, 1, 1)");
        shares("fills_again", MADE, "INSERT INTO shop.%s VALUES (1, 1)", "INSERT INTO shop.%s VALUES (2, 2)");
        own("fills_old", "INSERT INTO shop.old VALUES (9, 9)");
        own("fills_before", "INSERT INTO shop.fills VALUES (9, 9)", MADE);
        own("fills_if_not_there", "CREATE TABLE IF NOT EXISTS shop.%s (id INT)", "INSERT INTO shop.%s VALUES (1)");
        own("fills_like", "CREATE TABLE shop.%s LIKE shop.old", "INSERT INTO shop.%s VALUES (1, 1)");
        own("fills_renamed", MADE, "RENAME TABLE shop.%s TO shop.%s_2", "INSERT INTO shop.%s_2 VALUES (1, 1)");
        own("fills_from_rows", MADE, "INSERT INTO shop.%s SELECT id, n FROM shop.old");
        own("fills_set", MADE, "INSERT INTO shop.%s SET id = 1");
        own("fills_ignoring", MADE, "INSERT IGNORE INTO shop.%s VALUES (1, 1)");
        own("fills_late", MADE, "INSERT LOW_PRIORITY INTO shop.%s VALUES (1, 1)");
        own("fills_over", MADE, "INSERT INTO shop.%s VALUES (1, 1) ON DUPLICATE KEY UPDATE n = 2");
        own("fills_and_gives", MADE, "INSERT INTO shop.%s VALUES (1, 1) RETURNING id");
        own("fills_computed", MADE, "INSERT INTO shop.%s VALUES (1, ABS(-1))");
        own("fills_asking", MADE, "INSERT INTO shop.%s VALUES (1, @mine)");
        own("fills_subquery", MADE, "INSERT INTO shop.%s VALUES (1, (SELECT 1))");
        own("changes", MADE, "UPDATE shop.%s SET n = 1");

        isAsWanted();
    }

    @Test
    void defaultsThatAskTheSessionForRowsDoNotShare() throws Exception {
        shares("defines_asking", "CREATE TABLE shop.%s (id INT DEFAULT (NEXTVAL(shop.numbers)))");
        own(
                "fills_asking",
                "CREATE TABLE shop.%s (id INT, n INT DEFAULT (LASTVAL(shop.numbers)))",
                "INSERT INTO shop.%s (id) VALUES (1)");
        own(
                "fills_asking_variable",
                "CREATE TABLE shop.%s (id INT, n INT DEFAULT (@mine))",
                "INSERT INTO shop.%s (id) VALUES (1)");
        ownWithoutAWayBack("draws", "ALTER TABLE shop.old ADD COLUMN draws INT DEFAULT (NEXTVAL(shop.numbers))");
        own("asks_last", "ALTER TABLE shop.older ADD COLUMN asks_last INT DEFAULT (LASTVAL(shop.numbers))");
        own("asks_variable", "ALTER TABLE shop.older ADD COLUMN asks_variable INT DEFAULT (@mine)");
        own("asks_server", "ALTER TABLE shop.older ADD COLUMN asks_server INT DEFAULT (@@last_insert_id)");

        isAsWanted();

        // in a session of its own, nothing has been drawn from it
        assertThat(database.query("SELECT COUNT(*) FROM shop.older WHERE asks_last IS NULL"))
                .containsExactly("1");
    }

    private void isAsWanted() throws Exception {
        String head = """
                plan shop version 1.0.0 {
                  database main = mariadb
                  schema shop core
                  batch change rollback B parallel 1 {
                """;
        Path file = Files.writeString(folder.resolve("shop.lupomig"), head + chained() + "  }\n}\n");
        Plan plan = HaltingProcess.plan(file);
        Map<String, String> opened = new ConcurrentHashMap<>();

        RunReport run = HaltingProcess.perform(
                database.jdbcUrlWithAccount(),
                folder,
                store -> store,
                target -> noting(target, opened),
                engine -> HaltingProcess.perform("run", plan, engine));

        assertThat(run.problems()).isEmpty();
        assertThat(run.result()).isEqualTo(Result.DONE);
        Map<String, Boolean> seen = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            String how = opened.get(Integer.toString(step.position()));
            assertThat(how).as(step.address().step()).isIn("open", "openAgain");
            seen.put(step.address().step(), "openAgain".equals(how));
        }
        assertThat(seen).containsExactlyEntriesOf(wanted);
    }

    /** Each behind the one before it. */
    private String chained() {
        List<String> lines = new ArrayList<>();
        String before = "";
        for (String line : steps.toString().split("\n", -1)) {
            if (line.startsWith("    step ")) {
                String name = line.substring("    step ".length(), line.length() - " {".length());
                lines.add("    step " + name + (before.isEmpty() ? "" : " requires " + before) + " {");
                before = name;
            } else {
                lines.add(line);
            }
        }
        return String.join("\n", lines);
    }

    /** Notes by the number of the step how its first session was opened. */
    private static Target noting(Target real, Map<String, String> opened) {
        return (Target) Proxy.newProxyInstance(
                Target.class.getClassLoader(), new Class<?>[] {Target.class}, (self, method, arguments) -> {
                    if (method.getName().startsWith("open")) {
                        List<?> locks = arguments[0] instanceof List<?> several ? several : List.of(arguments[0]);
                        for (Object each : locks) {
                            String lock = String.valueOf(each);
                            opened.putIfAbsent(lock.substring(lock.lastIndexOf('/') + 1), method.getName());
                        }
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
