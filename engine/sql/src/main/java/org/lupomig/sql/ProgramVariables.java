package org.lupomig.sql;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.ProgramVariable;
import org.lupomig.model.sql.ProgramVariable.Kind;

/** The variables of a procedure that is followed, and where they stand in its words. */
final class ProgramVariables {
    private final Map<String, ProgramVariable> known = new LinkedHashMap<>();

    List<ProgramVariable> all() {
        return List.copyOf(known.values());
    }

    boolean isUnsigned(String name) {
        ProgramVariable variable = known.get(key(name));
        return variable != null && variable.unsigned();
    }

    boolean has(String name) {
        return known.containsKey(key(name));
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Adds one.
     *
     * @param mode of a parameter; empty of a variable
     * @param c at its type; moved behind it
     * @return why it cannot be followed, one clause; null where it can
     */
    @Nullable
    String add(String name, String mode, Cursor c) {
        if (has(name)) {
            return "it has two variables " + name;
        }
        ColumnType type = new TypeReader(c).type();
        ProgramVariable made = c.hasEnded() ? null : made(key(name), mode, type);
        if (made == null) {
            return "its variable " + name + " is of a type whose values are known only to the server";
        }
        known.put(made.name(), made);
        return null;
    }

    private static @Nullable ProgramVariable made(String name, String mode, ColumnType type) {
        if (type.sign() == ColumnType.Sign.ZEROFILL) {
            return null;
        }
        boolean unsigned = type.sign() == ColumnType.Sign.UNSIGNED;
        int bits =
                switch (type.name()) {
                    case "TINYINT", "BOOL", "BOOLEAN", "INT1" -> 8;
                    case "SMALLINT", "INT2" -> 16;
                    case "MEDIUMINT", "INT3", "MIDDLEINT" -> 24;
                    case "INT", "INTEGER", "INT4" -> 32;
                    case "BIGINT", "INT8" -> 64;
                    default -> 0;
                };
        if (bits > 0) {
            BigInteger span = BigInteger.ONE.shiftLeft(unsigned ? bits : bits - 1);
            BigInteger least = unsigned ? BigInteger.ZERO : span.negate();
            return new ProgramVariable(
                    name, mode, Kind.NUMBER, "DECIMAL(65,0)", unsigned, false, least, span.subtract(BigInteger.ONE), 0);
        }
        List<String> arguments = type.arguments();
        return switch (type.name()) {
            case "DECIMAL", "NUMERIC", "DEC", "FIXED" ->
                unsigned
                        ? null
                        : of(name, mode, Kind.NUMBER, "DECIMAL(" + String.join(",", decimal(arguments)) + ")", 0);
            case "CHAR", "CHARACTER" -> text(name, mode, type, arguments.isEmpty() ? 1 : length(arguments), true);
            case "VARCHAR", "CHAR VARYING", "CHARACTER VARYING", "VARCHARACTER" ->
                arguments.isEmpty() ? null : text(name, mode, type, length(arguments), false);
            case "TEXT", "MEDIUMTEXT", "LONGTEXT" -> text(name, mode, type, 0, false);
            case "DATE" -> of(name, mode, Kind.DATE, "DATE", 0);
            case "TIME" -> of(name, mode, Kind.TIME, "TIME" + precision(arguments), 0);
            case "DATETIME" -> of(name, mode, Kind.DATETIME, "DATETIME" + precision(arguments), 0);
            default -> null;
        };
    }

    private static @Nullable ProgramVariable text(
            String name, String mode, ColumnType type, int longest, boolean padded) {
        boolean plain = type.charset() == null && type.collation() == null && !type.binary();
        return plain && longest >= 0
                ? new ProgramVariable(name, mode, Kind.TEXT, "CHAR", false, padded, null, null, longest)
                : null;
    }

    private static ProgramVariable of(String name, String mode, Kind kind, String cast, int longest) {
        return new ProgramVariable(name, mode, kind, cast, false, false, null, null, longest);
    }

    private static List<String> decimal(List<String> arguments) {
        return arguments.isEmpty() ? List.of("10", "0") : arguments;
    }

    private static String precision(List<String> arguments) {
        return arguments.isEmpty() ? "" : "(" + arguments.get(0) + ")";
    }

    private static int length(List<String> arguments) {
        try {
            return Integer.parseInt(arguments.get(0));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
