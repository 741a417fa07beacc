package org.lupomig.store.scratch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lupomig.store.connect.ServerConnection;

/** Accounts and roles with all that they may do, line by line. */
final class AccountLines {
    private static final String SET = "password_last_changed=";

    /** What an account is told by, and what it means where nothing is said: the server may write either. */
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
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
            Map.entry("is_role", "false"));

    private static final List<String> SECRET = List.of("authentication_string", "auth_or");

    private static final List<String> RIGHTS =
            List.of("db", "tables_priv", "columns_priv", "procs_priv", "proxies_priv", "roles_mapping");

    private AccountLines() {}

    /** All of them by name: {@code 'shop'@'%'}. */
    static Map<String, List<String>> read(ServerConnection connection) {
        Map<String, List<String>> accounts = new TreeMap<>();
        StringBuilder attributes = new StringBuilder();
        StringBuilder known = new StringBuilder("'$.version_id'");
        new TreeMap<>(ATTRIBUTES).forEach((name, otherwise) -> {
            attributes
                    .append("CONCAT('")
                    .append(name)
                    .append("=', COALESCE(NULLIF(JSON_EXTRACT(Priv, '$.")
                    .append(name)
                    // a list of one that is told elsewhere
                    .append("'), '[{}]'), '")
                    .append(otherwise)
                    .append("')), ");
            known.append(", '$.").append(name).append('\'');
        });
        String own = "CONCAT_WS('\\n', " + attributes + "JSON_REMOVE(Priv, " + known + "))";
        add(connection, accounts, own, "global_priv");
        for (String table : RIGHTS) {
            String columns = String.join(
                    ", ",
                    Reading.texts(
                            connection,
                            "SELECT CONCAT('`', COLUMN_NAME, '`') FROM information_schema.COLUMNS WHERE TABLE_SCHEMA ="
                                    + " 'mysql' AND TABLE_NAME = ? AND COLUMN_NAME NOT IN ('Timestamp', 'Grantor')"
                                    + " ORDER BY ORDINAL_POSITION",
                            table));
            add(connection, accounts, "CONCAT_WS(' ', '" + table + "', " + columns + ")", table);
        }
        accounts.values().forEach(Collections::sort);
        return accounts;
    }

    private static void add(
            ServerConnection connection, Map<String, List<String>> accounts, String lines, String table) {
        connection
                .list(
                        "SELECT CONCAT(QUOTE(User), '@', QUOTE(Host)), " + lines + " FROM mysql." + table,
                        (row, context) -> List.of(row.getString(1), String.valueOf(row.getString(2))))
                .forEach(row -> accounts.computeIfAbsent(row.get(0), name -> new ArrayList<>())
                        .addAll(row.get(1).lines().map(AccountLines::hidden).toList()));
    }

    /** Hashes of passwords, and what else a plugin goes by, are told apart and never shown. */
    private static String hidden(String line) {
        for (String name : SECRET) {
            if (line.startsWith(name + "=")) {
                String value = line.substring(name.length() + 1);
                return name + "=" + (value.equals("\"\"") ? "" : Hidden.digest(value));
            }
        }
        return line;
    }

    /** Without when a password was set. */
    static List<String> timeless(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith(SET)).toList();
    }
}
