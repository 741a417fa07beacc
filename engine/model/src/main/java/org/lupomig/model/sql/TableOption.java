package org.lupomig.model.sql;

import java.util.List;
import org.lupomig.model.source.Span;

/**
 * An option of a table, schema, partition or key.
 *
 * @param name in upper case; {@code CHARACTER SET} for all its spellings, {@code DEFAULT} before it left out
 * @param value without quotes and escapes; empty where there is none, as in {@code WITH SYSTEM VERSIONING}
 * @param tables those of {@code UNION}; empty for all others
 * @param span its words
 */
public record TableOption(String name, String value, List<TableRef> tables, Span span) {
    public TableOption {
        tables = List.copyOf(tables);
    }

    /**
     * Whether its value may be a password, or an address that has one: {@code CONNECTION}, {@code PASSWORD}, and a
     * {@code COMMENT} from which an engine reads one.
     */
    public boolean mayHoldSecrets() {
        return switch (name) {
            case "CONNECTION", "PASSWORD" -> true;
            case "COMMENT" -> Statement.mentionsSecrets(value) && (value.indexOf('"') >= 0 || value.indexOf('\'') >= 0);
            default -> false;
        };
    }

    /** Without a value that may be a password. */
    @Override
    public String toString() {
        return name + "=" + (mayHoldSecrets() ? Statement.SECRET : value);
    }

    /** One that names no tables. */
    public TableOption(String name, String value, Span span) {
        this(name, value, List.of(), span);
    }
}
