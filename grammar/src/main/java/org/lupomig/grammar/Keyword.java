package org.lupomig.grammar;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Every word that means something by itself: the one place that says which there are, where they may stand and what
 * they mean. Highlighting, completion and the reference are made from it; the lexer and the parser are held to it.
 */
public enum Keyword {
    IMPORT(LupomigLexer.IMPORT, "Makes the names of another plan usable as plan.batch.step.", Place.FILE),
    PLAN(LupomigLexer.PLAN, "The plan of this file: what changes, in what order, and how it is undone.", Place.FILE),
    VERSION(LupomigLexer.VERSION, "The version of the plan, dotted numbers.", Place.PLAN_HEADER),
    EPOCH(LupomigLexer.EPOCH, "The epoch that the plan moves the system across, as UTC YYYYMMDDHHMMSS.", Place.PLAN),
    DATABASE(LupomigLexer.DATABASE, "A target by name; its address comes from configuration.", Place.PLAN),
    SCHEMA(LupomigLexer.SCHEMA, "A federated schema, its class and how many tables it may have.", Place.PLAN),
    TABLE(LupomigLexer.TABLE, "The classification of one table.", Place.PLAN),
    DOCTRINE(LupomigLexer.DOCTRINE, "The rule packs that the plan is held to.", Place.PLAN),
    PARAM(LupomigLexer.PARAM, "A value for ${name} in SQL and strings.", Place.PLAN),
    BATCH(LupomigLexer.BATCH, "Steps that succeed or are undone together.", Place.PLAN),
    OPTIONAL(
            LupomigLexer.OPTIONAL,
            "Of a database: it may be absent. Of a step: runs after these, if they run at all.",
            Place.DATABASE,
            Place.STEP_HEADER),
    BUDGET(LupomigLexer.BUDGET, "How many tables the schema may have.", Place.SCHEMA),
    ON(
            LupomigLexer.ON,
            "Names the database, or what is frozen, or begins 'on conflict' and 'on failure'.",
            Place.SCHEMA,
            Place.BATCH_HEADER,
            Place.FREEZE,
            Place.STEP_HEADER,
            Place.COPY,
            Place.VALIDATE_HEADER),
    CATEGORY(LupomigLexer.CATEGORY, "What the table is about.", Place.TABLE),
    PRIORITY(LupomigLexer.PRIORITY, "How soon the table should move.", Place.TABLE),
    TARGET(LupomigLexer.TARGET, "The schema that the table should move to.", Place.TABLE),
    DENY(LupomigLexer.DENY, "What the rule finds is an error.", Place.DOCTRINE),
    WARN(
            LupomigLexer.WARN,
            "Of a rule: what it finds is a warning. Of a check: recorded, and the run goes on.",
            Place.DOCTRINE,
            Place.VALIDATE),
    ALLOW(
            LupomigLexer.ALLOW,
            "What the rule, or a check that nobody asked for, finds is accepted, for a reason.",
            Place.DOCTRINE,
            Place.STEP),
    IN(LupomigLexer.IN, "The part of the plan that the setting is for.", Place.RULE),
    BECAUSE(LupomigLexer.BECAUSE, "The reason.", Place.RULE, Place.FREEZE, Place.UNDO, Place.ALLOW),
    TEXT(LupomigLexer.TEXT, "The parameter may hold any text, not only plain characters.", Place.PARAM),
    REQUIRES(LupomigLexer.REQUIRES, "Runs after these, once they succeeded.", Place.BATCH_HEADER, Place.STEP_HEADER),
    CONFLICTS(LupomigLexer.CONFLICTS, "Never runs at the same time as these.", Place.BATCH_HEADER, Place.STEP_HEADER),
    ROLLBACK(
            LupomigLexer.ROLLBACK,
            "The class that says what is undone after a failure.",
            Place.BATCH_HEADER,
            Place.STEP_HEADER,
            Place.VALIDATE_HEADER),
    PARALLEL(LupomigLexer.PARALLEL, "How many of the batch's steps may run at once.", Place.BATCH_HEADER),
    WHEN(LupomigLexer.WHEN, "Skips the step unless this holds.", Place.STEP_HEADER),
    FREEZE(LupomigLexer.FREEZE, "The system state is frozen while the batch runs.", Place.BATCH),
    WRITES(LupomigLexer.WRITES, "What is frozen.", Place.FREEZE),
    BACKUP(LupomigLexer.BACKUP, "Taken before the batch's first change.", Place.BATCH),
    INTO(LupomigLexer.INTO, "Where the backup is written.", Place.BACKUP),
    STEP(LupomigLexer.STEP, "One migration.", Place.BATCH),
    SQL(LupomigLexer.SQL, "The forward change: a file, or SQL in a raw block.", Place.STEP),
    UNDO(
            LupomigLexer.UNDO,
            "The way back; without one it is derived, statement by statement.",
            Place.BATCH,
            Place.STEP),
    NONE(LupomigLexer.NONE, "There is no way back, for a reason.", Place.UNDO),
    FILES(LupomigLexer.FILES, "Changes to the files that match a glob.", Place.STEP),
    HEADER(LupomigLexer.HEADER, "Sets a value in the header of each file.", Place.FILES),
    REPLACE(
            LupomigLexer.REPLACE,
            "Replaces text in each file, or rows that are already there.",
            Place.FILES,
            Place.COPY),
    ALL(LupomigLexer.ALL, "Every place, not only the first.", Place.FILE_ACTION),
    MATCHING(LupomigLexer.MATCHING, "The text is a regular expression.", Place.FILE_ACTION),
    WITH(LupomigLexer.WITH, "What stands there afterwards.", Place.FILE_ACTION),
    TIMES(LupomigLexer.TIMES, "How many places there must be.", Place.FILE_ACTION),
    MOVE(LupomigLexer.MOVE, "Moves each file.", Place.FILES),
    TO(LupomigLexer.TO, "The directory that files move to.", Place.FILE_ACTION),
    ARCHIVE(LupomigLexer.ARCHIVE, "Renames each file out of the way.", Place.FILES),
    SUFFIX(LupomigLexer.SUFFIX, "What an archived file's name ends with.", Place.FILE_ACTION),
    COPY(LupomigLexer.COPY, "Copies rows between databases; they are counted without asking.", Place.STEP),
    WHERE(LupomigLexer.WHERE, "Which rows are copied.", Place.COPY),
    CONFLICT(LupomigLexer.CONFLICT, "What happens to a row that is already there.", Place.COPY),
    VALIDATE(LupomigLexer.VALIDATE, "A check before, while or after something runs.", Place.BATCH, Place.STEP),
    FAILURE(LupomigLexer.FAILURE, "What happens when the validation fails.", Place.VALIDATE_HEADER),
    EXPECT(LupomigLexer.EXPECT, "Must hold.", Place.VALIDATE),
    TIMEOUT(LupomigLexer.TIMEOUT, "How long the step may take.", Place.STEP),
    RETRY(LupomigLexer.RETRY, "How often to try again after a transient error before the first effect.", Place.STEP),
    AND(LupomigLexer.AND, "Both hold.", Place.EXPRESSION),
    OR(LupomigLexer.OR, "One of them holds.", Place.EXPRESSION),
    NOT(LupomigLexer.NOT, "It does not hold.", Place.EXPRESSION),
    WITHIN(LupomigLexer.WITHIN, "Differs by no more than a percentage.", Place.EXPRESSION),
    OF(LupomigLexer.OF, "What the percentage is taken of.", Place.EXPRESSION),
    TRUE(LupomigLexer.TRUE, "It is so.", Place.EXPRESSION),
    FALSE(LupomigLexer.FALSE, "It is not so.", Place.EXPRESSION),

    // Words that the lexer takes for names
    MARIADB("mariadb", "A MariaDB server.", Place.DATABASE),
    SQLITE("sqlite", "A SQLite file.", Place.DATABASE),
    CORE("core", "A schema or table of the core.", Place.SCHEMA, Place.TABLE),
    ORCHESTRATION("orchestration", "A schema or table of the orchestration.", Place.SCHEMA, Place.TABLE),
    EPHEMERAL("ephemeral", "A schema or table whose rows may be lost.", Place.SCHEMA, Place.TABLE),
    LEGACY("legacy", "A schema or table that is kept for what still uses it.", Place.SCHEMA, Place.TABLE),
    DEPRECATED("deprecated", "A schema or table that is to go.", Place.SCHEMA, Place.TABLE),
    DOCTRINE_FILES("doctrine", "Files of the doctrine.", Place.FILES_HEADER),
    MODULE("module", "Files of a module.", Place.FILES_HEADER),
    AGENT("agent", "Files of an agent.", Place.FILES_HEADER),
    DOCUMENTATION_FILES("documentation", "Files of the documentation.", Place.FILES_HEADER),
    PRE("pre", "Before the first change.", Place.VALIDATE_HEADER),
    DURING("during", "While it runs.", Place.VALIDATE_HEADER),
    POST("post", "After the last change.", Place.VALIDATE_HEADER),
    INTEGRITY("integrity", "Nothing is lost or damaged; fails as class A.", Place.VALIDATE_HEADER),
    SCHEMA_KIND("schema", "The schema is as it should be; fails as class A.", Place.VALIDATE_HEADER),
    PERFORMANCE("performance", "It is fast enough; fails as class B.", Place.VALIDATE_HEADER),
    SEMANTIC("semantic", "It means what it should; fails as class C.", Place.VALIDATE_HEADER),
    DOCUMENTATION("documentation", "The documentation is right; fails as class D.", Place.VALIDATE_HEADER),
    SKIP("skip", "A row that is already there stays.", Place.COPY),
    ORPHANS("orphans", "Rows that the step leaves may refer to nothing.", Place.ALLOW);

    private final String word;
    private final int tokenType;
    private final String doc;
    // An unmodifiable view of a set that nobody else holds.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Place> places;

    Keyword(int tokenType, String doc, Place first, Place... more) {
        this.word = LupomigLexer.VOCABULARY.getLiteralName(tokenType).replace("'", "");
        this.tokenType = tokenType;
        this.doc = doc;
        this.places = Collections.unmodifiableSet(EnumSet.of(first, more));
    }

    Keyword(String word, String doc, Place first, Place... more) {
        this.word = word;
        this.tokenType = Token.INVALID_TYPE;
        this.doc = doc;
        this.places = Collections.unmodifiableSet(EnumSet.of(first, more));
    }

    /** The word itself. */
    public String word() {
        return word;
    }

    /** What it means, in one sentence. */
    public String doc() {
        return doc;
    }

    /** Where it may stand. */
    public Set<Place> places() {
        return places;
    }

    /** Whether it may stand in {@code place}. */
    public boolean fits(Place place) {
        return places.contains(place);
    }

    /**
     * Its token type in {@link LupomigLexer}; {@link Token#INVALID_TYPE} for a word that the lexer takes for a name.
     */
    public int tokenType() {
        return tokenType;
    }

    /** Whether the lexer knows it; other words of the table are names to it. */
    public boolean isToken() {
        return tokenType != Token.INVALID_TYPE;
    }

    /** Whether it begins an element of a file, a plan, a batch, … */
    public boolean beginsElement() {
        for (Place place : places) {
            if (place.isBody()) {
                return true;
            }
        }
        return false;
    }

    /** The keyword of a token type of {@link LupomigLexer}; null for a type that is none. */
    public static @Nullable Keyword ofToken(int tokenType) {
        return tokenType > 0 && tokenType < BY_TOKEN.length ? BY_TOKEN[tokenType] : null;
    }

    private static final @Nullable Keyword[] BY_TOKEN = byToken();

    private static @Nullable Keyword[] byToken() {
        @Nullable Keyword[] table = new Keyword[LupomigLexer.NAME];
        for (Keyword keyword : values()) {
            if (keyword.isToken()) {
                table[keyword.tokenType] = keyword;
            }
        }
        return table;
    }
}
