package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.forward.Holding.Seen;
import org.lupomig.orchestrator.port.ObjectState;

/**
 * Foreign keys that refer to a name that no table has, and so wait for one. The next table of that name gets them, and
 * takes them along when it gets another name on the way back. So they are dropped before it comes and made again behind
 * that, unchecked, each with an entry of its own, and on the way back the same: then they wait as before. In between
 * nobody judges what others write into these tables: those that the batch has no part in are touched only where its
 * author does without foreign key checks.
 */
final class WaitingKeys {
    private final Holding holding;
    private final Map<ObjectName, Seen> tables = new LinkedHashMap<>();
    private @Nullable Resolution refused;

    WaitingKeys(Holding holding) {
        this.holding = holding;
    }

    /**
     * Looks who waits for a name.
     *
     * @param statement what is asked for, such as {@code RENAME TABLE}
     * @param counts whether a table's keys are to be taken care of
     */
    void look(String statement, ObjectName name, Predicate<ObjectName> counts) {
        for (ObjectName table : holding.situation().session().referring(name)) {
            boolean held = holding.situation().held().schema().equals(table.schema());
            if (held || !counts.test(table) || tables.containsKey(table)) {
                continue;
            }
            if (!holding.unchecked() && CreateTablePlanner.foreign(table, holding.situation())) {
                refuse(
                        statement,
                        name,
                        "foreign keys of " + table + " wait for a table of that name",
                        "SET foreign_key_checks = 0 before it, as where the table was dropped that they wait for");
                return;
            }
            if (holding.situation().session().describe(table) instanceof ObjectState.Present state
                    && !holding.foreignKeys(new Seen(table, state)).isEmpty()) {
                tables.put(table, new Seen(table, state));
            } else {
                refuse(
                        statement,
                        name,
                        "foreign keys of " + table + " wait for a table of that name, and this account cannot alter it",
                        "while the old table is there, rename it aside and the new one to its name in one statement, and"
                                + " drop the old one then");
            }
        }
    }

    private void refuse(String statement, ObjectName name, String why, String instead) {
        if (refused == null) {
            refused = holding.no(statement, name, why, instead);
        }
    }

    /** Looks whether one that waits also refers to a table that is renamed: this key of it would have to follow. */
    void renamed(String statement, ObjectName from) {
        for (ObjectName table :
                none() ? Set.<ObjectName>of() : holding.situation().session().referring(from)) {
            if (of(table)) {
                refuse(
                        statement,
                        from,
                        "foreign keys of " + table + " refer to it, and others of the same table wait for the new name",
                        "rename it before the table goes that they wait for");
            }
        }
    }

    /** Why it cannot be done; null where it can. */
    @Nullable
    Resolution refused() {
        return refused;
    }

    /** Whether nobody waits. */
    boolean none() {
        return tables.isEmpty();
    }

    /** Whether a table is among those that wait. */
    boolean of(ObjectName table) {
        return tables.containsKey(table);
    }

    /**
     * A part that gives the names, between those that drop the keys and those that make them again.
     *
     * @param pairs that it renames, the tables that wait perhaps among them
     */
    List<Part> around(Part part, List<Rename> pairs) {
        List<Part> parts = new ArrayList<>();
        tables.values().forEach(seen -> holding.unbind(seen, parts));
        parts.add(part);
        tables.values().forEach(seen -> holding.bind(after(seen.table(), pairs), holding.foreignKeys(seen), parts));
        return parts;
    }

    private static ObjectName after(ObjectName table, List<Rename> pairs) {
        ObjectName name = table;
        for (Rename pair : pairs) {
            name = pair.from().equals(name) ? pair.to() : name;
        }
        return name;
    }
}
