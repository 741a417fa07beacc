package org.lupomig.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the schema of SARIF 2.1.0 asks of the objects that a rehearsal writes: which properties they may and must have,
 * of which type and from which values. No object of it takes a property that the schema does not name.
 */
final class SarifRules {
    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            Map.entry("log", new Shape("version runs", "$schema:uri version:=2.1.0 runs:[run")),
            Map.entry(
                    "run",
                    new Shape(
                            "tool",
                            "tool:tool invocations:[invocation results:[result"
                                    + " columnKind:=utf16CodeUnits|unicodeCodePoints")),
            Map.entry("tool", new Shape("driver", "driver:toolComponent")),
            Map.entry("toolComponent", new Shape("name", "name:text version:text rules:[reportingDescriptor")),
            Map.entry("reportingDescriptor", new Shape("id", "id:text name:text shortDescription:multiformat")),
            Map.entry("multiformat", new Shape("text", "text:text")),
            Map.entry("invocation", new Shape("executionSuccessful", "executionSuccessful:boolean")),
            Map.entry(
                    "result",
                    new Shape(
                            "message",
                            "ruleId:text level:=none|note|warning|error message:message locations:[location"
                                    + " properties:bag")),
            Map.entry("message", new Shape("text", "text:text")),
            Map.entry("location", new Shape("", "physicalLocation:physicalLocation")),
            Map.entry(
                    "physicalLocation",
                    new Shape("artifactLocation", "artifactLocation:artifactLocation region:region")),
            Map.entry("artifactLocation", new Shape("", "uri:uri")),
            Map.entry("region", new Shape("", "startLine:positive startColumn:positive")));

    private SarifRules() {}

    /**
     * An object.
     *
     * @param required names of properties
     * @param known properties with their types: {@code [x} a list of x without doubles, {@code =a|b} one of these texts
     */
    private record Shape(String required, String known) {
        List<String> names() {
            return required.isEmpty() ? List.of() : List.of(required.split(" ", -1));
        }

        Map<String, String> types() {
            Map<String, String> types = new LinkedHashMap<>();
            for (String property : known.split(" ", -1)) {
                int colon = property.indexOf(':');
                types.put(property.substring(0, colon), property.substring(colon + 1));
            }
            return types;
        }
    }

    /** Fails where a document is not as the schema asks, or where a result is of a rule that is not described. */
    static void check(String document) throws IOException {
        Map<?, ?> log = (Map<?, ?>) read(document);
        value(log, "log", "log");
        for (Object run : list(log, "runs")) {
            Map<?, ?> driver = map(map(run, "tool"), "driver");
            Set<Object> ids = new HashSet<>();
            list(driver, "rules").forEach(rule -> ids.add(member(rule, "id")));
            // absent it would mean that nothing was looked for
            for (Object result : list(run, "results")) {
                assertThat(ids.contains(member(result, "ruleId"))).isTrue();
            }
        }
    }

    private static List<?> list(Object object, String name) {
        return (List<?>) member(object, name);
    }

    private static Map<?, ?> map(Object object, String name) {
        return (Map<?, ?>) member(object, name);
    }

    private static Object member(Object object, String name) {
        Object value = ((Map<?, ?>) object).get(name);
        return Objects.requireNonNull(value, name);
    }

    private static void value(Object value, String type, String path) {
        if (type.startsWith("[")) {
            assertThat(value).as(path).isInstanceOf(List.class);
            assertThat(new HashSet<>((List<?>) value)).as(path).hasSameSizeAs((List<?>) value);
            ((List<?>) value).forEach(each -> value(each, type.substring(1), path + "[]"));
        } else if (type.startsWith("=")) {
            assertThat(value).as(path).isIn(List.of(type.substring(1).split("\\|", -1)));
        } else if (type.equals("text")) {
            assertThat(value).as(path).isInstanceOf(String.class);
        } else if (type.equals("uri")) {
            assertThat(value).as(path).isInstanceOf(String.class);
            assertThat(URI.create((String) value).toString()).isEqualTo(value);
        } else if (type.equals("boolean")) {
            assertThat(value).as(path).isInstanceOf(Boolean.class);
        } else if (type.equals("positive")) {
            assertThat(value).as(path).isInstanceOf(Long.class);
            assertThat((Long) value).as(path).isPositive();
        } else if (type.equals("bag")) {
            assertThat(value).as(path).isInstanceOf(Map.class);
        } else {
            object(value, Objects.requireNonNull(SHAPES.get(type), type), path);
        }
    }

    private static void object(Object value, Shape shape, String path) {
        assertThat(value).as(path).isInstanceOf(Map.class);
        Map<?, ?> object = (Map<?, ?>) value;
        for (String name : shape.names()) {
            assertThat(object.containsKey(name)).as(path + "." + name).isTrue();
        }
        Map<String, String> types = shape.types();
        object.forEach((name, each) -> {
            String type = types.get(String.valueOf(name));
            assertThat(type).as(path + "." + name + " is not in the schema").isNotNull();
            value(each, String.valueOf(type), path + "." + name);
        });
    }

    private static Object read(String document) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(document)) {
            parser.nextToken();
            Object value = value(parser);
            assertThat(parser.nextToken()).isNull();
            return value;
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> parser.getText();
        };
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            assertThat(object.put(name, value(parser))).as(name).isNull();
        }
        return object;
    }

    private static List<Object> elements(JsonParser parser) throws IOException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }
}
