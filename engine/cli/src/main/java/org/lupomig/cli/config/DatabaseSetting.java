package org.lupomig.cli.config;

import org.jspecify.annotations.Nullable;

/**
 * Where a database of a plan is, as it was configured. Its secrets are not in here but fetched when they are needed.
 *
 * @param name the name that plans give it
 * @param url the address
 * @param user null where the address says it, or nobody does
 * @param origin where the address was said, for messages: {@code --database main}
 */
public record DatabaseSetting(
        String name, String url, @Nullable String user, String origin) {}
