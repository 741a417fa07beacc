package org.lupomig.model.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * An account or role where a statement names it.
 *
 * @param type whether it is named, or meant by one of the server's words
 * @param name its name without quotes; the word itself where it is meant by one
 * @param host what stands behind {@code @}; null where nothing does: a role, or an account of {@code %}
 * @param span its words
 */
public record AccountRef(Type type, String name, @Nullable String host, Span span) {
    /** How it is named. */
    public enum Type {
        NAMED,
        CURRENT_USER,
        CURRENT_ROLE,
        PUBLIC,
        /** {@code NONE}, where a role may stand. */
        NONE
    }

    /** {@code name@host}, for people. */
    @Override
    public String toString() {
        return host == null ? name : name + "@" + host;
    }
}
