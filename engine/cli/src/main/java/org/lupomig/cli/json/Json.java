package org.lupomig.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes one JSON value, field after field in the order of the calls. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator generator;

    private Json(JsonGenerator generator) {
        this.generator = generator;
    }

    /** An object on one line, without a line feed. */
    public static String line(Consumer<Json> fields) {
        return write(fields, false);
    }

    /** An object on several lines, ended by a line feed. */
    public static String document(Consumer<Json> fields) {
        return write(fields, true) + "\n";
    }

    private static String write(Consumer<Json> fields, boolean pretty) {
        StringWriter out = new StringWriter(256);
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            if (pretty) {
                generator.setPrettyPrinter(new Indenting());
            }
            generator.writeStartObject();
            fields.accept(new Json(generator));
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** A text field; null is written as null. */
    public Json put(String name, @Nullable String value) {
        return run(() -> generator.writeStringField(name, value));
    }

    /** A number. */
    public Json put(String name, long value) {
        return run(() -> generator.writeNumberField(name, value));
    }

    /** A number, or null. */
    public Json putNumber(String name, @Nullable Number value) {
        return value == null ? run(() -> generator.writeNullField(name)) : put(name, value.longValue());
    }

    /** A truth value. */
    public Json put(String name, boolean value) {
        return run(() -> generator.writeBooleanField(name, value));
    }

    /** A list of texts. */
    public Json texts(String name, Collection<String> values) {
        return run(() -> {
            generator.writeArrayFieldStart(name);
            for (String value : values) {
                generator.writeString(value);
            }
            generator.writeEndArray();
        });
    }

    /** An object inside this one; no field where {@code value} is null. */
    public <T> Json object(String name, @Nullable T value, Element<T> fields) {
        if (value == null) {
            return run(() -> generator.writeNullField(name));
        }
        return run(() -> {
            generator.writeObjectFieldStart(name);
            fields.write(this, value);
            generator.writeEndObject();
        });
    }

    /** A list of objects. */
    public <T> Json objects(String name, Collection<? extends T> values, Element<T> fields) {
        return run(() -> {
            generator.writeArrayFieldStart(name);
            for (T value : values) {
                generator.writeStartObject();
                fields.write(this, value);
                generator.writeEndObject();
            }
            generator.writeEndArray();
        });
    }

    private Json run(Call call) {
        try {
            call.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the fields of one object. */
    @FunctionalInterface
    public interface Element<T> {
        /** Writes the fields of {@code value}. */
        void write(Json json, T value);
    }

    @FunctionalInterface
    private interface Call {
        void run() throws IOException;
    }
}
