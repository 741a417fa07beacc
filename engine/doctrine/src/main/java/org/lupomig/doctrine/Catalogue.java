package org.lupomig.doctrine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules that there are, by code. Nothing of the rule engine is loaded for it. */
public final class Catalogue {
    /** The resource that is made of all rules' comments when the project is built. */
    public static final String RESOURCE = "org/lupomig/doctrine/catalogue";

    /** The folder of the resources that are rules' pages, {@code NAME.md}. */
    public static final String PAGES = "org/lupomig/doctrine/pages/";

    /** Begins the line below a rule's comment that names the kinds of facts that it asks for. */
    public static final String FACTS = "facts ";

    private final List<Rule> rules;
    private final Map<String, Set<String>> facts;

    /**
     * A catalogue of these rules.
     *
     * @param facts the simple names of the kinds of facts that rules ask for, by rule
     */
    public Catalogue(List<Rule> rules, Map<String, Set<String>> facts) {
        this.facts = Map.copyOf(facts);
        List<Rule> sorted = new ArrayList<>(rules);
        sorted.sort(Comparator.comparing(Rule::code).thenComparing(Rule::name));
        this.rules = List.copyOf(sorted);
    }

    /** The rules that come along. */
    public static Catalogue builtIn() {
        return BuiltIn.CATALOGUE;
    }

    /** Read when it is first asked for. */
    private static final class BuiltIn {
        private static final Catalogue CATALOGUE = read();

        private BuiltIn() {}

        private static Catalogue read() {
            List<Rule> rules = new ArrayList<>();
            Map<String, Set<String>> facts = new HashMap<>();
            String text = resource(RESOURCE);
            int start = text.indexOf("/**");
            while (start >= 0) {
                Rule rule = RuleHeader.read(text.substring(start));
                rules.add(rule);
                int below = text.indexOf(FACTS, text.indexOf("*/", start)) + FACTS.length();
                facts.put(
                        rule.name(),
                        Set.of(text.substring(below, text.indexOf('\n', below))
                                .strip()
                                .split(" ", -1)));
                start = text.indexOf("/**", start + 3);
            }
            return new Catalogue(rules, facts);
        }
    }

    static String resource(String name) {
        try (InputStream in = Catalogue.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " was not built");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rules, by code. */
    public List<Rule> rules() {
        return rules;
    }

    /** The names of all packs, sorted. */
    public List<String> packs() {
        TreeSet<String> packs = new TreeSet<>();
        rules.forEach(rule -> packs.add(rule.pack()));
        return List.copyOf(packs);
    }

    /** The names of all rules, sorted. */
    public List<String> names() {
        return rules.stream().map(Rule::name).sorted().toList();
    }

    /** The rule of a name or a code, in whatever case; null where there is none. */
    public @Nullable Rule find(String nameOrCode) {
        for (Rule rule : rules) {
            if (rule.name().equalsIgnoreCase(nameOrCode) || rule.code().equalsIgnoreCase(nameOrCode)) {
                return rule;
            }
        }
        return null;
    }

    /** The simple names of the kinds of facts that a rule asks for. */
    Set<String> facts(Rule rule) {
        return facts.getOrDefault(rule.name(), Set.of());
    }

    /** The page of a rule that comes along, in Markdown. */
    public String page(Rule rule) {
        return resource(PAGES + rule.name() + ".md");
    }
}
