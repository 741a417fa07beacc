package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of a trigger before its body, as they were once written. */
final class TriggerHeading {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    /**
     * Reads them.
     *
     * @param written all of the trigger
     * @param length of what stands before its body
     */
    TriggerHeading(String written, int length) {
        this.text = written;
        int at = 0;
        while (at < length) {
            char c = written.charAt(at);
            int start = at;
            if (written.startsWith("/*", at)) {
                at = behind("*/", at + 2, length);
            } else if (c == '#' || written.startsWith("--", at)) {
                at = behind("\n", at, length);
            } else if (c == '`' || c == '"' || c == '\'') {
                at = behind(String.valueOf(c), at + 1, length);
                add(start, at);
            } else if (Character.isLetterOrDigit(c) || c == '_' || c == '$') {
                while (at < length
                        && (Character.isLetterOrDigit(written.charAt(at)) || "_$".indexOf(written.charAt(at)) >= 0)) {
                    at++;
                }
                add(start, at);
            } else {
                at++;
            }
        }
    }

    private void add(int start, int end) {
        words.add(text.substring(start, end).toUpperCase(Locale.ROOT));
        ends.add(end);
    }

    private int behind(String sign, int from, int length) {
        int end = text.indexOf(sign, from);
        return end < 0 || end + sign.length() > length ? length : end + sign.length();
    }

    /** Whether it has {@code IF NOT EXISTS}, which does not go with {@code OR REPLACE}. */
    boolean guarded() {
        return words.contains("EXISTS");
    }

    /**
     * The trigger with its place among others. The server cuts just this out again, with what is before it, where that
     * is a comment: of blanks it cuts those that it has not read yet, which hangs on {@code sql_mode}.
     *
     * @return null where that place is not found
     */
    @Nullable
    String ordered(String order) {
        int row = words.size() - 1;
        int end = row < 0 || !words.get(row).equals("ROW") ? -1 : ends.get(row);
        boolean quoted = end >= 0 && end < text.length() && text.charAt(end) == '`';
        return end < 0 || quoted ? null : text.substring(0, end) + "/**/" + order + text.substring(end);
    }

    /**
     * The trigger on another table, named as the server names it when a table is renamed.
     *
     * @return null where its table is not found
     */
    @Nullable
    String on(String table) {
        int on = words.indexOf("ON");
        int each = words.lastIndexOf("FOR");
        if (on < 0 || each < on) {
            return null;
        }
        int resume = ends.get(each) - "FOR".length();
        return text.substring(0, ends.get(on)) + " " + table + " " + text.substring(resume);
    }
}
