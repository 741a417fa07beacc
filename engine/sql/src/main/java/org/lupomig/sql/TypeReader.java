package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.ColumnType.Sign;

/** Reads a column's data type. What belongs to it may stand among the column's attributes, too. */
final class TypeReader {
    private final Cursor c;
    private final int start;
    private String name = "";
    private List<String> arguments = List.of();
    private Sign sign = Sign.SIGNED;
    private @Nullable String charset;
    private @Nullable String collation;
    private boolean binary;
    private int end;

    /** Reads the type's name and arguments, and the words of the type right behind them. */
    TypeReader(Cursor c) {
        this.c = c;
        this.start = c.position();
        if (c.atEnd() || c.kindAt(start) != Tokens.WORD) {
            c.unexpected("the column's type is missing");
        } else {
            MisspeltTypes.refuse(c, start);
            name = name();
            if (c.atSymbol('(')) {
                arguments = arguments();
            }
            while (accept()) {
                // one after the other
            }
        }
        end = c.position();
    }

    ColumnType type() {
        return new ColumnType(name, arguments, sign, charset, collation, binary, c.span(start, end));
    }

    private String name() {
        String first = c.word();
        StringBuilder words = new StringBuilder(first);
        c.next();
        if (c.acceptSymbol('.')) {
            words.append('.').append(c.word());
            c.next();
        }
        switch (first) {
            case "DOUBLE" -> more(words, "PRECISION");
            case "NATIONAL" -> {
                more(words, "VARCHAR", "VARCHARACTER", "CHAR", "CHARACTER");
                more(words, "VARYING");
            }
            case "NCHAR" -> more(words, "VARYING", "VARCHAR", "VARCHARACTER");
            case "CHAR", "CHARACTER" -> more(words, "VARYING");
            case "LONG" -> {
                more(words, "VARCHAR", "VARCHARACTER", "VARBINARY", "CHAR", "CHARACTER");
                more(words, "VARYING");
            }
            default -> {}
        }
        return words.toString();
    }

    private void more(StringBuilder words, String... possible) {
        for (String word : possible) {
            if (c.accept(word)) {
                words.append(' ').append(word);
                return;
            }
        }
    }

    private List<String> arguments() {
        int close = c.closing(c.position());
        List<String> found = new ArrayList<>(2);
        int first = c.position() + 1;
        for (int i = first; i <= close; i++) {
            if (i == close || c.isSymbol(i, ',')) {
                if (i > first) {
                    found.add(c.words(first, i));
                }
                first = i + 1;
            }
        }
        if (close >= 0) {
            c.moveTo(close + 1);
        }
        return found;
    }

    /** Reads a word of the type; false where none is here. */
    boolean accept() {
        switch (c.word()) {
            case "UNSIGNED" -> {
                sign = sign == Sign.ZEROFILL ? sign : Sign.UNSIGNED;
                c.next();
            }
            case "ZEROFILL" -> {
                sign = Sign.ZEROFILL;
                c.next();
            }
            case "SIGNED" -> c.next();
            case "BINARY" -> {
                binary = true;
                c.next();
            }
            case "ASCII", "UNICODE", "BYTE" -> {
                charset = c.word();
                c.next();
            }
            case "CHARSET" -> {
                c.next();
                charset = c.value();
            }
            case "CHARACTER", "CHAR" -> {
                c.next();
                c.expect("SET");
                charset = c.value();
            }
            case "COLLATE" -> {
                c.next();
                collation = c.value();
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
