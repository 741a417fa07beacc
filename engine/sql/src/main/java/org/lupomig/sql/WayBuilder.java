package org.lupomig.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.sql.DefinitionWay.Kind;
import org.lupomig.sql.DefinitionWay.Loss;
import org.lupomig.sql.TableDefinition.Part;

/** Compares two definitions of a table part by part, and writes the ALTER that leads back. */
final class WayBuilder {
    private static final String IGNORED = " IGNORED";

    private final TableDefinition before;
    /** The definition now, but for its columns in the names from before. */
    private final TableDefinition after;

    private final ColumnWay columns;
    private final OptionWay options;
    private final RenamedColumns names;
    private final List<String> first = new ArrayList<>();
    private final List<String> actions = new ArrayList<>();
    private final List<Loss> lost = new ArrayList<>();
    private final List<Loss> losing = new ArrayList<>();
    private final List<String> impossible = new ArrayList<>();

    WayBuilder(TableDefinition before, TableDefinition after, Map<String, String> renamed) {
        this.names = new RenamedColumns(before.columns(), after.columns(), renamed);
        this.before = before;
        this.after = named(after, names);
        this.options = new OptionWay(before.options(), after.options());
        this.columns = new ColumnWay(before, after, names, options);
    }

    /** A later definition in the names from before, but for its columns. */
    static TableDefinition named(TableDefinition after, RenamedColumns names) {
        String primaryKey = after.primaryKey();
        return new TableDefinition(
                after.name(),
                after.columns(),
                primaryKey == null ? null : names.back(primaryKey, 0),
                named(after.keys(), names),
                named(after.foreignKeys(), names),
                named(after.checks(), names),
                after.periods().stream().map(period -> names.back(period, 1)).toList(),
                after.options(),
                names.back(after.partitions(), 0));
    }

    private static List<Part> named(List<Part> parts, RenamedColumns names) {
        return parts.stream()
                .map(part -> new Part(part.name(), names.back(part.text(), 1)))
                .toList();
    }

    DefinitionWay way(ObjectName table) {
        foreignKeysThatGo();
        checksThatGo();
        periodsThatGo();
        primaryKeyThatGoes();
        keysThatGo();
        columns.write(actions, lost, losing, impossible);
        primaryKeyThatComes();
        keysThatCome();
        periodsThatCome();
        checksThatCome();
        foreignKeysThatCome();
        options.write(actions, lost, losing, impossible);
        String partitions = partitions();
        if (!impossible.isEmpty()) {
            return new DefinitionWay(List.of(), lost, losing, List.of(), impossible);
        }
        List<UnfitRows> alike = UniqueWay.of(before, after, names, options);
        return new DefinitionWay(statements(table, partitions), lost, losing, alike, List.of());
    }

    private List<String> statements(ObjectName table, String partitions) {
        String alter = "ALTER TABLE " + SqlQuoting.identifier(table) + " ";
        List<String> statements = new ArrayList<>(2);
        if (!first.isEmpty()) {
            statements.add(alter + String.join(", ", first));
        }
        if (!actions.isEmpty() || !partitions.isEmpty()) {
            // Partitions stand behind all other actions, with no comma before them.
            String blank = actions.isEmpty() || partitions.isEmpty() ? "" : " ";
            statements.add(alter + String.join(", ", actions) + blank + partitions);
        }
        String last = options.last();
        if (last != null) {
            statements.add(alter + last);
        }
        return statements;
    }

    private void foreignKeysThatGo() {
        Map<String, String> was = byName(before.foreignKeys());
        for (Part key : after.foreignKeys()) {
            String earlier = was.get(key.name());
            if (!key.text().equals(earlier)) {
                // One ALTER cannot drop and add a foreign key of the same name.
                (earlier == null ? actions : first).add("DROP FOREIGN KEY " + SqlQuoting.identifier(key.name()));
            }
        }
    }

    private void foreignKeysThatCome() {
        addMissing(before.foreignKeys(), after.foreignKeys());
    }

    private void checksThatGo() {
        for (Part check : after.checks().subList(checksAlike(), after.checks().size())) {
            actions.add("DROP CONSTRAINT " + SqlQuoting.identifier(check.name()));
        }
    }

    private void checksThatCome() {
        for (Part check : before.checks().subList(checksAlike(), before.checks().size())) {
            actions.add("ADD " + check.text());
        }
    }

    /** How many checks are the same from the first on. Those behind are made anew: they have no place to be put to. */
    private int checksAlike() {
        int alike = 0;
        while (alike < before.checks().size()
                && alike < after.checks().size()
                && before.checks().get(alike).equals(after.checks().get(alike))) {
            alike++;
        }
        return alike;
    }

    private void periodsThatGo() {
        for (String period : after.periods()) {
            if (!before.periods().contains(period)) {
                actions.add("DROP " + period.substring(0, period.indexOf('(')).strip());
            }
        }
    }

    private void periodsThatCome() {
        for (String period : before.periods()) {
            if (!after.periods().contains(period)) {
                actions.add("ADD " + period);
            }
        }
    }

    private boolean primaryKeyStays() {
        return stays(before.primaryKey(), after.primaryKey());
    }

    /** Whether a key can be left alone, but for whether it is used. */
    private boolean stays(@Nullable String was, @Nullable String is) {
        return was != null
                && is != null
                && used(was).equals(used(is))
                && !columns.remakes(was)
                && !options.blockSizeDiffers();
    }

    static String used(String key) {
        return key.endsWith(IGNORED) ? key.substring(0, key.length() - IGNORED.length()) : key;
    }

    private void primaryKeyThatGoes() {
        if (after.primaryKey() != null && !primaryKeyStays()) {
            actions.add("DROP PRIMARY KEY");
        }
    }

    private void primaryKeyThatComes() {
        if (before.primaryKey() != null && !primaryKeyStays()) {
            actions.add("ADD " + before.primaryKey());
        }
    }

    private void keysThatGo() {
        Map<String, String> was = byName(before.keys());
        for (Part key : after.keys()) {
            String earlier = was.get(key.name());
            String name = SqlQuoting.identifier(key.name());
            if (!stays(earlier, key.text())) {
                actions.add("DROP KEY " + name);
            } else if (earlier != null && !earlier.equals(key.text())) {
                actions.add("ALTER KEY " + name + (earlier.endsWith(IGNORED) ? IGNORED : " NOT" + IGNORED));
            }
        }
    }

    /** A foreign key's own index goes by itself when an explicit one can serve in its place, and so it is added. */
    private void keysThatCome() {
        Map<String, String> is = byName(after.keys());
        for (Part key : before.keys()) {
            if (!stays(key.text(), is.get(key.name()))) {
                actions.add("ADD " + key.text());
            }
        }
    }

    private String partitions() {
        if (before.partitions().equals(after.partitions())) {
            return "";
        }
        if (before.partitions().contains("*/") || after.partitions().contains("*/")) {
            impossible.add("the partitions stand in a comment");
            return "";
        }
        PartitionNames.missing(before.partitions(), after.partitions())
                .forEach(name -> lost.add(new Loss(
                        Kind.PARTITION, name, "partition " + name + " is not there any more, its rows may be")));
        return before.partitions().isEmpty() ? "REMOVE PARTITIONING" : before.partitions();
    }

    private void addMissing(List<Part> was, List<Part> is) {
        Map<String, String> now = byName(is);
        for (Part part : was) {
            if (!part.text().equals(now.get(part.name()))) {
                actions.add("ADD " + part.text());
            }
        }
    }

    static Map<String, String> byName(List<Part> parts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Part part : parts) {
            texts.put(part.name(), part.text());
        }
        return texts;
    }
}
