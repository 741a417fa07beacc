package org.lupomig.sql;

import java.util.Optional;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;

/** Puts another name into a {@code CREATE TABLE}, and leaves everything else as it is. */
public final class CreatedName {
    private CreatedName() {}

    /**
     * The statement that makes the same table under another name; empty where {@code sql} does not read as one
     * {@code CREATE TABLE}.
     */
    public static Optional<String> replaced(String sql, ObjectName name) {
        Splitter splitter = new Splitter(sql);
        if (!splitter.next() || splitter.problem() != null) {
            return Optional.empty();
        }
        Tokens tokens = splitter.tokens();
        Cursor c = new Cursor(sql, tokens, null);
        if (!c.accept("CREATE", "TABLE")) {
            return Optional.empty();
        }
        c.guard(true);
        int first = c.position();
        c.object();
        if (c.ended() != null) {
            return Optional.empty();
        }
        int last = c.position() - 1;
        return Optional.of(
                sql.substring(0, tokens.start(first)) + SqlQuoting.identifier(name) + sql.substring(tokens.end(last)));
    }
}
