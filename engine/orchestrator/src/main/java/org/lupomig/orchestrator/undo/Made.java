package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.StatementReader;

/**
 * What a step really made, by the journal: what its {@code IF NOT EXISTS} left out was there before, and is nobody's to
 * take away. An author's undo is held to it.
 */
final class Made {
    /** A line of a definition that begins with a name. */
    private static final Pattern COLUMN = Pattern.compile("(?m)^ *`((?:[^`]|``)*+)` ");

    private final Set<String> schemas = new HashSet<>();
    private final Set<ObjectName> names = new HashSet<>();
    private final Set<ObjectName> movable = new HashSet<>();
    private final Set<ServerObject> others = new HashSet<>();
    private final Map<ObjectName, Set<String>> elements = new HashMap<>();
    private final Set<Long> found = new HashSet<>();
    private final Set<Long> left = new HashSet<>();
    private final Map<ObjectName, Set<Left>> rows = new HashMap<>();
    private final Map<ObjectName, ObjectState> before = new HashMap<>();

    /**
     * How all rows of a table were left.
     *
     * @param columns over which they were counted: rows with NULL in a column at the end count as rows without it
     */
    private record Left(RowDigest rows, List<String> columns) {}

    private Made() {}

    /** What the statements of a step made. */
    static Made by(StepTrail trail, StatementReader statements) {
        return made(List.of(trail), statements);
    }

    /** What steps made, in the order in which they were applied. */
    static Made by(List<StepTrail> trails, StatementReader statements) {
        Made made = made(trails, statements);
        made.before.putAll(StepTrail.joined(trails).firstBefore().objects());
        made.found.addAll(ids(made.before));
        for (StepTrail trail : trails) {
            for (StatementTrail statement : trail.statements()) {
                if (statement.done() != null) {
                    made.left.addAll(ids(statement.done().after().objects()));
                }
            }
        }
        return made;
    }

    private static Set<Long> ids(Map<ObjectName, ObjectState> states) {
        Set<Long> ids = new HashSet<>();
        for (ObjectState state : states.values()) {
            if (state instanceof ObjectState.Present present && present.tableId() != null) {
                ids.add(present.tableId());
            }
        }
        return ids;
    }

    private static Made made(List<StepTrail> trails, StatementReader statements) {
        Made made = new Made();
        for (StepTrail trail : trails) {
            for (StatementTrail statement : trail.statements()) {
                if (!statement.withoutEffect()) {
                    made.add(statement, statements);
                }
            }
        }
        return made;
    }

    /**
     * Whether a table was there before a batch, and has its name again. Asked of batches only, and known only where the
     * server tells the ids of tables.
     */
    boolean wasThere(ObjectState table) {
        return table instanceof ObjectState.Present present
                && present.tableId() != null
                && found.contains(present.tableId());
    }

    /**
     * Whether what has a name now is what had it before a batch, or may be: one that a person has made again is known
     * by its looks alone, and so is any where the server does not tell ids.
     */
    boolean mayBeBack(ObjectName table, ObjectState now, Likeness likeness) {
        if (!(before.get(table) instanceof ObjectState.Present was) || !(now instanceof ObjectState.Present live)) {
            return false;
        }
        Long id = live.tableId();
        boolean told = id != null && was.tableId() != null && (found.contains(id) || left.contains(id));
        return told ? Objects.equals(was.tableId(), id) : likeness.sameApartFromReferences(was, live);
    }

    /** Whether the step created a schema. */
    boolean schema(String schema) {
        return schemas.contains(schema);
    }

    /** Whether the step worked on a table of this name, or gave it this name. */
    boolean names(ObjectName table) {
        return names.contains(table);
    }

    /** Whether the step changed all of these, which are no tables. */
    boolean changed(List<ServerObject> objects) {
        return others.containsAll(objects);
    }

    /** The tables that the step created or renamed, under the names that it left them. */
    Set<ObjectName> movable() {
        return movable;
    }

    /** Whether the step added a column to a table, whatever either was called then. */
    boolean column(ObjectName table, String name) {
        return of(table).contains(MadeElements.column(name));
    }

    /** Whether the step added a key to a table, whatever either was called then. */
    boolean key(ObjectName table, String name) {
        return of(table).contains(MadeElements.key(name));
    }

    /** Whether the step added a foreign key or check to a table. */
    boolean constraint(ObjectName table, String name) {
        return of(table).contains(MadeElements.constraint(name));
    }

    private Set<String> of(ObjectName table) {
        return elements.getOrDefault(table, Set.of());
    }

    /**
     * All rows of a table as any of it left them, where that was counted over these columns. Where they are so now, all
     * of them have just what they had then, whatever has been done since.
     */
    Set<RowDigest> rows(ObjectName table, List<String> columns) {
        return rows.getOrDefault(table, Set.of()).stream()
                .filter(left -> left.columns().equals(columns))
                .map(Left::rows)
                .collect(Collectors.toSet());
    }

    /** Whether it was counted, over whichever columns, how any of it left them. */
    boolean isCounted(ObjectName table) {
        return !rows.getOrDefault(table, Set.of()).isEmpty();
    }

    /** What takes it back has left them so, in a table with these columns. */
    void left(ObjectName table, RowDigest counted, List<String> columns) {
        rows.computeIfAbsent(table, name -> new HashSet<>()).add(new Left(counted, List.copyOf(columns)));
    }

    /** The names of the columns that a table has, in their order; none where there is none. */
    static List<String> columns(@Nullable ObjectState table) {
        if (!(table instanceof ObjectState.Present present)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        Matcher column = COLUMN.matcher(present.definition());
        while (column.find()) {
            names.add(column.group(1).replace("``", "`"));
        }
        return names;
    }

    private void add(StatementTrail statement, StatementReader statements) {
        Work work = statement.intent().work();
        StatementDone done = statement.done();
        RowDigest counted = done == null ? null : done.rows();
        if (done != null && counted != null && work instanceof Work.Alters alters && alters.kept() == null) {
            ObjectState after = done.after().object(alters.table());
            left(alters.table(), counted, columns(after));
        }
        names.addAll(work.objects());
        others.addAll(work.others());
        if (work instanceof Work.CreatesSchema creates) {
            schemas.add(creates.schema());
        } else if (work instanceof Work.CreatesTable creates) {
            movable.add(creates.table());
        } else if (work instanceof Work.Renames renames) {
            move(movable, renames.pairs());
            // The same set under both names: what is added later counts for the table under its old name, too.
            for (Rename pair : renames.pairs()) {
                Set<String> shared = elements.computeIfAbsent(pair.from(), name -> new HashSet<>());
                elements.put(pair.to(), shared);
                rows.put(pair.to(), rows.computeIfAbsent(pair.from(), name -> new HashSet<>()));
            }
        } else if (work instanceof Work.Alters alters) {
            Set<String> own = elements.computeIfAbsent(alters.table(), name -> new HashSet<>());
            if (statements.read(statement.intent().sql(), statement.intent().defaultSchema())
                    instanceof AlterTable alter) {
                MadeElements.follow(own, alter);
                AddedColumns.of(statement.intent(), statements).forEach(name -> own.add(MadeElements.column(name)));
                AddedKeys.of(alter, alters.table(), statement).forEach(name -> own.add(MadeElements.key(name)));
                MadeElements.constraints(alter, statement.intent().before().object(alters.table()))
                        .forEach(name -> own.add(MadeElements.constraint(name)));
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
