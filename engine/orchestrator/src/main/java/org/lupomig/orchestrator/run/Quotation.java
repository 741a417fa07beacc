package org.lupomig.orchestrator.run;

import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.UndoForecast;

/**
 * What the server quotes of a statement when it refuses it: text that it does not understand, values that do not fit.
 */
final class Quotation {
    /** What stands before a quotation in the server's messages, up to the quote. */
    private static final String[] BEFORE = {
        " near '", " value: '", " illegal value '", " entry '", " string '", " to the value of '"
    };

    private Quotation() {}

    /** The server's words on a statement: of one that may hold a password without what they quote of it. */
    static String of(Statement statement, String message) {
        return mayShowSecrets(statement, message) ? cut(message) : message;
    }

    /** What a procedure is given, and what it makes of that, stands neither in the statement nor in the plan. */
    private static boolean mayShowSecrets(Statement statement, String message) {
        boolean unread = statement.undo().strategy() == UndoForecast.Strategy.WAIVED
                && Statement.mentionsSecrets(statement.sql());
        return statement.mayHoldSecrets()
                || statement.fact() instanceof RowFact.Call
                || unread
                || Statement.mentionsSecrets(message);
    }

    /** Up to the first quotation. */
    static String cut(String message) {
        int end = message.length();
        for (String words : BEFORE) {
            int at = message.indexOf(words);
            end = at >= 0 && at < end ? at : end;
        }
        return message.substring(0, end);
    }
}
