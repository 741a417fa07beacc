package org.lupomig.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterClauses;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.Touch.Access;
import org.lupomig.model.sql.UndoForecast.Strategy;

/**
 * What a statement keeps others from while it runs, as far as that is certain from its text: which metadata locks the
 * server takes and how long it has them, and what the engine locks to keep rows. How an ALTER is carried out is the
 * server's to decide, unless the author says so.
 */
public final class StatementLocks {
    private static final String AS_THE_SERVER =
            "; in between as the server does it: at once, in place, or by a copy, during which nobody writes";

    private StatementLocks() {}

    /** On one line; empty where nobody is kept from anything. */
    public static String of(Statement statement) {
        if (statement.undo().strategy() == Strategy.FILE_COPY || statement.fact() instanceof MaintenanceFact) {
            // SQLite's; and what ANALYZE and the like lock is each engine's own
            return "";
        }
        List<String> parts = new ArrayList<>();
        // TRUNCATE is a definition to the server
        boolean truncates = statement.fact() instanceof StatementFact.TruncateTable;
        String exclusive = names(
                statement,
                truncates
                        ? Set.of(Access.CREATES, Access.ALTERS, Access.DROPS, Access.WRITES)
                        : Set.of(Access.CREATES, Access.ALTERS, Access.DROPS));
        if (!exclusive.isEmpty()) {
            parts.add("exclusive on " + exclusive + howLong(statement));
        }
        String shared = names(statement, truncates ? Set.of(Access.READS) : Set.of(Access.READS, Access.WRITES));
        if (!shared.isEmpty()) {
            parts.add("shared on " + shared + rows(statement));
        }
        if (statement.touches().stream().anyMatch(Touch::isUnknown)) {
            parts.add("what else, is not in its text");
        }
        return String.join("; ", parts);
    }

    private static String howLong(Statement statement) {
        if (!(statement.fact() instanceof StatementFact.AlterTable alter)) {
            return ", for a moment";
        }
        Strategy strategy = statement.undo().strategy();
        if (strategy == Strategy.ROW_IMAGE || strategy == Strategy.TABLE_IMAGE) {
            return " from the copy of what it loses to its end: others neither read nor write";
        }
        if (alter.actions().stream().anyMatch(StatementLocks::mayCut)) {
            return " from the look whether it loses values to its end, where it takes one: others neither read nor write;"
                    + " else when it begins and when it ends";
        }
        String said = said(alter.clauses());
        return " when it begins and when it ends"
                + (said.isEmpty() ? AS_THE_SERVER : "; in between as it says: " + said);
    }

    /**
     * Whether the engine looks at values, or copies them, before it is sent, where the definition that is there asks
     * for it.
     */
    private static boolean mayCut(AlterAction action) {
        return action instanceof AlterAction.ModifyColumn
                || action instanceof AlterAction.ChangeColumn
                || action instanceof AlterAction.AlterNullability
                || action instanceof AlterAction.ConvertCharset;
    }

    private static String said(AlterClauses clauses) {
        List<String> said = new ArrayList<>();
        if (clauses.algorithm() != null) {
            said.add("ALGORITHM=" + clauses.algorithm().value());
        }
        if (clauses.lock() != null) {
            said.add("LOCK=" + clauses.lock().value());
        }
        return String.join(", ", said);
    }

    private static String rows(Statement statement) {
        boolean changes = statement.fact() instanceof RowFact.Update
                || statement.fact() instanceof RowFact.Delete
                || statement.fact() instanceof RowFact.Replace
                || statement.fact() instanceof StatementFact.Insert;
        if (!changes || statement.touches().stream().noneMatch(touch -> touch.access() == Access.WRITES)) {
            return "";
        }
        return statement.undo().strategy() == Strategy.TABLE_IMAGE
                ? ", and nobody else writes to what is copied until it has committed"
                : ", and the rows that it changes until it has committed";
    }

    private static String names(Statement statement, Set<Access> which) {
        TreeSet<String> names = new TreeSet<>();
        for (Touch touch : statement.touches()) {
            if (which.contains(touch.access())) {
                names.add(StatementText.name(touch));
            }
        }
        return StatementText.some(List.copyOf(names));
    }
}
