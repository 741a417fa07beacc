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
                + (looks ? "; refused before it is sent where values would not come through, either way" : "");
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
        if (action instanceof AlterAction.ModifyColumn modify) {
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
        } else if (action instanceof AlterAction.SystemVersioning) {
            return "drop system versioning, with the versions kept since";
        }
        return ofTable(action);
    }

    private static String ofTable(AlterAction action) {
        if (action instanceof AlterAction.SetOption set) {
            return "option " + set.option().name() + " as it was";
        } else if (action instanceof AlterAction.ConvertCharset) {
            return "the character sets as they were";
        } else if (action instanceof AlterAction.DropPeriod drop) {
            return "add period " + drop.name() + " again";
        } else if (changesNothing(action)) {
            return "nothing for " + action.words();
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
