package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Insert;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.MakesImage;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Statements that change rows. Those of tables that the same batch created go with these. Of all others that are
 * reached the rows that change are kept, where text and definitions prove which these are; else all, where they are not
 * too many.
 */
final class RowPlanner {
    private final StatementFact fact;
    private final List<ChangedRows> rows;
    private final ObjectName target;
    private final Situation situation;
    private final String sql;

    private RowPlanner(StatementFact fact, List<ChangedRows> rows, Situation situation) {
        this.fact = fact;
        this.rows = rows;
        this.target = situation.of(rows.get(0).table());
        this.situation = situation;
        Span answer = returning(fact);
        // Its answer would go nowhere.
        this.sql = answer == null ? situation.sql() : situation.sql().substring(0, answer.start());
    }

    static Resolution resolve(StatementFact fact, Situation situation) {
        List<ChangedRows> rows = ChangedRows.all(fact);
        return rows.isEmpty()
                ? situation.blocked(
                        EngineMessage.STATEMENT_REFUSED, fact.kind(), String.valueOf(ChangedRows.whyNot(fact)))
                : new RowPlanner(fact, rows, situation).resolve();
    }

    private static @Nullable Span returning(StatementFact fact) {
        return fact instanceof Insert insert
                ? insert.rows().returning()
                : fact instanceof RowFact.Replace replace
                        ? replace.rows().returning()
                        : fact instanceof RowFact.Delete delete ? delete.returning() : null;
    }

    private Resolution resolve() {
        for (ChangedRows each : rows) {
            ObjectName table = situation.of(each.table());
            if (!(situation.session().describe(table) instanceof ObjectState.Present)) {
                return situation.blocked(EngineMessage.NOT_THERE, table);
            }
        }
        RowClosure closure = RowClosure.of(rows, situation);
        if (closure.refusal() != null) {
            return blocked(closure.refusal());
        }
        Map<ObjectName, ReachedTable> tables = closure.tables();
        for (ReachedTable table : tables.values()) {
            if (draws(table)) {
                return situation.blocked(
                        EngineMessage.STATEMENT_REFUSED,
                        fact.kind() + " of " + table.table(),
                        "a default of its columns draws on a sequence, which does not go back");
            }
        }
        ReachedTable only = tables.size() == 1 ? tables.get(target) : null;
        if (only != null && only.own() && counted(only)) {
            Work work = fact instanceof Insert ? new Work.Inserts(target) : new Work.ChangesOwnRows(target);
            return Resolution.ready(work, null, sql, Snapshot.EMPTY);
        }
        RowExtents extents = RowExtents.of(tables, situation.imageLimit());
        if (extents.refusal() != null) {
            return blocked(extents.refusal());
        }
        List<ServerObject> triggers = new ArrayList<>();
        String fixed = firing(extents, triggers);
        return fixed == null ? imaged(tables, extents, triggers) : blocked(fixed);
    }

    /** Whether a sequence moves on for rows of a table. */
    private boolean draws(ReachedTable table) {
        boolean fresh = table.events().contains(RowEvent.INSERT);
        boolean named = table.events().contains(RowEvent.UPDATE)
                && situation.sql().toUpperCase(Locale.ROOT).contains("DEFAULT");
        return (fresh || named)
                && table.present().definition().toLowerCase(Locale.ROOT).contains("nextval(");
    }

    private Resolution blocked(String why) {
        return situation.blocked(EngineMessage.ROWS_NOT_KEPT, fact.kind(), target, why);
    }

    /**
     * Whether the server's count of rows says how many there are afterwards: rows that are in the way of others, or
     * that a foreign key takes along, are counted otherwise. An engine without transactions knows nothing better.
     */
    private boolean counted(ReachedTable only) {
        if (!(fact instanceof Insert || fact instanceof RowFact.Update || fact instanceof RowFact.Delete)) {
            return false;
        }
        boolean inTheWay = fact instanceof Insert insert && insert.rows().onDuplicate() != null;
        return (!inTheWay && only.links().isEmpty())
                || !"InnoDB".equalsIgnoreCase(only.present().engine());
    }

    private Resolution imaged(Map<ObjectName, ReachedTable> tables, RowExtents extents, List<ServerObject> triggers) {
        List<Part> parts = new ArrayList<>();
        Map<ObjectName, RowImage> images = new LinkedHashMap<>();
        extents.all().forEach((table, extent) -> {
            ObjectName image = situation.held().fresh(HeldName.IMAGE, situation.key(), table, situation.session());
            if (extent != RowImage.Extent.ADDED) {
                parts.add(new Part(
                        new MakesImage(image),
                        new TargetOperation.CreateImage(table, image),
                        "CREATE TABLE " + SqlQuoting.identifier(image),
                        null));
            }
            ReachedTable reached = extents.table(table);
            images.put(table, new RowImage(table, image, extent, from(reached, extent, images)));
        });
        List<ObjectName> counted = new ArrayList<>();
        Map<ObjectName, RowFacts> seen = new LinkedHashMap<>();
        tables.forEach((table, reached) -> {
            seen.put(table, reached.facts());
            if (reached.own()) {
                counted.add(table);
            }
        });
        List<RowImage> all = List.copyOf(images.values());
        parts.add(new Part(
                new ChangesRows(fact.kind().toLowerCase(Locale.ROOT), target, all, counted, triggers),
                new TargetOperation.ChangeRows(sql, all, counted, seen),
                sql,
                null));
        return new Resolution.Ready(parts);
    }

    /**
     * Triggers that would fire when rows are put back.
     *
     * @param triggers gets them, in the order in which they are made again
     * @return why one of them could not be taken away for that time and made again; null where all could
     */
    private @Nullable String firing(RowExtents extents, List<ServerObject> triggers) {
        for (Map.Entry<ObjectName, RowImage.Extent> each : extents.all().entrySet()) {
            for (RowFacts.Trigger trigger : extents.table(each.getKey()).facts().triggers()) {
                if (!inTheWay(trigger, each.getValue())) {
                    continue;
                }
                ServerObject object = new ServerObject(ServerObject.Kind.TRIGGER, trigger.name());
                ServerObjectState state = situation.session().look(object);
                String lost = state instanceof ServerObjectState.Present present ? present.lost() : "it is gone";
                if (lost != null) {
                    return "its trigger " + trigger.name() + " must not fire when rows are put back, and could not be"
                            + " made again after that: " + lost;
                }
                triggers.add(object);
            }
        }
        return null;
    }

    /** Rows that are put back are deleted and inserted. Beside a BEFORE UPDATE, 11.4 inserts 0 for their key. */
    private static boolean inTheWay(RowFacts.Trigger trigger, RowImage.Extent extent) {
        return switch (trigger.event()) {
            case "DELETE" -> true;
            case "INSERT" -> extent != RowImage.Extent.ADDED;
            default -> extent != RowImage.Extent.ADDED && trigger.time().equals("BEFORE");
        };
    }

    /** What goes through the rows that are kept, from FROM on. */
    private String from(ReachedTable reached, RowImage.Extent extent, Map<ObjectName, RowImage> images) {
        String from = "FROM " + SqlQuoting.identifier(reached.table());
        return switch (extent) {
            case ADDED -> "";
            case WHOLE -> from;
            case RELATED -> from + " AS c WHERE " + related(reached, images);
            case UPDATED, DELETED -> from + where(reached);
        };
    }

    private String where(ReachedTable reached) {
        ChangedRows named = reached.named();
        if (named == null) {
            return "";
        }
        StringBuilder from = new StringBuilder();
        if (named.source().alias() != null) {
            from.append(" AS ").append(SqlQuoting.identifier(named.source().alias()));
        }
        Span where = named.where();
        if (where != null) {
            from.append(' ').append(situation.sql(), where.start(), where.end());
        }
        return from.toString();
    }

    private static String related(ReachedTable reached, Map<ObjectName, RowImage> images) {
        List<String> any = new ArrayList<>();
        for (ReachedTable.Link link : reached.links()) {
            RowFacts.Reference reference = link.reference();
            List<String> same = new ArrayList<>();
            for (int i = 0; i < reference.own().size(); i++) {
                same.add("i." + SqlQuoting.identifier(reference.columns().get(i)) + " = c."
                        + SqlQuoting.identifier(reference.own().get(i)));
            }
            any.add("EXISTS (SELECT 1 FROM "
                    + SqlQuoting.identifier(
                            Objects.requireNonNull(images.get(link.parent())).image()) + " AS i WHERE "
                    + String.join(" AND ", same) + ")");
        }
        return String.join(" OR ", any);
    }
}
