package org.lupomig.doctrine;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a text is held to.
 *
 * @param packs the packs that apply
 * @param levels what configuration makes of rules, by name; it may also turn on one whose pack does not apply
 * @param options values of rules' options, by rule and name
 * @param rulings what the text itself says of rules
 */
public record Terms(
        Set<String> packs, Map<String, Level> levels, Map<String, Map<String, String>> options, List<Ruling> rulings) {
    public Terms {
        packs = Set.copyOf(packs);
        levels = Map.copyOf(levels);
        options = Map.copyOf(options);
        rulings = List.copyOf(rulings);
    }

    /** These packs as they are. */
    public static Terms of(String... packs) {
        return new Terms(Set.of(packs), Map.of(), Map.of(), List.of());
    }

    /** What becomes of a rule's findings where no ruling of the text says otherwise. */
    Level level(Rule rule) {
        Level configured = levels.get(rule.name());
        if (configured != null) {
            return configured;
        }
        if (packs.contains(rule.pack())) {
            return rule.level();
        }
        return Level.OFF;
    }

    String option(Rule rule, Rule.Option option) {
        return options.getOrDefault(rule.name(), Map.of()).getOrDefault(option.name(), option.value());
    }
}
