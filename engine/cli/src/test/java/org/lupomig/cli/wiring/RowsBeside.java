package org.lupomig.cli.wiring;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * An application that puts rows of its own into tables of a plan, takes one of three out again, and gives one row that
 * was there one value behind the other; the plan touches none of them. A row is known by its key, which no other has,
 * wherever its table is moved.
 */
final class RowsBeside {
    private static final int FIRST_KEY = 20_000;

    /** By table, the column that gets a value. A table that is not there just now is tried again. */
    private static final Map<String, String> TABLES =
            Map.of("items", "price", "orders", "n", "sales", "n", "wide", "m", "words", "", "old", "", "fresh", "");

    private final TestDatabase database;
    private final String schema;
    private final Set<Integer> there = new HashSet<>();
    private final Set<Integer> gone = new HashSet<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;
    private int price = 90;

    private RowsBeside(TestDatabase database, String schema) {
        this.database = database;
        this.schema = schema;
        thread = new Thread(this::work, "rows-beside");
    }

    /** One that has begun. */
    static RowsBeside in(TestDatabase database, String schema) {
        RowsBeside rows = new RowsBeside(database, schema);
        rows.thread.start();
        return rows;
    }

    private void work() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET lock_wait_timeout = 1, innodb_lock_wait_timeout = 1");
            int next = FIRST_KEY;
            while (!over.get()) {
                for (Map.Entry<String, String> table : TABLES.entrySet()) {
                    put(statement, schema + "." + table.getKey(), table.getValue(), next++);
                }
                if (isDone(statement, "UPDATE " + schema + ".items SET price = " + next + " WHERE id = 9")) {
                    price = next;
                }
                Thread.sleep(5);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(Statement statement, String table, String column, int id) {
        String into = column.isEmpty() ? "(id) VALUES (" + id + ")" : "(id, " + column + ") VALUES (" + id + ", 1)";
        if (isDone(statement, "INSERT INTO " + table + " " + into)) {
            there.add(id);
            if (id % 3 == 0 && isDone(statement, "DELETE FROM " + table + " WHERE id = " + id)) {
                there.remove(id);
                gone.add(id);
            }
        }
    }

    /** One row was changed, and that is committed. The table may be away, or locked: that happens to applications. */
    private static boolean isDone(Statement statement, String sql) {
        try {
            return statement.executeUpdate(sql) == 1;
        } catch (SQLException e) {
            return false;
        }
    }

    void stop() throws InterruptedException {
        over.set(true);
        thread.join();
    }

    int written() {
        return there.size() + gone.size();
    }

    /** What it misses, and what has come back; then what is there of it in the schema is taken out. */
    List<String> misses() throws SQLException {
        List<String> misses = new ArrayList<>();
        Set<Integer> missing = new HashSet<>(there);
        for (String table : database.query("SELECT CONCAT('`', TABLE_SCHEMA, '`.`', TABLE_NAME, '`') FROM"
                + " information_schema.TABLES JOIN information_schema.COLUMNS USING (TABLE_SCHEMA, TABLE_NAME) WHERE"
                + " TABLE_SCHEMA IN ('" + schema + "', 'lupomig_held') AND COLUMN_NAME = 'id'")) {
            for (String id : database.query("SELECT id FROM " + table + " WHERE id >= " + FIRST_KEY)) {
                missing.remove(Integer.valueOf(id));
                if (gone.contains(Integer.valueOf(id)) && table.startsWith("`" + schema)) {
                    misses.add(id + " has come back to " + table);
                }
            }
            if (table.startsWith("`" + schema)) {
                database.execute("DELETE FROM " + table + " WHERE id >= " + FIRST_KEY);
            }
        }
        missing.forEach(id -> misses.add(id + " is nowhere"));
        List<String> now = database.query("SELECT price FROM " + schema + ".items WHERE id = 9");
        if (!now.equals(List.of(Integer.toString(price)))) {
            misses.add("the row that was " + price + " is " + now);
        }
        database.execute("UPDATE " + schema + ".items SET price = 90 WHERE id = 9");
        return misses;
    }
}
