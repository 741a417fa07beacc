package org.lupomig.orchestrator.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.sim.SimulatedTable.ForeignKey;
import org.lupomig.orchestrator.sim.TinySql.Parsed;

/** Executes statements, each wholly or not at all, with the server's error numbers. */
final class ServerStatements {
    private final SimulatedServer server;
    private List<String> warnings = List.of();

    ServerStatements(SimulatedServer server) {
        this.server = server;
    }

    private static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        final int code;

        Failed(int code, Object what) {
            super(String.valueOf(what));
            this.code = code;
        }
    }

    StatementOutcome execute(String sql, @Nullable String defaultSchema) {
        Map<String, Map<String, SimulatedTable>> old = new TreeMap<>();
        server.schemas.forEach((name, tables) -> old.put(name, new TreeMap<>(tables)));
        Map<ObjectName, String> oldViews = new TreeMap<>(server.views);
        try {
            return new StatementOutcome.Accepted(apply(TinySql.parse(sql), defaultSchema), warnings);
        } catch (Failed e) {
            server.schemas.clear();
            server.schemas.putAll(old);
            server.views.clear();
            server.views.putAll(oldViews);
            return new StatementOutcome.Refused(e.code, "HY000", String.valueOf(e.getMessage()));
        }
    }

    private long apply(Parsed parsed, @Nullable String defaultSchema) throws Failed {
        StatementFact fact = parsed.fact();
        if (fact instanceof StatementFact.CreateSchema create) {
            if (server.schemas.containsKey(create.schema())) {
                return exists(create.guard() != null, 1007, create.schema());
            }
            server.schemas.put(create.schema(), new TreeMap<>());
        } else if (fact instanceof StatementFact.CreateTable create) {
            long made = createTable(create, parsed.items(), defaultSchema);
            for (String value : parsed.values()) {
                insert(create.table().in(defaultSchema), value);
            }
            return made;
        } else if (fact instanceof ViewFact || fact instanceof TriggerFact) {
            SimulatedObjects.Refusal refusal = SimulatedObjects.change(server, fact, parsed.values());
            if (refusal != null) {
                throw new Failed(refusal.code(), refusal.text());
            }
        } else if (fact instanceof StatementFact.RenameTable rename) {
            for (StatementFact.Rename pair : rename.renames()) {
                rename(pair.from().in(defaultSchema), pair.to().in(defaultSchema), rename.guard() != null);
            }
        } else if (fact instanceof StatementFact.AlterTable alter) {
            alter(alter, alter.table().in(defaultSchema));
        } else if (fact instanceof StatementFact.Insert insert) {
            ObjectName name = insert.table().in(defaultSchema);
            for (String value : parsed.values()) {
                insert(name, value);
            }
            return parsed.values().size();
        } else if (fact instanceof RowFact.Update update) {
            SimulatedTable table = existing(update.written().get(0).name());
            List<String> words = parsed.values();
            Predicate<Map<String, String>> where = SimulatedRows.where(words.subList(2, words.size()));
            server.put(update.written().get(0).name(), table.withValues(words.get(0), words.get(1), where));
            return table.rows().stream().filter(where).count();
        } else if (fact instanceof RowFact.Delete delete) {
            SimulatedTable table = existing(delete.written().get(0).name());
            Predicate<Map<String, String>> where = SimulatedRows.where(parsed.values());
            server.put(
                    delete.written().get(0).name(),
                    table.withRows(table.rows().stream().filter(where.negate()).toList()));
            return table.rows().stream().filter(where).count();
        } else if (fact instanceof StatementFact.Refused) {
            server.doesForGood();
        } else if (fact instanceof StatementFact.DropTable drop) {
            for (ObjectName written : drop.tables()) {
                dropTable(written.in(defaultSchema), drop.guard() != null);
            }
        } else if (fact instanceof StatementFact.DropSchema drop) {
            if (server.schemas.remove(drop.schema()) == null) {
                return exists(drop.guard() != null, 1008, drop.schema());
            }
        }
        return 0;
    }

    private void insert(ObjectName name, String value) throws Failed {
        SimulatedTable table = existing(name);
        if (table.rows().stream()
                .anyMatch(row -> value.equals(row.get(table.columns().get(0))))) {
            throw new Failed(1062, "duplicate " + value);
        }
        server.put(name, table.withRow(value));
    }

    private long exists(boolean guarded, int code, Object what) throws Failed {
        if (!guarded) {
            throw new Failed(code, what);
        }
        warnings = List.of(code + " " + what);
        return 0;
    }

    private SimulatedTable existing(ObjectName name) throws Failed {
        SimulatedTable table = server.table(name);
        if (table == null) {
            throw new Failed(1146, "table " + name + " doesn't exist");
        }
        return table;
    }

    private long createTable(StatementFact.CreateTable create, List<List<String>> items, @Nullable String schema)
            throws Failed {
        ObjectName name = create.table().in(schema);
        if (!server.schemas.containsKey(name.schema())) {
            throw new Failed(1049, "unknown database " + name.schema());
        }
        if (server.table(name) != null) {
            return exists(create.guard() != null, 1050, name);
        }
        ObjectName like = create.like();
        if (like != null) {
            SimulatedTable model = existing(like.in(schema));
            server.put(
                    name,
                    new SimulatedTable(server.newId(), model.columns(), model.keys(), List.of(), List.of(), List.of()));
            return 0;
        }
        List<String> columns = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<ForeignKey> foreignKeys = new ArrayList<>();
        for (List<String> item : items) {
            switch (item.get(0)) {
                case "KEY" -> keys.add(item.get(1));
                case "FK" -> {
                    ObjectName references = TinySql.objectName(item.get(3)).in(name.schema());
                    if (!references.equals(name) && server.checksReferences) {
                        existing(references);
                    }
                    foreignKeys.add(new ForeignKey(item.get(1), references));
                }
                default -> {
                    if (columns.contains(item.get(0))) {
                        throw new Failed(1060, "duplicate column " + item.get(0));
                    }
                    columns.add(item.get(0));
                }
            }
        }
        server.put(name, new SimulatedTable(server.newId(), columns, keys, foreignKeys, List.of(), List.of()));
        return 0;
    }

    private void rename(ObjectName from, ObjectName to, boolean guarded) throws Failed {
        if (guarded && server.table(from) == null) {
            return;
        }
        SimulatedTable table = existing(from);
        if (!server.schemas.containsKey(to.schema())) {
            throw new Failed(1049, "unknown database " + to.schema());
        }
        if (server.table(to) != null) {
            throw new Failed(1050, "table " + to + " already exists");
        }
        if (!table.triggers().isEmpty() && !Objects.equals(from.schema(), to.schema())) {
            throw new Failed(1435, "trigger in wrong schema");
        }
        server.remove(from);
        server.put(to, table);
        server.schemas.forEach(
                (schema, tables) -> tables.replaceAll((n, t) -> t.withForeignKeys(t.foreignKeys().stream()
                        .map(key -> key.references().equals(from) ? new ForeignKey(key.name(), to) : key)
                        .toList())));
    }

    private void alter(StatementFact.AlterTable alter, ObjectName name) throws Failed {
        if (alter.guard() != null && server.table(name) == null) {
            exists(true, 1146, name);
            return;
        }
        SimulatedTable table = existing(name);
        for (AlterAction action : alter.actions()) {
            boolean guarded = action.guard() != null;
            if (action instanceof AlterAction.AddColumn add) {
                if (table.columns().contains(add.column())) {
                    exists(guarded, 1060, "duplicate column " + add.column());
                } else {
                    table = table.withColumns(SimulatedTable.with(table.columns(), add.column()));
                }
            } else if (action instanceof AlterAction.AddIndex add) {
                String index = add.index();
                for (int i = 1; index == null; i++) {
                    String own = i == 1 ? add.firstColumn() : add.firstColumn() + "_" + i;
                    index = table.keys().contains(own) ? null : Objects.requireNonNull(own);
                }
                if (table.keys().contains(index)) {
                    exists(guarded, 1061, "duplicate key " + index);
                } else {
                    table = table.withKeys(SimulatedTable.with(table.keys(), index));
                }
            } else if (action instanceof AlterAction.DropColumn drop) {
                if (table.columns().contains(drop.column())) {
                    // A table that loses a column is built anew, one that gets one is not: ids tell them apart.
                    table = table.without(drop.column()).builtAnew(server.newId());
                } else {
                    exists(guarded, 1091, "no column " + drop.column());
                }
            } else if (action instanceof AlterAction.AddForeignKey add) {
                ObjectName parent = add.key().target().table().name().in(name.schema());
                ForeignKey key = new ForeignKey(Objects.requireNonNull(add.key().name()), parent);
                table = table.withForeignKeys(SimulatedTable.with(table.foreignKeys(), key));
            } else if (action instanceof AlterAction.DropForeignKey drop) {
                table = table.withForeignKeys(table.foreignKeys().stream()
                        .filter(key -> !key.name().equals(drop.name()))
                        .toList());
            } else if (action instanceof AlterAction.DropIndex drop) {
                if (table.keys().contains(drop.index())) {
                    table = table.withKeys(SimulatedTable.minus(table.keys(), drop.index()));
                } else {
                    exists(guarded, 1091, "no key " + drop.index());
                }
            }
        }
        server.put(name, table);
    }

    private void dropTable(ObjectName name, boolean guarded) throws Failed {
        if (server.table(name) == null) {
            exists(guarded, 1051, name);
            return;
        }
        if (!server.incoming(name).isEmpty()) {
            throw new Failed(1451, "a foreign key refers to " + name);
        }
        server.remove(name);
    }
}
