package org.lupomig.cli.startup;

/**
 * A plan of many steps that each make, shape and fill a table of their own: these are walked in groups, which the plans
 * of the example, with their dependencies, are not.
 */
final class ManyTables {
    static final String FILE = "many_tables.lupomig";

    /** The one with the groups. */
    static final String BATCH = "many_tables.tables";

    /** Enough for groups beside each other. */
    private static final int STEPS = 72;

    private ManyTables() {}

    static String plan() {
        StringBuilder plan = new StringBuilder();
        plan.append("""
                plan many_tables version 1 {
                  database main = mariadb
                  schema many core
                  batch schema {
                    step create_schema { sql \"""CREATE SCHEMA many\""" }
                  }
                  batch tables requires schema {
                """);
        for (int i = 0; i < STEPS; i++) {
            plan.append("""
                        step table%1$d { sql \"""
                          CREATE TABLE many.table%1$d (id INT PRIMARY KEY, name VARCHAR(40));
                          ALTER TABLE many.table%1$d ADD COLUMN amount INT NOT NULL DEFAULT 0;
                          CREATE INDEX ix_name ON many.table%1$d (name);
                          INSERT INTO many.table%1$d (id, name, amount) VALUES (1, 'one', 1), (2, 'two', 2);
                        \""" }
                    """.formatted(i));
        }
        return plan.append("  }\n}\n").toString();
    }
}
