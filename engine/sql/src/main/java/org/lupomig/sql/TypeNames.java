package org.lupomig.sql;

import java.util.List;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.ColumnType.Sign;

/** Data types by the one name under which the server keeps them, whatever synonym was written. */
final class TypeNames {
    private static final long TINY = 255;
    private static final long SMALL = 65_535;
    private static final long MEDIUM = 16_777_215;

    private TypeNames() {}

    /** The type that the server makes of what was written. */
    static ColumnType canonical(ColumnType type) {
        return switch (type.name()) {
            case "INTEGER", "INT4" -> named(type, "INT");
            case "INT1" -> named(type, "TINYINT");
            case "BOOL", "BOOLEAN" -> named(type, "TINYINT", List.of("1"));
            case "INT2" -> named(type, "SMALLINT");
            case "INT3", "MIDDLEINT" -> named(type, "MEDIUMINT");
            case "INT8" -> named(type, "BIGINT");
            case "SERIAL" -> new ColumnType("BIGINT", List.of(), Sign.UNSIGNED, null, null, false, type.span());
            case "DEC", "NUMERIC", "FIXED", "NUMBER" -> named(type, "DECIMAL");
            case "FLOAT4" -> named(type, "FLOAT");
            case "FLOAT8", "REAL", "DOUBLE PRECISION" -> named(type, "DOUBLE");
            case "FLOAT" -> ofPrecision(type);
            case "CHARACTER", "CHAR" -> bytes(named(type, "CHAR"), "BINARY");
            case "CHAR VARYING", "CHARACTER VARYING", "VARCHARACTER", "VARCHAR", "VARCHAR2" ->
                bytes(named(type, "VARCHAR"), "VARBINARY");
            case "NCHAR", "NATIONAL CHAR", "NATIONAL CHARACTER" -> national(type, "CHAR");
            case "NVARCHAR", "NCHAR VARYING", "NCHAR VARCHAR", "NCHAR VARCHARACTER" -> national(type, "VARCHAR");
            case "NATIONAL VARCHAR", "NATIONAL VARCHARACTER", "NATIONAL CHAR VARYING", "NATIONAL CHARACTER VARYING" ->
                national(type, "VARCHAR");
            case "LONG", "LONG VARCHAR", "LONG VARCHARACTER", "LONG CHAR VARYING", "LONG CHARACTER VARYING" ->
                bytes(named(type, "MEDIUMTEXT"), "MEDIUMBLOB");
            case "LONG VARBINARY" -> named(type, "MEDIUMBLOB");
            case "CLOB" -> named(type, "LONGTEXT");
            case "RAW" -> named(type, "VARBINARY");
            case "JSON" ->
                new ColumnType("LONGTEXT", List.of(), Sign.SIGNED, "utf8mb4", "utf8mb4_bin", false, type.span());
            case "TEXT" -> sized(bytes(type, "BLOB"));
            case "BLOB" -> sized(type);
            case "TINYTEXT" -> bytes(type, "TINYBLOB");
            case "MEDIUMTEXT" -> bytes(type, "MEDIUMBLOB");
            case "LONGTEXT" -> bytes(type, "LONGBLOB");
            default -> type;
        };
    }

    /**
     * A character set by one of its names: {@code utf8} is that of three bytes, as it is unless a server is told so.
     */
    static String charset(String name) {
        return name.equalsIgnoreCase("utf8") ? "utf8mb3" : name;
    }

    private static ColumnType ofPrecision(ColumnType type) {
        if (type.arguments().size() != 1) {
            return type;
        }
        return named(type, number(type.arguments().get(0)) > 24 ? "DOUBLE" : "FLOAT", List.of());
    }

    /** Of {@code CHAR(10) BYTE}, which is {@code BINARY(10)}. */
    private static ColumnType bytes(ColumnType type, String name) {
        String charset = type.charset();
        boolean bytes = charset != null && (charset.equalsIgnoreCase("BYTE") || charset.equalsIgnoreCase("binary"));
        return bytes ? new ColumnType(name, type.arguments(), type.sign(), null, null, false, type.span()) : type;
    }

    private static ColumnType national(ColumnType type, String name) {
        return new ColumnType(
                name, type.arguments(), type.sign(), "utf8mb3", type.collation(), type.binary(), type.span());
    }

    /** {@code TEXT(n)} is the smallest that holds n characters of the longest kind; of {@code BLOB(n)}, bytes. */
    private static ColumnType sized(ColumnType type) {
        if (type.arguments().size() != 1) {
            return type;
        }
        boolean text = type.name().equals("TEXT");
        long bytes = number(type.arguments().get(0)) * (text ? 4 : 1);
        String kind = text ? "TEXT" : "BLOB";
        String size = bytes <= TINY ? "TINY" : bytes <= SMALL ? "" : bytes <= MEDIUM ? "MEDIUM" : "LONG";
        return named(type, size + kind, List.of());
    }

    private static ColumnType named(ColumnType type, String name) {
        return named(type, name, type.arguments());
    }

    private static ColumnType named(ColumnType type, String name, List<String> arguments) {
        return new ColumnType(
                name, arguments, type.sign(), type.charset(), type.collation(), type.binary(), type.span());
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE / 4;
        }
    }
}
