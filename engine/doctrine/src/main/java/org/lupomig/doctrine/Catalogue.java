package org.lupomig.doctrine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules that there are, by code. Nothing of the rule engine is loaded for it. */
public final class Catalogue {
    /** The resource that is made of all rules' comments when the project is built. */
    public static final String RESOURCE = "org/lupomig/doctrine/catalogue";

    /** The folder of the resources that are rules' pages, {@code NAME.md}. */
    public static final String PAGES = "org/lupomig/doctrine/pages/";

    private final List<Rule> rules;

    /** A catalogue of these rules. */
    public Catalogue(List<Rule> rules) {
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
            String text = resource(RESOURCE);
            int start = text.indexOf("/**");
            while (start >= 0) {
                rules.add(RuleHeader.read(text.substring(start)));
                start = text.indexOf("/**", start + 3);
            }
            return new Catalogue(rules);
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

    /** The page of a rule that comes along, in Markdown. */
    public String page(Rule rule) {
        return resource(PAGES + rule.name() + ".md");
    }
}
