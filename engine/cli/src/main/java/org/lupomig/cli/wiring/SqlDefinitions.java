package org.lupomig.cli.wiring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.AlterSchema;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.port.AlteredColumns;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.sql.AlterCaution;
import org.lupomig.sql.AlterExplanation;
import org.lupomig.sql.AlterGuards;
import org.lupomig.sql.DefinitionWay;
import org.lupomig.sql.DefinitionWay.Kind;
import org.lupomig.sql.ReturningChecks;
import org.lupomig.sql.RowIdentity;
import org.lupomig.sql.SchemaOptions;
import org.lupomig.sql.StoredColumns;
import org.lupomig.sql.TableDefinition;
import org.lupomig.sql.TableDefinition.Part;

/** The engine's reading of definitions, by the SQL module. */
final class SqlDefinitions implements Definitions {
    @Override
    public String normalised(String definition) {
        return TableDefinition.parse(definition)
                .map(TableDefinition::normalised)
                .orElse(definition);
    }

    @Override
    public Inverse inverse(ObjectName table, AlterTable alter, String before, String after) {
        Optional<TableDefinition> was = TableDefinition.parse(before);
        Optional<TableDefinition> is = TableDefinition.parse(after);
        if (was.isEmpty() || is.isEmpty()) {
            return new Inverse.Impossible("the definition of " + table + " could not be read");
        }
        DefinitionWay way = DefinitionWay.back(table, was.get(), is.get(), DefinitionWay.renamed(alter, was.get()));
        if (!way.impossible().isEmpty()) {
            return new Inverse.Impossible(table + ": " + String.join("; ", way.impossible()));
        }
        if (way.statements().isEmpty()) {
            return new Inverse.Nothing();
        }
        List<UnfitRows> unfit = new ArrayList<>(way.losing().stream()
                .filter(loss -> loss.kind() == Kind.VALUES)
                .map(SqlDefinitions::unfit)
                .toList());
        unfit.addAll(way.alike());
        return new Inverse.Way(back(way), dropped(way), unfit);
    }

    @Override
    public Inverse inverse(ObjectName table, AlterTable alter, String before, String live, KeptColumns kept) {
        return KeptInverse.of(table, alter, before, live, kept);
    }

    @Override
    public boolean isMidway(
            ObjectName table, AlterTable alter, String before, String after, String live, KeptColumns kept) {
        return KeptInverse.isMidway(table, alter, before, after, live, kept);
    }

    @Override
    public AlteredColumns columns(AlterTable alter, String before, String after) {
        Optional<TableDefinition> was = TableDefinition.parse(before);
        Optional<TableDefinition> is = TableDefinition.parse(after);
        if (was.isEmpty() || is.isEmpty()) {
            return new AlteredColumns(List.of(), List.of());
        }
        return new AlteredColumns(
                StoredColumns.of(alter, was.get(), is.get()).stream()
                        .map(column -> new AlteredColumns.Column(
                                column.name(), column.type(), column.charset(), column.after(), column.converted()))
                        .toList(),
                StoredColumns.key(was.get()));
    }

    @Override
    public List<Check> checks(AlterTable alter, String before, String after) {
        Optional<TableDefinition> was = TableDefinition.parse(before);
        Optional<TableDefinition> is = TableDefinition.parse(after);
        if (was.isEmpty() || is.isEmpty()) {
            return List.of();
        }
        return ReturningChecks.of(alter, was.get(), is.get()).stream()
                .map(check -> new Check(check.name(), check.expression()))
                .toList();
    }

    @Override
    public List<StoredColumn> stored(String definition) {
        return TableDefinition.parse(definition).map(StoredColumns::of).orElse(List.of()).stream()
                .map(column -> new StoredColumn(column.name(), column.type(), column.charset(), column.required()))
                .toList();
    }

    @Override
    public List<String> partitions(String definition) {
        return TableDefinition.parse(definition)
                .map(TableDefinition::partitionNames)
                .orElse(List.of());
    }

    @Override
    public List<String> historyPartitions(String definition) {
        return TableDefinition.parse(definition)
                .map(TableDefinition::historyPartitionNames)
                .orElse(List.of());
    }

    @Override
    public Map<String, String> identity(AlterTable alter, String before, List<String> lost) {
        return TableDefinition.parse(before)
                .map(table -> RowIdentity.of(alter, table, lost))
                .orElse(Map.of());
    }

    static List<Back> back(DefinitionWay way) {
        return way.statements().stream()
                .map(sql -> new Back(sql, way.addsForeignKeys()))
                .toList();
    }

    /** Columns that go with a way, under their names now. */
    static List<String> dropped(DefinitionWay way) {
        return way.losing().stream()
                .filter(loss -> loss.kind() == Kind.COLUMN)
                .map(DefinitionWay.Loss::name)
                .toList();
    }

    /** Where no row that loses something can be told from others, each may be one. */
    static UnfitRows unfit(DefinitionWay.Loss loss) {
        return loss.unfit() == null
                ? new UnfitRows("TRUE", loss.why() + ", and there is no telling whether its values come through")
                : new UnfitRows(loss.unfit(), loss.why() + ", and has values that do not fit");
    }

    @Override
    public boolean explains(AlterTable alter, String before, String live) {
        Optional<TableDefinition> was = TableDefinition.parse(before);
        Optional<TableDefinition> is = TableDefinition.parse(live);
        return was.isPresent() && is.isPresent() && AlterExplanation.explains(alter, was.get(), is.get());
    }

    @Override
    public List<ForeignKey> foreignKeys(String definition) {
        TableDefinition table = TableDefinition.parse(definition).orElse(null);
        List<ForeignKey> keys = new ArrayList<>();
        if (table != null) {
            Set<String> taken = new HashSet<>();
            for (Part key : table.foreignKeys()) {
                String index = ownIndex(key, table.keys());
                keys.add(new ForeignKey(key.name(), key.text(), index == null || taken.add(index) ? index : null));
            }
        }
        return keys;
    }

    /** A plain index of just the columns of a foreign key, under another name than the key's. */
    private static @Nullable String ownIndex(Part key, List<Part> indexes) {
        String head = "CONSTRAINT " + SqlQuoting.identifier(key.name()) + " FOREIGN KEY ";
        int end = key.text().indexOf(") REFERENCES ");
        if (!key.text().startsWith(head) || end < 0) {
            return null;
        }
        String columns = key.text().substring(head.length(), end + 1).replace("`, `", "`,`");
        for (Part index : indexes) {
            String name = SqlQuoting.identifier(index.name());
            if (!index.name().equals(key.name()) && index.text().equals("KEY " + name + " " + columns)) {
                return index.name();
            }
        }
        return null;
    }

    @Override
    public boolean onTheWay(String before, String after, String live) {
        Optional<TableDefinition> was = TableDefinition.parse(before);
        Optional<TableDefinition> then = TableDefinition.parse(after);
        Optional<TableDefinition> is = TableDefinition.parse(live);
        return was.isPresent() && then.isPresent() && is.isPresent() && is.get().between(was.get(), then.get());
    }

    @Override
    public Caution caution(AlterTable alter, String live) {
        Optional<TableDefinition> is = TableDefinition.parse(live);
        if (is.isEmpty()) {
            return new Caution(List.of(), "its definition cannot be read");
        }
        AlterCaution caution = AlterCaution.of(alter, is.get());
        return new Caution(
                caution.risks().stream()
                        .map(risk -> new Risk(risk.column(), risk.after(), risk.why(), risk.condition()))
                        .toList(),
                caution.unclear());
    }

    @Override
    public Guards guards(AlterTable alter, String live) {
        return TableDefinition.parse(live)
                .map(is -> AlterGuards.of(alter, is))
                .map(guards -> new Guards(guards.met(), guards.idle()))
                .orElse(new Guards(List.of(), false));
    }

    @Override
    public String schemaInverse(String schema, String before) {
        return SchemaOptions.read(before).setting(schema);
    }

    @Override
    public boolean sameOptions(String schema, String other) {
        return SchemaOptions.read(schema).equals(SchemaOptions.read(other));
    }

    @Override
    public boolean explains(AlterSchema alter, String before, String live) {
        return SchemaOptions.read(before).explains(alter, SchemaOptions.read(live));
    }
}
