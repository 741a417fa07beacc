package org.lupomig.model.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A variable or parameter of a procedure.
 *
 * @param name in lower case
 * @param mode of a parameter: {@code IN}, {@code OUT} or {@code INOUT}; empty of a variable
 * @param kind what it holds
 * @param cast the type to which a value is cast before it goes in
 * @param unsigned whether it is a number without sign, which stays one in what is computed with it
 * @param padded whether blanks at the end of a text are not kept
 * @param least of a whole number, else null
 * @param most of a whole number, else null
 * @param longest of a text, in characters; 0 where that is not bounded
 */
public record ProgramVariable(
        String name,
        String mode,
        Kind kind,
        String cast,
        boolean unsigned,
        boolean padded,
        @Nullable BigInteger least,
        @Nullable BigInteger most,
        int longest) {

    /** What a variable holds. */
    public enum Kind {
        NUMBER,
        TEXT,
        DATE,
        TIME,
        DATETIME
    }

    /** Whether its value goes back to the caller. */
    public boolean goesOut() {
        return mode.endsWith("OUT");
    }

    /** Whether the caller's value comes in. */
    public boolean comesIn() {
        return mode.startsWith("IN");
    }

    /**
     * Why a value does not go into it, one clause; null where it does.
     *
     * @param value as cast, null for NULL
     * @param collation of the schema, as the procedure found it when it was made
     */
    public @Nullable String objection(@Nullable String value, String collation) {
        if (value == null) {
            return null;
        }
        if (kind == Kind.TEXT && !canSay(charset(collation), value)) {
            return "the text of " + name + " is of the character set " + charset(collation)
                    + ", in which it cannot be sent";
        }
        if (kind == Kind.TEXT && longest > 0 && value.codePointCount(0, value.length()) > longest) {
            return "a text of more than " + longest + " characters goes into " + name;
        }
        if (least != null && most != null) {
            BigInteger number = new BigDecimal(value).toBigInteger();
            return number.compareTo(least) < 0 || number.compareTo(most) > 0
                    ? value + " is out of range for " + name
                    : null;
        }
        return null;
    }

    /** What asks the server for a value as it would be in this variable. */
    public String casting(String expression) {
        String casting = "CAST((" + expression + ") AS " + cast + ")";
        return padded ? "TRIM(TRAILING ' ' FROM " + casting + ")" : casting;
    }

    /**
     * A value as SQL; never a name, whatever is in it. A text is what the server itself writes of a variable where it
     * records what a procedure did: of no other weight in a comparison than the variable.
     *
     * @param value as cast, null for NULL
     * @param collation of the schema, as the procedure found it when it was made
     */
    public String literal(@Nullable String value, String collation) {
        if (value == null) {
            return "NULL";
        }
        return switch (kind) {
            case NUMBER ->
                unsigned ? "CAST(" + value + " AS UNSIGNED)" : value.startsWith("-") ? "(" + value + ")" : value;
            case TEXT ->
                "NAME_CONST(" + SqlQuoting.literal(name) + ", _" + charset(collation) + SqlQuoting.literal(value)
                        + " COLLATE " + collation + ")";
            case DATE, TIME -> kind + " " + SqlQuoting.literal(value);
            case DATETIME -> "TIMESTAMP " + SqlQuoting.literal(value);
        };
    }

    private static boolean canSay(String charset, String value) {
        return switch (charset) {
            case "utf8mb4", "utf8mb3", "utf8" -> true;
            case "", "binary", "ucs2", "utf16", "utf16le", "utf32" -> false;
            default -> value.chars().allMatch(c -> c < 0x80);
        };
    }

    /** The character set that a collation is of. */
    public static String charset(String collation) {
        int end = collation.indexOf('_');
        return end < 0 ? collation : collation.substring(0, end);
    }
}
