package org.lupomig.testkit.statements;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the scripts of the corpus where a line ends with the delimiter.
 *
 * <p>Deliberately simpler than a client: what is to be proved right must not be what it is compared with. Scripts that
 * a client cuts elsewhere say so themselves.
 */
final class ClientScript {
    private static final String DELIMITER = "DELIMITER ";

    private ClientScript() {}

    /** The statements between two places of a text. */
    static List<CaseSql> statements(String text, int from, int to) {
        List<CaseSql> statements = new ArrayList<>();
        String delimiter = ";";
        int start = from;
        for (int line = from; line < to; ) {
            int newline = text.indexOf('\n', line);
            int end = newline < 0 || newline > to ? to : newline;
            String words = text.substring(line, end).strip();
            if (words.regionMatches(true, 0, DELIMITER, 0, DELIMITER.length())
                    && text.substring(start, line).isBlank()) {
                delimiter = words.substring(DELIMITER.length()).strip();
                start = end;
            } else if (words.endsWith(delimiter)) {
                add(statements, text, start, text.lastIndexOf(delimiter, end));
                start = end;
            }
            line = end + 1;
        }
        add(statements, text, start, to);
        return statements;
    }

    /** The given texts, found one after the other. */
    static List<CaseSql> located(List<String> texts, String text, int from, int to) {
        List<CaseSql> statements = new ArrayList<>();
        int at = from;
        for (String sql : texts) {
            int found = text.indexOf(sql, at);
            if (found < 0 || found + sql.length() > to) {
                throw new IllegalArgumentException("not in the script: " + sql);
            }
            statements.add(new CaseSql(sql, found));
            at = found + sql.length();
        }
        return statements;
    }

    private static void add(List<CaseSql> statements, String text, int from, int to) {
        String sql = text.substring(from, to).strip();
        while (sql.endsWith(";")) {
            // The server takes them off, where another delimiter lets them through.
            sql = sql.substring(0, sql.length() - 1).strip();
        }
        if (!sql.isEmpty()) {
            statements.add(new CaseSql(sql, text.indexOf(sql, from)));
        }
    }
}
