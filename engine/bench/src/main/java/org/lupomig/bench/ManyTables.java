package org.lupomig.bench;

import java.util.ArrayList;
import java.util.List;

/** Plans of many small migrations, and scripts of the same SQL. */
final class ManyTables {
    private static final int ROWS = 50;

    private ManyTables() {}

    /** A plan of so many steps, each of one table. */
    static String plan(String name, int tables) {
        StringBuilder plan = new StringBuilder(head(name));
        for (int i = 0; i < tables; i++) {
            step(plan, name, i, List.of(create(name, i)));
        }
        return plan.append("  }\n}\n").toString();
    }

    /** The same as a script. */
    static String sql(int tables) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < tables; i++) {
            sql.append(create("tables", i)).append(";\n");
        }
        return sql.toString();
    }

    /** A plan of so many steps, each of a table, a column and a key added to it, and rows. */
    static String mixedPlan(String name, int steps) {
        StringBuilder plan = new StringBuilder(head(name));
        for (int i = 0; i < steps; i++) {
            step(plan, name, i, mixed(name, i));
        }
        return plan.append("  }\n}\n").toString();
    }

    /** The same as a script. */
    static String mixedSql(int steps) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < steps; i++) {
            sql.append(String.join(";\n", mixed("mixed", i))).append(";\n");
        }
        return sql.toString();
    }

    private static String head(String name) {
        return "plan " + name + " version 1 {\n  database main = mariadb\n  schema bench core\n  batch all {\n";
    }

    private static void step(StringBuilder plan, String name, int number, List<String> statements) {
        plan.append("    step ").append(name).append(number).append(" { sql \"\"\"\n      ");
        plan.append(String.join(";\n      ", statements)).append("\n    \"\"\" }\n");
    }

    private static String create(String name, int number) {
        return "CREATE TABLE bench." + name + number + " (id INT PRIMARY KEY, a VARCHAR(20))";
    }

    private static List<String> mixed(String name, int number) {
        String table = "bench." + name + number;
        List<String> rows = new ArrayList<>();
        for (int i = 1; i <= ROWS; i++) {
            rows.add("(" + i + ", 'row " + i + "', " + i % 7 + ")");
        }
        return List.of(
                create(name, number),
                "ALTER TABLE " + table + " ADD COLUMN b INT NOT NULL DEFAULT 0",
                "CREATE INDEX ix_a ON " + table + " (a)",
                "INSERT INTO " + table + " (id, a, b) VALUES " + String.join(", ", rows));
    }
}
