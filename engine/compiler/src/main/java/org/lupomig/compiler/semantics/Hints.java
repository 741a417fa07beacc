package org.lupomig.compiler.semantics;

import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.source.Span;

/** Words for lists of names, and messages about names that are not there. */
final class Hints {
    private static final int SHOWN = 8;

    private Hints() {}

    /** {@code There is no KIND 'name'}, with the nearest of {@code candidates} as hint and fix. */
    static Diagnostic unknown(
            Report report, String kind, String name, Span span, Collection<String> candidates, String otherwise) {
        String nearest = report.nearest(name, candidates);
        String hint = hint(nearest, candidates, otherwise) + asWritten(report, span);
        Diagnostic said = report.of(CompilerMessage.UNKNOWN_NAME, span, kind, name, hint);
        return nearest == null ? said : said.withFix(changeTo(nearest), report.edit(span, nearest));
    }

    /** How a name with parameters in it is written, as another sentence of a hint; empty for other names. */
    static String asWritten(Report report, Span span) {
        String written = report.plan().slice(span);
        return written.contains("${") ? " It is written " + written + "." : "";
    }

    /** {@code There is no KIND 'word'}, for a word out of a small set. */
    static Diagnostic unknownWord(Report report, String kind, String word, Span span, Collection<String> words) {
        Diagnostic said = report.of(CompilerMessage.NO_SUCH_WORD, span, kind, word, list(words, " and "));
        String nearest = report.nearest(word, words);
        return nearest == null ? said : said.withFix(changeTo(nearest), report.edit(span, nearest));
    }

    /** A message with the fix of writing {@code nearest} at {@code span} of a file, where there is one. */
    static Diagnostic withChange(Diagnostic said, String file, Span span, @Nullable String nearest) {
        return nearest == null ? said : said.withFix(changeTo(nearest), new Edit(file, span, nearest));
    }

    /** {@code Did you mean 'x'?}, or what there is. */
    static String hint(@Nullable String nearest, Collection<String> candidates, String otherwise) {
        if (nearest != null) {
            return "Did you mean '" + nearest + "'?";
        }
        if (candidates.isEmpty()) {
            return otherwise;
        }
        return (candidates.size() == 1 ? "There is only " : "There are ") + list(candidates, " and ") + ".";
    }

    static String changeTo(String name) {
        return "change to '" + name + "'";
    }

    /** {@code a, b and c}; long lists are cut. */
    static String list(Collection<String> names, String last) {
        StringBuilder out = new StringBuilder();
        Iterator<String> each = names.iterator();
        int left = Math.min(names.size(), SHOWN);
        boolean cut = names.size() > SHOWN;
        while (left-- > 0) {
            String name = each.next();
            if (out.length() > 0) {
                out.append(left == 0 && !cut ? last : ", ");
            }
            out.append(name);
        }
        return cut
                ? out.append(" and ")
                        .append(names.size() - SHOWN)
                        .append(" more")
                        .toString()
                : out.toString();
    }
}
