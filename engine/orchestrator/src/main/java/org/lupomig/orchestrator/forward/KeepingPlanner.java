package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.PartitionAction;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.MakesImage;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.Definitions.Risk;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession.OwnValues;

/**
 * An ALTER that loses values: those of the columns that it drops, or changes so that not all come through. They are
 * copied to an image under the lock under which it is sent, with the columns of a unique key that it leaves.
 *
 * <p>A process that is killed leaves the definition as before, and an image that is not needed; or the definition as
 * after, and the image whole.
 */
final class KeepingPlanner {
    private final AlterTable alter;
    private final ObjectName table;
    private final ObjectState.Present present;
    private final Situation situation;
    private final Definitions definitions;

    KeepingPlanner(
            AlterTable alter,
            ObjectName table,
            ObjectState.Present present,
            Situation situation,
            Definitions definitions) {
        this.alter = alter;
        this.table = table;
        this.present = present;
        this.situation = situation;
        this.definitions = definitions;
    }

    /** Rows that would lose something, where they can be told. */
    static List<UnfitRows> unfit(List<Risk> risks) {
        List<UnfitRows> unfit = new ArrayList<>();
        for (Risk risk : risks) {
            if (risk.condition() != null) {
                unfit.add(new UnfitRows(risk.condition(), risk.why()));
            }
        }
        return unfit;
    }

    /** The columns that lose something, or may as far as is known. */
    List<Risk> lost(List<Risk> risks) {
        return risks.stream().filter(risk -> isDropped(risk) || loses(risk)).toList();
    }

    private static boolean isDropped(Risk risk) {
        return risk.condition() == null && risk.after() == null;
    }

    private boolean loses(Risk risk) {
        return !isDropped(risk)
                && (risk.condition() == null || situation.session().any(table, risk.condition()) != OwnValues.NONE);
    }

    /**
     * What an ALTER comes to that removes rows, or all of them with the table's place.
     *
     * @param plain the statement without its guards
     * @return null where it removes none
     */
    @Nullable
    Resolution removing(String plain) {
        String why = removes();
        if (why == null) {
            return null;
        }
        boolean ofPartitions = alter.actions().stream().anyMatch(KeepingPlanner::ofPartitions);
        List<String> partitions = ofPartitions ? partitions() : List.of();
        if (ofPartitions && partitions.isEmpty()) {
            return situation.nothing("none of the partitions exists");
        }
        if (ofPartitions
                && named(partitions, definitions.historyPartitions(present.definition()))
                        .containsAll(partitions)) {
            // The versions in them are no part of what a table was.
            return null;
        }
        Refusal refusal = refusal(true, partitions);
        if (refusal != null) {
            return no(why, refusal);
        }
        ObjectName image = image();
        return parts(new KeptColumns(image, List.of(), List.of(), partitions), List.of(), plain);
    }

    /** Why rows go with it; null where none do. */
    private @Nullable String removes() {
        if (alter.clauses().ignore() != null) {
            return "IGNORE removes rows that are in the way";
        }
        for (AlterAction action : alter.actions()) {
            if (ofPartitions(action)) {
                return "it removes the rows of partitions";
            } else if (action instanceof AlterAction.SetOption set && forgets(set)) {
                return "its rows do not stay in a table of engine "
                        + set.option().value();
            }
        }
        return null;
    }

    private static boolean ofPartitions(AlterAction action) {
        return action instanceof PartitionAction.DropPartition || action instanceof PartitionAction.TruncatePartition;
    }

    private static boolean forgets(AlterAction.SetOption set) {
        String value = set.option().value();
        return set.option().name().endsWith("ENGINE")
                && (value.equalsIgnoreCase("MEMORY") || value.equalsIgnoreCase("HEAP"));
    }

    /** Those that are there, of those that it names. */
    private List<String> partitions() {
        List<String> there = definitions.partitions(present.definition());
        for (AlterAction action : alter.actions()) {
            if (action instanceof PartitionAction.DropPartition drop) {
                return drop.guard() == null ? drop.partitions() : named(there, drop.partitions());
            } else if (action instanceof PartitionAction.TruncatePartition truncate) {
                return truncate.partitions().isEmpty() ? there : truncate.partitions();
            }
        }
        return List.of();
    }

    private static List<String> named(List<String> there, List<String> names) {
        return there.stream()
                .filter(name -> names.stream().anyMatch(name::equalsIgnoreCase))
                .toList();
    }

    /**
     * The parts: an image, and the statement with a copy into it.
     *
     * @param lost columns that are kept
     * @param plain the statement without its guards
     */
    Resolution resolve(List<Risk> lost, List<Risk> risks, String plain) {
        List<String> names = lost.stream().map(Risk::column).distinct().toList();
        Map<String, String> key = definitions.identity(alter, present.definition(), names);
        Refusal refusal = refusal(key.isEmpty(), List.of());
        if (refusal != null) {
            return no(lost.get(0).why(), refusal);
        }
        KeptColumns kept = new KeptColumns(image(), columns(key), columns(lost));
        List<UnfitRows> guards =
                unfit(risks.stream().filter(risk -> !lost.contains(risk)).toList());
        return parts(kept, guards, plain);
    }

    /** Why values cannot be put back, and one way out. */
    private record Refusal(String why, String instead) {}

    private Resolution no(String why, Refusal refusal) {
        return situation.blocked(
                EngineMessage.NOT_HELD, alter.kind(), table, why + ", and " + refusal.why(), refusal.instead());
    }

    private ObjectName image() {
        return situation.held().fresh(HeldName.IMAGE, situation.key(), table, situation.session());
    }

    private Resolution parts(KeptColumns kept, List<UnfitRows> guards, String plain) {
        List<Orphans> keys = LeavingKeys.noted(alter, table, present, situation, definitions);
        return new Resolution.Ready(List.of(
                new Part(
                        new MakesImage(kept.image()),
                        new TargetOperation.CreateImage(table, kept.image(), kept),
                        "CREATE TABLE " + SqlQuoting.identifier(kept.image()),
                        null),
                new Part(
                        new Work.Alters(table, kept, alter.kind(), keys),
                        new TargetOperation.AlterKeeping(plain, table, kept, beside(), guards, present.definition()),
                        plain,
                        Situation.seen(table, present))));
    }

    private static List<KeptColumns.Column> columns(Map<String, String> key) {
        return key.entrySet().stream()
                .map(pair -> new KeptColumns.Column(pair.getKey(), pair.getValue()))
                .toList();
    }

    private static List<KeptColumns.Column> columns(List<Risk> lost) {
        List<KeptColumns.Column> columns = new ArrayList<>();
        for (Risk risk : lost) {
            KeptColumns.Column column = new KeptColumns.Column(risk.column(), risk.after());
            if (columns.stream().noneMatch(known -> known.before().equals(column.before()))) {
                columns.add(column);
            }
        }
        return columns;
    }

    /** Why values of this table cannot be put back; null where they can. */
    private @Nullable Refusal refusal(boolean whole, List<String> partitions) {
        if (!present.kind().equals("BASE TABLE")) {
            return new Refusal(
                    "the earlier versions of its rows would lose it too",
                    "copy the table with CREATE TABLE and INSERT … SELECT, and alter the copy");
        }
        for (String trigger : present.triggers()) {
            boolean fires = whole
                    ? fires(trigger, "INSERT") || (partitions.isEmpty() && fires(trigger, "DELETE"))
                    : fires(trigger, "UPDATE");
            if (fires) {
                return new Refusal(
                        "the way back would fire its triggers",
                        "drop these triggers in a statement before it, and create them again in one behind it");
            }
        }
        if (whole && !"InnoDB".equalsIgnoreCase(present.engine())) {
            return new Refusal(
                    "its engine, " + present.engine() + ", has no transactions in which its rows could come back",
                    "give it a primary key that stays, or the engine InnoDB, in a statement before it");
        }
        if (!whole) {
            return null;
        }
        long bytes = partitions.isEmpty()
                ? situation.session().rowFacts(table).bytes()
                : situation.session().partitionBytes(table, partitions);
        if (bytes <= situation.imageLimit()) {
            return null;
        }
        String size = "rows would be copied: they are " + (bytes >> 20) + " MB, of which at most "
                + (situation.imageLimit() >> 20) + " MB are";
        return partitions.isEmpty()
                ? new Refusal("all its " + size, "give it a primary key that stays, in a statement before it")
                : new Refusal(
                        "their " + size, "raise image-limit: nobody reads or writes the table while they are copied");
    }

    /** Whether a trigger, as it is described, is one of an event. */
    private static boolean fires(String trigger, String event) {
        return trigger.contains(" BEFORE " + event + " definer ") || trigger.contains(" AFTER " + event + " definer ");
    }

    /** Tables that the statement's foreign keys refer to: the server wants them locked too. */
    private List<ObjectName> beside() {
        List<ObjectName> beside = new ArrayList<>();
        for (AlterAction action : alter.actions()) {
            ObjectName other = null;
            if (action instanceof AlterAction.AddForeignKey add) {
                other = add.key().target().table().name();
            } else if (action instanceof AlterAction.AddColumn add) {
                ColumnAttribute.References references = add.definition().last(ColumnAttribute.References.class);
                other = references == null ? null : references.target().table().name();
            }
            if (other != null && !situation.of(other).equals(table) && !beside.contains(situation.of(other))) {
                beside.add(situation.of(other));
            }
        }
        return beside;
    }
}
