package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterAction.AddColumn;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.AddedColumn;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.OwnValues;

/** The columns that an ALTER TABLE added: what its {@code IF NOT EXISTS} left out was there before, and stays. */
public final class AddedColumns {
    private AddedColumns() {}

    /** Their names, as the statement writes them; none where it is no ALTER TABLE. */
    public static List<String> of(StatementIntent intent, StatementReader statements) {
        List<String> added = new ArrayList<>();
        if (intent.work() instanceof Work.Alters alters
                && statements.read(intent.sql(), intent.defaultSchema()) instanceof AlterTable alter) {
            String before = intent.before().object(alters.table()) instanceof ObjectState.Present present
                    ? present.definition()
                    : "";
            for (AlterAction action : alter.actions()) {
                if (action instanceof AddColumn add && !has(before, add.column())) {
                    added.add(add.column());
                }
            }
        }
        return added;
    }

    /**
     * Whether a statement gives the rows that are there numbers or other values of the server's choice. Nothing tells
     * these from what others write there later, but that all rows are as they were left.
     */
    public static boolean numbers(Work work, StatementFact fact) {
        return work instanceof Work.Alters alters
                && alters.kept() == null
                && fact instanceof AlterTable alter
                && alter.actions().stream()
                        .anyMatch(action -> action instanceof AddColumn add
                                && add.definition().valuesUntold());
    }

    /**
     * Whether a definition has a column. A name that stands elsewhere in it, such as that of a key, does not count: the
     * column would be taken for somebody else's, and go without a look at what is in it.
     */
    static boolean has(String definition, String column) {
        String name = SqlQuoting.identifier(column.toLowerCase(Locale.ROOT)) + " ";
        return definition.toLowerCase(Locale.ROOT).lines().anyMatch(line -> line.stripLeading()
                .startsWith(name));
    }

    /**
     * Why columns may not be dropped: what somebody wrote into them would go. Null where nothing is lost; what cannot
     * be told by a column's kind counts as nothing only where all rows are known to be as the statement left them.
     *
     * @param left all rows as it left them; null where that is not known
     */
    static @Nullable String written(ObjectName table, List<String> columns, UndoSteps steps, @Nullable RowDigest left) {
        for (String column : columns) {
            String written = written(table, column, steps, left);
            if (written != null) {
                return written;
            }
        }
        return null;
    }

    /** The same of one column. */
    static @Nullable String written(ObjectName table, String column, UndoSteps steps, @Nullable RowDigest left) {
        TargetSession.FoundValues found = steps.session().ownValues(table, AddedColumn.last(column));
        if (found.own() == OwnValues.UNKNOWN) {
            return left != null && left.equals(steps.session().digest(table))
                    ? null
                    : untold(column, steps.completed());
        }
        return found.lost(column);
    }

    /** That it cannot be told of a column, for people. */
    static String untold(String column, boolean completed) {
        return "whether somebody wrote into column " + column
                + (completed ? " since the batch completed" : " meanwhile") + " cannot be told";
    }

    /**
     * Those of the columns of which it cannot be told whether somebody wrote into them; none where somebody is known to
     * have written into another one that goes.
     */
    static List<String> untold(ObjectName table, List<String> columns, UndoSteps steps) {
        List<String> untold = new ArrayList<>();
        for (String column : columns) {
            TargetSession.FoundValues found = steps.session().ownValues(table, AddedColumn.last(column));
            if (found.lost(column) != null) {
                return List.of();
            } else if (found.own() == OwnValues.UNKNOWN) {
                untold.add(column);
            }
        }
        return untold;
    }
}
