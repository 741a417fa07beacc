package org.lupomig.model.doctrine;

/**
 * The value of a rule's option, for this check.
 *
 * @param rule the rule's name
 * @param name the option's
 * @param value as configured, else the default
 */
public record RuleOption(String rule, String name, String value) {
    /** The value as a number; 0 where it is none, which has been said of the configuration. */
    public long number() {
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whether it is {@code true}. */
    public boolean isTrue() {
        return value.strip().equalsIgnoreCase("true");
    }

    /** Whether a word is among its words, which have commas or blanks between them. Upper and lower case are one. */
    public boolean lists(String word) {
        for (String each : value.split("[,\\s]+", -1)) {
            if (each.equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }
}
