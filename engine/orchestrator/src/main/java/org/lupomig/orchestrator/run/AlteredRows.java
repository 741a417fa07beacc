package org.lupomig.orchestrator.run;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;

/**
 * How many rows a table had before an ALTER that keeps them, and after it: counted for the way back, and not for this.
 * Of an ALTER whose rows nobody counts the server vouches for them: a copy in which one fails is refused.
 *
 * @param statement the words that it begins with
 * @param at where it stands
 * @param alone whether nobody else could write in between
 */
record AlteredRows(ObjectName table, String statement, Location at, long before, long after, boolean alone) {

    /** What was counted of a statement that was accepted; null where it removes rows, or nothing was counted. */
    static @Nullable AlteredRows of(Work work, Statement statement, @Nullable CountedOutcome counted) {
        RowDigest after = counted == null ? null : counted.after();
        if (counted == null
                || after == null
                || counted.before().rows() < 0
                || !(work instanceof Work.Alters alters)
                || !(statement.fact() instanceof AlterTable alter)
                || alter.clauses().ignore() != null
                || (alters.kept() != null && !alters.kept().partitions().isEmpty())) {
            return null;
        }
        return new AlteredRows(
                alters.table(),
                alters.keyword(),
                statement.location(),
                counted.before().rows(),
                after.rows(),
                counted.alone());
    }

    /** Whether there are as many as there were. */
    boolean same() {
        return before == after;
    }

    /** All of it, one clause. */
    String words() {
        return table + " had " + Counted.of((int) Math.min(before, Integer.MAX_VALUE), "row") + " before " + statement
                + " and has " + after + " after it" + (alone ? "" : ", while others could write to it");
    }
}
