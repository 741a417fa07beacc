package org.lupomig.model.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** What is said of a column behind its type: one record for each kind, in the order written. */
public sealed interface ColumnAttribute {
    /** Its words. */
    Span span();

    /** {@code NULL}, or {@code NOT NULL}. */
    record Nullability(boolean nullable, Span span) implements ColumnAttribute {}

    /** {@code DEFAULT value}: a literal, a call, or an expression in parentheses. */
    record Default(SqlExpression value, Span span) implements ColumnAttribute {}

    /** {@code ON UPDATE CURRENT_TIMESTAMP}. */
    record OnUpdate(SqlExpression value, Span span) implements ColumnAttribute {}

    /** {@code [GENERATED ALWAYS] AS (expression)}; stored also in its older word, {@code PERSISTENT}. */
    record Generated(SqlExpression expression, boolean stored, Span span) implements ColumnAttribute {}

    /** {@code GENERATED ALWAYS AS ROW START}, or {@code ROW END}: when a row's version began to hold, and ended. */
    record RowTime(boolean start, Span span) implements ColumnAttribute {}

    /** {@code AUTO_INCREMENT}. */
    record AutoIncrement(Span span) implements ColumnAttribute {}

    /** {@code SERIAL DEFAULT VALUE}: not null, counting, unique. */
    record SerialDefault(Span span) implements ColumnAttribute {}

    /** {@code [PRIMARY] KEY}, or {@code UNIQUE [KEY]}. */
    record InlineKey(boolean primary, Span span) implements ColumnAttribute {}

    /** {@code [CONSTRAINT name] CHECK (expression)}. */
    record InlineCheck(@Nullable String name, SqlExpression expression, Span span) implements ColumnAttribute {}

    /** {@code [CONSTRAINT name] REFERENCES table (column) …}. */
    record References(@Nullable String name, ForeignKey.Target target, Span span) implements ColumnAttribute {}

    /** {@code COMMENT 'text'}: the text without quotes and escapes. */
    record Comment(String text, Span span) implements ColumnAttribute {}

    /** {@code INVISIBLE}: not among the columns of {@code SELECT *}. */
    record Invisible(Span span) implements ColumnAttribute {}

    /** {@code COMPRESSED}, with a method in upper case where one is named. */
    record Compressed(@Nullable String method, Span span) implements ColumnAttribute {}

    /** {@code WITH SYSTEM VERSIONING}, or {@code WITHOUT}: whether changes of it go into the history. */
    record Versioning(boolean with, Span span) implements ColumnAttribute {}

    /** {@code REF_SYSTEM_ID = n}, or an attribute that a storage engine defines. */
    record Option(TableOption option) implements ColumnAttribute {
        @Override
        public Span span() {
            return option.span();
        }
    }
}
