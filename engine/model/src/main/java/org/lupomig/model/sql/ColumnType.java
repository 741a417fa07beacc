package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * A column's data type.
 *
 * @param name in upper case and as many words as it has: {@code INT}, {@code DOUBLE PRECISION}. Synonyms stay apart:
 *     {@code INTEGER} is not made {@code INT}
 * @param arguments what stands in parentheses behind it, one by one, as written: {@code 10}, {@code 2}, {@code 'small'}
 * @param sign how numbers are signed, and filled
 * @param charset its character set as written, without quotes; null where not said
 * @param collation its collation as written, without quotes; null where not said
 * @param binary whether {@code BINARY} stands behind it, which chooses the collation {@code _bin}
 * @param span its words, those on character set and sign included
 */
public record ColumnType(
        String name,
        List<String> arguments,
        Sign sign,
        @Nullable String charset,
        @Nullable String collation,
        boolean binary,
        Span span) {
    public ColumnType {
        arguments = List.copyOf(arguments);
    }

    /** How a number's sign is dealt with. */
    public enum Sign {
        /** Not said, or {@code SIGNED}. */
        SIGNED,
        UNSIGNED,
        /** {@code ZEROFILL}, which makes it unsigned too. */
        ZEROFILL
    }

    /** Whether it holds no negative numbers. */
    public boolean unsigned() {
        return sign != Sign.SIGNED;
    }
}
