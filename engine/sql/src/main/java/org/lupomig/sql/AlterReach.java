package org.lupomig.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.PartitionAction;
import org.lupomig.model.sql.Period;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.AlterTable;

/** Which parts of a table the actions of an ALTER may change, by their names in lower case. */
final class AlterReach {
    /** Columns that come, go or change. */
    final Set<String> columns = new HashSet<>();
    /** Indexes that come, go or change. */
    final Set<String> keys = new HashSet<>();
    /**
     * The first columns of indexes that are added: one of a foreign key's own goes for such a one, or comes with it.
     */
    final Set<String> leading = new HashSet<>();
    /** Constraints that come or go. */
    final Set<String> constraints = new HashSet<>();
    /** Options that are set. */
    final Set<String> options = new HashSet<>();

    boolean primaryKey;
    boolean unnamedChecks;
    boolean periods;
    boolean partitions;
    /** Any column's text may change: the character set that it names, or not. */
    boolean everyColumn;
    /** Any index's text may change: what the engine or the table's block size makes of it. */
    boolean everyKey;

    boolean everyOption;

    AlterReach(AlterTable alter) {
        alter.actions().forEach(this::add);
    }

    /** Whether a part's text names a column that is changed. */
    boolean mentions(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        return columns.stream().anyMatch(column -> folded.contains(SqlQuoting.identifier(column)));
    }

    private void add(AlterAction action) {
        if (action instanceof PartitionAction) {
            partitions = true;
        } else if (!addOfColumns(action) && !addOfKeys(action) && !addOfConstraints(action)) {
            addOfTable(action);
        }
    }

    private boolean addOfColumns(AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            column(add.definition());
        } else if (action instanceof AlterAction.ModifyColumn modify) {
            column(modify.definition());
        } else if (action instanceof AlterAction.ChangeColumn change) {
            columns.add(folded(change.column()));
            column(change.definition());
        } else if (action instanceof AlterAction.RenameColumn rename) {
            columns.add(folded(rename.column()));
            columns.add(folded(rename.to()));
        } else if (action instanceof AlterAction.AlterDefault alter) {
            columns.add(folded(alter.column()));
        } else if (action instanceof AlterAction.DropColumn drop) {
            columns.add(folded(drop.column()));
        } else {
            return false;
        }
        return true;
    }

    private void column(Column column) {
        String name = folded(column.name());
        columns.add(name);
        ColumnAttribute.InlineKey key = column.last(ColumnAttribute.InlineKey.class);
        primaryKey |= key != null && key.primary();
        if (key != null || column.has(ColumnAttribute.References.class)) {
            leading.add(name);
        }
    }

    private boolean addOfKeys(AlterAction action) {
        if (action instanceof AlterAction.AddIndex add) {
            primaryKey |= add.primary();
            name(keys, add.index());
            name(leading, add.firstColumn());
            if (add.primary()) {
                // They take no NULL from then on.
                columns(add.key().parts());
            }
        } else if (action instanceof AlterAction.DropIndex drop) {
            primaryKey |= drop.index().equals(AlterAction.DropIndex.PRIMARY);
            keys.add(folded(drop.index()));
        } else if (action instanceof AlterAction.RenameIndex rename) {
            keys.add(folded(rename.index()));
            keys.add(folded(rename.to()));
        } else if (action instanceof AlterAction.IgnoreIndex ignore) {
            primaryKey |= ignore.index().equalsIgnoreCase(AlterAction.DropIndex.PRIMARY);
            keys.add(folded(ignore.index()));
        } else {
            return false;
        }
        return true;
    }

    private void columns(List<Key.Part> parts) {
        parts.forEach(part -> columns.add(folded(part.column())));
    }

    private boolean addOfConstraints(AlterAction action) {
        if (action instanceof AlterAction.AddForeignKey add) {
            ForeignKey key = add.key();
            name(constraints, key.name());
            name(keys, key.name());
            name(keys, key.index());
            name(leading, key.columns().isEmpty() ? null : key.columns().get(0).column());
        } else if (action instanceof AlterAction.AddCheck add) {
            name(constraints, add.check().name());
            unnamedChecks |= add.check().name() == null;
        } else if (action instanceof AlterAction.DropForeignKey drop) {
            constraints.add(folded(drop.name()));
        } else if (action instanceof AlterAction.DropConstraint drop) {
            constraints.add(folded(drop.name()));
            keys.add(folded(drop.name()));
            primaryKey |= drop.name().equalsIgnoreCase(AlterAction.DropIndex.PRIMARY);
        } else if (action instanceof AlterAction.AddPeriod add) {
            Period period = add.period();
            periods = true;
            columns.add(folded(period.start()));
            columns.add(folded(period.end()));
        } else if (action instanceof AlterAction.DropPeriod) {
            periods = true;
        } else {
            return false;
        }
        return true;
    }

    private void addOfTable(AlterAction action) {
        if (action instanceof AlterAction.SystemVersioning) {
            options.add("WITH SYSTEM VERSIONING");
            periods = true;
            partitions = true;
        } else if (action instanceof AlterAction.ConvertCharset) {
            charset();
        } else if (action instanceof AlterAction.SetOption set) {
            String name = set.option().name();
            options.add(name);
            switch (name) {
                case "CHARACTER SET", "COLLATE" -> charset();
                case "KEY_BLOCK_SIZE" -> everyKey = true;
                case "ENGINE", "STORAGE ENGINE" -> {
                    everyOption = true;
                    everyKey = true;
                    partitions = true;
                }
                default -> {}
            }
        }
    }

    private void charset() {
        everyColumn = true;
        options.addAll(List.of("CHARACTER SET", "COLLATE"));
    }

    private static void name(Set<String> names, @Nullable String name) {
        if (name != null) {
            names.add(folded(name));
        }
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The first column that an index or a foreign key is made of; empty where none is read. */
    static String first(String text) {
        int open = text.indexOf('(');
        int at = open < 0 ? -1 : text.indexOf('`', open);
        int end = at < 0 ? -1 : text.indexOf('`', at + 1);
        return end > at ? folded(text.substring(at + 1, end)) : "";
    }
}
