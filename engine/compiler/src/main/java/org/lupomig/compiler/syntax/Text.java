package org.lupomig.compiler.syntax;

import java.util.List;
import java.util.function.Function;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.Span;

/**
 * A string or a raw block.
 *
 * @param span with its quotes
 * @param form how it is written
 * @param parts what it says, in order; empty for the empty string
 */
public record Text(Span span, Form form, List<Part> parts) implements Node {
    public Text {
        parts = List.copyOf(parts);
    }

    /** How a text is written. */
    public enum Form {
        /** {@code "…"} with escapes. */
        QUOTED,
        /** {@code """…"""} without escapes; the indentation that all its lines share is not part of it. */
        RAW,
        /** A text must stand here and none does. It has been said. */
        MISSING
    }

    /** A stretch of the text. */
    public sealed interface Part {
        /** Where it stands in the file. */
        Span span();
    }

    /**
     * Characters.
     *
     * @param value what they mean. As long as {@code span} when they stand for themselves, character by character; any
     *     other length is an escape, or a line end of two characters
     */
    public record Chunk(Span span, String value) implements Part {}

    /**
     * {@code ${name}}.
     *
     * @param name the parameter; its span is the name alone
     */
    public record Placeholder(Span span, Name name) implements Part {}

    /** Whether a text must stand here and none does. */
    public boolean isMissing() {
        return form == Form.MISSING;
    }

    /**
     * The text with its placeholders filled, and the way back from each of its characters to the file.
     *
     * @param source the file
     * @param values the value of a placeholder
     */
    public MappedText fill(String source, Function<Placeholder, String> values) {
        if (parts.isEmpty()) {
            return MappedText.part(source, Span.at(span.start()));
        }
        MappedText.Builder filled = MappedText.builder(source);
        for (Part part : parts) {
            if (part instanceof Placeholder placeholder) {
                filled.append(values.apply(placeholder), placeholder.span());
            } else if (part instanceof Chunk chunk) {
                if (source.startsWith(chunk.value(), chunk.span().start())
                        && chunk.value().length() == chunk.span().length()) {
                    filled.append(chunk.span());
                } else {
                    filled.append(chunk.value(), chunk.span());
                }
            }
        }
        return filled.build();
    }

    /** The text with {@code ${name}} as it is written. */
    public String value() {
        StringBuilder value = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Placeholder placeholder) {
                value.append("${").append(placeholder.name().text()).append('}');
            } else if (part instanceof Chunk chunk) {
                value.append(chunk.value());
            }
        }
        return value.toString();
    }

    /** The names of its placeholders, in order, repeated as they are. */
    public List<Name> placeholders() {
        return parts.stream()
                .filter(Placeholder.class::isInstance)
                .map(part -> ((Placeholder) part).name())
                .toList();
    }

    /** The names of its placeholders. */
    @Override
    public List<Node> children() {
        return List.copyOf(placeholders());
    }
}
