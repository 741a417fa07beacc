package org.lupomig.testkit.mariadb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Accounts and roles whose names begin alike, with all that they may do, as one text. */
public final class AccountDump {
    private AccountDump() {}

    /** A dump of those whose names begin with {@code prefix}. */
    public static String of(TestDatabase database, String prefix) throws SQLException {
        List<String> out = new ArrayList<>();
        String like = prefix.replace("_", "\\_") + "%";
        out.addAll(database.query("SELECT concat_ws(' ', User, Host, Priv) FROM mysql.global_priv WHERE User LIKE '"
                + like + "' ORDER BY User, Host"));
        for (String table :
                List.of("db", "tables_priv", "columns_priv", "procs_priv", "proxies_priv", "roles_mapping")) {
            String columns = String.join(
                    ", ",
                    database.query("SELECT concat('`', COLUMN_NAME, '`') FROM information_schema.COLUMNS"
                            + " WHERE TABLE_SCHEMA = 'mysql' AND TABLE_NAME = '" + table
                            + "' AND COLUMN_NAME NOT IN ('Timestamp', 'Grantor') ORDER BY ORDINAL_POSITION"));
            out.addAll(database.query("SELECT concat_ws(' ', '" + table + "', " + columns + ") AS line FROM mysql."
                    + table + " WHERE User LIKE '" + like + "' ORDER BY line"));
        }
        return String.join("\n", out);
    }
}
