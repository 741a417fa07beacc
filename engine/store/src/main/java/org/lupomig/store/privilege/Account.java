package org.lupomig.store.privilege;

import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.store.connect.ServerConnection;

/** The account that the server takes a connection for. */
public final class Account {
    private Account() {}

    /** As it is written in a GRANT. */
    public static String of(ServerConnection reader) {
        return quoted(reader.one("SELECT CURRENT_USER()", (rows, ctx) -> rows.getString(1)));
    }

    /** {@code anna@%}, with quotes. */
    static String quoted(String account) {
        int at = account.lastIndexOf('@');
        return SqlQuoting.literal(account.substring(0, at)) + "@" + SqlQuoting.literal(account.substring(at + 1));
    }
}
