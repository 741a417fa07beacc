package org.lupomig.doctrine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a rule without asking it.
 *
 * @param name in kebab-case
 * @param code such as {@code LM3101}; that of the compiler's message where the compiler is its voice
 * @param pack the pack that it belongs to
 * @param level what becomes of its findings where nobody says otherwise
 * @param summary one sentence: what must be so
 * @param message the template of its findings, with {@code {0}}, {@code {1}} … for what a finding gives; empty where
 *     only the compiler finds it
 * @param help what to do about a finding, one sentence with the same places
 * @param options what can be set
 * @param byCompiler whether the compiler finds it in plans, which do not compile then: there it is an error always. The
 *     code and the message are the compiler's; the rule is asked of files without a plan, where it asks anything
 */
public record Rule(
        String name,
        String code,
        String pack,
        Level level,
        String summary,
        String message,
        String help,
        List<Option> options,
        boolean byCompiler) {
    public Rule {
        options = List.copyOf(options);
    }

    /** The option of a name; null where there is none. */
    public @Nullable Option option(String wanted) {
        for (Option option : options) {
            if (option.name().equals(wanted)) {
                return option;
            }
        }
        return null;
    }

    /**
     * Something that can be set of a rule.
     *
     * @param name in kebab-case
     * @param value the default
     * @param what what it says, one sentence
     */
    public record Option(String name, String value, String what) {}
}
