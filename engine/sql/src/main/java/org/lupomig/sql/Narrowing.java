package org.lupomig.sql;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ColumnType;

/** Whether values of one column fit into another. What is not known to fit is said not to. */
final class Narrowing {
    private Narrowing() {}

    /**
     * Why values may be lost, one clause; null where all of them fit.
     *
     * @param fromCharset that of the table, for a column that names none; empty where it is not known
     * @param toCharset that of the table, for a column that names none; empty where it is not known
     */
    static @Nullable String why(Column from, String fromCharset, Column to, String toCharset) {
        if (to.has(ColumnAttribute.Generated.class)) {
            return from.has(ColumnAttribute.Generated.class) ? null : "becomes one that is computed";
        }
        if (losesNull(from, to)) {
            return "takes no NULL any more";
        }
        ColumnType was = TypeNames.canonical(from.type());
        ColumnType is = TypeNames.canonical(to.type());
        boolean sameCharset = charset(was, fromCharset).equalsIgnoreCase(charset(is, toCharset));
        if (isText(was) && isText(is) && !sameCharset && !isWider(charset(was, fromCharset), charset(is, toCharset))) {
            return "goes from " + charset(was, fromCharset) + " to " + charset(is, toCharset);
        }
        boolean sameSize = textRank(is.name()) >= 0 && textRank(is.name()) <= textRank(was.name());
        if (!sameCharset && sameSize) {
            // Such a type counts in bytes, of which another character set may need more.
            return "goes from " + words(was) + " to " + words(is) + " in another character set";
        }
        boolean same =
                was.name().equals(is.name()) && was.arguments().equals(is.arguments()) && was.sign() == is.sign();
        return same || fits(was, is) ? null : "goes from " + words(was) + " to " + words(is);
    }

    /**
     * Whether NULLs would become something else. A key and a count take none, said or not; nor does, by the settings of
     * some servers, a TIMESTAMP of which nothing is said: it takes the time of now instead.
     */
    static boolean losesNull(Column from, Column to) {
        if (from.notNull()) {
            return false;
        }
        ColumnAttribute.InlineKey key = to.last(ColumnAttribute.InlineKey.class);
        return to.notNull()
                || (key != null && key.primary())
                || to.has(ColumnAttribute.AutoIncrement.class)
                || to.has(ColumnAttribute.SerialDefault.class)
                || to.type().name().equals("SERIAL")
                || (to.type().name().equals("TIMESTAMP")
                        && from.type().name().equals("TIMESTAMP")
                        && !to.has(ColumnAttribute.Nullability.class));
    }

    /** Whether a column takes its character set from the table. */
    static boolean inheritsCharset(ColumnType type) {
        return isText(type) && type.charset() == null && type.collation() == null;
    }

    private static boolean fits(ColumnType from, ColumnType to) {
        int was = integerBytes(from.name());
        int is = integerBytes(to.name());
        if (was > 0 && is > 0) {
            return from.unsigned() == to.unsigned() ? is >= was : from.unsigned() && is > was;
        }
        return switch (from.name()) {
            case "DECIMAL" -> to.name().equals("DECIMAL") && decimalFits(from, to);
            case "FLOAT" ->
                to.name().equals("DOUBLE")
                        && signFits(from, to)
                        && to.arguments().isEmpty();
            case "CHAR", "VARCHAR" -> textFits(from, to);
            case "BINARY", "VARBINARY" -> bytesFit(from, to);
            case "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT" -> textRank(to.name()) >= textRank(from.name());
            case "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB" -> blobRank(to.name()) >= blobRank(from.name());
            case "ENUM", "SET" ->
                to.name().equals(from.name()) && to.arguments().containsAll(from.arguments());
            case "BIT" -> to.name().equals("BIT") && number(to, 0, 1) >= number(from, 0, 1);
            case "DATE" -> to.name().equals("DATETIME");
            case "TIME", "DATETIME", "TIMESTAMP" ->
                to.name().equals(from.name()) && number(to, 0, 0) >= number(from, 0, 0);
            default -> false;
        };
    }

    private static boolean decimalFits(ColumnType from, ColumnType to) {
        long scale = number(from, 1, 0);
        long toScale = number(to, 1, 0);
        return signFits(from, to) && toScale >= scale && number(to, 0, 10) - toScale >= number(from, 0, 10) - scale;
    }

    private static boolean signFits(ColumnType from, ColumnType to) {
        return !to.unsigned() || from.unsigned();
    }

    private static boolean textFits(ColumnType from, ColumnType to) {
        long length = number(from, 0, 1);
        boolean intoChar = to.name().equals("CHAR") && from.name().equals("CHAR");
        if (intoChar || to.name().equals("VARCHAR")) {
            return number(to, 0, 1) >= length;
        }
        // They are as long as so many bytes, of which a character may take four.
        return switch (to.name()) {
            case "TINYTEXT" -> length * 4 <= 255;
            case "TEXT" -> length * 4 <= 65_535;
            default -> textRank(to.name()) > textRank("TEXT");
        };
    }

    private static boolean bytesFit(ColumnType from, ColumnType to) {
        long length = number(from, 0, 1);
        if (to.name().equals("VARBINARY")) {
            return number(to, 0, 1) >= length;
        }
        return to.name().equals("TINYBLOB") ? length <= 255 : blobRank(to.name()) > blobRank("TINYBLOB");
    }

    static int integerBytes(String name) {
        return switch (name) {
            case "TINYINT" -> 1;
            case "SMALLINT" -> 2;
            case "MEDIUMINT" -> 3;
            case "INT" -> 4;
            case "BIGINT" -> 8;
            default -> 0;
        };
    }

    static int textRank(String name) {
        return List.of("TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT").indexOf(name);
    }

    static int blobRank(String name) {
        return List.of("TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB").indexOf(name);
    }

    static boolean isText(ColumnType type) {
        return switch (type.name()) {
            case "CHAR", "VARCHAR", "ENUM", "SET" -> true;
            default -> textRank(type.name()) >= 0;
        };
    }

    /** That of a column; of the table where it names none. */
    static String charset(ColumnType type, String ofTable) {
        if (type.charset() != null) {
            return TypeNames.charset(type.charset());
        }
        String collation = type.collation();
        if (collation == null) {
            return TypeNames.charset(ofTable);
        }
        return TypeNames.charset(charsetOfCollation(collation, ofTable));
    }

    /** The character set that a collation is of; {@code otherwise} where it is one that several have. */
    static String charsetOfCollation(String collation, String otherwise) {
        int end = collation.indexOf('_');
        String prefix = end < 0 ? collation : collation.substring(0, end);
        return prefix.toLowerCase(Locale.ROOT).startsWith("uca") ? otherwise : prefix;
    }

    /**
     * Whether every text of one set comes through another, there and back. Of sets that are not named here, some have
     * codes that stand for nothing, or two for one character: their texts are looked at.
     */
    static boolean isWider(String from, String to) {
        boolean ascii = from.equalsIgnoreCase("ascii");
        boolean latin = ascii || from.equalsIgnoreCase("latin1");
        return switch (to.toLowerCase(Locale.ROOT)) {
            case "utf8mb4" -> latin || from.equalsIgnoreCase("utf8mb3") || from.equalsIgnoreCase("utf8");
            case "utf8mb3", "utf8" -> latin || from.equalsIgnoreCase("utf8mb3") || from.equalsIgnoreCase("utf8");
            case "latin1",
                    "latin2",
                    "latin5",
                    "latin7",
                    "cp1250",
                    "cp1251",
                    "cp1256",
                    "cp1257",
                    "greek",
                    "hebrew",
                    "koi8r",
                    "koi8u" -> ascii;
            default -> false;
        };
    }

    static long number(ColumnType type, int argument, long otherwise) {
        if (argument >= type.arguments().size()) {
            return otherwise;
        }
        String digits = type.arguments().get(argument);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    static String words(ColumnType type) {
        String arguments = type.arguments().isEmpty() ? "" : "(" + String.join(",", type.arguments()) + ")";
        return type.name() + arguments + (type.unsigned() ? " UNSIGNED" : "");
    }
}
