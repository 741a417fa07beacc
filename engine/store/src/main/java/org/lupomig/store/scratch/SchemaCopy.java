package org.lupomig.store.scratch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.SessionSettings;

/**
 * The definitions of some schemas, and some of their rows, as statements that make them elsewhere. The server that they
 * are read from is only read, in a transaction that may not write.
 */
public final class SchemaCopy {
    private static final String NO_CHECKS =
            "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00', foreign_key_checks = 0,"
                    + " check_constraint_checks = 0";

    private final ServerConnection connection;
    private final long rows;
    private final List<Copied> copied = new ArrayList<>();
    private final List<Copied> views = new ArrayList<>();
    private final List<ObjectName> named = new ArrayList<>();
    private final TreeSet<String> definers = new TreeSet<>();
    private final TreeSet<String> roles = new TreeSet<>();
    private final List<String> unread = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private final AccountCopy accounts;
    private int tables;
    private int schemas;

    private SchemaCopy(ServerConnection connection, Collection<String> wanted, long rows) {
        this.connection = connection;
        this.rows = rows;
        this.accounts = new AccountCopy(connection, wanted);
    }

    /**
     * One thing.
     *
     * @param what it, for people
     * @param statements that make it, on one session
     */
    private record Copied(String what, List<String> statements) {}

    /**
     * Reads.
     *
     * @param wanted names of schemas; those that are not there are passed over
     * @param named accounts and roles; those that are not there are passed over
     * @param rows how many of each table are copied, and what these refer to
     */
    public static SchemaCopy read(
            MariaDbServer server, Collection<String> wanted, Collection<AccountRef> named, long rows) {
        try (ServerConnection connection = server.open(SessionSettings.READER)) {
            connection.update("SET SESSION time_zone = '+00:00'");
            connection.update("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            SchemaCopy copy = new SchemaCopy(connection, wanted, rows);
            copy.settings();
            List<String> there = Reading.schemas(connection).stream()
                    .filter(schema -> wanted.stream().anyMatch(schema::equals))
                    .toList();
            there.forEach(copy::tables);
            if (rows > 0) {
                copy.rows();
            }
            there.forEach(copy::programs);
            named.forEach(copy.accounts::add);
            connection.rollbackQuietly();
            return copy;
        }
    }

    /** {@code 2 schemas, 12 tables}. */
    public String extent() {
        return schemas + (schemas == 1 ? " schema, " : " schemas, ") + tables + (tables == 1 ? " table" : " tables");
    }

    /** Puts all of it on a server; gives what could not be read or made, one sentence each. */
    public List<String> putOn(ScratchContents scratch) {
        List<String> problems = new ArrayList<>(unread);
        problems.addAll(accounts.unread());
        List<String> come = accounts.made().keySet().stream()
                .filter(account -> !scratch.hadAtFirst(account))
                .toList();
        for (String account : come) {
            put(
                    scratch,
                    new Copied("account " + account, List.of(accounts.made().getOrDefault(account, ""))),
                    problems);
        }
        // Whoever a view or a routine works as has to be there, and may do what it does.
        for (String definer : definers) {
            put(
                    scratch,
                    new Copied(
                            "account " + definer,
                            List.of(
                                    "CREATE USER IF NOT EXISTS " + definer + " ACCOUNT LOCK",
                                    "GRANT ALL PRIVILEGES ON *.* TO " + definer)),
                    problems);
        }
        for (String role : roles) {
            put(
                    scratch,
                    new Copied(
                            "role " + role,
                            List.of("CREATE ROLE IF NOT EXISTS " + role, "GRANT ALL PRIVILEGES ON *.* TO " + role)),
                    problems);
        }
        for (Copied each : copied) {
            if (each.what().startsWith("trigger ")) {
                continue; // behind the views, which one may use
            }
            put(scratch, each, problems);
        }
        views(scratch, problems);
        for (Copied each : copied) {
            if (each.what().startsWith("trigger ")) {
                put(scratch, each, problems);
            }
        }
        for (String account : come) {
            for (String right : accounts.rights(account)) {
                put(scratch, new Copied("a right of " + account, List.of(right)), problems);
            }
        }
        return problems;
    }

    /** Settings of the whole server that decide what a plan's statements mean. */
    public List<String> serverSettings() {
        return List.copyOf(settings);
    }

    private static void put(ScratchContents scratch, Copied each, List<String> problems) {
        ScratchContents.Refusal refusal = scratch.put(each.statements());
        if (refusal != null) {
            problems.add(each.what() + ": " + refusal.sentence());
        }
    }

    /** A view may be over others: they are made round by round, until a round makes none. */
    private void views(ScratchContents scratch, List<String> problems) {
        List<Copied> left = new ArrayList<>(views);
        List<String> why = new ArrayList<>();
        int before;
        do {
            before = left.size();
            why.clear();
            List<Copied> again = new ArrayList<>();
            for (Copied view : left) {
                int known = why.size();
                put(scratch, view, why);
                if (why.size() > known) {
                    again.add(view);
                }
            }
            left = again;
        } while (!left.isEmpty() && left.size() < before);
        problems.addAll(why);
    }

    private void settings() {
        for (String name : List.of("sql_mode", "character_set_server", "collation_server")) {
            settings.add("SET GLOBAL " + name + " = "
                    + SqlQuoting.literal(Reading.column(connection, "SELECT @@global." + name, 1)));
        }
    }

    private void tables(String schema) {
        schemas++;
        String name = SqlQuoting.identifier(schema);
        copied.add(
                new Copied("schema " + schema, List.of(Reading.column(connection, "SHOW CREATE SCHEMA " + name, 2))));
        List<Reading.Named> all = Reading.tables(connection, schema);
        for (Reading.Named table : all) {
            if (table.isSequence()) {
                sequence(new ObjectName(schema, table.name()));
            }
        }
        for (Reading.Named table : all) {
            if (!table.isSequence() && !table.isView()) {
                tables++;
                named.add(new ObjectName(schema, table.name()));
                table(new ObjectName(schema, table.name()));
            }
        }
        for (Reading.Named table : all) {
            if (table.isView()) {
                define(
                        views,
                        "view " + schema + "." + table.name(),
                        () -> List.of(
                                "USE " + name,
                                Reading.column(
                                        connection,
                                        "SHOW CREATE VIEW "
                                                + SqlQuoting.identifier(new ObjectName(schema, table.name())),
                                        2)));
            }
        }
        definers(
                "SELECT DEFINER FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?"
                        + " UNION SELECT DEFINER FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?"
                        + " UNION SELECT DEFINER FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?"
                        + " UNION SELECT DEFINER FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ?",
                schema);
    }

    private void sequence(ObjectName name) {
        define(copied, "sequence " + name, () -> {
            String next =
                    Reading.column(connection, "SELECT next_not_cached_value FROM " + SqlQuoting.identifier(name), 1);
            return List.of(
                    "USE " + SqlQuoting.identifier(String.valueOf(name.schema())),
                    Reading.column(connection, "SHOW CREATE SEQUENCE " + SqlQuoting.identifier(name), 2),
                    "DO SETVAL(" + SqlQuoting.identifier(name) + ", " + next + ", 0)");
        });
    }

    private void table(ObjectName name) {
        define(copied, "table " + name, () -> {
            List<String> statements = new ArrayList<>();
            statements.add(NO_CHECKS);
            statements.add("USE " + SqlQuoting.identifier(String.valueOf(name.schema())));
            statements.add(Reading.column(connection, "SHOW CREATE TABLE " + SqlQuoting.identifier(name), 2));
            return statements;
        });
    }

    /** Of all tables together: they may refer to each other, also from one schema to another. */
    private void rows() {
        RowCopy.read(connection, named, rows, unread).forEach((table, taken) -> {
            List<String> statements = new ArrayList<>(List.of(NO_CHECKS));
            statements.addAll(taken.inserts());
            copied.add(new Copied("rows of table " + table, statements));
        });
    }

    private void programs(String schema) {
        for (Reading.Named routine : Reading.routines(connection, schema)) {
            program(routine.type(), new ObjectName(schema, routine.name()));
        }
        for (String trigger : Reading.triggers(connection, schema)) {
            program("TRIGGER", new ObjectName(schema, trigger));
        }
        for (String event : Reading.events(connection, schema)) {
            program("EVENT", new ObjectName(schema, event));
        }
    }

    /** Made under the mode and the collation that it was made under. */
    private void program(String type, ObjectName name) {
        String what = type.toLowerCase(Locale.ROOT) + " " + name;
        boolean event = type.equals("EVENT");
        define(
                copied,
                what,
                () -> connection.one("SHOW CREATE " + type + " " + SqlQuoting.identifier(name), (row, context) -> {
                    int text = event ? 4 : 3;
                    List<String> statements = new ArrayList<>();
                    statements.add("SET SESSION sql_mode = " + SqlQuoting.literal(String.valueOf(row.getString(2))));
                    if ("utf8mb4".equals(row.getString(text + 1))) {
                        statements.add("SET NAMES utf8mb4 COLLATE " + row.getString(text + 2));
                    }
                    if (event) {
                        statements.add(
                                "SET SESSION time_zone = " + SqlQuoting.literal(String.valueOf(row.getString(3))));
                    }
                    statements.add("USE " + SqlQuoting.identifier(String.valueOf(name.schema())));
                    String definition = row.getString(text);
                    if (definition == null) {
                        throw new ServerRefused(
                                1370, "42000", "its text is not shown to this account", new IllegalStateException());
                    }
                    statements.add(definition);
                    return statements;
                }));
    }

    private void define(List<Copied> into, String what, Supplier<List<String>> statements) {
        try {
            into.add(new Copied(what, statements.get()));
        } catch (ServerRefused e) {
            unread.add(what + ": " + e.getMessage() + " (error " + e.code() + ")");
        }
    }

    /** An account stands there as {@code user@host}, a role with nothing behind that sign. */
    private void definers(String sql, String schema) {
        for (String definer : Reading.texts(connection, sql, schema, schema, schema, schema)) {
            int at = definer.lastIndexOf('@');
            if (at > 0 && at < definer.length() - 1) {
                definers.add(SqlQuoting.literal(definer.substring(0, at)) + "@"
                        + SqlQuoting.literal(definer.substring(at + 1)));
            } else if (at > 0) {
                String role = definer.substring(0, at);
                accounts.role(role);
                roles.add(SqlQuoting.literal(role));
            }
        }
    }
}
