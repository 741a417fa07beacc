package org.lupomig.cli.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterAction.AddColumn;
import org.lupomig.model.sql.AlterAction.AddIndex;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.sql.InverseAlter;
import org.lupomig.sql.TableDefinition;

/** The engine's reading of definitions, by the SQL module. */
final class SqlDefinitions implements Definitions {
    @Override
    public String normalised(String definition) {
        return TableDefinition.parse(definition)
                .map(TableDefinition::normalised)
                .orElse(definition);
    }

    @Override
    public Inverse inverse(ObjectName table, String before, String after) {
        Optional<TableDefinition> was = TableDefinition.parse(before);
        Optional<TableDefinition> is = TableDefinition.parse(after);
        if (was.isEmpty() || is.isEmpty()) {
            return new Inverse.Impossible("the definition of " + table + " could not be read");
        }
        InverseAlter way = InverseAlter.between(table, was.get(), is.get());
        if (way instanceof InverseAlter.Alter alter) {
            return new Inverse.Alter(alter.sql());
        }
        return way instanceof InverseAlter.Impossible impossible
                ? new Inverse.Impossible(String.join("; ", impossible.differences()))
                : new Inverse.Nothing();
    }

    @Override
    public boolean explains(AlterTable alter, String before, String live) {
        Optional<TableDefinition> was = TableDefinition.parse(before);
        Optional<TableDefinition> is = TableDefinition.parse(live);
        if (was.isEmpty() || is.isEmpty()) {
            return false;
        }
        InverseAlter way = InverseAlter.between(alter.table(), was.get(), is.get());
        return !(way instanceof InverseAlter.Impossible) && addsNoMoreThan(alter, was.get(), is.get());
    }

    @Override
    public List<ForeignKey> foreignKeys(String definition) {
        return TableDefinition.parse(definition).map(TableDefinition::foreignKeys).orElse(List.of()).stream()
                .map(part -> new ForeignKey(part.name(), part.text()))
                .toList();
    }

    private static boolean addsNoMoreThan(AlterTable alter, TableDefinition was, TableDefinition is) {
        List<String> columns = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        boolean primary = false;
        boolean unnamed = false;
        for (AlterAction action : alter.actions()) {
            if (action instanceof AddColumn add) {
                columns.add(add.column());
            } else if (action instanceof AddIndex add) {
                primary |= add.primary();
                unnamed |= !add.primary() && add.index() == null;
                if (add.index() != null) {
                    keys.add(add.index());
                }
            }
        }
        for (String column : added(was.columns(), is.columns())) {
            if (!contains(columns, column)) {
                return false;
            }
        }
        for (String key : added(was.keys(), is.keys())) {
            // A column's own UNIQUE makes a key that bears the column's name.
            if (!unnamed && !contains(keys, key) && !contains(columns, key)) {
                return false;
            }
        }
        return primary || was.primaryKey() != null || is.primaryKey() == null || !columns.isEmpty();
    }

    private static List<String> added(List<TableDefinition.Part> before, List<TableDefinition.Part> after) {
        List<String> added = new ArrayList<>();
        for (TableDefinition.Part part : after) {
            added.add(part.name());
        }
        for (TableDefinition.Part part : before) {
            added.remove(part.name());
        }
        return added;
    }

    /** Names of columns and indexes are not told apart by case. */
    private static boolean contains(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }
}
