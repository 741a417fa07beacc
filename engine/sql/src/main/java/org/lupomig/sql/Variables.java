package org.lupomig.sql;

/** Reads user and system variables in expressions. */
final class Variables {
    private Variables() {}

    /** Notes the variable whose first sign {@code @} is at {@code at}, and answers the token behind it. */
    static int read(Cursor c, int at, int end, UseFindings found) {
        boolean system = c.isSymbol(at + 1, '@');
        int name = at + (system ? 2 : 1);
        int behind = endOfName(c, name, end);
        if (behind == name) {
            c.moveTo(at);
            c.unexpected("a variable's name is missing");
            return end;
        }
        boolean set = c.isSymbol(behind, ':') && c.isSymbol(behind + 1, '=');
        behind += set ? 2 : 0;
        found.variable(system, name(c, name, set ? behind - 2 : behind), set, c.span(at, behind));
        return behind;
    }

    /** The token behind a variable's name, which may have dots in it; {@code name} where none is there. */
    static int endOfName(Cursor c, int name, int end) {
        int i = name;
        if (i >= end || c.kindAt(i) == Tokens.SYMBOL) {
            return name;
        }
        i++;
        while (i + 1 < end
                && c.isSymbol(i, '.')
                && c.isGlued(i)
                && c.isGlued(i + 1)
                && c.kindAt(i + 1) != Tokens.SYMBOL) {
            i += 2;
        }
        return i;
    }

    /** The name without quotes. */
    static String name(Cursor c, int from, int to) {
        if (to - from == 1) {
            return c.plain(from);
        }
        StringBuilder name = new StringBuilder();
        for (int i = from; i < to; i++) {
            name.append(c.plain(i));
        }
        return name.toString();
    }
}
