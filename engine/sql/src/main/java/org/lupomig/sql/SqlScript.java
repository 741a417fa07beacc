package org.lupomig.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.Statement;

/**
 * A script, read: its statements in order, and what is wrong with them.
 *
 * <p>Every statement of the text is here, those that are refused too; a refused one has a diagnostic.
 *
 * @param statements in the order they stand in the text
 * @param diagnostics sorted
 */
public record SqlScript(List<Statement> statements, List<Diagnostic> diagnostics) {
    /** The most characters a script may have. */
    public static final int LONGEST = 64 * 1024 * 1024;

    public SqlScript {
        statements = List.copyOf(statements);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Reads a script that is part of a change. */
    public static SqlScript read(MappedText text, SourceText source, @Nullable String defaultSchema) {
        return read(text, source, defaultSchema, ScriptUse.FORWARD);
    }

    /**
     * Reads a script as written for the {@code mariadb} client. Never throws for what is in it.
     *
     * @param text the script, parameters put in
     * @param source what {@code text} was made from; locations are in it
     * @param defaultSchema what unqualified names mean before the first {@code USE}; null: the connection's own
     * @param use whether it may hold what only undo scripts may
     */
    public static SqlScript read(MappedText text, SourceText source, @Nullable String defaultSchema, ScriptUse use) {
        return read(text, source, defaultSchema, use, ScriptDialect.DEFAULT);
    }

    /**
     * Reads a script whose first words are in another dialect than the default one.
     *
     * @param dialect how it begins; what it does to {@code sql_mode} itself is followed
     */
    public static SqlScript read(
            MappedText text, SourceText source, @Nullable String defaultSchema, ScriptUse use, ScriptDialect dialect) {
        return ScriptReader.read(text, source, defaultSchema, use, dialect);
    }

    /**
     * Reads a script with those that it includes.
     *
     * @param includes opens them
     */
    public static SqlScript read(
            MappedText text,
            SourceText source,
            @Nullable String defaultSchema,
            ScriptUse use,
            ScriptDialect dialect,
            Includes includes) {
        return ScriptReader.read(text, source, defaultSchema, use, dialect, new Splitter(text.text()), includes);
    }

    /**
     * Reads one statement as it was cut out of a script: a {@code ;} in it, as in a routine's body, ends nothing.
     *
     * @return one statement, or none where {@code sql} has no words
     */
    public static SqlScript statement(String sql, @Nullable String defaultSchema, ScriptUse use) {
        return ScriptReader.read(
                MappedText.identity(sql),
                SourceText.of("statement", sql),
                defaultSchema,
                use,
                ScriptDialect.DEFAULT,
                Splitter.ofOne(sql));
    }
}
