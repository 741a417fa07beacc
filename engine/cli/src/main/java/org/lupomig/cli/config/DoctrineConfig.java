package org.lupomig.cli.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.analysis.DoctrineSettings;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.doctrine.Catalogue;
import org.lupomig.doctrine.Level;
import org.lupomig.doctrine.Rule;
import org.lupomig.model.diagnostic.Problem;

/** What settings say of the doctrine: {@code doctrine}, {@code doctrine.RULE} and {@code doctrine.RULE.OPTION}. */
final class DoctrineConfig {
    static final String PACKS = "doctrine";
    static final String RULES = "doctrine.";
    private static final String VARIABLE = "LUPOMIG_DOCTRINE";
    private static final int PARTS_OF_AN_OPTION = 3;

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Level> levels = new TreeMap<>();
    private final Map<String, Map<String, String>> options = new TreeMap<>();

    private DoctrineConfig() {}

    static Answer<DoctrineSettings> read(
            @Nullable String flag, Map<String, String> variables, Map<String, String> file, String fileName) {
        DoctrineConfig config = new DoctrineConfig();
        List<String> packs = List.of();
        if (flag != null) {
            packs = config.packs(flag, "--doctrine");
        } else if (variables.get(VARIABLE) != null) {
            packs = config.packs(variables.getOrDefault(VARIABLE, ""), VARIABLE);
        } else if (file.containsKey(PACKS)) {
            packs = config.packs(file.getOrDefault(PACKS, ""), PACKS + " in " + fileName);
        }
        for (Map.Entry<String, String> setting : new TreeMap<>(file).entrySet()) {
            if (setting.getKey().startsWith(RULES)) {
                config.rule(setting.getKey(), setting.getValue(), fileName);
            }
        }
        return config.problems.isEmpty()
                ? Answer.of(new DoctrineSettings(packs, config.levels, config.options))
                : Answer.no(config.problems);
    }

    private List<String> packs(String text, String origin) {
        List<String> known = Catalogue.builtIn().packs();
        List<String> packs = new ArrayList<>();
        for (String written : text.split(",", -1)) {
            String pack = written.strip();
            if (known.contains(pack)) {
                packs.add(pack);
            } else if (!pack.isEmpty()) {
                String hint = Nearest.hint(pack, known, "there are " + String.join(", ", known));
                problems.add(Problem.of(CliMessage.UNKNOWN_PACK, origin, Shown.of(pack), hint));
            }
        }
        return packs;
    }

    private void rule(String name, String value, String fileName) {
        String[] parts = name.split("\\.", -1);
        Catalogue catalogue = Catalogue.builtIn();
        Rule rule = catalogue.find(parts[1]);
        String origin = name + " in " + fileName;
        if (rule == null || !rule.name().equals(parts[1]) || parts.length > PARTS_OF_AN_OPTION) {
            String hint = Nearest.hint(parts[1], catalogue.names(), "lupomig rules lists those there are");
            problems.add(Problem.of(CliMessage.UNKNOWN_RULE, origin, Shown.of(parts[1]), hint));
        } else if (parts.length == PARTS_OF_AN_OPTION) {
            option(rule, parts[2], value, origin);
        } else {
            Level level = Level.of(value.strip());
            if (level == null) {
                problems.add(Problem.of(CliMessage.MALFORMED_LEVEL, origin, Shown.of(value)));
            } else {
                levels.put(rule.name(), level);
            }
        }
    }

    private void option(Rule rule, String name, String value, String origin) {
        Rule.Option option = rule.option(name);
        if (option == null) {
            List<String> known = rule.options().stream().map(Rule.Option::name).toList();
            String hint = known.isEmpty()
                    ? "it has none"
                    : Nearest.hint(name, known, "there are " + String.join(", ", known));
            problems.add(Problem.of(CliMessage.UNKNOWN_OPTION_OF_RULE, origin, rule.name(), Shown.of(name), hint));
            return;
        }
        options.computeIfAbsent(rule.name(), any -> new HashMap<>()).put(name, value);
    }
}
