package org.lupomig.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.sql.TableDefinition.Part;

/**
 * Tells what an ALTER made of a table from what somebody else did to it at the same time: by the names of what its
 * actions may change. What somebody did to the very same part cannot be told apart.
 */
public final class AlterExplanation {
    private final TableDefinition before;
    private final TableDefinition live;
    private final AlterReach reach;

    private AlterExplanation(AlterTable alter, TableDefinition before, TableDefinition live) {
        this.before = before;
        this.live = live;
        this.reach = new AlterReach(alter);
    }

    /** Whether everything by which {@code live} differs from {@code before} may be the statement's doing. */
    public static boolean explains(AlterTable alter, TableDefinition before, TableDefinition live) {
        return new AlterExplanation(alter, before, live).explained();
    }

    private boolean explained() {
        return columns()
                && order()
                && primaryKey()
                && keys()
                && differing(before.foreignKeys(), live.foreignKeys()).stream().allMatch(this::foreignKey)
                && differing(before.checks(), live.checks()).stream().allMatch(this::check)
                && (reach.periods || before.periods().equals(live.periods()) || mentionsAny(before.periods()))
                && options()
                && partitions();
    }

    private boolean columns() {
        return differing(before.columns(), live.columns()).stream()
                .allMatch(two -> reach.columns.contains(two.name())
                        || (two.stays()
                                && (reach.everyColumn || reach.mentions(two.was()) || reach.mentions(two.is()))));
    }

    /** Columns that are not given another place, and not renamed, stand as they stood. */
    private boolean order() {
        return settled(before.columns()).equals(settled(live.columns()));
    }

    private List<String> settled(List<Part> columns) {
        List<String> names = new ArrayList<>();
        for (Part column : columns) {
            String name = AlterReach.folded(column.name());
            if (!reach.columns.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private boolean primaryKey() {
        String was = before.primaryKey();
        String is = live.primaryKey();
        return Objects.equals(was, is)
                || reach.primaryKey
                || reach.everyKey
                || (was != null && reach.mentions(was))
                || (is != null && reach.mentions(is));
    }

    /** What any ALTER takes from a key is explained by each. */
    private boolean keys() {
        List<String> rebuilt = differing(before.rebuiltKeys(), live.rebuiltKeys()).stream()
                .map(Two::name)
                .toList();
        return differing(before.keys(), live.keys()).stream()
                .allMatch(key -> !rebuilt.contains(key.name()) || key(key));
    }

    private boolean key(Two key) {
        return reach.everyKey
                || reach.keys.contains(key.name())
                || reach.mentions(key.was())
                || reach.mentions(key.is())
                || (reach.everyColumn && key.stays() && wholeColumns(key.was()).equals(wholeColumns(key.is())))
                || (!key.stays() && reach.leading.contains(AlterReach.first(key.was() + key.is())));
    }

    /**
     * A key without how much it takes of each column: in a character set of longer characters, the server lets it take
     * fewer of them.
     */
    private static String wholeColumns(String key) {
        return key.replaceAll("`\\(\\d+\\)", "`");
    }

    private boolean foreignKey(Two key) {
        boolean comes = key.was().isEmpty();
        return reach.constraints.contains(key.name())
                || reach.mentions(key.was())
                || reach.mentions(key.is())
                || (comes && reach.leading.contains(AlterReach.first(key.is())));
    }

    private boolean check(Two check) {
        return reach.constraints.contains(check.name())
                || reach.mentions(check.was())
                || reach.mentions(check.is())
                || (check.was().isEmpty() && reach.unnamedChecks);
    }

    private boolean options() {
        if (before.options().equals(live.options())) {
            return true;
        }
        Map<String, String> was = OptionWay.read(before.options());
        Map<String, String> is = OptionWay.read(live.options());
        if (was == null || is == null) {
            return false;
        }
        Map<String, String> all = new LinkedHashMap<>(was);
        all.putAll(is);
        return reach.everyOption
                || all.keySet().stream()
                        .allMatch(name -> reach.options.contains(name) || Objects.equals(was.get(name), is.get(name)));
    }

    private boolean partitions() {
        return reach.partitions
                || before.partitions().equals(live.partitions())
                || reach.mentions(before.partitions())
                || reach.mentions(live.partitions());
    }

    private boolean mentionsAny(List<String> texts) {
        return texts.stream().anyMatch(reach::mentions);
    }

    /**
     * A part in both definitions.
     *
     * @param name in lower case
     * @param was empty where it was not there
     * @param is empty where it is not there
     */
    private record Two(String name, String was, String is) {
        boolean stays() {
            return !was.isEmpty() && !is.isEmpty();
        }
    }

    private static List<Two> differing(List<Part> before, List<Part> live) {
        Map<String, String> was = byName(before);
        Map<String, String> is = byName(live);
        Map<String, String> all = new LinkedHashMap<>(was);
        all.putAll(is);
        List<Two> differing = new ArrayList<>();
        for (String name : all.keySet()) {
            String then = orEmpty(was.get(name));
            String now = orEmpty(is.get(name));
            if (!then.equals(now)) {
                differing.add(new Two(name, then, now));
            }
        }
        return differing;
    }

    private static Map<String, String> byName(List<Part> parts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Part part : parts) {
            texts.put(AlterReach.folded(part.name()), part.text());
        }
        return texts;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
