package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Count;
import org.lupomig.compiler.syntax.Word;

/** Reads words out of small sets, and bounded numbers. */
final class Words {
    private Words() {}

    /** The constant that a word names in lower case; null where it names none, which is said, or is missing. */
    static <E extends Enum<E>> @Nullable E lower(Word word, String kind, Class<E> type, Report report) {
        return read(word, kind, type, report, true);
    }

    /** The constant that a word names in upper case, such as a rollback class. */
    static <E extends Enum<E>> @Nullable E upper(Word word, String kind, Class<E> type, Report report) {
        return read(word, kind, type, report, false);
    }

    /** Says so where a word is none of {@code words}. */
    static void check(Word word, String kind, List<String> words, Report report) {
        if (!word.isMissing() && !words.contains(word.text())) {
            report.say(Hints.unknownWord(report, kind, word.text(), word.span(), words));
        }
    }

    /** A number between two bounds; null where it is missing or out of them, which is said. */
    static @Nullable Integer number(Count count, String what, int least, int most, Report report) {
        if (count.value().isEmpty()) {
            return null;
        }
        long value = count.value().getAsLong();
        if (value < least || value > most) {
            report.say(CompilerMessage.NUMBER_OUT_OF_RANGE, count.span(), what, least, most);
            return null;
        }
        return (int) value;
    }

    private static <E extends Enum<E>> @Nullable E read(
            Word word, String kind, Class<E> type, Report report, boolean lower) {
        if (word.isMissing()) {
            return null;
        }
        E[] constants = type.getEnumConstants();
        List<String> words = new ArrayList<>(constants.length);
        for (E constant : constants) {
            String text = lower ? constant.name().toLowerCase(Locale.ROOT) : constant.name();
            if (text.equals(word.text())) {
                return constant;
            }
            words.add(text);
        }
        report.say(Hints.unknownWord(report, kind, word.text(), word.span(), words));
        return null;
    }
}
