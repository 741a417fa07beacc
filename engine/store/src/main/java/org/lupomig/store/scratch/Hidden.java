package org.lupomig.store.scratch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Statement;

/**
 * Passwords and their hashes in a dump: a digest stands for each, so that another one is seen. It is not shown either,
 * for a weak password can be found by it.
 */
final class Hidden {
    /** Columns of tables of the server's own in which passwords may be; of options it is not known which ones are. */
    private static final Set<String> COLUMNS = Set.of("password", "options");

    private static final String BEGIN = "<secret ";
    private static final Pattern DIGEST = Pattern.compile(BEGIN + "[0-9a-f]{64}>");

    private Hidden() {}

    /** What stands for a secret; nothing for none. */
    static String digest(@Nullable String secret) {
        if (secret == null || secret.isEmpty()) {
            return "";
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return BEGIN + HexFormat.of().formatHex(digest) + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** All columns of a row. */
    static String joined(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringJoiner out = new StringJoiner("|");
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            boolean secret = COLUMNS.contains(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
            out.add(secret ? digest(row.getString(i)) : String.valueOf(row.getString(i)));
        }
        return out.toString();
    }

    /** A line of a dump as it may be shown. */
    static String shown(String line) {
        String shown = DIGEST.matcher(line).replaceAll(Statement.SECRET);
        return shown.equals(line) && Statement.mentionsSecrets(line) && line.indexOf('\'') >= 0
                ? Statement.SECRET
                : shown;
    }
}
