package org.lupomig.store.target;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a statement may have waited for that was kept waiting by a lock.
 *
 * @param sql the statement, empty where it is not known
 * @param schema what names in it mean that have no schema; null where that is not known
 */
record WaitedFor(String sql, @Nullable String schema) {
    /** What is waited for until nobody else uses it: what waits for rows, or only reads, may wait for others. */
    private static final Pattern ALONE = Pattern.compile(
            "\\s*(?:alter|drop|rename|truncate|create\\s+(?:or\\s+replace\\s+)?(?:(?:unique|fulltext|spatial)\\s+)?index)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern ASIDE =
            Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*'|/\\*(?!M?!).*?\\*/|(?:--\\s|#)[^\\n]*", Pattern.DOTALL);
    private static final String QUALIFIER = "(?:(`[^`]+`|\"[^\"]+\"|[\\w$]+)\\s*\\.\\s*)?";

    WaitedFor {
        sql = ASIDE.matcher(sql).replaceAll(" ");
    }

    /** How sure it is that a table is waited for. */
    enum Sure {
        YES,
        PERHAPS,
        NO
    }

    /** Whether it is waited for that others let go of this table. */
    Sure isFor(String tableSchema, String table) {
        if (sql.isBlank()) {
            return Sure.PERHAPS;
        }
        Matcher named = Pattern.compile(
                        "(references\\s+)?(?<![\\w$.`\"])" + QUALIFIER + "[`\"]?" + Pattern.quote(lower(table))
                                + "[`\"]?(?![\\w$])",
                        Pattern.CASE_INSENSITIVE)
                .matcher(lower(sql));
        Sure sure = Sure.NO;
        while (named.find()) {
            String qualifier = named.group(2);
            String in = qualifier == null ? schema : qualifier.replaceAll("[`\"]", "");
            if (in == null) {
                sure = Sure.PERHAPS;
            } else if (lower(in).equals(lower(tableSchema))) {
                if (named.group(1) == null && ALONE.matcher(sql).matches()) {
                    return Sure.YES;
                }
                sure = Sure.PERHAPS;
            }
        }
        return sure;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
