package org.lupomig.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.sql.Cursor;
import org.lupomig.sql.Tokens;

/** Reads types: any words, and up to two numbers. */
final class TypeReader {
    private TypeReader() {}

    /** A type; one without a name where none stands here. */
    static ColumnType read(Cursor c) {
        int from = c.position();
        StringBuilder name = new StringBuilder();
        while (isWord(c)) {
            name.append(name.isEmpty() ? "" : " ").append(c.plain(c.position()));
            c.next();
        }
        List<String> arguments = new ArrayList<>(2);
        if (!name.isEmpty() && c.acceptSymbol('(')) {
            do {
                arguments.add(signed(c));
            } while (arguments.size() < 2 && c.acceptSymbol(','));
            c.expectSymbol(')');
        }
        return new ColumnType(
                name.toString().toUpperCase(Locale.ROOT),
                arguments,
                ColumnType.Sign.SIGNED,
                null,
                null,
                false,
                from == c.position()
                        ? Span.at(c.span(Math.max(0, from - 1), from).end())
                        : c.since(from));
    }

    private static boolean isWord(Cursor c) {
        if (c.atEnd()) {
            return false;
        }
        int at = c.position();
        return switch (c.kindAt(at)) {
            case Tokens.QUOTED_NAME, Tokens.STRING -> true;
            case Tokens.WORD -> !SqliteWords.isReserved(c.word()) && !(c.at("GENERATED") && c.isWord(at + 1, "ALWAYS"));
            default -> false;
        };
    }

    private static String signed(Cursor c) {
        String sign = c.acceptSymbol('-') ? "-" : "";
        if (sign.isEmpty()) {
            c.acceptSymbol('+');
        }
        if (c.atEnd() || c.kindAt(c.position()) != Tokens.NUMBER) {
            c.unexpected("a number is missing");
            return "";
        }
        Literals.check(c, c.position());
        return sign + c.value();
    }
}
