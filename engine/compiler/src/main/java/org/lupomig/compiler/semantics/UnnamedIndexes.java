package org.lupomig.compiler.semantics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Indexes that were added to one table without a name. The server calls each after its first column, with {@code _2},
 * {@code _3} and so on behind it where the name is taken. Which names were taken before is not known, so that of the
 * names of this form as many may be dropped as indexes were added. All names are in upper case.
 */
final class UnnamedIndexes {
    /** What the server counts up to. */
    private static final int MOST = 100;

    private final Map<String, Integer> byColumn = new HashMap<>();
    private final Set<String> named = new HashSet<>();

    /** Notes an index without a name. */
    void add(String firstColumn) {
        byColumn.merge(firstColumn, 1, Integer::sum);
    }

    /** Notes a name that an author gave: the server gave it to none of these. */
    void named(String index) {
        named.add(index);
    }

    /** Takes out the index of a name; whether it may be one of these. */
    boolean drop(String index) {
        if (named.contains(index)) {
            return false;
        }
        String column = withoutNumber(index);
        return take(index) || (!column.equals(index) && take(column));
    }

    private boolean take(String column) {
        int left = byColumn.getOrDefault(column, 0);
        byColumn.put(column, Math.max(0, left - 1));
        return left > 0;
    }

    /** {@code C_2} as {@code C}; a name that ends in no number of the server's as it is. */
    private static String withoutNumber(String index) {
        int underscore = index.lastIndexOf('_');
        int digits = index.length() - underscore - 1;
        if (underscore < 1 || digits < 1 || digits > 2) {
            return index;
        }
        int number = 0;
        for (int i = underscore + 1; i < index.length(); i++) {
            int digit = Character.digit(index.charAt(i), 10);
            if (digit < 0) {
                return index;
            }
            number = number * 10 + digit;
        }
        boolean counted = number > 1 && number < MOST && index.charAt(underscore + 1) != '0';
        return counted ? index.substring(0, underscore) : index;
    }
}
