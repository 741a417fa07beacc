package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * A column as a statement defines it.
 *
 * @param name its name, unquoted
 * @param nameSpan where the name stands
 * @param type its data type
 * @param attributes what is said of it behind the type, in the order written
 * @param place where {@code ALTER TABLE} puts it; null where not said
 * @param span the whole definition
 */
public record Column(
        String name,
        Span nameSpan,
        ColumnType type,
        List<ColumnAttribute> attributes,
        @Nullable Place place,
        Span span) {
    public Column {
        attributes = List.copyOf(attributes);
    }

    /**
     * {@code FIRST}, or {@code AFTER column}.
     *
     * @param after the column before it; null for the first place
     */
    public record Place(@Nullable String after, Span span) {}

    /** The attribute of a kind; the last where there are several, as the server has it; null where there is none. */
    public <A extends ColumnAttribute> @Nullable A last(Class<A> kind) {
        for (int i = attributes.size() - 1; i >= 0; i--) {
            if (kind.isInstance(attributes.get(i))) {
                return kind.cast(attributes.get(i));
            }
        }
        return null;
    }

    /** Whether an attribute of a kind is said. */
    public boolean has(Class<? extends ColumnAttribute> kind) {
        return last(kind) != null;
    }

    /** Whether {@code NOT NULL} is said. A key may make it so as well. */
    public boolean notNull() {
        ColumnAttribute.Nullability said = last(ColumnAttribute.Nullability.class);
        return said != null && !said.nullable();
    }

    /** Its {@code DEFAULT}, or null. */
    public @Nullable SqlExpression defaultValue() {
        ColumnAttribute.Default said = last(ColumnAttribute.Default.class);
        return said == null ? null : said.value();
    }

    /**
     * Whether rows that are there when it is added get values that its definition does not tell: numbers, the time,
     * what a function gives.
     */
    public boolean valuesUntold() {
        SqlExpression value = defaultValue();
        return has(ColumnAttribute.AutoIncrement.class)
                || has(ColumnAttribute.SerialDefault.class)
                || (value != null && (!value.calls().isEmpty() || value.text().startsWith("(")));
    }

    /** What it is computed from, or null. */
    public @Nullable SqlExpression generated() {
        ColumnAttribute.Generated said = last(ColumnAttribute.Generated.class);
        return said == null ? null : said.expression();
    }

    /** Its comment without quotes, or null. */
    public @Nullable String comment() {
        ColumnAttribute.Comment said = last(ColumnAttribute.Comment.class);
        return said == null ? null : said.text();
    }
}
