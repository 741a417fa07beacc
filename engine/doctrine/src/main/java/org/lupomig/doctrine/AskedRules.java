package org.lupomig.doctrine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that a text is held to, by the names that they have in the rule engine. */
final class AskedRules {
    private final Map<String, Rule> byName = new HashMap<>();
    private final Set<String> facts = new HashSet<>();
    private final Map<Class<?>, Boolean> wanted = new HashMap<>();

    AskedRules(Catalogue catalogue, Terms terms) {
        for (Rule rule : catalogue.rules()) {
            if (isAsked(rule, terms)) {
                byName.put(rule.name(), rule);
                facts.addAll(catalogue.facts(rule));
            }
        }
    }

    private static boolean isAsked(Rule rule, Terms terms) {
        return terms.level(rule) != Level.OFF
                || terms.rulings().stream()
                        .anyMatch(ruling -> ruling.effect() != Ruling.Effect.ALLOW
                                && ruling.rule().equals(rule.name()));
    }

    /** Several rules of the engine may be one of ours: what stands behind a colon says which part of it. */
    @Nullable
    Rule rule(String engineName) {
        int colon = engineName.indexOf(':');
        return byName.get(colon < 0 ? engineName : engineName.substring(0, colon));
    }

    /** Whether any of them asks for facts of this kind: others are not given to the rule engine. */
    boolean wants(Object fact) {
        return wanted.computeIfAbsent(fact.getClass(), kind -> facts.contains(kind.getSimpleName()));
    }

    boolean isAsked(String name) {
        return byName.containsKey(name);
    }

    Iterable<Rule> all() {
        return byName.values();
    }
}
