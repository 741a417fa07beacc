package org.lupomig.sql;

import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Severity;

/** Everything that is said about SQL scripts. */
public enum SqlMessage implements MessageType {
    /** {0} the statement's kind, {1} why, {2} another way out, behind a comma; empty where there is none. */
    STATEMENT_REFUSED(
            "LM2001",
            "{0} is not run: {1}.",
            "Write it so that it has a way back{2}, or do it outside of the plan, before or after it."),
    /** {0} what is in the way. */
    STATEMENT_UNREADABLE(
            "LM2002",
            "This statement cannot be read: {0}.",
            "What cannot be read is not run; check the marked words and the delimiter before them."),
    UNTERMINATED_STRING("LM2003", "This string is not closed.", "Put the closing quote where the string ends."),
    UNTERMINATED_NAME("LM2004", "This quoted name is not closed.", "Put the closing quote where the name ends."),
    UNTERMINATED_COMMENT("LM2005", "This comment is not closed.", "Put */ where the comment ends."),
    BAD_DELIMITER(
            "LM2006",
            "DELIMITER needs a word to end statements with, and no backslash in it.",
            "Write it on one line, such as DELIMITER //."),
    /** {0} its length, {1} the limit, both in characters. */
    SCRIPT_TOO_LARGE(
            "LM2009",
            "The script has {0} characters; at most {1} are read.",
            "Split it into several files; a step may name more than one."),
    /** {0} the path, {1} why. */
    NOT_INCLUDED(
            "LM2010",
            "The script '{0}' is not included: {1}.",
            "SOURCE names a file of the project, relative to the script that names it.");

    // A record of texts.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Wording wording;

    SqlMessage(String code, String template, String help) {
        wording = new Wording(code, Severity.ERROR, template, help);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
