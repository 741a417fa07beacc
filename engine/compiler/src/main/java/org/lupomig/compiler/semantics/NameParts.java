package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Name;
import org.lupomig.compiler.syntax.Reference;
import org.lupomig.compiler.syntax.Text;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.Span;

/**
 * The parts of a name, its parameters put in.
 *
 * @param parts at least one, none empty
 * @param spans where each stands
 * @param span where the whole stands
 */
record NameParts(List<String> parts, List<Span> spans, Span span) {

    /** The parts of a reference; null where it is not whole, which has been said. */
    static @Nullable NameParts of(Reference reference, Values values) {
        if (reference instanceof Reference.Dotted dotted) {
            List<String> parts = new ArrayList<>(dotted.parts().size());
            List<Span> spans = new ArrayList<>(dotted.parts().size());
            for (Name part : dotted.parts()) {
                if (part.isMissing()) {
                    return null;
                }
                parts.add(part.text());
                spans.add(part.span());
            }
            return new NameParts(parts, spans, dotted.span());
        }
        return reference instanceof Reference.Quoted quoted ? of(quoted.text(), values) : null;
    }

    /** The parts of a name in quotes; null where one of them is empty, which is said. */
    static @Nullable NameParts of(Text text, Values values) {
        if (text.isMissing()) {
            return null;
        }
        MappedText filled = values.fill(text);
        List<String> parts = new ArrayList<>();
        List<Span> spans = new ArrayList<>();
        int start = 0;
        while (start <= filled.length()) {
            int dot = filled.text().indexOf('.', start);
            int end = dot < 0 ? filled.length() : dot;
            if (end == start) {
                values.report()
                        .say(
                                CompilerMessage.NOT_A_NAME,
                                text.span(),
                                filled.text(),
                                "Names are joined by single dots." + Hints.asWritten(values.report(), text.span()));
                return null;
            }
            parts.add(filled.text().substring(start, end));
            spans.add(filled.originalSpan(new Span(start, end)));
            start = end + 1;
        }
        return new NameParts(parts, spans, text.span());
    }

    int size() {
        return parts.size();
    }

    String part(int index) {
        return parts.get(index);
    }

    String last() {
        return parts.get(parts.size() - 1);
    }

    Span lastSpan() {
        return spans.get(spans.size() - 1);
    }

    /** The parts joined by dots. */
    String text() {
        return String.join(".", parts);
    }
}
