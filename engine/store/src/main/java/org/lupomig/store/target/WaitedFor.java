package org.lupomig.store.target;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a statement may have waited for that was kept waiting by a lock. */
final class WaitedFor {
    /** What is waited for until nobody else uses it: what waits for rows, or only reads, may wait for others. */
    private static final Pattern ALONE = Pattern.compile(
            "(?:alter|drop|rename|truncate|create (?:or replace )?(?:(?:unique|fulltext|spatial) )?index) ");

    /**
     * A text, a comment, a number, a name between backticks, what may be a name or a text, a word, or another sign.
     * What begins and does not end goes on to the end. Whatever repeats a choice takes all that it can and never gives
     * back of it: it would need a deep stack for a long text otherwise.
     */
    private static final Pattern PART = Pattern.compile(
            "'(?:[^'\\\\]++|\\\\.|'')*+'?|/\\*(?!M?!).*?(?:\\*/|\\z)|(?:--(?=\\s|\\z)|#)[^\\n]*+|[0-9]++(?![\\w$])"
                    + "|`(?<name>(?:[^`]++|``)*+)`?|\"(?<either>(?:[^\"\\\\]++|\\\\.|\"\")*+)\"?"
                    + "|(?<word>[\\w$[^\\p{ASCII}]]++)|(?<sign>\\S)",
            Pattern.DOTALL);

    /** Longer ones the server does not know: so a long text is not kept. */
    private static final int LONGEST_NAME = 64;

    private static final int NAMES_OF_HEAD = 6;

    private final Set<Named> named = new HashSet<>();
    private final boolean known;
    private final boolean alone;

    /**
     * Of a statement.
     *
     * @param sql its text, empty where it is not known
     * @param schema what names in it mean that have no schema; null where that is not known
     */
    WaitedFor(String sql, @Nullable String schema) {
        String head = read(sql, schema == null ? null : lower(schema));
        this.known = !head.isEmpty();
        this.alone = ALONE.matcher(head).lookingAt();
    }

    /** How sure it is that a table is waited for. */
    enum Sure {
        YES,
        PERHAPS,
        NO
    }

    /**
     * A name in a statement, in small letters.
     *
     * @param schema null where it is not known
     * @param referred whether it is behind REFERENCES
     */
    private record Named(@Nullable String schema, String name, boolean referred) {}

    /** Whether it is waited for that others let go of this table. */
    Sure isFor(String tableSchema, String table) {
        if (!known) {
            return Sure.PERHAPS;
        }
        String schema = lower(tableSchema);
        String name = lower(table);
        if (alone && named.contains(new Named(schema, name, false))) {
            return Sure.YES;
        }
        return isNamed(schema, name) || isNamed(null, name) ? Sure.PERHAPS : Sure.NO;
    }

    private boolean isNamed(@Nullable String schema, String name) {
        return named.contains(new Named(schema, name, false)) || named.contains(new Named(schema, name, true));
    }

    /** Keeps all names in a statement, and gives the first of them, which are its verb. */
    private String read(String sql, @Nullable String schema) {
        StringBuilder head = new StringBuilder();
        int heads = 0;
        String before = null;
        boolean dotted = false;
        boolean referred = false;
        Matcher part = PART.matcher(sql);
        while (part.find()) {
            String name = name(part);
            if (name != null) {
                if (!dotted) {
                    referred = "references".equals(before);
                }
                named.add(new Named(dotted ? before : schema, name, referred));
                if (heads < NAMES_OF_HEAD) {
                    head.append(name).append(' ');
                    heads++;
                }
                before = name;
                dotted = false;
            } else if (part.group("sign") != null && sql.charAt(part.start()) == '.') {
                dotted = before != null;
            } else if (part.group("sign") != null || !isComment(sql.charAt(part.start()))) {
                before = null;
                dotted = false;
            }
        }
        return head.toString();
    }

    private static @Nullable String name(Matcher part) {
        String text = part.group("word");
        if (text == null) {
            text = part.group("name");
            text = text == null ? part.group("either") : text.replace("``", "`");
        }
        return text == null || text.length() > LONGEST_NAME ? null : lower(text);
    }

    private static boolean isComment(char first) {
        return first == '/' || first == '-' || first == '#';
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
