package org.lupomig.model.source;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts parameters into a text: a name between <code>&#36;{</code> and a closing brace becomes its value, everywhere; a
 * dollar before that makes it literal.
 */
public final class ParameterText {
    private ParameterText() {}

    /**
     * The text with its parameters put in. What a value holds is not looked at again.
     *
     * @param text the text as written
     * @param values the value of a name, or null where no such parameter is declared; asked once per use
     * @param undeclared is told of each use without a value, which stays as it is: what stands between the braces, and
     *     the span of the whole use in the source
     */
    public static MappedText substitute(
            MappedText text, Function<String, @Nullable String> values, BiConsumer<String, Span> undeclared) {
        String written = text.text();
        int dollar = written.indexOf("${");
        if (dollar < 0) {
            return text;
        }
        MappedText.Builder out = text.rebuild();
        int done = 0;
        while (dollar >= 0) {
            boolean literal = dollar > done && written.charAt(dollar - 1) == '$';
            if (literal) {
                out.append(text, done, dollar - 1);
                out.append("${", text.originalSpan(new Span(dollar - 1, dollar + 2)));
                done = dollar + 2;
            } else {
                int nameEnd = endOfName(written, dollar + 2);
                boolean closed = nameEnd < written.length() && written.charAt(nameEnd) == '}';
                int end = closed ? nameEnd + 1 : nameEnd;
                String name = written.substring(dollar + 2, nameEnd);
                Span use = text.originalSpan(new Span(dollar, end));
                String value = closed && isName(name) ? values.apply(name) : null;
                out.append(text, done, dollar);
                if (value == null) {
                    undeclared.accept(name, use);
                    out.append(text, dollar, end);
                } else {
                    out.append(value, use);
                }
                done = end;
            }
            dollar = written.indexOf("${", done);
        }
        return out.append(text, done, written.length()).build();
    }

    /** The closing brace, or where the line, or what could be a name at all, ends. */
    private static int endOfName(String text, int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '}' || c == '\n' || c == '\r' || c == '$' || c == '{' || c == '\'' || c == '"') {
                return i;
            }
            i++;
        }
        return i;
    }

    private static boolean isName(String text) {
        boolean needsLetter = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean digit = c >= '0' && c <= '9';
            boolean minus = c == '-' && !needsLetter;
            if (!letter && !(digit && i > 0) && !minus) {
                return false;
            }
            needsLetter = minus;
        }
        return !needsLetter;
    }
}
