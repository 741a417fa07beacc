package org.lupomig.doctrine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Severity;

/** What becomes of a rule's findings. */
public enum Level {
    ERROR(Severity.ERROR),
    WARNING(Severity.WARNING),
    INFO(Severity.INFO),
    /** The rule is not asked. */
    OFF(null);

    private final @Nullable Severity severity;

    Level(@Nullable Severity severity) {
        this.severity = severity;
    }

    /** How much a finding weighs; null where there is none. */
    public @Nullable Severity severity() {
        return severity;
    }

    /** The word in rules and settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level of a word; null where it is none. */
    public static @Nullable Level of(String word) {
        for (Level level : values()) {
            if (level.word().equals(word)) {
                return level;
            }
        }
        return null;
    }
}
