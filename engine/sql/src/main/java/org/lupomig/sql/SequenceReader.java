package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.SequenceFact.AlterSequence;
import org.lupomig.model.sql.SequenceFact.CreateSequence;
import org.lupomig.model.sql.SequenceFact.DropSequences;
import org.lupomig.model.sql.SequenceFact.SetValue;
import org.lupomig.model.sql.Setting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;

/** Reads statements on sequences. */
final class SequenceReader {
    private SequenceReader() {}

    static StatementFact create(Cursor c, Heading heading) {
        c.kind("CREATE SEQUENCE");
        Span guard = c.guard(true);
        TableRef sequence = c.table();
        return new CreateSequence(
                sequence, heading.orReplace(), heading.temporary(), guard, settings(c), heading.opening());
    }

    static StatementFact alter(Cursor c, Heading heading) {
        c.kind("ALTER SEQUENCE");
        Span guard = c.guard(false);
        TableRef sequence = c.table();
        return new AlterSequence(sequence, guard, settings(c), heading.opening());
    }

    static StatementFact drop(Cursor c, Heading heading) {
        c.kind("DROP SEQUENCE");
        Span guard = c.guard(false);
        return new DropSequences(Names.tables(c), heading.temporary(), guard, heading.opening());
    }

    /** Whether {@code DO} or {@code SELECT} sets one sequence to a number, and does nothing else. */
    static boolean setsValue(Cursor c) {
        int at = 3;
        if (!c.isWord(1, "SETVAL") || !c.isSymbol(2, '(') || !isName(c, at)) {
            return false;
        }
        at++;
        if (c.isSymbol(at, '.') && isName(c, at + 1)) {
            at += 2;
        }
        if (!c.isSymbol(at++, ',')) {
            return false;
        }
        at += c.isSymbol(at, '-') ? 1 : 0;
        boolean number = isNumber(c, at++);
        if (c.isSymbol(at, ',') && isNumber(c, at + 1)) {
            at += 2;
            // the round; with another one than the first, the sequence has no way back to what it was
            if (c.isSymbol(at, ',') && isNumber(c, at + 1) && c.raw(at + 1).equals("0")) {
                at += 2;
            }
        }
        return number && c.isSymbol(at, ')') && c.count() == at + 1;
    }

    /** Reads one of which {@link #setsValue} holds. */
    static StatementFact setValue(Cursor c) {
        c.kind("SETVAL");
        c.moveTo(3);
        TableRef sequence = c.table();
        c.acceptSymbol(',');
        String value = number(c);
        boolean used = !c.acceptSymbol(',') || !c.raw(c.position()).equals("0");
        c.moveToEnd();
        return new SetValue(sequence, value, used, c.span(0, 1));
    }

    private static boolean isName(Cursor c, int at) {
        return at < c.count() && (c.kindAt(at) == Tokens.WORD || c.kindAt(at) == Tokens.QUOTED_NAME);
    }

    private static boolean isNumber(Cursor c, int at) {
        return at < c.count() && c.kindAt(at) == Tokens.NUMBER;
    }

    private static List<Setting> settings(Cursor c) {
        List<Setting> settings = new ArrayList<>();
        while (!c.atEnd()) {
            int start = c.position();
            String word = c.word();
            switch (word) {
                case "NOCACHE", "CYCLE", "NOCYCLE", "NOMINVALUE", "NOMAXVALUE" -> {
                    c.next();
                    settings.add(new Setting(word, "", c.since(start)));
                }
                case "NO" -> {
                    c.next();
                    String what = c.at("MINVALUE") || c.at("MAXVALUE") ? c.word() : "";
                    if (what.isEmpty()) {
                        c.unexpected("MINVALUE or MAXVALUE is missing");
                    }
                    c.next();
                    settings.add(new Setting("NO " + what, "", c.since(start)));
                }
                case "RESTART" -> {
                    c.next();
                    boolean value = c.accept("WITH") || c.acceptSymbol('=') || isNumber(c);
                    settings.add(new Setting(word, value ? number(c) : "", c.since(start)));
                }
                case "START", "INCREMENT", "MINVALUE", "MAXVALUE", "CACHE" -> {
                    c.next();
                    if (!c.accept("WITH") && !c.accept("BY")) {
                        c.acceptSymbol('=');
                    }
                    settings.add(new Setting(word, number(c), c.since(start)));
                }
                case "ENGINE", "COMMENT", "AS" -> {
                    c.next();
                    c.acceptSymbol('=');
                    String value = word.equals("AS") ? TypeWords.read(c).text() : c.value();
                    settings.add(new Setting(word, value, c.since(start)));
                }
                default -> {
                    return settings;
                }
            }
        }
        return settings;
    }

    private static boolean isNumber(Cursor c) {
        return c.atSymbol('-') || (!c.atEnd() && c.kindAt(c.position()) == Tokens.NUMBER);
    }

    private static String number(Cursor c) {
        String sign = c.acceptSymbol('-') ? "-" : "";
        c.acceptSymbol('+');
        if (!isNumber(c)) {
            c.unexpected("a number is missing");
            return "";
        }
        return sign + c.value();
    }
}
