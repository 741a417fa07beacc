package org.lupomig.analysis;

import java.util.List;
import java.util.Map;
import org.lupomig.doctrine.Level;

/**
 * What configuration says of the doctrine.
 *
 * @param packs packs that apply besides those that a text names; empty where configuration names none
 * @param levels what becomes of rules' findings, by rule
 * @param options values of rules' options, by rule and option
 */
public record DoctrineSettings(
        List<String> packs, Map<String, Level> levels, Map<String, Map<String, String>> options) {
    /** Nothing is configured. */
    public static final DoctrineSettings NONE = new DoctrineSettings(List.of(), Map.of(), Map.of());

    public DoctrineSettings {
        packs = List.copyOf(packs);
        levels = Map.copyOf(levels);
        options = Map.copyOf(options);
    }
}
