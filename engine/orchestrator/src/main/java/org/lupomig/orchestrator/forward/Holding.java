package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.Definitions.ForeignKey;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Referring;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Tables that are set aside instead of being dropped. What the server would have refused to drop is refused first,
 * because it lets a rename pass; and a table's own foreign keys go before it, because they would follow it and go on
 * judging what others do.
 */
final class Holding {
    private final Situation situation;
    private final Likeness likeness;

    Holding(Situation situation, Likeness likeness) {
        this.situation = situation;
        this.likeness = likeness;
    }

    /** A table, and what was seen of it. */
    record Seen(ObjectName table, ObjectState.Present state) {}

    Situation situation() {
        return situation;
    }

    /**
     * Why a table cannot be set aside; null where it can.
     *
     * @param statement what is asked for, such as {@code DROP TABLE}
     * @param going tables that are set aside with it: their foreign keys go too
     */
    @Nullable
    Resolution refused(String statement, Seen seen, Set<ObjectName> going) {
        return refused(statement, seen, going, false);
    }

    /**
     * The same.
     *
     * @param released whether the foreign keys of others that refer to it are taken away before
     */
    @Nullable
    Resolution refused(String statement, Seen seen, Set<ObjectName> going, boolean released) {
        ObjectName table = seen.table();
        ObjectState.Present state = seen.state();
        String engine = state.engine();
        String kind = state.kind().toLowerCase(Locale.ROOT);
        if (kind.equals("view") || kind.equals("sequence")) {
            return no(statement, table, "it is a " + kind, "write the name of a table");
        }
        if (engine == null || !CreateTablePlanner.KEEPS_ITS_ROWS.contains(engine.toLowerCase(Locale.ROOT))) {
            return no(statement, table, "its rows are kept elsewhere", "leave it as it is");
        }
        List<String> others = state.incoming().stream()
                .filter(key -> !going.contains(Referring.table(key)))
                .toList();
        if (!others.isEmpty() && !released) {
            return no(
                    statement,
                    table,
                    "foreign keys refer to it: " + String.join(", ", others),
                    statement.startsWith("TRUNCATE")
                            ? "write DELETE, as the server wants it there"
                            : "drop the tables that they are of first, or with it in one statement");
        }
        return triggers(statement, seen);
    }

    /** A trigger that could not be made again stays where it is, and so does its table. */
    private @Nullable Resolution triggers(String statement, Seen seen) {
        for (ServerObject trigger : triggers(seen)) {
            String lost = lost(situation.session().look(trigger));
            if (lost != null) {
                return no(statement, seen.table(), "it has " + trigger + ", and " + lost, "drop the trigger first");
            }
        }
        return null;
    }

    /** Why something could not be made again as it is; null where it could, or is not there. */
    static @Nullable String lost(ServerObjectState state) {
        return state instanceof ServerObjectState.Present present ? present.lost() : null;
    }

    /** A table's triggers, in the order in which they fire. */
    List<ServerObject> triggers(Seen seen) {
        return seen.state().triggers().isEmpty()
                ? List.of()
                : situation.session().triggers(seen.table());
    }

    /** It cannot be done, and that is one way out. */
    Resolution no(String statement, ObjectName table, String why, String instead) {
        return situation.blocked(EngineMessage.NOT_HELD, statement, table, why, instead);
    }

    /** A name in the held schema. */
    ObjectName name(char letter, ObjectName table) {
        return situation.held().fresh(letter, situation.key(), table, situation.session());
    }

    /** A name beside a table. */
    ObjectName beside(char letter, ObjectName table) {
        return situation.held().beside(letter, situation.key(), table, situation.session());
    }

    /** The name under which a table is set aside. */
    ObjectName aside(ObjectName table) {
        return name(HeldName.HELD, table);
    }

    /** What is done before anything is set aside: the schema for it, where it is not there. */
    List<Part> begun() {
        List<Part> parts = new ArrayList<>();
        String schema = situation.held().schema();
        if (!situation.session().hasSchema(schema)) {
            parts.add(new Part(
                    new Work.Nothing("schema " + schema),
                    new TargetOperation.CreateHeldSchema(),
                    "CREATE SCHEMA IF NOT EXISTS",
                    Snapshot.EMPTY));
        }
        return parts;
    }

    /**
     * Sets tables aside that have no foreign keys any more. All are gone from their names by one rename. The server
     * moves no table with triggers to another schema: such a table goes to a name beside its own, where nobody fires
     * them, then they are dropped, then it is moved; so it comes back with them, and never without.
     *
     * @param with renames that are made in the same statement, after the tables have gone from their names
     */
    void setAside(List<Seen> tables, List<Rename> with, List<Part> parts) {
        List<Moving> first = new ArrayList<>();
        List<Moving> then = new ArrayList<>();
        List<Part> drops = new ArrayList<>();
        for (Seen seen : tables) {
            List<ServerObject> triggers = triggers(seen);
            if (triggers.isEmpty()) {
                first.add(moving(seen, aside(seen.table())));
                continue;
            }
            ObjectName passing = beside(HeldName.HELD, seen.table());
            first.add(moving(seen, passing));
            dropTriggers(triggers, passing, drops);
            then.add(new Moving(new Rename(passing, aside(seen.table())), List.of(), null));
        }
        List<Rename> pairs = new ArrayList<>(pairs(first));
        pairs.addAll(with);
        rename(pairs, first, parts);
        parts.addAll(drops);
        rename(pairs(then), then, parts);
    }

    /** A table as it was seen, to another name. */
    static Moving moving(Seen seen, ObjectName to) {
        return new Moving(new Rename(seen.table(), to), seen.state().triggers(), null);
    }

    private static List<Rename> pairs(List<Moving> moving) {
        return moving.stream().map(Moving::pair).toList();
    }

    /**
     * Renames, in one statement; nothing where there are none.
     *
     * @param moving those of the tables that are set aside
     */
    void rename(List<Rename> pairs, List<Moving> moving, List<Part> parts) {
        if (!pairs.isEmpty()) {
            parts.add(new Part(
                    new Work.Renames(pairs), new TargetOperation.RenameTables(pairs), situation.sql(), null, moving));
        }
    }

    /** Drops triggers of a table that nobody else names. */
    void dropTriggers(List<ServerObject> triggers, ObjectName table, List<Part> parts) {
        triggers.forEach(trigger -> parts.add(drop(List.of(trigger), table)));
    }

    /** Drops what is no table, as it is found just before. */
    Part drop(List<ServerObject> objects, @Nullable ObjectName table) {
        ServerObject first = objects.get(0);
        return new Part(
                new Work.Changes(Work.Changes.Does.DROP, objects, table),
                new TargetOperation.DropObject(first),
                "DROP " + first.kind().words() + " " + SqlQuoting.identifier(first.name()),
                null);
    }

    /**
     * The tables whose foreign keys refer to those that go, and that stay; null where one of them cannot be altered.
     * Without foreign key checks the server drops such a table, and their keys wait for another one of its name. A
     * rename they would follow: so they are dropped before it, and made again behind it.
     */
    @Nullable
    List<Seen> referring(Collection<Seen> going) {
        Set<ObjectName> names = new LinkedHashSet<>();
        going.forEach(seen -> seen.state().incoming().forEach(key -> names.add(Referring.table(key))));
        going.forEach(seen -> names.remove(seen.table()));
        List<Seen> referring = new ArrayList<>();
        for (ObjectName name : names) {
            if (!(situation.session().describe(name) instanceof ObjectState.Present state)
                    || likeness.foreignKeys(state).isEmpty()) {
                return null;
            }
            referring.add(new Seen(name, state));
        }
        return referring;
    }

    /** Whether the statement is sent without foreign key checks. */
    boolean unchecked() {
        return StatementIntent.isUnchecked(situation.session().context());
    }

    /** The table's own foreign keys. */
    List<ForeignKey> foreignKeys(Seen seen) {
        return likeness.foreignKeys(seen.state());
    }

    /** Takes a table's own foreign keys away; nothing where it has none. */
    void unbind(Seen seen, List<Part> parts) {
        List<ForeignKey> keys = foreignKeys(seen);
        if (!keys.isEmpty()) {
            bind(new Binds(seen.table(), keys, false), parts);
        }
    }

    /** Gives a table, under the name that it has by then, foreign keys of its own; nothing where there are none. */
    void bind(ObjectName table, List<ForeignKey> keys, List<Part> parts) {
        if (!keys.isEmpty()) {
            bind(new Binds(table, keys, true), parts);
        }
    }

    /** Looked at just before: the keys of others among them are gone by then. */
    private static void bind(Binds work, List<Part> parts) {
        parts.add(new Part(
                work, new TargetOperation.ForeignKeys(work.table(), work.keys(), work.adds()), work.summary(), null));
    }
}
