package org.lupomig.compiler;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.syntax.SyntaxTree;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.source.SourceText;

/**
 * What came of compiling a plan.
 *
 * @param plan null when there is an error
 * @param draft the plan as far as it could be read, also when there are errors; never run; null where the text holds
 *     none that could be put in order
 * @param usedParameters names of the parameters whose values stand anywhere in the plan or its files
 * @param diagnostics all that is to say, in order
 * @param tree the plan's syntax tree
 * @param sources every text that was read, by name, the plan's own among them
 */
public record Compilation(
        @Nullable Plan plan,
        @Nullable Plan draft,
        Set<String> usedParameters,
        List<Diagnostic> diagnostics,
        SyntaxTree tree,
        List<SourceText> sources) {
    public Compilation {
        usedParameters = Set.copyOf(usedParameters);
        diagnostics = List.copyOf(diagnostics);
        sources = List.copyOf(sources);
    }

    /** Whether anything was said that is an error. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }

    /** The text of a name that a diagnostic's location gives, or null where it was not read. */
    public @Nullable SourceText source(String name) {
        for (SourceText source : sources) {
            if (source.name().equals(name)) {
                return source;
            }
        }
        return null;
    }
}
