package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code ?} in the text of a prepared statement. */
public final class Placeholders {
    private final String text;
    private final @Nullable Tokens tokens;

    private Placeholders(String text) {
        this.text = text;
        Splitter splitter = Splitter.ofOne(text);
        tokens = splitter.next() ? splitter.tokens() : null;
    }

    /**
     * The text with values in place of its {@code ?}.
     *
     * @param values expressions, in their order
     * @return null where the text has another number of them
     */
    public static @Nullable String bound(String text, List<String> values) {
        Placeholders found = new Placeholders(text);
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        int next = 0;
        for (int i = 0; i < found.count(); i++) {
            if (!found.isPlaceholder(i)) {
                continue;
            }
            if (next == values.size()) {
                return null;
            }
            out.append(text, done, found.start(i)).append(operand(values.get(next++)));
            done = found.start(i) + 1;
        }
        return next == values.size() ? out.append(text, done, text.length()).toString() : null;
    }

    /**
     * Which of them, counted from 0, are numbers of rows: behind {@code LIMIT}, {@code OFFSET}, {@code FETCH FIRST} and
     * {@code ROWS EXAMINED}, where a statement that is not prepared takes a written number alone.
     */
    public static List<Integer> rowCounts(String text) {
        Placeholders found = new Placeholders(text);
        List<Integer> counts = new ArrayList<>();
        int index = 0;
        for (int i = 0; i < found.count(); i++) {
            if (found.isPlaceholder(i)) {
                if (found.countsRows(i)) {
                    counts.add(index);
                }
                index++;
            }
        }
        return counts;
    }

    private boolean countsRows(int i) {
        return switch (word(i - 1)) {
            case "LIMIT", "OFFSET" -> true;
            case "EXAMINED" -> word(i - 2).equals("ROWS");
            case "FIRST", "NEXT" -> word(i - 2).equals("FETCH");
            case "," -> word(i - 3).equals("LIMIT");
            default -> false;
        };
    }

    private int count() {
        return tokens == null ? 0 : tokens.count();
    }

    private int start(int i) {
        return tokens == null ? 0 : tokens.start(i);
    }

    private boolean isPlaceholder(int i) {
        return tokens != null && tokens.kind(i) == Tokens.SYMBOL && text.charAt(tokens.start(i)) == '?';
    }

    /** In upper case; empty before the first. */
    private String word(int i) {
        return tokens == null || i < 0
                ? ""
                : text.substring(tokens.start(i), tokens.end(i)).toUpperCase(Locale.ROOT);
    }

    private static String operand(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '@' && c != '_' && c != '.' && !Character.isLetterOrDigit(c)) {
                return "(" + value + ")";
            }
        }
        return value;
    }
}
