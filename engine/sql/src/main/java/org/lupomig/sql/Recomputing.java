package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.SqlQuoting;

/**
 * Which rows have another value in a column than was computed for it, when it was one that is computed: made so again,
 * it would lose that.
 */
final class Recomputing {
    private Recomputing() {}

    /** Whether a column that was computed is a plain one. */
    static boolean ends(Column was, Column is) {
        return was.has(ColumnAttribute.Generated.class) && !is.has(ColumnAttribute.Generated.class);
    }

    /**
     * The condition of these rows; null where none is known that tells them.
     *
     * @param name of the column as it is
     * @param was what it was, computed from columns that have still the same names
     * @param wasCharset that of the table, for a column that names none
     * @param isCharset that of the table, for a column that names none
     */
    static @Nullable String unfit(String name, Column was, String wasCharset, Column is, String isCharset) {
        ColumnAttribute.Generated computed = was.last(ColumnAttribute.Generated.class);
        ColumnType then = TypeNames.canonical(was.type());
        ColumnType now = TypeNames.canonical(is.type());
        String charset = Narrowing.charset(now, isCharset);
        boolean same = then.name().equals(now.name())
                && (Narrowing.integerBytes(now.name()) > 0 || then.arguments().equals(now.arguments()))
                && then.sign() == now.sign()
                && (!Narrowing.isText(now)
                        || Narrowing.charset(then, wasCharset).equalsIgnoreCase(charset));
        if (computed == null || !same) {
            return null;
        }
        String q = SqlQuoting.identifier(name);
        String value = "(" + computed.expression().text() + ")";
        String made = made(now, charset, value);
        if (made == null) {
            return null;
        }
        boolean bytes = Narrowing.isText(now) || isBytes(now.name());
        return bytes
                ? "NOT (CAST(" + q + " AS BINARY) <=> CAST(" + made + " AS BINARY))"
                : "NOT (" + q + " <=> " + made + ")";
    }

    /** What the server keeps of a value in a column of a type. */
    private static @Nullable String made(ColumnType type, String charset, String value) {
        String name = type.name();
        if (Narrowing.integerBytes(name) > 0) {
            return "CAST(" + value + " AS " + (type.unsigned() ? "UNSIGNED" : "SIGNED") + ")";
        }
        return switch (name) {
            case "DECIMAL" ->
                "CAST(" + value + " AS DECIMAL(" + Narrowing.number(type, 0, 10) + "," + Narrowing.number(type, 1, 0)
                        + "))";
            case "DOUBLE", "FLOAT" -> type.arguments().isEmpty() ? "CAST(" + value + " AS " + name + ")" : null;
            case "DATE" -> "CAST(" + value + " AS DATE)";
            case "DATETIME", "TIME" -> "CAST(" + value + " AS " + name + "(" + Narrowing.number(type, 0, 0) + "))";
            case "CHAR" -> text(charset, "TRIM(TRAILING ' ' FROM " + value + ")");
            case "VARCHAR" -> text(charset, value);
            default -> Narrowing.textRank(name) >= 0 ? text(charset, value) : isBytes(name) ? value : null;
        };
    }

    private static @Nullable String text(String charset, String value) {
        boolean name = !charset.isEmpty() && charset.chars().allMatch(c -> c < 0x80 && Characters.isName((char) c));
        return name ? "CONVERT(" + value + " USING " + charset + ")" : null;
    }

    private static boolean isBytes(String name) {
        return name.equals("VARBINARY") || Narrowing.blobRank(name) >= 0;
    }
}
