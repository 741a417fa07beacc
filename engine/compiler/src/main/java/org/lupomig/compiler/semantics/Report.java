package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.diagnostic.NearestName;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** Collects what is said while a plan is compiled, and the texts that it speaks of. */
final class Report {
    /** A plan of ten thousand wrong names is not worth ten thousand searches through as many right ones. */
    private static final int MOST_GUESSES = 50;

    private final SourceText plan;
    private final Map<String, SourceText> sources = new LinkedHashMap<>();
    private final Set<Diagnostic> found = new LinkedHashSet<>();
    private int guessesLeft = MOST_GUESSES;

    Report(SourceText plan) {
        this.plan = plan;
        remember(plan);
    }

    /** The plan's own text. */
    SourceText plan() {
        return plan;
    }

    /** Keeps a text for those who show messages. */
    void remember(SourceText source) {
        sources.putIfAbsent(source.name(), source);
    }

    /** Says something; the same thing twice counts once. */
    void say(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    /** Says something of a place in the plan. */
    void say(CompilerMessage message, Span span, Object... arguments) {
        say(of(message, span, arguments));
    }

    /** A message about a place in the plan, not said yet. */
    Diagnostic of(CompilerMessage message, Span span, Object... arguments) {
        return Diagnostic.of(message, location(span), arguments);
    }

    /** A place in the plan. */
    Location location(Span span) {
        return Location.of(plan, span);
    }

    /** A change of the plan. */
    Edit edit(Span span, String text) {
        return new Edit(plan.name(), span, text);
    }

    /** The name that was probably meant; null where none is near, or enough has been guessed. */
    @Nullable
    String nearest(String name, Collection<String> candidates) {
        return mayGuess() ? NearestName.of(name, candidates).orElse(null) : null;
    }

    /** Counts a guess; whether it is one of the first. */
    boolean mayGuess() {
        return guessesLeft-- > 0;
    }

    /** Whether something of the plan inside {@code span} is wrong already. */
    boolean hasErrorWithin(Span span) {
        return found.stream()
                .anyMatch(d -> d.severity() == Severity.ERROR
                        && d.location().file().equals(plan.name())
                        && span.covers(d.location().span()));
    }

    /** Whether something of the plan on the line of {@code span} is wrong already. */
    boolean hasErrorOnLineOf(Span span) {
        return hasErrorWithin(plan.line(plan.lineOf(span.start())));
    }

    boolean hasErrors() {
        return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }

    List<Diagnostic> diagnostics() {
        List<Diagnostic> sorted = new ArrayList<>(found);
        sorted.sort(null);
        return sorted;
    }

    List<SourceText> sources() {
        return List.copyOf(sources.values());
    }
}
