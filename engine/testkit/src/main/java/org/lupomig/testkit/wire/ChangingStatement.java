package org.lupomig.testkit.wire;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells statements that may change something that outlives the session from those that only look, or set what the
 * session alone remembers. In doubt it changes something.
 */
final class ChangingStatement {
    private static final Pattern BEFORE =
            Pattern.compile("(?:\\s|\\(|/\\*(?![!M]).*?\\*/|--\\s[^\n]*\n|#[^\n]*\n)++", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern DRAWS = Pattern.compile("(?i)\\b(NEXTVAL|SETVAL|NEXT\\s+VALUE)\\b");
    private static final Pattern NAMED_LOCK = Pattern.compile("(?i)\\b(GET|RELEASE)_LOCK\\s*\\(");
    private static final Pattern SETS_FOR_ALL =
            Pattern.compile("(?i)SET\\s+(PASSWORD|DEFAULT)\\b.*|.*(\\bGLOBAL\\s|@@GLOBAL\\.).*", Pattern.DOTALL);
    private static final Pattern FOR_ONE = Pattern.compile("(?i)SET\\s+STATEMENT\\s.*?\\sFOR\\s+(.*)", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("(?i)BEGIN\\s+NOT\\s+ATOMIC\\b.*", Pattern.DOTALL);
    private static final Pattern IN_BLOCK = Pattern.compile(
            "(?i)\\b(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|TRUNCATE|RENAME|CALL|EXECUTE|COMMIT)\\s");

    private ChangingStatement() {}

    static boolean is(String sql) {
        Matcher before = BEFORE.matcher(sql);
        String text = before.lookingAt() ? sql.substring(before.end()) : sql;
        Matcher word = WORD.matcher(text);
        return switch (word.lookingAt() ? word.group().toUpperCase(Locale.ROOT) : "") {
            case "SELECT", "WITH", "VALUES" -> DRAWS.matcher(text).find();
            case "SET" -> sets(text);
            case "DO" -> !NAMED_LOCK.matcher(text).find();
            case "BEGIN" ->
                BLOCK.matcher(text).matches() && IN_BLOCK.matcher(text).find();
            case "SHOW",
                    "DESCRIBE",
                    "DESC",
                    "EXPLAIN",
                    "HELP",
                    "USE",
                    "PREPARE",
                    "DEALLOCATE",
                    "START",
                    "ROLLBACK",
                    "SAVEPOINT",
                    "RELEASE",
                    "UNLOCK" -> false;
            default -> true;
        };
    }

    private static boolean sets(String text) {
        Matcher one = FOR_ONE.matcher(text);
        return one.matches() ? is(one.group(1)) : SETS_FOR_ALL.matcher(text).matches();
    }
}
