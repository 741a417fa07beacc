package org.lupomig.compiler;

import java.util.Map;

/**
 * What a compilation takes from outside.
 *
 * @param parameters values of parameters by name; they go before the plan's own
 * @param now what {@code ${now}} becomes, UTC YYYYMMDDHHMMSS; no checksum depends on it
 * @param dialects how scripts for a database, by its name, begin to be read; as by default where nothing is said
 */
public record CompileOptions(Map<String, String> parameters, String now, Map<String, DialectSetting> dialects) {
    public CompileOptions {
        parameters = Map.copyOf(parameters);
        dialects = Map.copyOf(dialects);
    }

    /** All scripts in the default dialect. */
    public CompileOptions(Map<String, String> parameters, String now) {
        this(parameters, now, Map.of());
    }

    /** No values from outside. */
    public static CompileOptions at(String now) {
        return new CompileOptions(Map.of(), now);
    }
}
