package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.PartitionAction;
import org.lupomig.model.sql.StatementFact.AlterSchema;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.TableOption;

/** Why an ALTER is run nowhere, as far as its text tells. What hangs on the table that it meets is judged there. */
final class AlterRefusals {

    private AlterRefusals() {}

    /** The first reason; null where it may run. */
    static @Nullable Refusal of(AlterSchema alter) {
        for (TableOption option : alter.options()) {
            if (option.name().startsWith("UPGRADE")) {
                return new Refusal(alter.kind(), "it renames what is on the disk, and has no way back", option.span());
            }
        }
        return null;
    }

    /** The first reason in the statement's own order; null where it may run, be it in undo scripts only. */
    static @Nullable Refusal of(AlterTable alter) {
        if (alter.clauses().ignore() != null) {
            return new Refusal("ALTER IGNORE TABLE", "IGNORE removes rows that are in the way", alter.opening());
        }
        for (AlterAction action : alter.actions()) {
            Refusal refusal = of(alter, action);
            if (refusal != null) {
                return refusal;
            }
        }
        return alter.actions().isEmpty() ? new Refusal(alter.kind(), "it has no action", alter.opening()) : null;
    }

    private static @Nullable Refusal of(AlterTable alter, AlterAction action) {
        Refusal reaching = TableReach.of(alter, action);
        if (reaching != null) {
            return reaching;
        }
        String reason = reason(action);
        return reason == null ? null : new Refusal(kind(alter, action), reason, action.span());
    }

    /** The statement with one of its actions: {@code ALTER TABLE … MODIFY COLUMN}. */
    static String kind(AlterTable alter, AlterAction action) {
        return alter.keyword().equals("ALTER TABLE") ? alter.kind() + " … " + action.words() : alter.kind();
    }

    private static @Nullable String reason(AlterAction action) {
        if (action instanceof AlterAction.RenameTo) {
            return "a rename together with other actions has no way back; write it as a statement of its own";
        } else if (action instanceof AlterAction.SystemVersioning versioning && !versioning.add()) {
            return "the earlier versions of the rows go with it, and are not kept";
        } else if (action instanceof AlterAction.Tablespace) {
            return "it takes the rows away, or puts others in their place";
        } else if (action instanceof AlterAction.SetOption set) {
            return ofOption(set.option());
        } else if (action instanceof PartitionAction partitions) {
            return ofPartitions(partitions);
        }
        return null;
    }

    private static @Nullable String ofOption(TableOption option) {
        return switch (option.name()) {
            case "ENGINE", "STORAGE ENGINE", "TYPE" ->
                keepsRows(option.value()) ? null : "the rows do not stay in a table of engine " + option.value();
            case "DATA DIRECTORY", "INDEX DIRECTORY", "TABLESPACE" -> "where the rows lie on the disk has no way back";
            case "UNION", "INSERT_METHOD", "CONNECTION" -> "it says where rows of other tables are";
            case "SEQUENCE" -> "it makes a sequence of the table";
            default -> null;
        };
    }

    /** Whether an engine keeps all rows that are put into it, also over a restart. */
    private static boolean keepsRows(String engine) {
        return switch (Characters.upper(engine)) {
            case "INNODB", "MYISAM", "ARIA" -> true;
            default -> false;
        };
    }

    private static @Nullable String ofPartitions(PartitionAction action) {
        if (action instanceof PartitionAction.DropPartition || action instanceof PartitionAction.TruncatePartition) {
            return "it removes the rows of partitions, which are not kept";
        } else if (action instanceof PartitionAction.ExchangePartition
                || action instanceof PartitionAction.ConvertPartition
                || action instanceof PartitionAction.ConvertTable) {
            return "it moves rows between tables, and this version knows no way back for that";
        } else if (action instanceof PartitionAction.MaintainPartition maintain
                && maintain.verb().equals("REPAIR")) {
            return "rows that cannot be repaired are removed";
        }
        return null;
    }
}
