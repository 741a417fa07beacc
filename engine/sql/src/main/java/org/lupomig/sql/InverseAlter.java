package org.lupomig.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.sql.TableDefinition.Part;

/** What takes a table from one definition back to an earlier one, where all that was done is to add to it. */
public sealed interface InverseAlter {
    /** Both definitions are the same. */
    record Nothing() implements InverseAlter {}

    /** One statement does it. */
    record Alter(String sql) implements InverseAlter {}

    /**
     * Something changed that cannot be taken back from the two definitions.
     *
     * @param differences what, each a clause for people: {@code column a is not there any more}
     */
    record Impossible(List<String> differences) implements InverseAlter {
        public Impossible {
            differences = List.copyOf(differences);
        }
    }

    /**
     * The way from {@code after} back to {@code before}.
     *
     * @param table the table as it is called now
     */
    static InverseAlter between(ObjectName table, TableDefinition before, TableDefinition after) {
        return new Difference(before, after).inverse(table);
    }

    /** Compares two definitions part by part. */
    final class Difference {
        private final TableDefinition before;
        private final TableDefinition after;
        private final List<String> actions = new ArrayList<>();
        private final List<String> impossible = new ArrayList<>();

        private Difference(TableDefinition before, TableDefinition after) {
            this.before = before;
            this.after = after;
        }

        private InverseAlter inverse(ObjectName table) {
            primaryKey();
            keys();
            columns();
            same("foreign keys", before.foreignKeys(), after.foreignKeys());
            same("constraints", before.checks(), after.checks());
            same("periods", before.periods(), after.periods());
            same("table options", before.options(), after.options());
            same("partitions", before.partitions(), after.partitions());
            if (!impossible.isEmpty()) {
                return new Impossible(impossible);
            }
            return actions.isEmpty()
                    ? new Nothing()
                    : new Alter("ALTER TABLE " + SqlQuoting.identifier(table) + " " + String.join(", ", actions));
        }

        private void primaryKey() {
            String was = before.primaryKey();
            String is = after.primaryKey();
            if (Objects.equals(was, is)) {
                return;
            }
            if (was != null) {
                impossible.add(is == null ? "the primary key is not there any more" : "the primary key is another");
            } else {
                actions.add("DROP PRIMARY KEY");
            }
        }

        private void keys() {
            Map<String, String> was = byName(before.keys());
            Map<String, String> is = byName(after.keys());
            for (Part key : after.keys()) {
                if (!key.text().equals(was.get(key.name()))) {
                    actions.add("DROP KEY " + SqlQuoting.identifier(key.name()));
                }
            }
            // A foreign key's own index goes by itself when an explicit one can serve in its place.
            for (Part key : before.keys()) {
                if (!key.text().equals(is.get(key.name()))) {
                    actions.add("ADD " + key.text());
                }
            }
        }

        private void columns() {
            Map<String, String> was = byName(before.columns());
            List<String> kept = new ArrayList<>();
            for (Part column : after.columns()) {
                String earlier = was.get(column.name());
                if (earlier == null) {
                    actions.add("DROP COLUMN " + SqlQuoting.identifier(column.name()));
                } else {
                    kept.add(column.name());
                    if (!earlier.equals(column.text())) {
                        changed(column.name(), earlier, column.text());
                    }
                }
            }
            List<String> all = before.columns().stream().map(Part::name).toList();
            for (String name : all) {
                if (!kept.contains(name)) {
                    impossible.add("column " + name + " is not there any more");
                }
            }
            if (impossible.isEmpty() && !kept.equals(all)) {
                impossible.add("the columns have another order");
            }
        }

        /** A new primary key makes its columns NOT NULL; nothing else of a column may differ. */
        private void changed(String name, String earlier, String now) {
            boolean byPrimaryKey = before.primaryKey() == null
                    && after.primaryKey() != null
                    && after.primaryKey().contains(SqlQuoting.identifier(name))
                    && ColumnWords.differInNullabilityAlone(earlier, now);
            if (byPrimaryKey) {
                actions.add("MODIFY COLUMN " + earlier);
            } else {
                impossible.add("column " + name + " was '" + earlier + "' and is '" + now + "'");
            }
        }

        private void same(String what, Object was, Object is) {
            if (!was.equals(is)) {
                impossible.add("the " + what + " differ");
            }
        }

        private static Map<String, String> byName(List<Part> parts) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (Part part : parts) {
                texts.put(part.name(), part.text());
            }
            return texts;
        }
    }
}
