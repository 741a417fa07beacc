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
import java.util.function.Supplier;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * An application that puts rows of its own into tables of a plan, takes one of three out again, and gives one row that
 * was there one value behind the other; the plan touches none of them. A row is known by its key, which no other has,
 * wherever its table is moved. Where its connection ends it makes another one, and knows not what became of the
 * statement under way.
 */
final class RowsBeside {
    private static final int FIRST_KEY = 1_000_000;
    private static final int ANSWER_SECONDS = 10;
    private static final int ENDED = 1317;

    /** By table, the column that gets a value. A table that is not there just now is tried again. */
    private static final Map<String, String> TABLES =
            Map.of("items", "price", "orders", "n", "sales", "n", "wide", "m", "words", "", "old", "", "fresh", "");

    private final Supplier<TestDatabase> server;
    private final String schema;
    private final Map<String, String> tables;
    private final Set<Integer> there = new HashSet<>();
    private final Set<Integer> gone = new HashSet<>();
    private final Set<Integer> prices = new HashSet<>(Set.of(90));
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;
    private int next = FIRST_KEY;

    /** What the application knows of a statement. */
    private enum Known {
        /** It changed its row, and that is committed. */
        DONE,
        /** The table is away, or locked: that happens to applications. */
        NOT_DONE,
        /** No answer came, or one that proves nothing. */
        NOTHING
    }

    private RowsBeside(Supplier<TestDatabase> server, String schema, Map<String, String> tables) {
        this.server = server;
        this.schema = schema;
        this.tables = tables;
        thread = new Thread(this::work, "rows-beside");
    }

    /**
     * One that has begun.
     *
     * @param server where it is just now: it may be elsewhere when it was killed
     */
    static RowsBeside in(Supplier<TestDatabase> server, String schema) {
        return in(server, schema, TABLES);
    }

    /**
     * The same in other tables, without a row that it changes.
     *
     * @param tables by their names, the column that gets a value
     */
    static RowsBeside in(Supplier<TestDatabase> server, String schema, Map<String, String> tables) {
        RowsBeside rows = new RowsBeside(server, schema, tables);
        rows.thread.start();
        return rows;
    }

    private void work() {
        while (!over.get()) {
            try (Connection connection = server.get().connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET lock_wait_timeout = 1, innodb_lock_wait_timeout = 1");
                write(statement);
            } catch (SQLException e) {
                pause(); // it has lost its connection, or gets none
            }
        }
    }

    private void write(Statement statement) throws SQLException {
        while (!over.get()) {
            for (Map.Entry<String, String> table : tables.entrySet()) {
                put(statement, schema + "." + table.getKey(), table.getValue(), next++);
            }
            if (tables.containsKey("items")) {
                change(statement, next);
            }
            pause();
        }
    }

    private void change(Statement statement, int price) throws SQLException {
        Known known = sent(statement, "UPDATE " + schema + ".items SET price = " + price + " WHERE id = 9");
        if (known == Known.DONE) {
            prices.clear();
        }
        if (known != Known.NOT_DONE) {
            prices.add(price);
        }
        goOn(statement, known);
    }

    private void put(Statement statement, String table, String column, int id) throws SQLException {
        String into = column.isEmpty() ? "(id) VALUES (" + id + ")" : "(id, " + column + ") VALUES (" + id + ", 1)";
        Known known = sent(statement, "INSERT INTO " + table + " " + into);
        if (known == Known.DONE) {
            there.add(id);
            if (id % 3 == 0) {
                known = sent(statement, "DELETE FROM " + table + " WHERE id = " + id);
                if (known != Known.NOT_DONE) {
                    there.remove(id);
                }
                if (known == Known.DONE) {
                    gone.add(id);
                }
            }
        }
        goOn(statement, known);
    }

    private static Known sent(Statement statement, String sql) {
        try {
            return statement.executeUpdate(sql) == 1 ? Known.DONE : Known.NOT_DONE;
        } catch (SQLException e) {
            return e.getErrorCode() == ENDED || isLost(statement) ? Known.NOTHING : Known.NOT_DONE;
        }
    }

    private static void goOn(Statement statement, Known known) throws SQLException {
        if (known == Known.NOTHING && isLost(statement)) {
            throw new SQLException("the connection has ended");
        }
    }

    private static boolean isLost(Statement statement) {
        try {
            return !statement.getConnection().isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return true;
        }
    }

    private void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            over.set(true);
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
        TestDatabase database = server.get();
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
        if (tables.containsKey("items")) {
            List<String> now = database.query("SELECT price FROM " + schema + ".items WHERE id = 9");
            if (now.size() != 1 || !prices.contains(Integer.valueOf(now.get(0)))) {
                misses.add("the row that was one of " + prices + " is " + now);
            }
            database.execute("UPDATE " + schema + ".items SET price = 90 WHERE id = 9");
        }
        return misses;
    }
}
