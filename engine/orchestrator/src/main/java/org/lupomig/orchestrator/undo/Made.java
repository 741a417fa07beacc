package org.lupomig.orchestrator.undo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.StatementReader;

/**
 * What a step really made, by the journal: what its {@code IF NOT EXISTS} left out was there before, and is nobody's to
 * take away. An author's undo is held to it.
 */
final class Made {
    private final Set<String> schemas = new HashSet<>();
    private final Set<ObjectName> names = new HashSet<>();
    private final Set<ObjectName> movable = new HashSet<>();
    private final Map<ObjectName, Set<String>> columns = new HashMap<>();
    private final Map<ObjectName, Set<String>> keys = new HashMap<>();

    private Made() {}

    /** What the statements of a step made. */
    static Made by(StepTrail trail, StatementReader statements) {
        Made made = new Made();
        for (StatementTrail statement : trail.statements()) {
            if (!statement.withoutEffect()) {
                made.add(statement, statements);
            }
        }
        return made;
    }

    /** Whether the step created a schema. */
    boolean schema(String schema) {
        return schemas.contains(schema);
    }

    /** Whether the step worked on a table of this name, or gave it this name. */
    boolean names(ObjectName table) {
        return names.contains(table);
    }

    /** The tables that the step created or renamed, under the names that it left them. */
    Set<ObjectName> movable() {
        return movable;
    }

    /** Whether the step added a column to a table, whatever the table was called then. A key of that name is none. */
    boolean column(ObjectName table, String name) {
        return columns.getOrDefault(table, Set.of()).contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the step added a key to a table; a column that is UNIQUE by itself has one of its own name. */
    boolean key(ObjectName table, String name) {
        return keys.getOrDefault(table, Set.of()).contains(name.toLowerCase(Locale.ROOT)) || column(table, name);
    }

    private void add(StatementTrail statement, StatementReader statements) {
        Work work = statement.intent().work();
        names.addAll(work.objects());
        if (work instanceof Work.CreatesSchema creates) {
            schemas.add(creates.schema());
        } else if (work instanceof Work.CreatesTable creates) {
            movable.add(creates.table());
        } else if (work instanceof Work.Renames renames) {
            move(movable, renames.pairs());
            // The same set under both names: what is added later counts for the table under its old name, too.
            for (Rename pair : renames.pairs()) {
                columns.put(pair.to(), columns.computeIfAbsent(pair.from(), name -> new HashSet<>()));
                keys.put(pair.to(), keys.computeIfAbsent(pair.from(), name -> new HashSet<>()));
            }
        } else if (work instanceof Work.Alters alters) {
            StatementFact fact =
                    statements.read(statement.intent().sql(), statement.intent().defaultSchema());
            Set<String> added = columns.computeIfAbsent(alters.table(), name -> new HashSet<>());
            AddedColumns.of(statement.intent(), statements)
                    .forEach(column -> added.add(column.toLowerCase(Locale.ROOT)));
            if (fact instanceof AlterTable alter) {
                keys.computeIfAbsent(alters.table(), name -> new HashSet<>())
                        .addAll(AddedKeys.of(alter, alters.table(), statement));
            }
        }
    }

    /** Follows renames: what is moved is at its new name, and no longer at its old one. */
    static void move(Set<ObjectName> tables, List<Rename> pairs) {
        for (Rename pair : pairs) {
            tables.remove(pair.from());
            tables.add(pair.to());
        }
    }
}
