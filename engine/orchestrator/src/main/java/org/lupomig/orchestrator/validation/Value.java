package org.lupomig.orchestrator.validation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of an expression. */
sealed interface Value {
    record Num(BigDecimal number) implements Value {}

    record Bool(boolean flag) implements Value {}

    record Text(String text) implements Value {}

    record Span(Duration duration) implements Value {}

    /** NULL, or what is not there. */
    record Nothing(String why) implements Value {}

    /** For people. */
    default String show() {
        if (this instanceof Num value) {
            return value.number().stripTrailingZeros().toPlainString();
        } else if (this instanceof Bool value) {
            return value.flag() ? "true" : "false";
        } else if (this instanceof Text value) {
            return "\"" + value.text() + "\"";
        } else if (this instanceof Span value) {
            return value.duration().toMillis() + "ms";
        }
        return "nothing";
    }

    /** For the journal: a type letter and the value. */
    default String encode() {
        if (this instanceof Num value) {
            return "n" + value.number().toPlainString();
        } else if (this instanceof Bool value) {
            return value.flag() ? "b1" : "b0";
        } else if (this instanceof Text value) {
            return "t" + value.text();
        } else if (this instanceof Span value) {
            return "d" + value.duration().toMillis();
        }
        return "-";
    }

    /** From the journal; null where nothing was stored under {@code key}. */
    static @Nullable Value decode(Map<String, String> values, String key) {
        String code = values.get(key);
        if (code == null || code.isEmpty()) {
            return null;
        }
        String rest = code.substring(1);
        return switch (code.charAt(0)) {
            case 'n' -> new Num(new BigDecimal(rest));
            case 'b' -> new Bool("1".equals(rest));
            case 't' -> new Text(rest);
            case 'd' -> new Span(Duration.ofMillis(Long.parseLong(rest)));
            default -> new Nothing("it was not there before");
        };
    }
}
