package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;

/** Compares definitions of a column word by word. */
final class ColumnWords {
    private ColumnWords() {}

    /** Whether {@code notNull} is what {@code nullable} becomes when only NOT NULL is added to it. */
    static boolean differInNullabilityAlone(String nullable, String notNull) {
        List<String> was = words(nullable);
        List<String> is = words(notNull);
        if (remove(was, "NOT", "NULL") || !remove(is, "NOT", "NULL")) {
            return false;
        }
        remove(was, "DEFAULT", "NULL");
        was.remove("NULL");
        return was.equals(is);
    }

    private static boolean remove(List<String> words, String first, String second) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals(first) && words.get(i + 1).equals(second)) {
                words.subList(i, i + 2).clear();
                return true;
            }
        }
        return false;
    }

    private static List<String> words(String column) {
        Splitter splitter = new Splitter(column);
        List<String> words = new ArrayList<>();
        if (splitter.next()) {
            Tokens tokens = splitter.tokens();
            for (int i = 0; i < tokens.count(); i++) {
                words.add(column.substring(tokens.start(i), tokens.end(i)));
            }
        }
        return words;
    }
}
