package org.lupomig.sql;

import java.util.Optional;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;

/** Puts another name into a {@code CREATE [OR REPLACE] TABLE}, which replaces nothing there. */
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
        boolean creates = c.accept("CREATE");
        boolean replaces = creates && c.accept("OR", "REPLACE");
        if (!creates || !c.accept("TABLE")) {
            return Optional.empty();
        }
        c.guard(true);
        int first = c.position();
        c.object();
        if (c.ended() != null) {
            return Optional.empty();
        }
        int last = c.position() - 1;
        String opening = replaces
                ? sql.substring(0, tokens.end(0)) + sql.substring(tokens.end(2), tokens.start(first))
                : sql.substring(0, tokens.start(first));
        return Optional.of(opening + SqlQuoting.identifier(name) + sql.substring(tokens.end(last)));
    }
}
