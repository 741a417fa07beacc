package org.lupomig.doctrine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.doctrine.RuleOption;
import org.lupomig.model.doctrine.SuppressionUnused;

/** Holds facts to the rules: facts in, findings out. Nothing is kept between two calls. */
public final class Doctrine {
    private final Terms terms;
    private final AskedRules asked;
    private final Set<Ruling> used = new HashSet<>();

    private Doctrine(Catalogue catalogue, Terms terms) {
        this.terms = terms;
        this.asked = new AskedRules(catalogue, terms);
    }

    /**
     * What the rules find. The order of the facts makes no difference.
     *
     * @param facts of one plan with its scripts, or of one script
     * @return each finding once, by file, offset, code and text
     */
    public static List<Diagnostic> judge(Collection<?> facts, Terms terms) {
        return new Doctrine(Catalogue.builtIn(), terms).findings(facts);
    }

    private List<Diagnostic> findings(Collection<?> facts) {
        if (facts.isEmpty()) {
            return List.of();
        }
        List<Object> all = new ArrayList<>();
        for (Object fact : facts) {
            if (asked.wants(fact)) {
                all.add(fact);
            }
        }
        for (Rule rule : asked.all()) {
            for (Rule.Option option : rule.options()) {
                all.add(new RuleOption(rule.name(), option.name(), terms.option(rule, option)));
            }
        }
        Sink sink = new Sink();
        RuleBase.builtIn().run(all, sink, asked, this::unused);
        TreeSet<Diagnostic> findings = new TreeSet<>();
        for (Sink.Found found : sink.found()) {
            Severity severity = severity(found);
            if (severity != null) {
                findings.add(found.as(new RuleMessage(found.rule(), severity)));
            }
        }
        return List.copyOf(findings);
    }

    /** How much a finding weighs; null where it is allowed, or its rule is off. */
    private @Nullable Severity severity(Sink.Found found) {
        Ruling ruling = ruling(found);
        if (ruling == null) {
            return terms.level(found.rule()).severity();
        }
        return switch (ruling.effect()) {
            case DENY -> Severity.ERROR;
            case WARN -> Severity.WARNING;
            case ALLOW -> null;
        };
    }

    /** What is said of a finding: of its part before of the whole, and the later of two. */
    private @Nullable Ruling ruling(Sink.Found found) {
        Ruling said = null;
        for (Ruling ruling : terms.rulings()) {
            if (ruling.rule().equals(found.rule().name()) && ruling.covers(found.place())) {
                used.add(ruling);
                said = said == null || ruling.isNarrow() || !said.isNarrow() ? ruling : said;
            }
        }
        return said;
    }

    /** What allowed nothing, of the rules that were asked. */
    private List<SuppressionUnused> unused(Sink sink) {
        sink.found().forEach(this::ruling);
        List<SuppressionUnused> unused = new ArrayList<>();
        for (Ruling ruling : terms.rulings()) {
            if (ruling.effect() == Ruling.Effect.ALLOW && asked.isAsked(ruling.rule()) && !used.contains(ruling)) {
                unused.add(new SuppressionUnused(ruling.rule(), ruling.place()));
            }
        }
        return unused;
    }
}
