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
 * @param least of a whole number, else null
 * @param most of a whole number, else null
 * @param longest of a text, in characters; 0 where that is not bounded
 */
public record ProgramVariable(
        String name,
        String mode,
        Kind kind,
        String cast,
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
     */
    public @Nullable String objection(@Nullable String value) {
        if (value == null) {
            return null;
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

    /** A value as SQL; never a name, whatever is in it. */
    public String literal(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        return switch (kind) {
            case NUMBER -> value.startsWith("-") ? "(" + value + ")" : value;
            case TEXT -> SqlQuoting.literal(value);
            case DATE, TIME -> kind + " " + SqlQuoting.literal(value);
            case DATETIME -> "TIMESTAMP " + SqlQuoting.literal(value);
        };
    }
}
