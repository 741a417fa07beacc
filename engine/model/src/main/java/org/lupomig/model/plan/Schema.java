package org.lupomig.model.plan;

import org.jspecify.annotations.Nullable;

/**
 * A federated schema.
 *
 * @param classification what it is for
 * @param budget ceiling of its number of tables, null for none
 * @param database name of the database it is in
 */
public record Schema(
        String name,
        Classification classification,
        @Nullable Integer budget,
        String database) {
    /** What a schema or table is for. */
    public enum Classification {
        CORE,
        ORCHESTRATION,
        EPHEMERAL,
        LEGACY,
        DEPRECATED;

        /** The word in plans and in the store. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
