package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.store.connect.ServerConnection;

/**
 * The tables of the held schema. The engine's own bear the number of the run that they come from, behind one letter:
 * {@code r12_1_3_name}.
 *
 * @param tables every table, sorted
 */
record HeldNames(List<String> tables) {
    private static final int MOST_DIGITS = 18;

    HeldNames {
        tables = List.copyOf(tables);
    }

    static HeldNames in(String schema, ServerConnection reader) {
        return new HeldNames(reader.list(
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? ORDER BY TABLE_NAME",
                (rows, ctx) -> rows.getString(1),
                schema));
    }

    /** The highest number of a run that a name bears; 0 where none does. */
    long lastRun() {
        long last = 0;
        for (String table : tables) {
            last = Math.max(last, run(table));
        }
        return last;
    }

    /** Those that come from runs before this one, or from no run at all. */
    List<String> before(long run) {
        var before = new ArrayList<String>();
        for (String table : tables) {
            if (run(table) < run) {
                before.add(table);
            }
        }
        return before;
    }

    private static long run(String table) {
        int end = table.indexOf('_');
        boolean marked = (table.startsWith("r") || table.startsWith("k")) && end > 1 && end <= MOST_DIGITS;
        long run = 0;
        for (int i = 1; marked && i < end; i++) {
            char c = table.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            run = run * 10 + (c - '0');
        }
        return run;
    }
}
