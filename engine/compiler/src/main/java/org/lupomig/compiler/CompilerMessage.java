package org.lupomig.compiler;

import static org.lupomig.model.diagnostic.Severity.ERROR;
import static org.lupomig.model.diagnostic.Severity.WARNING;

import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Severity;

/** Everything that is said about a plan: about its text, and from LM1101 about what it means. */
public enum CompilerMessage implements MessageType {
    // Syntax: LM1001 to LM1099

    MISSING_NAME("LM1001", ERROR, "expected a name after {0}", "Write {1}."),
    MISSING_WORD("LM1002", ERROR, "expected {1} after {0}", "{2}"),
    MISSING_TEXT("LM1003", ERROR, "expected {1} in double quotes after {0}", "{2}"),
    MISSING_NUMBER("LM1004", ERROR, "expected {1} after {0}", "{2}"),
    MISSING_EXPRESSION("LM1005", ERROR, "expected a value after {0}", "{1}"),
    MISSING_SYMBOL("LM1006", ERROR, "expected {1} after {0}", "{2}"),
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
            "A name is made of the letters a to z, digits, '_' and '-', and begins with no digit; that of a schema or"
                    + " table may be any in double quotes."),
    TOO_MANY_MISTAKES("LM1037", ERROR, "more than {0} mistakes", "Mend the first ones; further ones are not shown."),

    // Meaning: from LM1101

    // names

    /** {0} what is looked for, {1} the name, {2} a hint. */
    UNKNOWN_NAME("LM1101", ERROR, "there is no {0} '{1}'", "{2}"),
    /** {0} what it is, {1} the name. */
    DUPLICATE_NAME("LM1102", ERROR, "the {0} '{1}' is declared twice", "Rename one of them, or take one out."),
    /** {0} the name, {1} what it can mean. */
    AMBIGUOUS_NAME("LM1103", ERROR, "'{0}' can mean {1}", "Write one of them in full."),
    /** {0} the name, {1} what it is, {2} what must stand here, {3} a hint. */
    WRONG_KIND_OF_NAME("LM1104", ERROR, "'{0}' is {1}, and {2} must stand here", "{3}"),
    /** {0} the element, {1} where it stands. */
    DUPLICATE_ELEMENT("LM1105", ERROR, "'{0}' stands twice in {1}", "Keep one of them."),
    /** {0} the table. */
    TABLE_WITHOUT_SCHEMA("LM1106", ERROR, "nothing says which schema the table '{0}' is in", "Write it as SCHEMA.{0}."),
    /** {0} the element that needs one. */
    NO_DATABASE("LM1107", ERROR, "{0} needs a database, and the plan declares none", "Add: database main = mariadb"),
    /** {0} the name as written. */
    NOT_A_NAME("LM1108", ERROR, "'{0}' is not a name", "{1}"),
    /** {0} what it is, {1} how long it is, {2} how long it may be, both in characters. */
    TOO_LONG("LM1109", ERROR, "{0} has {1} characters, and {2} are the most", "Shorten it."),

    // files and imports

    /** {0} the path, {1} why. */
    UNREADABLE_FILE(
            "LM1110",
            ERROR,
            "'{0}' cannot be read: {1}",
            "A path is relative to the file that names it, and what it names is text in UTF-8."),
    /** {0} the first word of the SQL. */
    SQL_IN_QUOTES(
            "LM1113",
            ERROR,
            "this is SQL ({0} …), and a text in double quotes names a file",
            "Write SQL between \"\"\" and \"\"\"."),
    /** {0} the path. */
    FILE_IN_RAW_BLOCK(
            "LM1114", ERROR, "'{0}' names a file, and a raw block holds SQL", "Write the path between double quotes."),
    /** {0} the files in a circle. */
    IMPORT_CYCLE("LM1111", ERROR, "plans import each other: {0}", "Take one of these imports out."),
    /** {0} the path, {1} what is wrong in it. */
    BROKEN_IMPORT("LM1112", ERROR, "'{0}' has an error of its own: {1}", "Mend that file first."),

    // parameters

    /** {0} the parameter, {1} a hint. */
    UNDECLARED_PARAMETER("LM1120", ERROR, "the parameter '{0}' is not declared", "{1}"),
    /** {0} the parameter. */
    PARAMETER_WITHOUT_VALUE(
            "LM1121", ERROR, "the parameter '{0}' has no value", "Give it a default, or a value on the command line."),
    /** {0} the parameter, {1} the character. */
    PARAMETER_VALUE_NOT_PLAIN(
            "LM1122",
            ERROR,
            "the value given for '{0}' holds {1}",
            "Letters, digits, '_', '.' and '-' are allowed; declare the parameter as text to allow more."),
    /** {0} the parameter, {1} the plan, {2} a hint. */
    UNKNOWN_PARAMETER_GIVEN(
            "LM1123", ERROR, "a value was given for the parameter '{0}', which '{1}' does not declare", "{2}"),
    /** {0} the parameter. */
    BUILT_IN_PARAMETER("LM1124", ERROR, "'{0}' is built in and cannot be declared", "Choose another name."),

    /** {0} the parameter, {1} its value, {2} why the statement cannot be read with it. */
    VALUE_BREAKS_STATEMENT(
            "LM1125",
            ERROR,
            "${{0}} is {1} here, and with it the statement cannot be read: {2}",
            "Give the parameter another value, or put the whole name that it is part of between backticks."),

    // words and numbers

    /** {0} what is looked for, {1} the word, {2} those that there are. */
    NO_SUCH_WORD("LM1130", ERROR, "there is no {0} '{1}'", "There are {2}."),
    /** {0} the digits, {1} what is wrong with them. */
    NOT_A_DATE("LM1131", ERROR, "'{0}' is not a point in time: {1}", "Write UTC as YYYYMMDDHHMMSS."),
    /** {0} from, {1} to. */
    TIMESTAMP_REGRESSION("LM1132", ERROR, "timestamp regression: {1} is not after {0}", "An epoch moves forward."),
    /** {0} one plan, {1} its epoch, {2} the imported plan, {3} its epoch. */
    EPOCH_BEFORE_IMPORT(
            "LM1133",
            ERROR,
            "timestamp regression: '{0}' crosses {1}, and '{2}', which comes first, crosses {3}",
            "Begin this epoch at the end of the imported one, or later."),
    /** {0} the plan. */
    MIXED_EPOCHS("LM1134", ERROR, "mixed epochs: '{0}' declares a second epoch", "A plan crosses one epoch; split it."),
    /** {0} what is counted, {1} the least, {2} the most. */
    NUMBER_OUT_OF_RANGE("LM1135", ERROR, "{0} is a number from {1} to {2}", "Write a number in this range."),

    // order

    /** {0} the cycle. */
    STEP_CYCLE("LM1140", ERROR, "steps wait for each other: {0}", "Take one of these dependencies out."),
    /** {0} the cycle. */
    BATCH_CYCLE("LM1141", ERROR, "batches wait for each other: {0}", "Take one of these dependencies out."),
    /** {0} the step, {1} why. */
    UNREACHABLE_STEP("LM1142", ERROR, "the step '{0}' can never run: {1}", "Mend what it waits for, or take it out."),
    /** {0} the step. */
    NOTHING_TO_DO("LM1143", ERROR, "the step '{0}' has nothing to do", "Add sql, files or copy, or take the step out."),
    /** {0} the step, {1} what it does, {2} to which object, {3} the other step, {4} what that does to it. */
    MISSING_ORDER(
            "LM1144",
            ERROR,
            "'{0}' {1} '{2}', which '{3}' {4}, and no dependency orders the two",
            "Write requires {3} in the header of the step '{0}'."),

    // expressions

    /** {0} what takes it, {1} what it takes, {2} what this is, {3} a hint. */
    WRONG_TYPE("LM1150", ERROR, "{0} takes {1}, and this is {2}", "{3}"),
    /** {0} the name, {1} a hint. */
    UNKNOWN_FUNCTION("LM1151", ERROR, "there is no function '{0}'", "{1}"),
    /** {0} the function, {1} what it takes, {2} how many are given. */
    WRONG_ARGUMENTS("LM1152", ERROR, "{0}() takes {1}, and {2} given", "Write {0}(…) with {1} between its brackets."),
    /** {0} left type, {1} right type. */
    UNLIKE_TYPES(
            "LM1153", ERROR, "{0} cannot be compared with {1}", "The two sides of a comparison are of the same type."),
    /** {0} the name, {1} a hint. */
    NOT_A_VALUE("LM1154", ERROR, "'{0}' is a name, not a value", "{1}"),
    BEFORE_IN_BEFORE(
            "LM1155", ERROR, "before() stands inside before()", "Take the inner one out: both mean the same moment."),
    /** {0} what is wrong. */
    NOT_A_QUERY(
            "LM1156", ERROR, "query() takes one SELECT that changes nothing: {0}", "Ask for one value with SELECT."),
    LOOSE_PERCENT("LM1157", ERROR, "a percentage stands only behind 'within'", "Write: a within 5% of b."),
    /** {0} the title. */
    NOTHING_TO_CHECK(
            "LM1158",
            WARNING,
            "the validation \"{0}\" checks nothing",
            "Add expect or warn, or take the validation out."),

    // undo

    /** {0} what the undo does, {1} to what, {2} the step or batch, {3} what that does not do. */
    UNDO_DOES_NOT_MATCH(
            "LM1160",
            ERROR,
            "this undo {0} '{1}', and {2} does not {3} it",
            "An undo takes back what its own sql did, and nothing else."),
    /** {0} the statement's kind. */
    NOT_IN_AN_UNDO(
            "LM1161",
            ERROR,
            "{0} does not run in an undo",
            "An undo takes back; it makes nothing new. It renames tables and drops what its own sql made."),
    /** {0} the step or batch. */
    EMPTY_UNDO("LM1162", ERROR, "the undo of {0} holds no statement", "Leave it out to have it derived."),

    // settings of the project

    /** {0} the name in the setting, {1} the nearest that the plan declares. */
    MISSPELT_DATABASE_IN_SETTING(
            "LM1163",
            ERROR,
            "the plan declares no database '{0}', so the setting would say nothing",
            "Did you mean '{1}'?"),
    /** {0} the name in the setting, {1} what the plan declares. */
    SETTING_OF_NO_DATABASE(
            "LM1164", WARNING, "the plan declares no database '{0}', so the setting says nothing to it", "{1}"),
    /** {0} the database. */
    SQL_MODE_OF_SQLITE(
            "LM1165",
            ERROR,
            "database '{0}' is SQLite, and sql-mode is MariaDB's",
            "Take the setting out: SQLite always reads double quotes around names, and backslashes as they are."),
    ;

    // A record of texts.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Wording wording;

    CompilerMessage(String code, Severity severity, String template, String help) {
        wording = new Wording(code, severity, template, help);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
