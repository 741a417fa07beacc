package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and builds the JSON trees of journal entries. What is read back was written by us, so a wrong shape is a store
 * of another version or our own mistake, and throws {@link IllegalStateException}.
 */
final class Json {
    private final Map<String, Object> tree;

    Json(Map<String, Object> tree) {
        this.tree = tree;
    }

    static Map<String, Object> object() {
        return new LinkedHashMap<>();
    }

    String text(String key) {
        String value = textOrNull(key);
        if (value == null) {
            throw new IllegalStateException("the journal has no " + key);
        }
        return value;
    }

    @Nullable
    String textOrNull(String key) {
        Object value = tree.get(key);
        return value == null ? null : value.toString();
    }

    int integer(String key) {
        return Math.toIntExact(number(key));
    }

    long number(String key) {
        Long value = numberOrNull(key);
        if (value == null) {
            throw new IllegalStateException("the journal has no " + key);
        }
        return value;
    }

    @Nullable
    Long numberOrNull(String key) {
        return tree.get(key) instanceof Number value ? value.longValue() : null;
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(tree.get(key));
    }

    boolean has(String key) {
        return tree.get(key) != null;
    }

    Json child(String key) {
        return of(tree.get(key));
    }

    List<String> texts(String key) {
        return list(key, Object::toString);
    }

    List<Integer> integers(String key) {
        return list(key, value -> Integer.valueOf(value.toString()));
    }

    <T> List<T> objects(String key, Function<Json, T> read) {
        return list(key, value -> read.apply(of(value)));
    }

    /** Every field and its value, in their order. */
    void forEachText(BiConsumer<String, String> each) {
        tree.forEach((key, value) -> each.accept(key, String.valueOf(value)));
    }

    private <T> List<T> list(String key, Function<Object, T> read) {
        List<T> out = new ArrayList<>();
        if (tree.get(key) instanceof List<?> values) {
            for (Object value : values) {
                out.add(read.apply(value));
            }
        }
        return out;
    }

    @SuppressWarnings("unchecked") // keys of JSON objects are strings
    private static Json of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Json((Map<String, Object>) map);
        }
        throw new IllegalStateException("the journal has no object where one belongs");
    }
}
