package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.SqlQuoting;

/**
 * Which rows would not come through a change of a column's type as they are, as an SQL condition. Bytes are compared:
 * to a collation, what is not the same can be equal.
 */
final class Fitting {
    private final String q;
    private final ColumnType from;
    private final ColumnType to;

    private Fitting(String name, ColumnType from, ColumnType to) {
        this.q = SqlQuoting.identifier(name);
        this.from = from;
        this.to = to;
    }

    /**
     * The condition of rows that lose something; null where none is known that tells them.
     *
     * @param name the column's, in the table that is asked
     * @param fromCharset that of the table, for a column that names none
     * @param toCharset that of the table, for a column that names none
     */
    static @Nullable String unfit(String name, Column from, String fromCharset, Column to, String toCharset) {
        if (to.has(ColumnAttribute.Generated.class) || from.has(ColumnAttribute.RowTime.class)) {
            return null;
        }
        List<String> conditions = new ArrayList<>();
        if (Narrowing.losesNull(from, to)) {
            conditions.add(SqlQuoting.identifier(name) + " IS NULL");
        }
        ColumnType was = TypeNames.canonical(from.type());
        ColumnType is = TypeNames.canonical(to.type());
        Fitting fitting = new Fitting(name, was, is);
        boolean texts = Narrowing.isText(was) && Narrowing.isText(is);
        String oldSet = Narrowing.charset(was, fromCharset);
        String newSet = Narrowing.charset(is, toCharset);
        if (texts && !oldSet.equalsIgnoreCase(newSet) && !Narrowing.isWider(oldSet, newSet)) {
            if (!isName(oldSet) || !isName(newSet)) {
                return null;
            }
            conditions.add(
                    fitting.changes("CONVERT(CONVERT(" + fitting.q + " USING " + newSet + ") USING " + oldSet + ")"));
        }
        boolean same = was.name().equals(is.name())
                && was.arguments().equals(is.arguments())
                && was.sign() == is.sign()
                && (!texts || oldSet.equalsIgnoreCase(newSet));
        if (!same) {
            List<String> ofTypes = fitting.conditions(newSet);
            if (ofTypes.isEmpty()) {
                return null;
            }
            ofTypes.stream().filter(one -> !one.isEmpty()).forEach(conditions::add);
        }
        return conditions.isEmpty() ? "FALSE" : "(" + String.join(") OR (", conditions) + ")";
    }

    /** None where it is not known; an empty one where all values fit. */
    private List<String> conditions(String newSet) {
        boolean fromText = Narrowing.isText(from);
        return switch (to.name()) {
            case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT" -> intoInteger(fromText);
            case "DECIMAL" -> intoDecimal(fromText);
            case "FLOAT", "DOUBLE" -> intoFloating();
            case "CHAR", "VARCHAR" -> isPrinted() || fromText ? intoCharacters(fromText) : List.of();
            case "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT" -> intoText(fromText, newSet);
            case "VARBINARY", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB" ->
                isBytes(from.name()) ? List.of(longer("LENGTH(" + q + ")")) : List.of();
            case "ENUM" -> fromText && !from.name().equals("SET") ? intoEnum() : List.of();
            case "SET" -> from.name().equals("SET") ? intoSet() : List.of();
            case "BIT" -> from.name().equals("BIT") ? List.of(intoBits()) : List.of();
            case "DATE" -> from.name().equals("DATETIME") || fromText ? cast("DATE", fromText) : List.of();
            case "TIME" -> from.name().equals("TIME") || fromText ? cast(precise("TIME"), fromText) : List.of();
            case "DATETIME" -> intoDateTime(fromText);
            case "TIMESTAMP" -> intoTimestamp();
            default -> List.of();
        };
    }

    private List<String> intoInteger(boolean fromText) {
        List<String> conditions = new ArrayList<>();
        boolean integer = Narrowing.integerBytes(from.name()) > 0;
        if (from.name().equals("ENUM") || from.name().equals("SET")) {
            return List.of();
        } else if (fromText) {
            String number = to.unsigned() ? "UNSIGNED" : "SIGNED";
            conditions.add(changes("CAST(CAST(" + q + " AS " + number + ") AS CHAR)"));
        } else if (from.name().equals("DECIMAL") || isFloating(from.name())) {
            conditions.add(q + " <> FLOOR(" + q + ")");
        } else if (!integer) {
            return List.of();
        }
        if (to.sign() == ColumnType.Sign.ZEROFILL && fromText) {
            return List.of();
        }
        int bits = Narrowing.integerBytes(to.name()) * 8;
        java.math.BigInteger size = java.math.BigInteger.ONE.shiftLeft(to.unsigned() ? bits : bits - 1);
        conditions.add(q + " < " + (to.unsigned() ? "0" : size.negate().toString()));
        conditions.add(q + " > " + size.subtract(java.math.BigInteger.ONE));
        return conditions;
    }

    private List<String> intoDecimal(boolean fromText) {
        boolean number = Narrowing.integerBytes(from.name()) > 0 || from.name().equals("DECIMAL");
        if (!number && (!fromText || from.name().equals("ENUM") || from.name().equals("SET"))) {
            return List.of();
        }
        String type = "DECIMAL(" + Narrowing.number(to, 0, 10) + "," + Narrowing.number(to, 1, 0) + ")";
        String cast = "CAST(" + q + " AS " + type + ")";
        String changed = fromText ? changes("CAST(" + cast + " AS CHAR)") : "NOT (" + q + " <=> " + cast + ")";
        if (to.sign() == ColumnType.Sign.ZEROFILL && fromText) {
            return List.of();
        }
        return to.unsigned() ? List.of(changed, q + " < 0") : List.of(changed);
    }

    private List<String> intoFloating() {
        boolean single = to.name().equals("FLOAT");
        if (!to.arguments().isEmpty()) {
            return List.of();
        }
        List<String> conditions = new ArrayList<>();
        if (to.unsigned() && !from.unsigned()) {
            conditions.add(q + " < 0");
        }
        if (Narrowing.integerBytes(from.name()) > 0) {
            // Up to there every whole number is one of theirs.
            conditions.add("ABS(CAST(" + q + " AS DECIMAL(20,0))) > " + (single ? "16777216" : "9007199254740992"));
        } else if (from.name().equals("DOUBLE") && single) {
            conditions.add("NOT (" + q + " <=> CAST(CAST(" + q + " AS FLOAT) AS DOUBLE))");
        } else if (isFloating(from.name()) && from.arguments().isEmpty()) {
            conditions.add("");
        } else {
            return List.of();
        }
        return conditions;
    }

    private List<String> intoCharacters(boolean fromText) {
        List<String> conditions =
                new ArrayList<>(withoutMistakes("CHAR_LENGTH(" + q + ") > " + Narrowing.number(to, 0, 1)));
        if (to.name().equals("CHAR") && fromText && !from.name().equals("CHAR")) {
            conditions.add(exactly("RIGHT(" + q + ", 1)") + " = ' '");
        }
        return conditions;
    }

    private List<String> intoText(boolean fromText, String charset) {
        if (!fromText) {
            return isPrinted() ? List.of("") : List.of();
        }
        String longer = longer("LENGTH(CONVERT(" + q + " USING " + charset + "))");
        return isName(charset) ? withoutMistakes(longer) : List.of();
    }

    /** Of an ENUM, the empty text that the server keeps for what was none of its values is no value. */
    private List<String> withoutMistakes(String condition) {
        return from.name().equals("ENUM") ? List.of(condition, q + " + 0 = 0") : List.of(condition);
    }

    /** Whether its values are written as characters in one way only, which reading them gives back. */
    private boolean isPrinted() {
        boolean plain = from.sign() != ColumnType.Sign.ZEROFILL;
        return switch (from.name()) {
            case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT", "DECIMAL" -> plain;
            case "DATE", "DATETIME", "TIME" -> true;
            default -> false;
        };
    }

    private String longer(String length) {
        int rank = Math.max(Narrowing.textRank(to.name()), Narrowing.blobRank(to.name()));
        long most =
                switch (rank) {
                    case 0 -> 255L;
                    case 1 -> 65_535L;
                    case 2 -> 16_777_215L;
                    case 3 -> 4_294_967_295L;
                    default -> Narrowing.number(to, 0, 1);
                };
        return length + " > " + most;
    }

    /** Of a SET, each member is a bit, in the order of the members. */
    private List<String> intoSet() {
        if (hasAllMembers()) {
            return List.of("");
        }
        java.math.BigInteger missing = java.math.BigInteger.ZERO;
        for (int i = 0; i < from.arguments().size(); i++) {
            if (from.arguments().get(i).indexOf('\\') >= 0) {
                // What it means hangs on the session's sql_mode.
                return List.of();
            }
            if (!to.arguments().contains(from.arguments().get(i))) {
                missing = missing.setBit(i);
            }
        }
        return List.of("(" + q + " & " + missing + ") <> 0");
    }

    private boolean hasAllMembers() {
        return to.name().equals(from.name()) && to.arguments().containsAll(from.arguments());
    }

    private List<String> intoEnum() {
        if (hasAllMembers()) {
            return List.of("");
        }
        StringBuilder values = new StringBuilder();
        for (String value : to.arguments()) {
            if (value.length() < 2 || value.charAt(0) != '\'' || value.indexOf('\\') >= 0) {
                // What it means hangs on the session's sql_mode.
                return List.of();
            }
            values.append(values.length() == 0 ? "" : ", ").append(value);
        }
        return List.of(exactly(q) + " NOT IN (" + values + ")");
    }

    private String intoBits() {
        long bits = Narrowing.number(to, 0, 1);
        return bits >= 64 ? "" : q + " + 0 >= " + (1L << bits);
    }

    private List<String> intoDateTime(boolean fromText) {
        if (from.name().equals("TIMESTAMP")) {
            // An hour that a time zone has twice is one hour as a date.
            String seconds = "UNIX_TIMESTAMP(" + q + ")";
            return List.of(
                    seconds + " <> UNIX_TIMESTAMP(CAST(" + q + " AS " + precise("DATETIME") + "))", seconds + " = 0");
        }
        return from.name().equals("DATETIME") || fromText ? cast(precise("DATETIME"), fromText) : List.of();
    }

    private List<String> intoTimestamp() {
        String precise = "CAST(" + q + " AS " + precise("DATETIME") + ")";
        return switch (from.name()) {
            case "TIMESTAMP" -> List.of("NOT (" + q + " <=> " + precise + ")");
            case "DATETIME" ->
                List.of(
                        "NOT (" + q + " <=> " + precise + ")",
                        q + " IS NOT NULL AND NOT COALESCE(UNIX_TIMESTAMP(" + q
                                + ") > 0 AND FROM_UNIXTIME(UNIX_TIMESTAMP(" + q + ")) = " + q + ", 0)");
            default -> List.of();
        };
    }

    private List<String> cast(String type, boolean fromText) {
        String cast = "CAST(" + q + " AS " + type + ")";
        if (from.name().equals("ENUM") || from.name().equals("SET")) {
            return List.of();
        }
        return List.of(fromText ? changes("CAST(" + cast + " AS CHAR)") : "NOT (" + q + " <=> " + cast + ")");
    }

    /** That something made of the value has other bytes. */
    private String changes(String made) {
        return "NOT (CAST(" + q + " AS BINARY) <=> CAST(" + made + " AS BINARY))";
    }

    /** A text that is equal to none but its like: to most collations an empty one is as good as a space. */
    private static String exactly(String text) {
        return "CONVERT(" + text + " USING utf8mb4) COLLATE utf8mb4_nopad_bin";
    }

    private String precise(String type) {
        long digits = Narrowing.number(to, 0, 0);
        return digits == 0 ? type : type + "(" + digits + ")";
    }

    private static boolean isFloating(String name) {
        return name.equals("FLOAT") || name.equals("DOUBLE");
    }

    private static boolean isBytes(String name) {
        return name.equals("VARBINARY") || Narrowing.blobRank(name) >= 0;
    }

    private static boolean isName(String charset) {
        return !charset.isEmpty() && charset.chars().allMatch(c -> Characters.isName((char) c) && c < 0x80);
    }
}
