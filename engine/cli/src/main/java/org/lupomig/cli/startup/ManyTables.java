package org.lupomig.cli.startup;

/**
 * A plan of many steps that each make a table of their own, and of as many that shape and fill theirs, too: these are
 * walked in groups, forward and back, which the plans of the example, with their dependencies, are not.
 */
final class ManyTables {
    static final String FILE = "many_tables.lupomig";

    /** The one that only makes them. */
    static final String EMPTY = "many_tables.empty";

    /** The one that fills them, too. */
    static final String FILLED = "many_tables.filled";

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
                  batch empty requires schema {
                """);
        for (int i = 0; i < STEPS; i++) {
            plan.append("""
                        step empty%1$d { sql \"""
                          CREATE TABLE many.empty%1$d (id INT PRIMARY KEY, name VARCHAR(40));
                        \""" }
                    """.formatted(i));
        }
        plan.append("""
                  }
                  batch filled requires schema {
                """);
        for (int i = 0; i < STEPS; i++) {
            plan.append("""
                        step filled%1$d { sql \"""
                          CREATE TABLE many.filled%1$d (id INT PRIMARY KEY, name VARCHAR(40));
                          ALTER TABLE many.filled%1$d ADD COLUMN amount INT NOT NULL DEFAULT 0;
                          CREATE INDEX ix_name ON many.filled%1$d (name);
                          INSERT INTO many.filled%1$d (id, name, amount) VALUES (1, 'one', 1), (2, 'two', 2);
                        \""" }
                    """.formatted(i));
        }
        return plan.append("  }\n}\n").toString();
    }
}
