package org.lupomig.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * An application that goes on writing while a plan runs and is undone: it puts rows of its own into every table that
 * has an integer key, takes one of three out again, and remembers what of it was committed. A busy one changes rows
 * that were there before, too, and puts rows into the tables that the plan makes.
 */
public final class Bystander {
    private static final int FIRST_KEY = 20_000;

    /**
     * A table it writes to.
     *
     * @param columns that are no generated ones, the key left out
     */
    private record Table(String name, String key, List<String> columns) {
        String row(int id) {
            return row(id, name);
        }

        String row(int id, String from) {
            List<String> parts = new ArrayList<>();
            for (String column : columns) {
                parts.add("COALESCE(CAST(" + column + " AS CHAR CHARACTER SET utf8mb4), '-')");
            }
            parts.add("''");
            return "SELECT CONCAT_WS('|', " + String.join(", ", parts) + ") FROM " + from + " WHERE " + key + " = "
                    + id;
        }
    }

    /**
     * A row that was committed, as it was then, and as the columns hold it that were there at first; {@code there} is
     * false once its deletion was committed.
     */
    private record Row(Table table, int id, String values, String asBefore, boolean there) {
        /** Where an undo is not whole the columns may still be the ones that it was written to. */
        boolean is(String found, boolean exact) {
            return found.equals(asBefore) || (!exact && found.equals(values));
        }
    }

    /** A value in one of its tables. */
    private record Change(int table, ChangedRows.Changed changed) {}

    private final TestDatabase database;
    private final List<Table> tables;
    private final boolean busy;
    private final List<Row> rows = new ArrayList<>();
    private final List<ChangedRows> changed = new ArrayList<>();
    private final Map<Change, Row> changes = new LinkedHashMap<>();
    private final StrayRows strays = new StrayRows();
    private final AtomicBoolean over = new AtomicBoolean();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread thread;

    private Bystander(TestDatabase database, List<Table> tables, boolean busy) {
        this.database = database;
        this.tables = tables;
        this.busy = busy;
        thread = new Thread(this::work, "bystander");
    }

    /** One that has begun to write. */
    public static Bystander among(TestDatabase database, boolean busy) throws SQLException {
        Bystander bystander = new Bystander(database, tables(database), busy);
        bystander.thread.start();
        try {
            bystander.begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return bystander;
    }

    private static List<Table> tables(TestDatabase database) throws SQLException {
        List<Table> tables = new ArrayList<>();
        for (String line : database.query("""
                SELECT CONCAT(k.TABLE_SCHEMA, '\\t', k.TABLE_NAME, '\\t', k.COLUMN_NAME) FROM information_schema.COLUMNS k
                JOIN information_schema.TABLES t USING (TABLE_SCHEMA, TABLE_NAME)
                WHERE k.COLUMN_KEY = 'PRI' AND k.DATA_TYPE IN ('smallint', 'mediumint', 'int', 'bigint')
                AND t.TABLE_TYPE = 'BASE TABLE' AND t.ENGINE = 'InnoDB'
                AND t.TABLE_SCHEMA NOT IN ('mysql', 'sys', 'test') AND t.TABLE_SCHEMA NOT LIKE 'lupomig%'
                AND (SELECT COUNT(*) FROM information_schema.COLUMNS o WHERE o.TABLE_SCHEMA = k.TABLE_SCHEMA
                  AND o.TABLE_NAME = k.TABLE_NAME AND o.COLUMN_KEY = 'PRI') = 1
                AND NOT EXISTS (SELECT 1 FROM information_schema.TRIGGERS g
                  WHERE g.EVENT_OBJECT_SCHEMA = k.TABLE_SCHEMA AND g.EVENT_OBJECT_TABLE = k.TABLE_NAME)
                ORDER BY 1""")) {
            String[] parts = line.split("\t", -1);
            tables.add(
                    new Table(quoted(parts[0]) + "." + quoted(parts[1]), quoted(parts[2]), columns(database, parts)));
        }
        return tables;
    }

    private static List<String> columns(TestDatabase database, String[] of) throws SQLException {
        return database
                .query("SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '" + of[0]
                        + "' AND TABLE_NAME = '" + of[1] + "' AND COLUMN_NAME <> '" + of[2]
                        + "' AND IS_GENERATED = 'NEVER' AND EXTRA NOT LIKE '%INVISIBLE%' ORDER BY ORDINAL_POSITION")
                .stream()
                .map(Bystander::quoted)
                .toList();
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private void work() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET lock_wait_timeout = 1, innodb_lock_wait_timeout = 1, sql_mode = ''");
            List<WrittenShape> shapes = new ArrayList<>();
            for (Table table : tables) {
                shapes.add(WrittenShape.of(statement, table.name, table.key, table.columns));
            }
            if (busy) {
                statement.execute("CREATE OR REPLACE SCHEMA " + ChangedRows.SCHEMA);
                for (Table table : tables) {
                    changed.add(ChangedRows.of(statement, changed.size(), table.name, table.key, table.columns));
                }
            }
            strays.begin(statement);
            begun.countDown();
            int next = FIRST_KEY;
            while (!over.get()) {
                for (int i = 0; i < tables.size(); i++) {
                    write(statement, tables.get(i), shapes.get(i), next++);
                    if (busy) {
                        change(statement, i, shapes.get(i), next);
                    }
                }
                if (busy) {
                    next += strays.write(statement, next);
                }
                Thread.sleep(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            begun.countDown();
        }
    }

    private void change(Statement statement, int number, WrittenShape shape, int value) throws SQLException {
        Table table = tables.get(number);
        try {
            statement.execute("BEGIN");
            ChangedRows.Changed change = changed.get(number).change(statement, value);
            if (change != null) {
                int id = change.key();
                // the other values are those of others
                Table own = new Table(table.name, table.key, List.of(change.column()));
                String before = shape.asBefore(statement, id);
                String values = one(statement, own.row(id));
                String asBefore = before == null ? values : one(statement, own.row(id, before));
                statement.execute("COMMIT");
                changes.put(new Change(number, change), new Row(own, id, values, asBefore, true));
            }
            statement.execute("COMMIT");
        } catch (SQLException e) {
            statement.execute("ROLLBACK");
        }
    }

    private void write(Statement statement, Table table, WrittenShape shape, int id) throws SQLException {
        try {
            statement.execute("BEGIN");
            String names = String.join(
                    "", table.columns.stream().map(column -> ", " + column).toList());
            int put = statement.executeUpdate("INSERT INTO " + table.name + " (" + table.key + names + ") SELECT " + id
                    + names + " FROM " + table.name + " ORDER BY " + table.key + " LIMIT 1");
            // From here on nobody alters the table before the commit.
            String before = put == 1 ? shape.asBefore(statement, id) : null;
            String values = one(statement, table.row(id));
            String asBefore = before == null ? values : one(statement, table.row(id, before));
            statement.execute("COMMIT");
            if (put == 0 && busy) {
                strays.put(statement, table.name, table.key, id);
            } else if (put == 1) {
                rows.add(new Row(table, id, values, asBefore, true));
                if (id % 3 == 0
                        && statement.executeUpdate("DELETE FROM " + table.name + " WHERE " + table.key + " = " + id)
                                == 1) {
                    rows.set(rows.size() - 1, new Row(table, id, values, asBefore, false));
                }
            }
        } catch (SQLException e) {
            // The table is away, locked or otherwise made just now: that is what happens to applications.
            statement.execute("ROLLBACK");
        }
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (var found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "none";
        }
    }

    /** Stops writing. */
    public void stop() throws InterruptedException {
        over.set(true);
        thread.join();
    }

    /** How many rows it has put in. */
    public int written() {
        return rows.size() + changes.size() + strays.written();
    }

    /**
     * Whether it has put rows into a table, taken some out or changed some, and that was committed.
     *
     * @param table with its schema, unquoted
     */
    public boolean hasWrittenTo(String table) {
        String[] parts = table.split("\\.", 2);
        String name = quoted(parts[0]) + "." + quoted(parts[1]);
        return rows.stream().anyMatch(row -> row.table.name.equals(name))
                || changes.values().stream().anyMatch(row -> row.table.name.equals(name))
                || strays.writtenTo(name);
    }

    /**
     * What it misses of its own, and what it finds though it had taken it out; empty where all is right. What is found
     * is taken out, so that the tables are as they were without it.
     *
     * @param exact whether the undo says that all is as before; else rows that are kept aside are not missed
     * @param kept whether it says that it keeps a table aside
     */
    public List<String> misses(boolean exact, boolean kept) throws SQLException {
        List<String> misses = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET foreign_key_checks = 0, sql_mode = ''");
            misses.addAll(strays.misses(statement, kept || !exact));
            for (Map.Entry<Change, Row> change : changes.entrySet()) {
                Row row = change.getValue();
                String found = found(statement, row);
                if (!row.is(found, exact) && (exact || !(isHeld(row) || isElsewhere(statement, row)))) {
                    misses.add(row.table + " " + row.id + " was changed to " + row.asBefore + " is " + found);
                }
            }
            for (Row row : rows) {
                String found = found(statement, row);
                String name = row.table.name + " " + row.id;
                if (row.there && !row.is(found, exact) && (exact || !isAnywhere(row))) {
                    misses.add(name + " was " + row.asBefore + " is " + found);
                } else if (!row.there && exact && !found.equals("none")) {
                    misses.add(name + " came back");
                }
                if (!found.equals("none")) {
                    statement.execute("DELETE FROM " + row.table.name + " WHERE " + row.table.key + " = " + row.id);
                }
            }
            // Only now: a value may be one of a unique key, which a row of its own has taken meanwhile.
            changes.keySet().forEach(change -> again(statement, change));
        }
        return misses;
    }

    private void again(Statement statement, Change change) {
        try {
            changed.get(change.table).again(statement, change.changed);
        } catch (SQLException e) {
            return; // the table, or a column, is not there, and the dump tells that
        }
    }

    private static String found(Statement statement, Row row) {
        try {
            return one(statement, row.table.row(row.id));
        } catch (SQLException e) {
            return "none"; // the table, or a column, is not there
        }
    }

    /** Whether a value stands in a column of its row that bears another name, as the plan has left it. */
    private static boolean isElsewhere(Statement statement, Row row) throws SQLException {
        String value = row.values.substring(0, row.values.lastIndexOf('|'));
        try (var found = statement.executeQuery(
                "SELECT * FROM " + row.table.name + " WHERE " + row.table.key + " = " + row.id)) {
            if (found.next()) {
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    if (value.equals(found.getString(i))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isHeld(Row row) throws SQLException {
        return isIn(row, "TABLE_SCHEMA = 'lupomig_held'");
    }

    /** Whether it is kept aside, or in a table to which the plan has given another name. Its key is no other's. */
    private boolean isAnywhere(Row row) throws SQLException {
        return isIn(
                row,
                "TABLE_SCHEMA NOT IN ('mysql', 'sys', 'lupomig_orchestration', 'lupomig_ephemeral', '"
                        + ChangedRows.SCHEMA + "')");
    }

    private boolean isIn(Row row, String schemas) throws SQLException {
        for (String table :
                database.query("SELECT CONCAT('`', TABLE_SCHEMA, '`.`', REPLACE(TABLE_NAME, '`', '``'), '`')"
                        + " FROM information_schema.COLUMNS JOIN information_schema.TABLES USING (TABLE_SCHEMA, TABLE_NAME)"
                        + " WHERE TABLE_TYPE <> 'VIEW' AND " + schemas
                        + " AND LOWER(CONCAT('`', COLUMN_NAME, '`')) = '"
                        + row.table.key.toLowerCase(Locale.ROOT) + "'")) {
            if (!database.query("SELECT 1 FROM " + table + " WHERE " + row.table.key + " = " + row.id)
                    .isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
