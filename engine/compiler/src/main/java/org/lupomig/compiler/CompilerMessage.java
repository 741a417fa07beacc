package org.lupomig.compiler;

import static org.lupomig.model.diagnostic.Severity.ERROR;

import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Severity;

/** Everything that is said about the text of a plan. */
public enum CompilerMessage implements MessageType {
    // Syntax: LM1001 to LM1099

    MISSING_NAME("LM1001", ERROR, "expected a name after {0}", "Write {1}."),
    MISSING_WORD("LM1002", ERROR, "expected {1} after {0}", "{2}"),
    MISSING_TEXT(
            "LM1003", ERROR, "expected a text in double quotes after {0}", "Write the text between double quotes."),
    MISSING_NUMBER("LM1004", ERROR, "expected {1} after {0}", "{2}"),
    MISSING_EXPRESSION("LM1005", ERROR, "expected a value after {0}", "{1}"),
    MISSING_SYMBOL("LM1006", ERROR, "expected {1} after {0}", "Insert {1} here."),
    MISSING_OPENING_BRACE("LM1007", ERROR, "expected '{' after {0}", "Write what belongs to {1} between '{' and '}'."),
    MISSING_CLOSING_BRACE("LM1008", ERROR, "{0} is never closed", "Insert '}' where {0} ends."),
    UNOPENED_BRACE("LM1009", ERROR, "this '}' closes nothing", "Remove it, or insert the '{' that it belongs to."),
    UNCLOSED_TEXT(
            "LM1010",
            ERROR,
            "this text is never closed",
            "Insert '\"' where the text ends; a text ends on its own line."),
    UNCLOSED_RAW_BLOCK(
            "LM1011",
            ERROR,
            "this raw block is never closed",
            "Write '\"\"\"' on a line of its own where the block ends."),
    UNCLOSED_COMMENT("LM1012", ERROR, "this comment is never closed", "Insert '*/' where the comment ends."),
    UNKNOWN_CHARACTER("LM1013", ERROR, "{0} means nothing here", "{1}"),
    WRONG_QUOTES("LM1014", ERROR, "a text stands in double quotes", "Write {0}."),
    BAD_NUMBER("LM1015", ERROR, "'{0}' is not {1}", "{2}"),
    UNKNOWN_ESCAPE(
            "LM1016",
            ERROR,
            "there is no escape '{0}'",
            "Write \\\\ for a backslash; the escapes are \\\" \\\\ \\n \\r \\t and \\u with four hexadecimal digits."),
    BAD_PLACEHOLDER(
            "LM1017",
            ERROR,
            "'$' and '{' must be followed by a parameter's name and '}'",
            "Write $$ before the '{' where these characters themselves are meant."),
    UNKNOWN_WORD("LM1018", ERROR, "'{0}' means nothing in {1}", "{2}"),
    MISPLACED_ELEMENT("LM1019", ERROR, "'{0}' cannot stand in {1}", "Move it into {2}."),
    UNEXPECTED("LM1020", ERROR, "{0} was not expected after {1}", "{2}"),
    DUPLICATE_CLAUSE("LM1021", ERROR, "'{0}' is said twice of {1}", "Keep one of them."),
    MISSING_CLAUSE("LM1022", ERROR, "{0} needs '{1}'", "Add {2}."),
    QUOTED_NAME("LM1023", ERROR, "the name of {0} stands without quotes", "{1}"),
    BAD_TIMESTAMP("LM1024", ERROR, "'{0}' is not a point in time", "Write UTC as YYYYMMDDHHMMSS: 14 digits."),
    NUMBER_TOO_LARGE("LM1025", ERROR, "{0} is too large", "The largest is {1}."),
    CHAINED_COMPARISON("LM1026", ERROR, "comparisons cannot be chained", "Join two comparisons with 'and'."),
    NO_PLAN(
            "LM1027",
            ERROR,
            "there is no plan in this file",
            "Write: plan NAME version 1.0.0, and what it does between '{' and '}'."),
    SECOND_PLAN("LM1028", ERROR, "a file holds one plan, and this is another", "Move it into a file of its own."),
    LATE_IMPORT("LM1029", ERROR, "imports stand before the plan", "Move it before 'plan'."),
    UNKNOWN_CHOICE("LM1030", ERROR, "'{0}' is not {1}", "Write {2}."),
    ADDRESS_IN_PLAN(
            "LM1031",
            ERROR,
            "the address of a server does not stand in the plan",
            "Remove it; addresses come from configuration, such as --database {0}=ADDRESS."),
    WRONG_OPERATOR("LM1032", ERROR, "there is no operator '{0}'", "Write {1}."),
    WRONG_COMMENT("LM1033", ERROR, "a comment begins with '//'", "Write // instead of {0}."),
    FILE_TOO_LARGE(
            "LM1034", ERROR, "this file is too large to read: {0} characters", "The most is {1}; split the plan."),
    NESTED_TOO_DEEPLY("LM1035", ERROR, "nested deeper than {0} levels", "It was not read any deeper; make it flatter."),
    REPEATED_PART("LM1036", ERROR, "a validation has one {0}", "Keep one of them."),
    BAD_NAME(
            "LM1038",
            ERROR,
            "'{0}' is not a name",
            "A name begins with a letter or '_'; that of a schema or table may be any in double quotes."),
    TOO_MANY_MISTAKES("LM1037", ERROR, "more than {0} mistakes", "Mend the first ones; further ones are not shown."),
    ;

    private final String code;
    private final Severity severity;
    private final String template;
    private final String help;

    CompilerMessage(String code, Severity severity, String template, String help) {
        this.code = code;
        this.severity = severity;
        this.template = template;
        this.help = help;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public String template() {
        return template;
    }

    @Override
    public String help() {
        return help;
    }
}
