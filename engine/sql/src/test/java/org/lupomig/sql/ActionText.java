package org.lupomig.sql;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.PartitionAction;
import org.lupomig.model.sql.Partitioning;

/** An action of an ALTER TABLE, on one line, for people who review what was read. */
final class ActionText {
    private ActionText() {}

    /** Its words and the names it is about. */
    static String brief(AlterAction action) {
        String words = action.words().toLowerCase(Locale.ROOT);
        if (action instanceof AlterAction.AddIndex a) {
            String name = a.index() == null ? "named after " + a.firstColumn() : a.index();
            return a.primary() ? words : words + " " + name;
        } else if (action instanceof AlterAction.DropIndex a) {
            return a.index().equals(AlterAction.DropIndex.PRIMARY) ? words : words + " " + a.index();
        } else if (action instanceof AlterAction.AddColumn a) {
            return words + " " + a.column();
        } else if (action instanceof AlterAction.DropColumn a) {
            return words + " " + a.column();
        }
        return full(action);
    }

    /** All that is known of it. */
    static String full(AlterAction action) {
        return action.words().toLowerCase(Locale.ROOT) + detail(action) + guard(action);
    }

    private static String guard(AlterAction action) {
        boolean said = action instanceof AlterAction.AddIndex
                || action instanceof AlterAction.AddForeignKey
                || action instanceof AlterAction.AddCheck
                || action instanceof AlterAction.AddPeriod;
        if (said || action.guard() == null) {
            return "";
        }
        boolean adds = action instanceof AlterAction.AddColumn || action instanceof PartitionAction.AddPartition;
        return adds ? "; if not exists" : "; if exists";
    }

    private static String detail(AlterAction action) {
        if (action instanceof PartitionAction partition) {
            return partition(partition);
        } else if (action instanceof AlterAction.AddColumn a) {
            return ": " + ShapeText.column(a.definition());
        } else if (action instanceof AlterAction.AddIndex a) {
            return ": " + ShapeText.key(a.key());
        } else if (action instanceof AlterAction.AddForeignKey a) {
            return ": " + ShapeText.foreignKey(a.key());
        } else if (action instanceof AlterAction.AddCheck a) {
            return ": " + ShapeText.check(a.check());
        } else if (action instanceof AlterAction.AddPeriod a) {
            return ": " + ShapeText.period(a.period());
        } else if (action instanceof AlterAction.ModifyColumn a) {
            return ": " + ShapeText.column(a.definition());
        } else if (action instanceof AlterAction.ChangeColumn a) {
            return " " + a.column() + ": " + ShapeText.column(a.definition());
        } else if (action instanceof AlterAction.RenameColumn a) {
            return " " + a.column() + " to " + a.to();
        } else if (action instanceof AlterAction.AlterDefault a) {
            return " of " + a.column() + (a.value() == null ? "" : " " + ShapeText.expression(a.value()));
        } else if (action instanceof AlterAction.DropColumn a) {
            return " " + a.column();
        } else if (action instanceof AlterAction.DropIndex a) {
            return " " + a.index();
        } else if (action instanceof AlterAction.DropForeignKey a) {
            return " " + a.name();
        } else if (action instanceof AlterAction.DropConstraint a) {
            return " " + a.name();
        } else if (action instanceof AlterAction.DropPeriod a) {
            return " " + a.name();
        } else if (action instanceof AlterAction.RenameIndex a) {
            return " " + a.index() + " to " + a.to();
        } else if (action instanceof AlterAction.IgnoreIndex a) {
            return " " + a.index() + (a.ignored() ? " ignored" : " not ignored");
        } else if (action instanceof AlterAction.RenameTo a) {
            return " to " + a.to().name();
        } else if (action instanceof AlterAction.ConvertCharset a) {
            return " " + a.charset() + (a.collation() == null ? "" : " collation " + a.collation());
        } else if (action instanceof AlterAction.SetOption a) {
            return ": option " + ShapeText.option(a.option());
        } else if (action instanceof AlterAction.OrderRows a) {
            return " " + a.by().text();
        }
        return "";
    }

    private static String partition(PartitionAction action) {
        if (action instanceof PartitionAction.PartitionBy a) {
            return ": " + String.join(", ", ShapeText.partitioning(a.partitioning()));
        } else if (action instanceof PartitionAction.AddPartition a) {
            return a.count() > 0 ? " " + a.count() + " more" : ": " + partitions(a.partitions());
        } else if (action instanceof PartitionAction.DropPartition a) {
            return " " + names(a.partitions());
        } else if (action instanceof PartitionAction.TruncatePartition a) {
            return " " + names(a.partitions());
        } else if (action instanceof PartitionAction.CoalescePartition a) {
            return " by " + a.count();
        } else if (action instanceof PartitionAction.ReorganizePartition a) {
            return " " + names(a.partitions()) + " into " + partitions(a.into());
        } else if (action instanceof PartitionAction.MaintainPartition a) {
            return " " + names(a.partitions())
                    + (a.options() == null ? "" : " " + a.options().text());
        } else if (action instanceof PartitionAction.ExchangePartition a) {
            return " " + a.partition() + " with " + a.with().name() + validated(a.validated());
        } else if (action instanceof PartitionAction.ConvertPartition a) {
            return " " + a.partition() + " to " + a.to().name();
        } else if (action instanceof PartitionAction.ConvertTable a) {
            return " " + a.table().name() + " to " + ShapeText.partition(a.partition()) + validated(a.validated());
        }
        return "";
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "all" : String.join(", ", names);
    }

    private static String partitions(List<Partitioning.Partition> partitions) {
        return partitions.stream().map(ShapeText::partition).collect(Collectors.joining(", "));
    }

    private static String validated(@Nullable Boolean validated) {
        return validated == null ? "" : validated ? " validated" : " not validated";
    }
}
