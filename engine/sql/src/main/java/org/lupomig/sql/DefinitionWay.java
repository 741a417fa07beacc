package org.lupomig.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.UnfitRows;

/**
 * How a table is taken from one definition to an earlier one, whatever differs.
 *
 * <p>Definitions alone: what is in the table is not looked at, so that a loss is one that rows may suffer, not one that
 * they did.
 *
 * @param statements what to send, in order; none where both definitions are alike. More than one only where a foreign
 *     key changes and keeps its name, and where a table was Aria's
 * @param lost what the change took away that no definition brings back: rows kept before it have to
 * @param losing what going back takes away
 * @param alike rows that have the same in the columns of a unique key that comes back, and keep it from that
 * @param impossible what cannot be taken back, each a clause for people; then there are no statements
 */
public record DefinitionWay(
        List<String> statements, List<Loss> lost, List<Loss> losing, List<UnfitRows> alike, List<String> impossible) {
    public DefinitionWay {
        statements = List.copyOf(statements);
        lost = List.copyOf(lost);
        losing = List.copyOf(losing);
        alike = List.copyOf(alike);
        impossible = List.copyOf(impossible);
    }

    /** What may be lost. */
    public enum Kind {
        /** A column with all its values. */
        COLUMN,
        /** Values of a column that do not fit into its other type. */
        VALUES,
        /** Earlier versions of rows. */
        HISTORY,
        /** Rows of a partition. */
        PARTITION
    }

    /**
     * Something that may be lost.
     *
     * @param name of the column or partition; empty for the history
     * @param why one clause for people: {@code column a is dropped}
     * @param unfit an SQL condition that those rows meet which lose something; null where none tells them
     */
    public record Loss(
            Kind kind, String name, String why, @Nullable String unfit) {
        Loss(Kind kind, String name, String why) {
            this(kind, name, why, null);
        }
    }

    /**
     * The way from {@code after} back to {@code before}.
     *
     * @param table the table as it is called now
     * @param renamed columns that have another name now, by the name they had before: without it, a renamed column is
     *     one that was dropped and another that was added
     */
    public static DefinitionWay back(
            ObjectName table, TableDefinition before, TableDefinition after, Map<String, String> renamed) {
        return new WayBuilder(before, after, renamed).way(table);
    }

    /** Whether foreign keys are added, so that rows are held against them. */
    public boolean addsForeignKeys() {
        return statements.stream().anyMatch(sql -> sql.contains(" FOREIGN KEY (`"));
    }

    /**
     * The columns that a statement renames, as {@link #back} asks for them: the name after it by the name before. What
     * its {@code IF EXISTS} leaves out is not among them.
     */
    public static Map<String, String> renamed(AlterTable alter, TableDefinition before) {
        Map<String, String> renamed = new LinkedHashMap<>();
        for (AlterAction action : alter.actions()) {
            if (action instanceof AlterAction.RenameColumn rename) {
                renamed.put(rename.column(), rename.to());
            } else if (action instanceof AlterAction.ChangeColumn change) {
                renamed.put(change.column(), change.definition().name());
            }
        }
        renamed.keySet().removeIf(name -> before.columns().stream()
                .noneMatch(c -> c.name().equalsIgnoreCase(name)));
        return renamed;
    }
}
