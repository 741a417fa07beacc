package org.lupomig.bench;

/** Writes plans of any size. */
public final class LargePlan {
    private static final int STEPS_IN_A_BATCH = 500;

    private LargePlan() {}

    /**
     * A plan without errors: every step creates a table and fills it, and waits for two steps before it.
     *
     * @param steps how many
     */
    public static String text(int steps) {
        StringBuilder text = new StringBuilder(steps * 220);
        text.append("plan large version 1.0 {\n");
        text.append("  epoch 20260101000000 -> 20260201000000\n");
        text.append("  database main = mariadb\n");
        text.append("  schema shop core budget 100000\n");
        text.append("  param prefix = \"lupo_\"\n");
        for (int step = 0; step < steps; step++) {
            int place = step % STEPS_IN_A_BATCH;
            if (place == 0) {
                text.append(step == 0 ? "" : "  }\n");
                text.append("  batch b").append(step / STEPS_IN_A_BATCH);
                text.append(step == 0 ? " {\n" : " requires b" + (step / STEPS_IN_A_BATCH - 1) + " {\n");
            }
            text.append("    step s").append(step);
            if (place > 0) {
                text.append(" requires s").append(step - 1);
            }
            if (place > 10) {
                text.append(", s").append(step - 10);
            }
            text.append(" {\n      sql \"\"\"\n");
            text.append("        CREATE TABLE ${prefix}t").append(step);
            text.append(" (id BIGINT PRIMARY KEY, name VARCHAR(80) NOT NULL);\n");
            text.append("        INSERT INTO ${prefix}t").append(step).append(" VALUES (1, 'one');\n");
            text.append("      \"\"\"\n    }\n");
        }
        return text.append("  }\n}\n").toString();
    }
}
