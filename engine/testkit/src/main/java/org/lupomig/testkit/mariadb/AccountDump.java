package org.lupomig.testkit.mariadb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Accounts and roles whose names begin alike, with all that they may do, as one text. */
public final class AccountDump {
    /** What an account is told by, and what it means where nothing is said. The server may write either. */
    private static final Map<String, String> ATTRIBUTES = new TreeMap<>(Map.ofEntries(
            Map.entry("access", "0"),
            Map.entry("plugin", ""),
            Map.entry("authentication_string", ""),
            Map.entry("auth_or", ""),
            Map.entry("ssl_type", "0"),
            Map.entry("ssl_cipher", "\"\""),
            Map.entry("x509_issuer", "\"\""),
            Map.entry("x509_subject", "\"\""),
            Map.entry("max_questions", "0"),
            Map.entry("max_updates", "0"),
            Map.entry("max_connections", "0"),
            Map.entry("max_user_connections", "0"),
            Map.entry("max_statement_time", "0.000000"),
            Map.entry("account_locked", "false"),
            Map.entry("password_last_changed", ""),
            Map.entry("password_lifetime", "-1"),
            Map.entry("default_role", "\"\""),
            Map.entry("is_role", "false")));

    private AccountDump() {}

    /** All of them by name, and behind them whatever else the server keeps but its version. */
    private static String attributes() {
        StringBuilder sql = new StringBuilder();
        StringBuilder known = new StringBuilder("'$.version_id'");
        ATTRIBUTES.forEach((name, otherwise) -> {
            sql.append("concat('")
                    .append(name)
                    .append("=', COALESCE(NULLIF(JSON_EXTRACT(Priv, '$.")
                    .append(name)
                    // a list of one that is told elsewhere
                    .append("'), '[{}]'), '")
                    .append(otherwise)
                    .append("')), ");
            known.append(", '$.").append(name).append('\'');
        });
        return sql + "JSON_REMOVE(Priv, " + known + ")";
    }

    /** A dump of those whose names begin with {@code prefix}. */
    public static String of(TestDatabase database, String prefix) throws SQLException {
        List<String> out = new ArrayList<>();
        String like = prefix.replace("_", "\\_") + "%";
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            add(
                    statement,
                    "SELECT concat_ws(' ', User, Host, " + attributes() + ") FROM mysql.global_priv WHERE User LIKE '"
                            + like + "' ORDER BY User, Host",
                    out);
            for (String table :
                    List.of("db", "tables_priv", "columns_priv", "procs_priv", "proxies_priv", "roles_mapping")) {
                List<String> columns = new ArrayList<>();
                add(
                        statement,
                        "SELECT concat('`', COLUMN_NAME, '`') FROM information_schema.COLUMNS"
                                + " WHERE TABLE_SCHEMA = 'mysql' AND TABLE_NAME = '" + table
                                + "' AND COLUMN_NAME NOT IN ('Timestamp', 'Grantor') ORDER BY ORDINAL_POSITION",
                        columns);
                add(
                        statement,
                        "SELECT concat_ws(' ', '" + table + "', " + String.join(", ", columns) + ") AS line FROM mysql."
                                + table + " WHERE User LIKE '" + like + "' ORDER BY line",
                        out);
            }
        }
        return String.join("\n", out);
    }

    private static void add(Statement statement, String sql, List<String> out) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                out.add(rows.getString(1));
            }
        }
    }
}
