package org.lupomig.orchestrator.rollback;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.TargetSession.Given;

/**
 * What columns that a batch added gave to the rows that were there, where the batch has defined them otherwise since:
 * the default of now does not tell it any more.
 */
final class GivenValues {
    private final Map<ObjectName, Map<String, Added>> tables = new HashMap<>();

    /**
     * A column.
     *
     * @param redefined whether a later statement may have given it another default
     */
    private record Added(Column definition, boolean redefined) {}

    /**
     * A table was altered.
     *
     * @param added the columns that this added
     */
    void altered(ObjectName table, AlterTable alter, List<String> added) {
        Map<String, Added> columns = tables.computeIfAbsent(table, name -> new HashMap<>());
        Map<String, Added> now = new HashMap<>(columns);
        for (AlterAction action : alter.actions()) {
            if (action instanceof AlterAction.RenameColumn rename) {
                move(rename.column(), rename.to(), false, columns, now);
            } else if (action instanceof AlterAction.ChangeColumn change) {
                move(change.column(), change.definition().name(), true, columns, now);
            } else if (action instanceof AlterAction.ModifyColumn modify) {
                String name = modify.definition().name();
                move(name, name, true, columns, now);
            } else if (action instanceof AlterAction.AlterDefault standard) {
                move(standard.column(), standard.column(), true, columns, now);
            } else if (action instanceof AlterAction.AlterNullability nulls) {
                move(nulls.column(), nulls.column(), true, columns, now);
            }
        }
        for (AlterAction action : alter.actions()) {
            if (action instanceof AlterAction.AddColumn add && added.contains(add.column())) {
                now.put(key(add.column()), new Added(add.definition(), false));
            }
        }
        tables.put(table, now);
    }

    /** A table has another name. */
    void renamed(Rename pair) {
        Map<String, Added> moved = tables.remove(pair.from());
        if (moved != null) {
            tables.put(pair.to(), moved);
        }
    }

    /** What a column gave, under its present name; null where its default of now tells that. */
    @Nullable
    Given of(ObjectName table, String column) {
        Added added = tables.getOrDefault(table, Map.of()).get(key(column));
        if (added == null || !added.redefined()) {
            return null;
        }
        SqlExpression standard = added.definition().defaultValue();
        return new Given(
                standard == null ? null : standard.text(),
                !added.definition().notNull(),
                added.definition().valuesUntold());
    }

    private static void move(
            String from, String to, boolean redefined, Map<String, Added> then, Map<String, Added> now) {
        Added added = then.get(key(from));
        if (added != null) {
            // Where two exchange their names the other one may be there already.
            now.remove(key(from), added);
            now.put(key(to), new Added(added.definition(), added.redefined() || redefined));
        }
    }

    private static String key(String column) {
        return column.toLowerCase(Locale.ROOT);
    }
}
