package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.PartitionAction;
import org.lupomig.model.sql.StatementFact.AlterSchema;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.TableOption;

/** Why an ALTER is run nowhere, as far as its text tells. What hangs on the table that it meets is judged there. */
final class AlterRefusals {

    private static final String WAYS_OUT =
            "; copy the table in a step of its own and rename the copy, or do it outside of the plan";

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
        for (AlterAction action : alter.actions()) {
            Refusal refusal = of(alter, action);
            if (refusal != null) {
                return refusal;
            }
        }
        return ofReusedNames(alter);
    }

    /** Whose values and keys were whose shows in no definition afterwards: the way back goes by names. */
    private static @Nullable Refusal ofReusedNames(AlterTable alter) {
        List<String> dropped = new ArrayList<>();
        for (AlterAction action : alter.actions()) {
            if (action instanceof AlterAction.DropColumn drop) {
                dropped.add(drop.column());
            }
        }
        for (AlterAction action : alter.actions()) {
            String name = given(action);
            if (name != null && dropped.stream().anyMatch(name::equalsIgnoreCase)) {
                return new Refusal(
                        kind(alter, action),
                        "it gives the name of a column that the same statement drops, and the way back could not tell them"
                                + " apart; drop column " + name + " in an ALTER TABLE of its own before it",
                        action.span());
            }
        }
        return null;
    }

    /** The name that a column gets; null where none gets another. */
    private static @Nullable String given(AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            return add.column();
        } else if (action instanceof AlterAction.RenameColumn rename) {
            return rename.to();
        } else if (action instanceof AlterAction.ChangeColumn change) {
            return change.definition().name();
        }
        return null;
    }

    /** Why it may not run in an undo script; null where it may. */
    static @Nullable Refusal inUndo(AlterTable alter) {
        if (alter.clauses().ignore() != null) {
            return new Refusal("ALTER IGNORE TABLE", "IGNORE removes rows that are in the way", alter.opening());
        }
        for (AlterAction action : alter.actions()) {
            String reason = reasonInUndo(action);
            if (reason != null) {
                return new Refusal(kind(alter, action), reason, action.span());
            }
        }
        return null;
    }

    private static @Nullable String reasonInUndo(AlterAction action) {
        if (action instanceof AlterAction.RenameTo) {
            return "in an undo a rename stands alone; write it as a statement of its own";
        } else if (action instanceof AlterAction.SystemVersioning versioning && !versioning.add()) {
            return "the earlier versions of the rows go with it, and an undo takes nothing away for good";
        } else if (action instanceof PartitionAction.DropPartition
                || action instanceof PartitionAction.TruncatePartition) {
            return "it removes the rows of partitions, and an undo takes nothing away for good";
        } else if (action instanceof AlterAction.SetOption set
                && set.option().name().endsWith("ENGINE")
                && isMemory(set.option().value())) {
            return "the rows do not stay in a table of engine " + set.option().value();
        }
        return null;
    }

    private static boolean isMemory(String engine) {
        return engine.equalsIgnoreCase("MEMORY") || engine.equalsIgnoreCase("HEAP");
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
        if (action instanceof AlterAction.Tablespace) {
            return "it takes the rows away, or puts others in their place, where nothing keeps them" + WAYS_OUT;
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
            // from the last two, rows are put back that are kept
            case "INNODB", "MYISAM", "ARIA", "MEMORY", "HEAP" -> true;
            default -> false;
        };
    }

    private static @Nullable String ofPartitions(PartitionAction action) {
        if (action instanceof PartitionAction.ExchangePartition
                || action instanceof PartitionAction.ConvertPartition
                || action instanceof PartitionAction.ConvertTable) {
            return "it moves rows between tables, and this version knows no way back for that; move them by INSERT …"
                    + " SELECT and DELETE, or do it outside of the plan";
        } else if (action instanceof PartitionAction.MaintainPartition maintain
                && maintain.verb().equals("REPAIR")) {
            return "rows that cannot be repaired are removed, and none tells which" + WAYS_OUT;
        }
        return null;
    }
}
