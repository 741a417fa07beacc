package org.lupomig.store.connect;

import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Knows {@code ?} and what is quoted, and nothing else: the grammar that JDBI brings for this, and the time it takes to
 * load, can stay away. A question mark within a name or a text is part of it; a statement without values has none but
 * such, whatever else is in it.
 */
final class PositionalSql implements SqlParser {
    @Override
    public ParsedSql parse(String sql, StatementContext ctx) {
        ParsedSql.Builder parsed = ParsedSql.builder();
        if (ctx.getBinding().isEmpty()) {
            return parsed.append(sql).build();
        }
        int from = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '`' || c == '\'' || c == '"') {
                i = end(sql, i, c);
            } else if (c == '?') {
                parsed.append(sql.substring(from, i)).appendPositionalParameter();
                from = i + 1;
            }
        }
        return parsed.append(sql.substring(from)).build();
    }

    /** Where what is quoted ends. A quote that is doubled ends it and begins it again, which comes to the same. */
    private static int end(String sql, int start, char quote) {
        for (int i = start + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == quote) {
                return i;
            }
            if (c == '\\' && quote != '`') {
                i++;
            }
        }
        return sql.length();
    }

    @Override
    public String nameParameter(String rawName, StatementContext ctx) {
        throw new UnsupportedOperationException("our statements have no named parameters: " + rawName);
    }
}
