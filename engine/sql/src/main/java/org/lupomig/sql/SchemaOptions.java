package org.lupomig.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.AlterSchema;
import org.lupomig.model.sql.StatementFact.CreateSchema;
import org.lupomig.model.sql.TableOption;

/**
 * The options of a schema.
 *
 * @param values by name, as {@link TableOption} has both
 */
public record SchemaOptions(Map<String, String> values) {
    private static final String CHARSET = "CHARACTER SET";
    private static final String COLLATE = "COLLATE";
    private static final String COMMENT = "COMMENT";

    public SchemaOptions {
        values = Map.copyOf(values);
    }

    /** Those that {@code SHOW CREATE SCHEMA} gives. */
    public static SchemaOptions read(String showCreateSchema) {
        Map<String, String> values = new LinkedHashMap<>();
        Splitter splitter = new Splitter(showCreateSchema);
        if (splitter.next() && splitter.problem() == null) {
            Cursor c = new Cursor(showCreateSchema, splitter.tokens(), null);
            c.moveTo(Math.min(3, c.count()));
            for (TableOption option : Options.ofSchema(c)) {
                values.put(option.name(), option.value());
            }
        }
        return new SchemaOptions(values);
    }

    /** The statement that gives a schema just these. */
    public String setting(String schema) {
        String charset = values.getOrDefault(CHARSET, "");
        String collation = values.getOrDefault(COLLATE, "");
        return "ALTER SCHEMA " + SqlQuoting.identifier(schema)
                + (charset.isEmpty() ? "" : " CHARACTER SET = " + SqlQuoting.literal(charset))
                + (collation.isEmpty() ? "" : " COLLATE = " + SqlQuoting.literal(collation))
                + " COMMENT = " + SqlQuoting.literal(values.getOrDefault(COMMENT, ""));
    }

    /**
     * The statements that give {@code schema} just what a {@code CREATE SCHEMA} gives its own: the first what it gets
     * where nothing is said, the second, where there is one, what is said.
     *
     * @param sql the text of the statement
     */
    public static List<String> onto(String schema, CreateSchema create, String sql) {
        String alter = "ALTER SCHEMA " + SqlQuoting.identifier(schema);
        String plain = alter + " CHARACTER SET = DEFAULT COMMENT = ''";
        StringBuilder said = new StringBuilder(alter);
        for (TableOption option : create.options()) {
            said.append(' ').append(sql, option.span().start(), option.span().end());
        }
        return create.options().isEmpty() ? List.of(plain) : List.of(plain, said.toString());
    }

    /** Whether everything by which {@code live} differs from these is an option that a statement sets. */
    public boolean explains(AlterSchema alter, SchemaOptions live) {
        boolean comment = false;
        boolean charset = false;
        for (TableOption option : alter.options()) {
            comment |= option.name().equals(COMMENT);
            charset |= !option.name().equals(COMMENT);
        }
        return (comment || same(COMMENT, live)) && (charset || (same(CHARSET, live) && same(COLLATE, live)));
    }

    private boolean same(String name, SchemaOptions other) {
        return Objects.equals(values.get(name), other.values.get(name));
    }
}
