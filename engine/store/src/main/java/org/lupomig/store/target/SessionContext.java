package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.store.connect.ServerConnection;

/**
 * What decides the meaning of a session's statements.
 *
 * @param schema the default schema, null for none
 * @param engine of tables that name none
 * @param timestamps whether a TIMESTAMP has only the defaults that are written
 * @param strict whether InnoDB refuses options that it cannot follow
 * @param ofSchemas the collation of schemas that name none
 */
record SessionContext(
        @Nullable String schema,
        String sqlMode,
        String charset,
        String collation,
        String timeZone,
        boolean foreignKeyChecks,
        boolean uniqueChecks,
        String engine,
        boolean timestamps,
        boolean strict,
        String ofSchemas) {
    private static final String COLUMNS = " DATABASE(), @@sql_mode, @@character_set_client, @@collation_connection,"
            + " @@time_zone, @@foreign_key_checks, @@unique_checks, @@default_storage_engine,"
            + " @@explicit_defaults_for_timestamp, @@innodb_strict_mode, @@collation_server";

    private static final String MODE = "sql_mode=";
    private static final String BETWEEN = "; ";

    /** Seconds that the server may still need to end a session of the same name that was closed just now. */
    private static final int LOCK_PATIENCE = 5;

    private static final String TAKEN = "GET_LOCK(?, " + LOCK_PATIENCE + ")";

    /** The session's, in the same breath taking the locks by which it is found. */
    static SessionContext lockedUnder(ServerConnection connection, List<String> names) {
        List<@Nullable String> row =
                row(connection, "SELECT" + COLUMNS + ", " + eachOf(names, TAKEN), names.toArray(String[]::new));
        SessionContext context = is(row.get(11)) ? read(row) : null;
        if (context == null) {
            throw new IllegalStateException("another session has the name " + String.join(" or ", names));
        }
        return context;
    }

    /** Asks whether something is true of each of some names; where one answer is unknown, so is this. */
    static String eachOf(List<String> names, String each) {
        return "(" + String.join(" AND ", Collections.nCopies(names.size(), each)) + ")";
    }

    /**
     * The session's under other names, which it has before it gives the old ones up; null where one of these is
     * another's, or where a transaction of before is left. The number that an INSERT has drawn, which could be the
     * journal's, is forgotten.
     *
     * @param schema its default schema, null for none
     */
    static @Nullable Renamed renamed(
            ServerConnection connection, List<String> from, List<String> to, @Nullable String schema) {
        List<String> values = new ArrayList<>(to);
        values.addAll(from);
        values.add(schema == null ? "" : schema);
        List<@Nullable String> row = row(
                connection,
                "SELECT" + COLUMNS + ", " + eachOf(to, TAKEN) + ", " + eachOf(from, "RELEASE_LOCK(?)")
                        + ", @@in_transaction = 0,"
                        + " LAST_INSERT_ID(0) = 0, @@collation_database = (SELECT DEFAULT_COLLATION_NAME"
                        + " FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?)",
                values.toArray(String[]::new));
        boolean fresh = is(row.get(11)) && is(row.get(12)) && is(row.get(13)) && is(row.get(14));
        return fresh ? new Renamed(read(row), is(row.get(15))) : null;
    }

    /**
     * A session under another name.
     *
     * @param inSchema whether its default schema has the collation that the session knows
     */
    record Renamed(SessionContext context, boolean inSchema) {}

    /** Whether statements mean the same in both but for names without a schema. */
    boolean hasSettingsOf(SessionContext other) {
        return text().equals(other.text());
    }

    /** The session's. */
    static SessionContext of(ServerConnection connection) {
        return read(row(connection, "SELECT" + COLUMNS));
    }

    /** For the journal. */
    String text() {
        StringBuilder text = new StringBuilder(MODE).append(sqlMode);
        text.append("; charset=").append(charset).append("; collation=").append(collation);
        making().forEach((name, value) -> {
            if (!name.equals("sql_mode")) {
                text.append(BETWEEN).append(name).append('=').append(value);
            }
        });
        text.append("; foreign_key_checks=").append(digit(foreignKeyChecks));
        return text.append("; unique_checks=").append(digit(uniqueChecks)).toString();
    }

    /** What decides how a table or schema is made, by the names of its variables. */
    Map<String, String> making() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("sql_mode", sqlMode);
        values.put("time_zone", timeZone);
        values.put("default_storage_engine", engine);
        values.put("explicit_defaults_for_timestamp", digit(timestamps));
        values.put("innodb_strict_mode", digit(strict));
        values.put("collation_server", ofSchemas);
        return values;
    }

    /** Those of {@link #making} that a {@link #text} has otherwise. */
    Map<String, String> otherwise(String text) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String one : text.split(BETWEEN, -1)) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                said.put(one.substring(0, equals), one.substring(equals + 1));
            }
        }
        Map<String, String> other = new LinkedHashMap<>();
        making().forEach((name, value) -> {
            String then = said.get(name);
            if (then != null && !then.equals(value)) {
                other.put(name, then);
            }
        });
        return other;
    }

    /**
     * Whether what is written to the store means itself: no text is cut silently, or NULL where it is empty, and a
     * block is read as one.
     */
    boolean fitForStore() {
        return sqlMode.contains("STRICT_") && !sqlMode.contains("EMPTY_STRING_IS_NULL") && !sqlMode.contains("ORACLE");
    }

    /** Why statements of the script could be read otherwise than they were; null where they could not. */
    @Nullable
    String misread() {
        if (sqlMode.contains("ANSI_QUOTES") || sqlMode.contains("NO_BACKSLASH_ESCAPES")) {
            return "sql_mode is " + sqlMode
                    + " now, under which names and texts are quoted in another way than they were" + " read";
        }
        boolean utf8 =
                charset.startsWith("utf8") && collation.toLowerCase(Locale.ROOT).startsWith("utf8");
        return utf8
                ? null
                : "the server now reads statements as " + charset + " and compares texts by " + collation
                        + ", while scripts are sent as utf8mb4";
    }

    private static String digit(boolean on) {
        return on ? "1" : "0";
    }

    private static List<@Nullable String> row(ServerConnection connection, String sql, String... values) {
        return Arrays.asList(connection.lists(sql, values).get(0).get(0));
    }

    private static boolean is(@Nullable String value) {
        return "1".equals(value);
    }

    private static SessionContext read(List<@Nullable String> row) {
        return new SessionContext(
                row.get(0),
                String.valueOf(row.get(1)),
                String.valueOf(row.get(2)),
                String.valueOf(row.get(3)),
                String.valueOf(row.get(4)),
                is(row.get(5)),
                is(row.get(6)),
                String.valueOf(row.get(7)),
                is(row.get(8)),
                is(row.get(9)),
                String.valueOf(row.get(10)));
    }
}
