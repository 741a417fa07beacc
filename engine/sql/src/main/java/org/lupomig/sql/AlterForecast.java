package org.lupomig.sql;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterAction.AddColumn;
import org.lupomig.model.sql.AlterAction.AddIndex;
import org.lupomig.model.sql.PartitionAction;
import org.lupomig.model.sql.StatementFact.AlterSchema;
import org.lupomig.model.sql.StatementFact.AlterTable;

/** The way back of an ALTER, in words: what will be done, and what of it is not done at once. */
final class AlterForecast {
    private AlterForecast() {}

    static String explain(AlterSchema alter) {
        return "give schema " + alter.schema() + " the options that it had";
    }

    /** Whether values are kept for it whatever is in the table. */
    static boolean keeps(AlterTable alter) {
        return alter.actions().stream()
                        .anyMatch(action -> action instanceof AlterAction.DropColumn || removesRows(action))
                || keepsAll(alter);
    }

    private static boolean removesRows(AlterAction action) {
        return action instanceof PartitionAction.DropPartition || action instanceof PartitionAction.TruncatePartition;
    }

    /** Whether all rows of the table are kept for it. */
    static boolean keepsAll(AlterTable alter) {
        return alter.clauses().ignore() != null
                || alter.actions().stream()
                        .anyMatch(action -> action instanceof AlterAction.SetOption set
                                && set.option().name().endsWith("ENGINE")
                                && (set.option().value().equalsIgnoreCase("MEMORY")
                                        || set.option().value().equalsIgnoreCase("HEAP")));
    }

    static String explain(AlterTable alter) {
        StringJoiner drops = new StringJoiner(" and ");
        StringJoiner others = new StringJoiner(", ");
        boolean guarded = alter.guard() != null;
        boolean rebuilds = false;
        boolean looks = false;
        boolean reads = false;
        for (AlterAction action : alter.actions()) {
            String dropped = dropped(action);
            if (dropped != null) {
                drops.add(dropped);
            } else {
                others.add(back(action));
            }
            guarded |= action.guard() != null;
            rebuilds |= rebuilds(action);
            looks |= action instanceof AlterAction.ModifyColumn || action instanceof AlterAction.ChangeColumn;
            reads |= readsAll(action);
        }
        boolean both = drops.length() > 0 && others.length() > 0;
        String what =
                (drops.length() > 0 ? "drop " + drops : "") + (both ? ", " : "") + others + " of " + alter.table();
        return what
                + (guarded ? " (what was there before stays)" : "")
                + (rebuilds ? "; rebuilds the table" : reads ? "; reads the whole table" : "")
                + (keepsAll(alter)
                        ? "; all rows are copied to the held schema first, while nobody else writes to the table, and"
                                + " put back if nobody changed them since"
                        : "")
                + (alter.actions().stream().anyMatch(AlterForecast::removesRows)
                        ? "; the rows that go are copied to the held schema first, while nobody else writes to the"
                                + " table, and inserted again"
                        : "")
                + (alter.actions().stream().anyMatch(AlterAction.DropColumn.class::isInstance)
                        ? "; what is dropped is copied to the held schema first, with a unique key that stays or else"
                                + " with all rows, while nobody else writes to the table; rows that came since get the"
                                + " default"
                        : "")
                + (alter.actions().stream().anyMatch(AlterForecast::numbers)
                        ? "; once the batch has completed, only where nobody has changed the table or its rows"
                                + " since"
                        : "")
                + (looks
                        ? "; looks first whether all values come through, copies those of the column to the held schema"
                                + " where one does not, and stops where one that it changed has changed since"
                        : "");
    }

    /** Whether it numbers the rows, or gives them else what only the server knows. */
    private static boolean numbers(AlterAction action) {
        return action instanceof AddColumn add && add.definition().valuesUntold();
    }

    private static @Nullable String dropped(AlterAction action) {
        if (action instanceof AddColumn column) {
            return "column " + column.column();
        } else if (action instanceof AddIndex index) {
            String name = index.index();
            return index.primary() ? "the primary key" : name == null ? "the index it names itself" : "index " + name;
        } else if (action instanceof AlterAction.AddForeignKey add) {
            String name = add.key().name();
            return name == null ? "the foreign key it names itself" : "foreign key " + name;
        } else if (action instanceof AlterAction.AddCheck add) {
            String name = add.check().name();
            return name == null ? "the check it names itself" : "check " + name;
        } else if (action instanceof AlterAction.AddPeriod add) {
            return "period " + add.period().name();
        }
        return null;
    }

    private static String back(AlterAction action) {
        if (action instanceof AlterAction.DropColumn drop) {
            return "column " + drop.column() + " again with its values";
        } else if (action instanceof AlterAction.ModifyColumn modify) {
            return "column " + modify.definition().name() + " as it was";
        } else if (action instanceof AlterAction.ChangeColumn change) {
            return "column " + change.definition().name() + " back to " + change.column() + " as it was";
        } else if (action instanceof AlterAction.RenameColumn rename) {
            return "column " + rename.to() + " back to " + rename.column();
        } else if (action instanceof AlterAction.AlterDefault alter) {
            return "the default of column " + alter.column() + " as it was";
        } else if (action instanceof AlterAction.DropIndex drop) {
            return drop.index().equals(AlterAction.DropIndex.PRIMARY)
                    ? "add the primary key again"
                    : "add index " + drop.index() + " again";
        } else if (action instanceof AlterAction.DropForeignKey drop) {
            return "add foreign key " + drop.name() + " again";
        } else if (action instanceof AlterAction.DropConstraint drop) {
            return "add constraint " + drop.name() + " again";
        } else if (action instanceof AlterAction.RenameIndex rename) {
            return "index " + rename.to() + " back to " + rename.index();
        } else if (action instanceof AlterAction.IgnoreIndex ignore) {
            return "index " + ignore.index() + " as it was";
        } else if (action instanceof AlterAction.SystemVersioning versioning) {
            return versioning.add()
                    ? "drop system versioning, with the versions kept since"
                    : "add system versioning again, without the earlier versions of rows, which are not kept";
        } else if (action instanceof AlterAction.RenameTo rename) {
            return "rename " + rename.to().name() + " back first";
        }
        return ofTable(action);
    }

    private static String ofTable(AlterAction action) {
        if (action instanceof AlterAction.SetOption set) {
            return set.option().name().equals("AUTO_INCREMENT")
                    ? "nothing for AUTO_INCREMENT, which counts on from there"
                    : "option " + set.option().name() + " as it was";
        } else if (action instanceof AlterAction.ConvertCharset) {
            return "the character sets as they were";
        } else if (action instanceof AlterAction.DropPeriod drop) {
            return "add period " + drop.name() + " again";
        } else if (changesNothing(action)) {
            return "nothing for " + action.words();
        }
        if (action instanceof PartitionAction.TruncatePartition) {
            return "the rows of the partitions again";
        }
        return action instanceof PartitionAction ? "the partitions as they were" : "the definition as it was";
    }

    private static boolean changesNothing(AlterAction action) {
        return action instanceof AlterAction.Force
                || action instanceof AlterAction.OrderRows
                || action instanceof AlterAction.SwitchKeys
                || action instanceof PartitionAction.MaintainPartition;
    }

    /** Whether the way back writes every row anew; it may, where only the table tells. */
    private static boolean rebuilds(AlterAction action) {
        if (action instanceof AlterAction.SetOption set) {
            return switch (set.option().name()) {
                case "ENGINE", "ROW_FORMAT", "KEY_BLOCK_SIZE", "PAGE_COMPRESSED", "ENCRYPTED" -> true;
                default -> false;
            };
        }
        return action instanceof AlterAction.ModifyColumn
                || action instanceof AlterAction.ChangeColumn
                || action instanceof AlterAction.ConvertCharset
                || action instanceof AlterAction.SystemVersioning
                || (action instanceof AddIndex add && add.primary())
                || (action instanceof AlterAction.DropIndex drop && drop.index().equals(AlterAction.DropIndex.PRIMARY))
                || (action instanceof PartitionAction && !changesNothing(action));
    }

    private static boolean readsAll(AlterAction action) {
        return action instanceof AlterAction.DropIndex
                || action instanceof AlterAction.DropConstraint
                || action instanceof AlterAction.DropForeignKey
                || action instanceof AlterAction.DropPeriod;
    }
}
