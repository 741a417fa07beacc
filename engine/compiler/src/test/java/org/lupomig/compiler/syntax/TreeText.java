package org.lupomig.compiler.syntax;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** A syntax tree as an outline: what each element is called in its parent, what it is, where, and what it says. */
final class TreeText {
    private final SourceText source;
    private final StringBuilder out = new StringBuilder();

    private TreeText(SourceText source) {
        this.source = source;
    }

    static String of(SyntaxTree tree) {
        TreeText text = new TreeText(tree.source());
        text.write("", tree.root(), 0);
        return text.out.toString();
    }

    private void write(String label, Node node, int depth) {
        out.append("  ".repeat(depth)).append(label.isEmpty() ? "" : label + ": ");
        out.append(node.getClass().getSimpleName()).append(' ').append(place(node.span()));
        StringBuilder inner = new StringBuilder();
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            scalar(component.getName(), value(component, node), inner);
        }
        out.append(inner).append('\n');
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            Object value = value(component, node);
            if (value instanceof Optional<?> optional && optional.isPresent()) {
                value = optional.get();
            }
            if (value instanceof Node child) {
                write(component.getName(), child, depth + 1);
            } else if (value instanceof List<?> list && !(node instanceof Text)) {
                for (Object element : list) {
                    write("", (Node) element, depth + 1);
                }
            }
        }
    }

    private void scalar(String name, Object value, StringBuilder to) {
        if (value instanceof String text) {
            to.append(' ').append(quote(text));
        } else if (value instanceof Span span) {
            if (!name.equals("span") && !name.equals("keyword")) {
                to.append(' ').append(name).append('=').append(place(span));
            }
        } else if (value instanceof Boolean flag) {
            to.append(flag ? " " + name : "");
        } else if (value instanceof Long || value instanceof BigDecimal || value instanceof Duration) {
            to.append(' ').append(value);
        } else if (value instanceof OptionalLong number) {
            to.append(number.isPresent() ? " " + number.getAsLong() : " (missing)");
        } else if (value instanceof Enum<?> constant) {
            to.append(' ').append(constant.name().toLowerCase(Locale.ROOT));
        } else if (value instanceof List<?> list) {
            list.stream().filter(Text.Part.class::isInstance).forEach(part -> part((Text.Part) part, to));
        }
    }

    private static void part(Text.Part part, StringBuilder to) {
        if (part instanceof Text.Placeholder placeholder) {
            to.append(" ${").append(placeholder.name().text()).append('}');
        } else if (part instanceof Text.Chunk chunk) {
            to.append(' ').append(quote(chunk.value()));
        }
    }

    private String place(Span span) {
        String start = source.position(span.start()).toString();
        return span.isEmpty() ? start : start + "-" + source.position(span.end());
    }

    private static String quote(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    private static Object value(RecordComponent component, Node node) {
        try {
            return component.getAccessor().invoke(node);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
