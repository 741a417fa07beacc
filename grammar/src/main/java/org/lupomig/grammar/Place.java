package org.lupomig.grammar;

/** Where a keyword may stand. */
public enum Place {
    FILE("a file"),
    PLAN_HEADER("the header of a plan"),
    PLAN("a plan"),
    DATABASE("a database"),
    SCHEMA("a schema"),
    TABLE("a table"),
    DOCTRINE("a doctrine"),
    RULE("the setting of a rule"),
    PARAM("a parameter"),
    BATCH_HEADER("the header of a batch"),
    BATCH("a batch"),
    FREEZE("a freeze"),
    BACKUP("a backup"),
    STEP_HEADER("the header of a step"),
    STEP("a step"),
    UNDO("an undo"),
    ALLOW("an allow"),
    FILES_HEADER("the header of a files element"),
    FILES("a files element"),
    FILE_ACTION("an action on files"),
    COPY("a copy"),
    VALIDATE_HEADER("the header of a validation"),
    VALIDATE("a validation"),
    EXPRESSION("an expression");

    private final String phrase;

    Place(String phrase) {
        this.phrase = phrase;
    }

    /** With its article, as in a sentence: {@code a plan}. */
    public String phrase() {
        return phrase;
    }

    /** Whether it is what stands between the braces of something, or a whole file: keywords that begin an element. */
    public boolean isBody() {
        return switch (this) {
            case FILE, PLAN, DOCTRINE, BATCH, STEP, FILES, VALIDATE -> true;
            default -> false;
        };
    }
}
