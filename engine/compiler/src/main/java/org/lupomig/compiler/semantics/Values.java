package org.lupomig.compiler.semantics;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Text;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.ParameterText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** Puts parameters into texts, and keeps which of them were used. */
final class Values {
    static final String NOW = "now";
    static final String EPOCH = "epoch";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,60}(\\.[0-9]{1,60})?");

    private final Map<String, String> values;
    private final Report report;
    private final Set<String> below;
    private final int declareAt;
    private final Set<String> usedAnywhere;
    private final TreeMap<String, String> used = new TreeMap<>();
    private final Set<String> undeclared = new HashSet<>();

    /**
     * Values by name.
     *
     * @param values the declared ones and the built-in ones; seen live, so that it may still grow
     * @param below all declared names, with those that have no value yet
     * @param declareAt where in the plan another parameter would be declared
     * @param usedAnywhere names that were used by these values or by {@link #fresh} ones
     */
    Values(Map<String, String> values, Set<String> below, int declareAt, Set<String> usedAnywhere, Report report) {
        this.values = values;
        this.below = below;
        this.declareAt = declareAt;
        this.usedAnywhere = usedAnywhere;
        this.report = report;
    }

    /** The same values with nothing used yet. */
    Values fresh() {
        return new Values(values, below, declareAt, usedAnywhere, report);
    }

    Report report() {
        return report;
    }

    Collection<String> names() {
        return new TreeSet<>(values.keySet());
    }

    boolean isDeclared(String name) {
        return values.containsKey(name);
    }

    /** The value of a name; null where it has none. It does not count as used. */
    @Nullable
    String valueOf(String name) {
        return values.get(name);
    }

    /**
     * The number that a declared name has for its value; null where that is none. It counts as used where it is one.
     */
    @Nullable
    BigDecimal number(String name) {
        String value = values.get(name);
        if (value == null || name.equals(NOW) || !NUMBER.matcher(value).matches()) {
            return null;
        }
        take(name);
        return new BigDecimal(value);
    }

    /** The values that decided what was filled, without the time of the run. */
    SortedMap<String, String> used() {
        return used;
    }

    /** Notes something from outside, which is no parameter, that decides what a script says. */
    void note(String what, String value) {
        used.put(what, value);
    }

    /** A text of the plan. */
    MappedText fill(Text text) {
        return text.fill(report.plan().text(), placeholder -> {
            String name = placeholder.name().text();
            String value = take(name);
            if (value == null) {
                sayUndeclared(report.plan(), name, placeholder.name().span());
                return takeOrStandIn(name);
            }
            return value;
        });
    }

    /** Words of the plan for people, filled as far as values are known; what is not has been said where it is used. */
    String show(String words) {
        return ParameterText.substitute(MappedText.identity(words), values::get, (name, use) -> {})
                .text();
    }

    /** A file that the plan names. */
    MappedText fill(SourceText file) {
        MappedText written = MappedText.identity(file.text());
        boolean[] whole = {true};
        MappedText filled = ParameterText.substitute(written, this::take, (name, use) -> {
            whole[0] = false;
            // the use is ${name}: the name alone is what a fix replaces
            int start = use.start() + 2;
            sayUndeclared(file, name, new Span(start, start + name.length()));
        });
        return whole[0] ? filled : ParameterText.substitute(written, this::takeOrStandIn, (name, use) -> {});
    }

    private @Nullable String take(String name) {
        String value = values.get(name);
        if (value != null && !name.equals(NOW)) {
            usedAnywhere.add(name);
            used.put(name, value);
        }
        return value;
    }

    /** What an undeclared name most likely stands for, so that one mistake gives one message. */
    private String takeOrStandIn(String name) {
        String value = take(name);
        String nearest = value == null ? report.nearest(name, values.keySet()) : null;
        if (nearest != null) {
            return values.getOrDefault(nearest, name);
        }
        return value == null ? name : value;
    }

    private void sayUndeclared(SourceText file, String name, Span span) {
        if (!undeclared.add(file.name() + "\n" + name)) {
            return;
        }
        String nearest = report.nearest(name, values.keySet());
        String hint = nearest == null ? otherwise(name) : "Did you mean '" + nearest + "'?";
        Diagnostic said = Diagnostic.of(CompilerMessage.UNDECLARED_PARAMETER, Location.of(file, span), name, hint);
        said = Hints.withChange(said, file.name(), span, nearest);
        boolean declarable = !name.isEmpty() && !below.contains(name) && !name.equals(EPOCH);
        report.say(declarable ? said.withFix("declare it", declaration(name)) : said);
    }

    private String otherwise(String name) {
        if (name.equals(EPOCH)) {
            return "The plan declares no epoch.";
        }
        return below.contains(name)
                ? "It is declared below; a default is made of what stands above it."
                : "Declare it with param NAME = \"…\" in the plan; a literal ${ is written $${.";
    }

    private Edit declaration(String name) {
        return report.edit(Span.at(declareAt), "\n  param " + name + " = \"\"");
    }
}
