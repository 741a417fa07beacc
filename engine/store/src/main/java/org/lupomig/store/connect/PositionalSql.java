package org.lupomig.store.connect;

import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Knows {@code ?} and nothing else. Our own statements hold neither literals nor names with a question mark, so the
 * grammar that JDBI brings for this, and the time it takes to load, can stay away.
 */
final class PositionalSql implements SqlParser {
    @Override
    public ParsedSql parse(String sql, StatementContext ctx) {
        ParsedSql.Builder parsed = ParsedSql.builder();
        int from = 0;
        for (int mark = sql.indexOf('?'); mark >= 0; mark = sql.indexOf('?', from)) {
            parsed.append(sql.substring(from, mark)).appendPositionalParameter();
            from = mark + 1;
        }
        return parsed.append(sql.substring(from)).build();
    }

    @Override
    public String nameParameter(String rawName, StatementContext ctx) {
        throw new UnsupportedOperationException("our statements have no named parameters: " + rawName);
    }
}
