package org.lupomig.sql;

import java.util.function.Predicate;

/**
 * Which words a product takes as names.
 *
 * @param product the product, for people
 * @param reserved whether a word is a name between quotes only
 * @param reservedBehindDot whether that goes for a name behind a dot, too
 * @param longest how many characters a name may have
 * @param textsAreNames whether a text in single quotes is one where a name has to stand
 * @param quotes what a reserved word needs around it, for people
 */
public record NameRules(
        String product,
        Predicate<String> reserved,
        boolean reservedBehindDot,
        int longest,
        boolean textsAreNames,
        String quotes) {
    /** As MariaDB has it. An alias may have more characters, and no reader asks. */
    public static final NameRules MARIADB =
            new NameRules("MariaDB", ReservedWords::contains, false, 64, false, "backticks");
}
