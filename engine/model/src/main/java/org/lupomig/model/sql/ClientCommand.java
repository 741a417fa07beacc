package org.lupomig.model.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * A command of the {@code mariadb} client or the {@code sqlite3} shell, which is no SQL.
 *
 * @param command its word in upper case; {@code SOURCE} for {@code \.} too; of the shell in lower case with its dot
 * @param argument the rest of its line, such as the file of {@code SOURCE}; null where there is none
 * @param argumentSpan where that stands; null where there is none
 * @param opening its first word
 */
public record ClientCommand(
        String command, @Nullable String argument, @Nullable Span argumentSpan, Span opening) implements StatementFact {
    @Override
    public String kind() {
        return command;
    }
}
