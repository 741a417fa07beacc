package org.lupomig.orchestrator.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.claim.KeyGraph;
import org.lupomig.orchestrator.port.NewOrphans;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.Target;

/**
 * The server's own side: schemas, tables, rows, and the sessions that live on after their client is gone. What a test
 * does here directly is done by a stranger.
 */
public final class SimulatedServer {
    /** Where set-aside tables go. */
    public static final String HELD = "held";

    final Map<String, Map<String, SimulatedTable>> schemas = new TreeMap<>();
    /** What each view names. */
    final Map<ObjectName, String> views = new TreeMap<>();

    /** What a session knows of its own. */
    final Map<String, String> variables = new TreeMap<>();

    /** Sessions by the name of their lock; the value is what one whose client is gone still works on. */
    final Map<String, @Nullable Runnable> sessions = new LinkedHashMap<>();

    /** All names of a session that has several, by each of them. */
    final Map<String, List<String>> together = new LinkedHashMap<>();

    private final Set<String> orphans = new HashSet<>();
    private final List<Orphans> withoutParents = new ArrayList<>();
    final ServerFaults faults = new ServerFaults();
    private long lastId = 100;
    private int doneForGood;
    private boolean showsIds = true;
    private boolean showsReferences = true;
    boolean checksReferences = true;
    final List<Duration> limits = new ArrayList<>();
    private boolean computesDefaults;

    /** An account without the right to read table ids. */
    public void hideTableIds() {
        showsIds = false;
    }

    /** An account that may not see the tables that refer to others. */
    public void hideReferences() {
        showsReferences = false;
    }

    /** How long each question for rows without parents might have taken, in the order in which they were asked. */
    public List<Duration> limits() {
        return limits;
    }

    /** Sessions hold no foreign keys against the tables that they name. */
    public void checkNoReferences() {
        checksReferences = false;
    }

    /** Columns whose values tell nothing, because no two rows were given the same. */
    public void computeDefaults() {
        computesDefaults = true;
    }

    boolean computesDefaults() {
        return computesDefaults;
    }

    /** Every session finds this text in a variable of its own. */
    public SimulatedServer knows(String variable, String text) {
        variables.put(variable, text);
        return this;
    }

    /** What goes wrong, and when. */
    public ServerFaults faults() {
        return faults;
    }

    void doesForGood() {
        doneForGood++;
    }

    /** How many statements took effect that have no way back; what they did is seen nowhere else. */
    public int doneForGood() {
        return doneForGood;
    }

    long newId() {
        return ++lastId;
    }

    /** Gives every table that is held another id, as somebody does who optimizes them all. */
    public void buildHeldAnew() {
        Map<String, SimulatedTable> held = schemas.get(HELD);
        if (held != null) {
            held.replaceAll((name, table) -> table.builtAnew(newId()));
        }
    }

    /** Some rows of a table refer to nothing, whenever that is asked. */
    public void loseParents(ObjectName child, ObjectName parent) {
        withoutParents.add(new Orphans(child, List.of("p"), parent, List.of("id"), 2, null));
    }

    /**
     * Those of a table. Where sessions check no foreign keys, also those that show: a row refers to the one that has
     * the same key.
     */
    List<Orphans> withoutParents(ObjectName child, List<String> keys) {
        List<Orphans> found = new ArrayList<>(withoutParents.stream()
                .filter(each -> each.child().equals(child))
                .toList());
        SimulatedTable table = checksReferences ? null : table(child);
        if (table != null) {
            table.foreignKeys().stream()
                    .filter(key -> keys.contains(key.name()))
                    .forEach(key -> found.add(withoutParents(child, table, key)));
        }
        return found;
    }

    private Orphans withoutParents(ObjectName child, SimulatedTable table, SimulatedTable.ForeignKey key) {
        SimulatedTable parent = table(key.references());
        Set<String> there = new HashSet<>();
        if (parent != null) {
            parent.rows().forEach(row -> there.add(row.get(parent.key())));
        }
        List<String> values = table.rows().stream()
                .map(row -> row.get(table.key()))
                .filter(value -> !there.contains(value))
                .toList();
        return new Orphans(child, List.of(column(key)), key.references(), List.of("id"), values.size(), values);
    }

    /** Keys {@code up} and {@code up_again} have the same column. */
    private static String column(SimulatedTable.ForeignKey key) {
        return key.name().replaceFirst("_.*", "");
    }

    /** Those that are not among others. */
    List<NewOrphans> newWithoutParents(ObjectName child, List<String> keys, List<Orphans> noted) {
        return keys.stream()
                .flatMap(key -> withoutParents(child, List.of(key)).stream().map(now -> newOf(key, now, noted)))
                .toList();
    }

    private static NewOrphans newOf(String key, Orphans now, List<Orphans> noted) {
        Orphans before = Orphans.of(noted, now.child(), now.columns(), now.parent());
        List<String> values = new ArrayList<>(Objects.requireNonNull(now.values()));
        values.removeAll(before == null ? List.of() : Objects.requireNonNull(before.values()));
        return new NewOrphans(now.child(), key, now.columns(), now.parent(), values.size(), String.join("; ", values));
    }

    /** Runs statements as a stranger does; each must succeed. */
    public SimulatedServer run(String... statements) {
        for (String sql : statements) {
            StatementOutcome outcome = new ServerStatements(this).execute(sql, null);
            if (!(outcome instanceof StatementOutcome.Accepted)) {
                throw new AssertionError(sql + ": " + outcome);
            }
        }
        return this;
    }

    /** Writes a value into a column of every row, as an application does. */
    public void update(String table, String column, String value) {
        change(table, t -> t.withValues(column, value));
    }

    /** Adds a trigger. */
    public void trigger(String table, String trigger) {
        change(table, t -> t.withTrigger(trigger));
    }

    private void change(String table, UnaryOperator<SimulatedTable> change) {
        ObjectName name = TinySql.objectName(table);
        put(name, change.apply(Objects.requireNonNull(table(name), table)));
    }

    @Nullable
    SimulatedTable table(ObjectName name) {
        Map<String, SimulatedTable> schema = schemas.get(schemaOf(name));
        return schema == null ? null : schema.get(name.name());
    }

    void put(ObjectName name, SimulatedTable table) {
        schema(schemaOf(name)).put(name.name(), table);
    }

    void remove(ObjectName name) {
        schema(schemaOf(name)).remove(name.name());
    }

    private Map<String, SimulatedTable> schema(String name) {
        return Objects.requireNonNull(schemas.get(name), name);
    }

    static String schemaOf(ObjectName name) {
        return Objects.requireNonNull(name.schema(), () -> name + " has no schema");
    }

    ObjectState describe(ObjectName name) {
        SimulatedTable table = table(name);
        return table == null
                ? new ObjectState.Absent()
                : new ObjectState.Present(
                        "BASE TABLE",
                        table.definition(name),
                        table.triggers().stream().sorted().toList(),
                        showsReferences ? incoming(name) : List.of(),
                        showsIds ? table.id() : null,
                        "InnoDB");
    }

    /** Tables with foreign keys that refer to a name, whether a table has it or not. */
    Set<ObjectName> referring(ObjectName name) {
        Set<ObjectName> found = new HashSet<>();
        schemas.forEach((schema, tables) -> tables.forEach((table, state) -> {
            if (state.foreignKeys().stream().anyMatch(key -> key.references().equals(name))) {
                found.add(new ObjectName(schema, table));
            }
        }));
        return found;
    }

    /** Foreign keys of other tables that refer to a table. */
    List<String> incoming(ObjectName name) {
        List<String> keys = new ArrayList<>();
        schemas.forEach((schema, tables) -> tables.forEach((table, state) -> {
            if (!new ObjectName(schema, table).equals(name)) {
                state.foreignKeys().stream()
                        .filter(key -> key.references().equals(name))
                        .forEach(key -> keys.add(schema + "." + table + "." + key.name()));
            }
        }));
        return keys;
    }

    Target.Relatives relatives(Set<ObjectName> tables, Set<String> whole) {
        KeyGraph graph = new KeyGraph();
        Set<ObjectName> from = new HashSet<>(tables);
        Set<ObjectName> programs = new HashSet<>(views.keySet());
        schemas.forEach((schema, all) -> all.forEach((name, state) -> {
            ObjectName table = new ObjectName(schema, name);
            state.foreignKeys().forEach(key -> graph.add(table, key.references()));
            if (whole.contains(schema)) {
                from.add(table);
            }
            if (!state.triggers().isEmpty()) {
                programs.add(table);
            }
        }));
        return new Target.Relatives(graph.relatives(from), programs);
    }

    SchemaState describeSchema(String name) {
        Map<String, SimulatedTable> tables = schemas.get(name);
        if (tables == null) {
            return new SchemaState.Absent();
        }
        List<String> contents = new ArrayList<>();
        tables.keySet().forEach(table -> contents.add("table " + table));
        views.keySet().stream()
                .filter(view -> name.equals(view.schema()))
                .forEach(view -> contents.add("view " + view.name()));
        return new SchemaState.Present("CREATE DATABASE `" + name + "`", contents);
    }

    /** What may be compared: everything but the held schema, counters, ids and the order of keys. */
    public String dump() {
        StringBuilder out = new StringBuilder();
        schemas.forEach((schema, tables) -> {
            if (!schema.equals(HELD)) {
                out.append("schema ").append(schema).append('\n');
                tables.forEach((table, state) -> out.append("  ")
                        .append(state.dump(new ObjectName(schema, table)))
                        .append('\n'));
            }
        });
        views.forEach((name, text) ->
                out.append("view ").append(name).append(' ').append(text).append('\n'));
        return out.toString();
    }

    /** The same of what was set aside. */
    public String dumpHeld() {
        StringBuilder out = new StringBuilder();
        Map<String, SimulatedTable> tables = schemas.getOrDefault(HELD, new TreeMap<>());
        tables.forEach((table, state) ->
                out.append(state.dump(new ObjectName(HELD, table))).append('\n'));
        return out.toString();
    }

    /** Names of the tables that were set aside. */
    public List<String> held() {
        Map<String, SimulatedTable> tables = schemas.get(HELD);
        return tables == null ? List.of() : List.copyOf(tables.keySet());
    }

    /**
     * Sessions that live or still work for a client that is gone. Idle ones of such a client end when the server
     * notices; until somebody asks for them it has not.
     */
    List<String> busy() {
        return sessions.entrySet().stream()
                .filter(session -> session.getValue() != null || !orphans.contains(session.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** All names of the session that has this one. */
    List<String> named(String name) {
        return together.getOrDefault(name, List.of(name));
    }

    /** The client of these sessions is gone. */
    void orphan(String tokenPart) {
        sessions.keySet().stream().filter(name -> name.contains(tokenPart)).forEach(orphans::add);
    }
}
