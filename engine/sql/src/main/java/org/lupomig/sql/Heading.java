package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountRef;

/**
 * What stands between {@code CREATE}, {@code ALTER} or {@code DROP} and the name of what is meant.
 *
 * @param object the kind of object, in upper case; empty where none is known
 * @param algorithm of a view; null where not said
 * @param definer null where not said
 * @param security {@code SQL SECURITY} before the kind of object; null where not said
 * @param opening all these words
 */
record Heading(
        String object,
        boolean orReplace,
        boolean temporary,
        boolean aggregate,
        @Nullable String algorithm,
        @Nullable AccountRef definer,
        @Nullable String security,
        Span opening) {

    /** Reads it, and leaves the cursor behind the kind of object. */
    static Heading read(Cursor c) {
        c.moveTo(1);
        boolean orReplace = c.accept("OR", "REPLACE");
        boolean temporary = false;
        boolean aggregate = false;
        String algorithm = null;
        AccountRef definer = null;
        String security = null;
        while (!c.atEnd()) {
            if (c.accept("TEMPORARY")) {
                temporary = true;
            } else if (c.accept("AGGREGATE")) {
                aggregate = true;
            } else if (c.accept("ALGORITHM")) {
                c.acceptSymbol('=');
                algorithm = Characters.upper(c.value());
            } else if (c.accept("DEFINER")) {
                c.acceptSymbol('=');
                definer = Accounts.account(c);
            } else if (c.accept("SQL", "SECURITY")) {
                security = Characters.upper(c.value());
            } else {
                break;
            }
        }
        String object = c.word();
        boolean known = isObject(object);
        if (known) {
            c.next();
        }
        if (object.equals("PACKAGE") && c.accept("BODY")) {
            object = "PACKAGE BODY";
        }
        return new Heading(
                known ? object : "", orReplace, temporary, aggregate, algorithm, definer, security, c.since(0));
    }

    private static boolean isObject(String word) {
        return switch (word) {
            case "VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "PACKAGE", "EVENT", "SEQUENCE" -> true;
            case "USER", "ROLE", "SERVER", "PREPARE" -> true;
            default -> false;
        };
    }
}
