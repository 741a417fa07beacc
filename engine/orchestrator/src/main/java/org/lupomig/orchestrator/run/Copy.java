package org.lupomig.orchestrator.run;

import java.util.Locale;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.orchestrator.port.TableSize;

/**
 * Rows that are copied so that a statement can be taken back.
 *
 * @param step whose statement it is
 * @param table of which they are
 * @param extent how much of it
 * @param size of the whole table
 */
public record Copy(Step step, Statement statement, ObjectName table, Extent extent, TableSize size) {
    /** How much of a table is copied. */
    public enum Extent {
        /** All rows. */
        ALL("about "),
        /** Some columns of its rows, or the rows of some partitions. */
        PART("values of about "),
        /** The rows that the statement changes, whose number is seen when it does. */
        CHANGED("at most about "),
        /** None: the statement is waived, and what it changes stays. */
        NOTHING("");

        private final String words;

        Extent(String words) {
            this.words = words;
        }
    }

    /** What {@code UndoCost} measured on two cores with a disk that is written to at every commit, rounded down. */
    private static final long ROWS_IN_A_SECOND = 250_000;

    private static final long KB = 1L << 10;
    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;

    /** How long that takes at the least, beside the statement itself, in whole seconds. */
    public long seconds() {
        return extent == Extent.NOTHING ? 0 : size.rows() / ROWS_IN_A_SECOND;
    }

    /** As a person reads it: {@code DELETE copies at most about 1200000 rows of shop.orders, 340.2 MB, 4 s or more}. */
    @Override
    public String toString() {
        if (extent == Extent.NOTHING) {
            return statement.fact().kind() + " is waived: what it changes in " + table + " stays, because "
                    + size.engine() + " has no transactions";
        }
        String rows = size.rows() == 1 ? " row of " : " rows of ";
        String time = seconds() == 0 ? "" : ", " + seconds() + " s or more";
        return statement.fact().kind() + " copies " + extent.words + size.rows() + rows + table + ", "
                + (extent == Extent.ALL ? "" : "up to ") + bytes(size.bytes()) + time;
    }

    /** A number of bytes as a person reads it: {@code 120 KB}, {@code 3.4 MB}, {@code 1.1 GB}. */
    public static String bytes(long bytes) {
        if (bytes < MB) {
            return (bytes + KB - 1) / KB + " KB";
        }
        return bytes < GB
                ? String.format(Locale.ROOT, "%.1f MB", (double) bytes / MB)
                : String.format(Locale.ROOT, "%.1f GB", (double) bytes / GB);
    }
}
