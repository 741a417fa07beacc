package org.lupomig.compiler;

import java.util.Map;

/**
 * What a compilation takes from outside.
 *
 * @param parameters values of parameters by name; they go before the plan's own
 * @param now what {@code ${now}} becomes, UTC YYYYMMDDHHMMSS; no checksum depends on it
 */
public record CompileOptions(Map<String, String> parameters, String now) {
    public CompileOptions {
        parameters = Map.copyOf(parameters);
    }

    /** No values from outside. */
    public static CompileOptions at(String now) {
        return new CompileOptions(Map.of(), now);
    }
}
