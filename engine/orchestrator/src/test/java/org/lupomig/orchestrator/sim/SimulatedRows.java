package org.lupomig.orchestrator.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.AlteredColumns;
import org.lupomig.orchestrator.port.LaterChange;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.ChangeRows;
import org.lupomig.orchestrator.port.TargetOperation.RestoreObject;
import org.lupomig.orchestrator.port.TargetSession.RowsChanged;
import org.lupomig.orchestrator.port.TargetSession.TableCount;

/** Rows that are kept in images before they change, told apart by the first column of their table. */
final class SimulatedRows {
    private static final Pattern WHERE = Pattern.compile("WHERE (\\w+) = (\\w+)$");

    private final SimulatedServer server;

    SimulatedRows(SimulatedServer server) {
        this.server = server;
    }

    /** Too many to keep all of them; keys of rows that come in are not noted. */
    static RowFacts facts(SimulatedServer server, ObjectName name) {
        SimulatedTable table = Objects.requireNonNull(server.table(name));
        List<RowFacts.Trigger> triggers = table.triggers().stream()
                .map(trigger -> new RowFacts.Trigger(
                        new ObjectName(name.schema(), trigger.split(" ", 2)[0]), "BEFORE", "INSERT", "", trigger))
                .toList();
        return new RowFacts(
                List.of(table.key()), RowFacts.Noting.NONE, List.of(), List.of(), List.of(), triggers, Long.MAX_VALUE);
    }

    /** Rows with a value in a column; all where none is named. */
    static Predicate<Map<String, String>> where(List<String> columnAndValue) {
        return row -> columnAndValue.isEmpty() || columnAndValue.get(1).equals(row.get(columnAndValue.get(0)));
    }

    /** Images, statement, journal: all of it or nothing. */
    StatementOutcome change(ChangeRows change, @Nullable String schema, Consumer<RowsChanged> journal) {
        Map<RowImage, List<Map<String, String>>> kept = new LinkedHashMap<>();
        for (RowImage image : change.images()) {
            kept.put(image, named(image));
        }
        List<RowDigest> before =
                change.counted().stream().map(table -> existing(table).digest()).toList();
        StatementOutcome outcome = new ServerStatements(server).execute(change.sql(), schema);
        if (!(outcome instanceof StatementOutcome.Accepted accepted)) {
            return outcome;
        }
        List<RowImage.Left> left = new ArrayList<>();
        kept.forEach((image, rows) -> {
            server.put(image.image(), existing(image.image()).withRows(rows));
            left.add(new RowImage.Left(digest(image), null, List.of(), (long) rows.size()));
        });
        List<TableCount> counted = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            ObjectName table = change.counted().get(i);
            counted.add(new TableCount(table, before.get(i), existing(table).digest()));
        }
        journal.accept(new RowsChanged(accepted.affected(), left, counted));
        return accepted;
    }

    private List<Map<String, String>> named(RowImage image) {
        if (image.extent() != RowImage.Extent.UPDATED && image.extent() != RowImage.Extent.DELETED) {
            throw new IllegalArgumentException("such rows are not kept here: " + image);
        }
        Matcher where = WHERE.matcher(image.rows());
        List<String> words = where.find() ? List.of(where.group(1), where.group(2)) : List.of();
        return existing(image.table()).rows().stream().filter(where(words)).toList();
    }

    /** Puts rows back that are as the statement left them, all of them or none. */
    StatementOutcome restore(List<RowImage.Kept> kept) {
        for (RowImage.Kept each : kept) {
            Long imaged = each.left().imaged();
            if (imaged != null
                    && imaged != existing(each.image().image()).rows().size()) {
                return new StatementOutcome.Refused(0, "45000", each.image().image() + " has been changed");
            }
            if (!digest(each.image()).equals(each.left().rows()) && !isBack(each.image())) {
                return new StatementOutcome.Refused(0, "45000", "rows that it changed have been changed since");
            }
        }
        for (RowImage.Kept each : kept) {
            ObjectName table = each.image().table();
            List<Map<String, String>> rows = new ArrayList<>(existing(table).rows());
            rows.removeAll(live(each.image()));
            rows.addAll(existing(each.image().image()).rows());
            server.put(table, existing(table).withRows(rows));
        }
        return new StatementOutcome.Accepted(0, List.of());
    }

    private boolean isBack(RowImage image) {
        return digest(image).equals(existing(image.image()).digest());
    }

    /** What the rows would be that have the keys of those kept, with the rows of later images back. */
    RowDigest live(RowImage.Kept kept, List<LaterChange> since) {
        RowImage image = kept.image();
        if (server.table(image.image()) == null && kept.left().rows().rows() == 0) {
            return kept.left().rows();
        }
        SimulatedTable table = existing(image.table());
        Set<String> keys = keys(existing(image.image()), table.key());
        List<String> columns = existing(image.image()).columns();
        return existing(image.image())
                .withRows(before(image.table(), since).stream()
                        .filter(row -> keys.contains(row.get(table.key())))
                        .map(row -> only(columns, row))
                        .toList())
                .digest();
    }

    /** The rows of a table with those of later images back. */
    List<Map<String, String>> before(ObjectName name, List<LaterChange> since) {
        SimulatedTable table = existing(name);
        List<Map<String, String>> rows = new ArrayList<>(table.rows());
        for (int i = since.size() - 1; i >= 0; i--) {
            // columns only come here: what was there before them is there still
            if (since.get(i) instanceof LaterChange.Rows changed) {
                SimulatedTable later = existing(changed.kept().image().image());
                Set<String> keys = keys(later, table.key());
                rows.removeIf(row -> keys.contains(row.get(table.key())));
                rows.addAll(later.rows());
            }
        }
        return rows;
    }

    /** All rows of a table with those of later images back, by the columns that it had then. */
    RowDigest digestBefore(ObjectName name, List<LaterChange> since) {
        SimulatedTable table = existing(name);
        List<String> columns = table.columns();
        for (int i = since.size() - 1; i >= 0; i--) {
            if (since.get(i) instanceof LaterChange.Altered altered) {
                columns = altered.columns().columns().stream()
                        .map(AlteredColumns.Column::name)
                        .toList();
            }
        }
        return table.withColumns(columns).withRows(before(name, since)).digest();
    }

    private static Set<String> keys(SimulatedTable table, String key) {
        return table.rows().stream().map(row -> String.valueOf(row.get(key))).collect(Collectors.toSet());
    }

    private static Map<String, String> only(List<String> columns, Map<String, String> row) {
        Map<String, String> kept = new LinkedHashMap<>();
        columns.forEach(column -> {
            String value = row.get(column);
            if (value != null) {
                kept.put(column, value);
            }
        });
        return kept;
    }

    private RowDigest digest(RowImage image) {
        return existing(image.table()).withRows(live(image)).digest();
    }

    private List<Map<String, String>> live(RowImage image) {
        SimulatedTable table = existing(image.table());
        Set<String> keys = existing(image.image()).rows().stream()
                .map(row -> String.valueOf(row.get(table.key())))
                .collect(Collectors.toSet());
        return table.rows().stream()
                .filter(row -> keys.contains(row.get(table.key())))
                .toList();
    }

    /** Takes triggers away that are there. */
    StatementOutcome without(List<RestoreObject> triggers) {
        for (RestoreObject trigger : triggers) {
            if (!SimulatedObjects.look(server, trigger.object()).absent()) {
                new ServerStatements(server)
                        .execute("DROP TRIGGER " + trigger.object().name(), null);
            }
        }
        return new StatementOutcome.Accepted(0, List.of());
    }

    private SimulatedTable existing(ObjectName name) {
        SimulatedTable table = server.table(name);
        if (table == null) {
            throw new ServerRefused(1146, "42S02", name + " does not exist", new IllegalStateException("test"));
        }
        return table;
    }
}
