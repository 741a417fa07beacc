package org.lupomig.orchestrator.sim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterAction.AddColumn;
import org.lupomig.model.sql.AlterAction.AddForeignKey;
import org.lupomig.model.sql.AlterAction.AddIndex;
import org.lupomig.model.sql.AlterAction.DropForeignKey;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterSchema;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.port.AlteredColumns;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.KeptColumns;

/** Reads what {@link SimulatedTable#definition} prints. */
final class TinyDefinitions implements Definitions {

    /** The lines of a definition, taken apart. */
    record Parts(List<String> columns, TreeSet<String> keys, TreeSet<String> foreignKeys) {}

    static Parts parts(String definition) {
        Parts parts = new Parts(new ArrayList<>(), new TreeSet<>(), new TreeSet<>());
        for (String line : definition.split("\n", -1)) {
            String text = line.strip();
            if (text.endsWith(",")) {
                text = text.substring(0, text.length() - 1);
            }
            if (text.startsWith("KEY")) {
                parts.keys().add(text.substring(5, text.length() - 1));
            } else if (text.startsWith("CONSTRAINT")) {
                parts.foreignKeys().add(text);
            } else if (text.startsWith("`")) {
                parts.columns().add(text.substring(1, text.lastIndexOf('`')));
            }
        }
        return parts;
    }

    @Override
    public List<StoredColumn> stored(String definition) {
        return List.of(); // no values are kept here
    }

    @Override
    public List<Check> checks(AlterTable alter, String before, String after) {
        return List.of(); // no tables have any here
    }

    @Override
    public String normalised(String definition) {
        Parts parts = parts(definition);
        return "columns " + parts.columns() + "\nkeys " + parts.keys() + "\n" + String.join("\n", parts.foreignKeys());
    }

    @Override
    public Inverse inverse(ObjectName table, AlterTable alter, String before, String after) {
        Parts was = parts(before);
        Parts is = parts(after);
        List<String> actions = new ArrayList<>();
        List<String> dropped =
                is.columns().stream().filter(c -> !was.columns().contains(c)).toList();
        is.columns().stream().filter(c -> !was.columns().contains(c)).forEach(c -> actions.add("DROP COLUMN " + c));
        is.keys().stream().filter(k -> !was.keys().contains(k)).forEach(k -> actions.add("DROP INDEX " + k));
        if (!is.columns().containsAll(was.columns())
                || !is.keys().containsAll(was.keys())
                || !is.foreignKeys().equals(was.foreignKeys())) {
            return new Inverse.Impossible("more than was added has changed in " + table);
        }
        return actions.isEmpty()
                ? new Inverse.Nothing()
                : new Inverse.Way(
                        List.of(new Back("ALTER TABLE " + table + " " + String.join(", ", actions), false)),
                        dropped,
                        List.of());
    }

    @Override
    public Inverse inverse(ObjectName table, AlterTable alter, String before, String live, KeptColumns kept) {
        throw new UnsupportedOperationException("values are kept on a real server only");
    }

    @Override
    public boolean isMidway(
            ObjectName table, AlterTable alter, String before, String after, String live, KeptColumns kept) {
        throw new UnsupportedOperationException("values are kept on a real server only");
    }

    @Override
    public AlteredColumns columns(AlterTable alter, String before, String after) {
        List<String> now = parts(after).columns();
        List<String> then = parts(before).columns();
        return new AlteredColumns(
                then.stream()
                        .map(name -> new AlteredColumns.Column(name, "", null, now.contains(name) ? name : null, false))
                        .toList(),
                then.subList(0, 1));
    }

    @Override
    public List<String> partitions(String definition) {
        return List.of();
    }

    @Override
    public List<String> historyPartitions(String definition) {
        return List.of();
    }

    @Override
    public Map<String, String> identity(AlterTable alter, String before, List<String> lost) {
        return Map.of();
    }

    @Override
    public boolean onTheWay(String before, String after, String live) {
        Parts was = parts(before);
        Parts then = parts(after);
        Parts is = parts(live);
        return between(was.columns(), then.columns(), is.columns())
                && between(was.keys(), then.keys(), is.keys())
                && between(was.foreignKeys(), then.foreignKeys(), is.foreignKeys());
    }

    /** Whether each part is as in one of the two. */
    private static boolean between(Collection<String> some, Collection<String> others, Collection<String> live) {
        return live.stream().allMatch(part -> some.contains(part) || others.contains(part))
                && some.stream().allMatch(part -> !others.contains(part) || live.contains(part));
    }

    @Override
    public Caution caution(AlterTable alter, String live) {
        return new Caution(List.of(), null);
    }

    @Override
    public Guards guards(AlterTable alter, String live) {
        Parts is = parts(live);
        List<Span> met = new ArrayList<>();
        boolean idle = true;
        for (AlterAction action : alter.actions()) {
            boolean there = (action instanceof AddColumn add && is.columns().contains(add.column()))
                    || (action instanceof AddIndex index && is.keys().contains(String.valueOf(index.index())));
            boolean adds = action instanceof AddColumn || action instanceof AddIndex;
            idle &= action.guard() != null && adds && there;
            if (action.guard() != null && adds && !there) {
                met.add(action.guard());
            }
        }
        return new Guards(met, idle);
    }

    @Override
    public String schemaInverse(String schema, String before) {
        return "ALTER SCHEMA " + schema;
    }

    @Override
    public boolean sameOptions(String schema, String other) {
        return true; // they have none
    }

    @Override
    public boolean explains(AlterSchema alter, String before, String live) {
        return false;
    }

    @Override
    public List<ForeignKey> foreignKeys(String definition) {
        return parts(definition).foreignKeys().stream()
                .map(text -> new ForeignKey(text.split("`", -1)[1], text, null))
                .toList();
    }

    @Override
    public boolean explains(AlterTable alter, String before, String live) {
        Parts was = parts(before);
        Parts is = parts(live);
        for (AlterAction action : alter.actions()) {
            if (action instanceof AddColumn add && !was.columns().contains(add.column())) {
                is.columns().remove(add.column());
            } else if (action instanceof AddIndex add
                    && add.index() != null
                    && !was.keys().contains(add.index())) {
                is.keys().remove(add.index());
            } else if (action instanceof AddIndex add && add.index() == null) {
                is.keys()
                        .removeIf(key -> key.startsWith(String.valueOf(add.firstColumn()))
                                && !was.keys().contains(key));
            } else if (action instanceof AddForeignKey add) {
                is.foreignKeys()
                        .removeIf(key -> isCalled(key, String.valueOf(add.key().name()))
                                && !was.foreignKeys().contains(key));
            } else if (action instanceof DropForeignKey drop) {
                was.foreignKeys().stream()
                        .filter(key -> isCalled(key, drop.name()))
                        .forEach(is.foreignKeys()::add);
            }
        }
        return was.equals(is);
    }

    private static boolean isCalled(String foreignKey, String name) {
        return foreignKey.startsWith("CONSTRAINT `" + name + "`");
    }
}
