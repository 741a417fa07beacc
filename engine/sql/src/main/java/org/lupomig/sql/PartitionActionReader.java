package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.PartitionAction;
import org.lupomig.model.sql.Partitioning.Partition;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.TableRef;

/** Reads the actions of an {@code ALTER TABLE} on partitions. */
final class PartitionActionReader {
    private final Cursor c;
    private final List<AlterAction> actions;

    PartitionActionReader(Cursor c, List<AlterAction> actions) {
        this.c = c;
        this.actions = actions;
    }

    /** Reads the action that begins here; false where it is none on partitions. */
    boolean read(int start) {
        String verb = c.word();
        if (verb.equals("PARTITION")) {
            actions.add(new PartitionAction.PartitionBy(new PartitionReader(c).partitioning()));
            return true;
        }
        if (verb.equals("CONVERT") && c.isWord(start + 1, "TABLE")) {
            convertTable(start);
            return true;
        }
        if (verb.equals("REMOVE")) {
            c.next();
            c.expect("PARTITIONING");
            actions.add(new PartitionAction.RemovePartitioning(c.since(start)));
            return true;
        }
        if (!c.isWord(start + 1, "PARTITION")) {
            return false;
        }
        c.moveTo(start + 2);
        switch (verb) {
            case "ADD" -> add(start);
            case "DROP" -> {
                Span guard = c.guard(false);
                List<String> names = names();
                actions.add(new PartitionAction.DropPartition(names, guard, c.since(start)));
            }
            case "TRUNCATE" -> {
                List<String> names = allOrNames();
                actions.add(new PartitionAction.TruncatePartition(names, c.since(start)));
            }
            case "COALESCE" -> {
                acceptLocal();
                long count = c.number();
                actions.add(new PartitionAction.CoalescePartition(count, c.since(start)));
            }
            case "REORGANIZE" -> reorganize(start);
            case "ANALYZE", "CHECK", "OPTIMIZE", "REBUILD", "REPAIR" -> maintain(verb, start);
            case "EXCHANGE" -> exchange(start);
            case "CONVERT" -> {
                String partition = c.name();
                c.expect("TO");
                c.expect("TABLE");
                TableRef to = c.table();
                actions.add(new PartitionAction.ConvertPartition(partition, to, c.since(start)));
            }
            default -> {
                c.moveTo(start);
                return false;
            }
        }
        return true;
    }

    private void add(int start) {
        Span guard = c.guard(true);
        acceptLocal();
        if (c.accept("PARTITIONS")) {
            long count = c.number();
            actions.add(new PartitionAction.AddPartition(List.of(), count, guard, c.since(start)));
        } else {
            List<Partition> partitions = new PartitionReader(c).list();
            actions.add(new PartitionAction.AddPartition(partitions, 0, guard, c.since(start)));
        }
    }

    private void reorganize(int start) {
        acceptLocal();
        List<String> names = List.of();
        List<Partition> into = List.of();
        if (!c.atEnd()) {
            names = names();
            c.expect("INTO");
            into = new PartitionReader(c).list();
        }
        actions.add(new PartitionAction.ReorganizePartition(names, into, c.since(start)));
    }

    private void maintain(String verb, int start) {
        acceptLocal();
        List<String> names = allOrNames();
        int behind = c.position();
        while (isMaintenanceOption(c.word())) {
            c.next();
        }
        SqlText options = c.position() == behind ? null : c.text(behind, c.position());
        actions.add(new PartitionAction.MaintainPartition(verb, names, options, c.since(start)));
    }

    private static boolean isMaintenanceOption(String word) {
        return switch (word) {
            case "QUICK", "FAST", "MEDIUM", "EXTENDED", "CHANGED", "FOR", "UPGRADE", "USE_FRM", "PERSISTENT" -> true;
            default -> false;
        };
    }

    private void exchange(int start) {
        String partition = c.name();
        c.expect("WITH");
        c.expect("TABLE");
        TableRef with = c.table();
        Boolean validated = validated();
        actions.add(new PartitionAction.ExchangePartition(partition, with, validated, c.since(start)));
    }

    private void convertTable(int start) {
        c.moveTo(start + 2);
        TableRef table = c.table();
        c.expect("TO");
        int from = c.position();
        c.expect("PARTITION");
        Partition partition = new PartitionReader(c).partition(from);
        Boolean validated = validated();
        actions.add(new PartitionAction.ConvertTable(table, partition, validated, c.since(start)));
    }

    private @Nullable Boolean validated() {
        if (c.accept("WITH", "VALIDATION")) {
            return true;
        }
        return c.accept("WITHOUT", "VALIDATION") ? Boolean.FALSE : null;
    }

    private List<String> allOrNames() {
        return c.accept("ALL") ? List.of() : names();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(2);
        do {
            names.add(c.name());
        } while (c.acceptSymbol(','));
        return names;
    }

    /** Whether the binary log is to hear of it, which says nothing of the table. */
    private void acceptLocal() {
        if (!c.accept("NO_WRITE_TO_BINLOG")) {
            c.accept("LOCAL");
        }
    }
}
