package org.lupomig.store.scratch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.connect.SessionSettings;

/**
 * All that is on a server and somebody may have put there: schemas with their tables, views, sequences, triggers,
 * routines and events, all rows as sums, accounts with what they may do, and settings of the server. What is no part of
 * "as it was" is not in it: AUTO_INCREMENT counters, the order of secondary keys and of triggers, histories of
 * system-versioned tables. Nor is the store.
 *
 * <p>It reads definitions and rows by ways of its own: what the engine's fingerprints do not see must not be unseen
 * here.
 */
public final class ServerDump {
    private static final Pattern COUNTER = Pattern.compile(" AUTO_INCREMENT=\\d+");

    /** The words of a trigger between its event and its body, which the server writes anew with every rename. */
    private static final Pattern PLACE = Pattern.compile("(?is)\\sON[\\s`].*?FOR\\s+EACH\\s+ROW");

    /** When an event happens, up to the words behind it that are always there. */
    private static final Pattern SCHEDULE = Pattern.compile("(?s) ON SCHEDULE (AT|EVERY) .*? ON COMPLETION ");

    private static final Pattern TIME = Pattern.compile(" (AT|STARTS|ENDS) '[^']*'");

    private static final Pattern KEY = Pattern.compile("  (UNIQUE |FULLTEXT |SPATIAL )?KEY .*");

    private final Map<String, Entry> entries = new TreeMap<>();

    private ServerDump() {}

    /**
     * One thing.
     *
     * @param text all of it
     * @param outline what of it a second run of the same plan makes the same
     */
    private record Entry(@Nullable ObjectName object, String text, String outline) {}

    /**
     * Reads everything.
     *
     * @param ours schemas that do not count
     */
    public static ServerDump of(MariaDbServer server, StoreSchemas ours) {
        ServerDump dump = new ServerDump();
        try (ServerConnection connection = server.open(SessionSettings.READER)) {
            connection.update("SET SESSION time_zone = '+00:00', lock_wait_timeout = 30");
            for (String schema : Reading.schemas(connection)) {
                if (!List.of(ours.orchestration(), ours.ephemeral(), ours.held())
                        .contains(schema)) {
                    dump.schema(connection, schema);
                }
            }
            AccountLines.read(connection)
                    .forEach((account, lines) -> dump.entries.put(
                            "account " + account,
                            new Entry(
                                    null, String.join("\n", lines), String.join("\n", AccountLines.timeless(lines)))));
            dump.server(connection);
        }
        return dump;
    }

    /** How many things are in it. */
    public int size() {
        return entries.size();
    }

    /** What of it is otherwise in {@code later}, by name. */
    public List<Difference> differences(ServerDump later) {
        return differences(later, false);
    }

    /**
     * The same but for what a second run of a plan may well make otherwise: values in rows, as times and numbers that
     * the server gives, and when passwords were set.
     */
    public List<Difference> outlineDifferences(ServerDump later) {
        return differences(later, true);
    }

    private List<Difference> differences(ServerDump later, boolean outline) {
        TreeSet<String> names = new TreeSet<>(entries.keySet());
        names.addAll(later.entries.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            Entry was = entries.get(name);
            Entry is = later.entries.get(name);
            String before = was == null ? null : outline ? was.outline : was.text;
            String after = is == null ? null : outline ? is.outline : is.text;
            if (before == null || !before.equals(after)) {
                ObjectName object = was != null ? was.object : is != null ? is.object : null;
                differences.add(new Difference(name, object, before, after));
            }
        }
        return differences;
    }

    private void schema(ServerConnection connection, String schema) {
        put(
                "schema " + schema,
                null,
                Reading.column(connection, "SHOW CREATE SCHEMA " + SqlQuoting.identifier(schema), 2));
        for (Reading.Named table : Reading.tables(connection, schema)) {
            ObjectName name = new ObjectName(schema, table.name());
            if (table.isView()) {
                put("view " + name, name, definition(connection, "SHOW CREATE VIEW " + SqlQuoting.identifier(name)));
            } else if (table.isSequence()) {
                put(
                        "sequence " + name,
                        name,
                        definition(connection, "SHOW CREATE SEQUENCE " + SqlQuoting.identifier(name)) + "\n"
                                + Reading.lines(connection, "SELECT * FROM " + SqlQuoting.identifier(name)));
            } else {
                put(
                        "table " + name,
                        name,
                        normalised(definition(connection, "SHOW CREATE TABLE " + SqlQuoting.identifier(name))));
                rows(connection, name);
            }
        }
        for (String trigger : Reading.triggers(connection, schema)) {
            trigger(connection, new ObjectName(schema, trigger));
        }
        for (Reading.Named routine : Reading.routines(connection, schema)) {
            ObjectName name = new ObjectName(schema, routine.name());
            put(
                    routine.type().toLowerCase(Locale.ROOT) + " " + name,
                    name,
                    definition(connection, "SHOW CREATE " + routine.type() + " " + SqlQuoting.identifier(name)));
        }
        for (String event : Reading.events(connection, schema)) {
            ObjectName name = new ObjectName(schema, event);
            String text = definition(connection, "SHOW CREATE EVENT " + SqlQuoting.identifier(name));
            entries.put("event " + name, new Entry(name, text, timeless(text)));
        }
    }

    private void trigger(ServerConnection connection, ObjectName name) {
        String place = connection.one(
                "SELECT MIN(CONCAT(ACTION_TIMING, ' ', EVENT_MANIPULATION, ' on ', EVENT_OBJECT_TABLE))"
                        + " FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ? AND TRIGGER_NAME = ?",
                (row, context) -> String.valueOf(row.getString(1)),
                String.valueOf(name.schema()),
                name.name());
        // without when it was made
        String words = connection.one(
                "SHOW CREATE TRIGGER " + SqlQuoting.identifier(name),
                (row, context) ->
                        PLACE.matcher(String.valueOf(row.getString(3))).replaceFirst(" FOR EACH ROW") + "\n"
                                + row.getString(2) + "\n" + row.getString(4) + "\n" + row.getString(5) + "\n"
                                + row.getString(6));
        put("trigger " + name, name, place + "\n" + words);
    }

    private void rows(ServerConnection connection, ObjectName table) {
        List<Reading.ValueColumn> columns = Reading.columns(connection, table, true);
        RowSum sum = new RowSum(columns.stream().map(Reading.ValueColumn::name).toList());
        List<String> expressions =
                columns.stream().map(Reading.ValueColumn::expression).toList();
        String sql = "SELECT " + String.join(", ", expressions) + " FROM " + SqlQuoting.identifier(table);
        try (Statement statement = connection.driver().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(1000);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    sum.add(rows);
                }
            }
            entries.put("content of table " + table, new Entry(table, sum.text(), sum.number()));
        } catch (SQLException e) {
            if (ServerError.lost(e, connection.driver())) {
                throw ServerError.translated(e, connection.driver());
            }
            put("content of table " + table, table, "unreadable: " + e.getErrorCode());
        }
    }

    /** What of the server itself a plan may change, and of which nothing else is known by name. */
    private void server(ServerConnection connection) {
        connection
                .list(
                        "SELECT VARIABLE_NAME, GLOBAL_VALUE FROM information_schema.SYSTEM_VARIABLES"
                                + " WHERE READ_ONLY = 'NO' AND GLOBAL_VALUE IS NOT NULL"
                                + " AND VARIABLE_NAME NOT LIKE 'GTID%'",
                        (row, context) -> List.of(row.getString(1), row.getString(2)))
                .forEach(
                        variable -> put("variable " + variable.get(0).toLowerCase(Locale.ROOT), null, variable.get(1)));
        for (String table : List.of("mysql.servers", "mysql.func", "mysql.plugin")) {
            List<String> rows =
                    new ArrayList<>(connection.list("SELECT * FROM " + table, (row, context) -> Hidden.joined(row)));
            Collections.sort(rows);
            put(table, null, String.join("\n", rows));
        }
    }

    private void put(String name, @Nullable ObjectName object, String text) {
        entries.put(name, new Entry(object, text, text));
    }

    /** A definition with the settings that it was made under; of what cannot be read, why. */
    private static String definition(ServerConnection connection, String sql) {
        try {
            return Reading.lines(connection, sql);
        } catch (ServerRefused e) {
            // such as a view over what is not there: so it must be afterwards, too
            return "unreadable: " + e.code();
        }
    }

    /** Without the points in time of its schedule: the server writes there when the event was made. */
    private static String timeless(String event) {
        return SCHEDULE.matcher(event)
                .replaceFirst(found ->
                        Matcher.quoteReplacement(TIME.matcher(found.group()).replaceAll(" $1")));
    }

    /** Keys in one order, no counter, no comma behind what may be last. */
    private static String normalised(String definition) {
        List<String> before = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<String> after = new ArrayList<>();
        COUNTER.matcher(definition).replaceAll("").lines().forEach(line -> {
            String plain = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
            if (KEY.matcher(line).matches()) {
                keys.add(plain);
            } else {
                (keys.isEmpty() ? before : after).add(plain);
            }
        });
        Collections.sort(keys);
        before.addAll(keys);
        before.addAll(after);
        return String.join("\n", before);
    }
}
