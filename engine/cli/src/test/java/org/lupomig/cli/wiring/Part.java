package org.lupomig.cli.wiring;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A part of a long set: of so many parts, each takes every so many-th point and begins with another. Together they are
 * the whole set, and nothing is in two of them.
 *
 * @param number from 1
 * @param of how many there are
 */
record Part(int number, int of) {
    /** All of it. */
    static final Part WHOLE = new Part(1, 1);

    private static final Pattern WORD = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    Part {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException("there is no part " + number + " of " + of);
        }
    }

    /** As it is given with {@code -Dcrash.part}: {@code 3/12}; whole where nothing is given. */
    static Part read(String text) {
        if (text.isEmpty()) {
            return WHOLE;
        }
        Matcher word = WORD.matcher(text);
        if (!word.matches()) {
            throw new IllegalArgumentException(
                    "-Dcrash.part=" + text + " is no part: give its number and how many there are, such as 3/12");
        }
        return new Part(Integer.parseInt(word.group(1)), Integer.parseInt(word.group(2)));
    }

    boolean isWhole() {
        return of == 1;
    }

    /** What of all this is in it. */
    <T> List<T> of(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> i % of == number - 1)
                .mapToObj(all::get)
                .toList();
    }

    /** What is counted of it, for the line that is printed. */
    String title(String whole) {
        return isWhole() ? whole : whole + ", part " + this;
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
