package org.lupomig.model.plan;

import org.jspecify.annotations.Nullable;

/**
 * A named target of a plan.
 *
 * @param kind the product
 * @param path the SQLite file relative to the plan, null for a server
 * @param optional whether it may be absent
 */
public record Database(String name, Kind kind, @Nullable String path, boolean optional) {
    /** The products a plan can name. */
    public enum Kind {
        MARIADB,
        SQLITE
    }
}
