package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Check;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.StepItem;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.source.Span;
import org.lupomig.model.state.RollbackClass;

/** Reads checks of a batch or step. */
final class Validations {
    private final Values values;
    private final Report report;
    private final Typing typing;
    private final RollbackClass batchClass;

    Validations(PlanContext context, Values values, String database, RollbackClass batchClass) {
        this.values = values;
        this.report = context.report();
        this.typing = new Typing(context, values, database);
        this.batchClass = batchClass;
    }

    /** A check; null where its phase is missing, which has been said. */
    @Nullable
    Validation read(StepItem.Validate node) {
        Validation.Kind kind = node.kind()
                .filter(word -> !node.title().isMissing() || !report.hasErrorWithin(word.span()))
                .map(word -> Words.lower(word, "kind of validation", Validation.Kind.class, report))
                .orElse(null);
        RollbackClass onFailure = node.clause(Clause.OnFailure.class)
                .map(clause -> Words.upper(clause.rollbackClass(), "rollback class", RollbackClass.class, report))
                .orElse(null);
        RollbackClass effective = onFailure != null ? onFailure : stronger(kind);
        String title = node.title().isMissing() ? "" : values.fill(node.title()).text();
        List<Validation.Expectation> expectations = new ArrayList<>();
        for (Check check : node.checks()) {
            Expression condition = typing.condition(check.condition(), check.isWarning() ? "'warn'" : "'expect'");
            if (condition != null) {
                expectations.add(expectation(check, condition));
            }
        }
        Span words = node.keyword().union(node.title().span());
        if (node.checks().isEmpty() && !node.body().isEmpty() && !report.hasErrorWithin(node.span())) {
            report.say(CompilerMessage.NOTHING_TO_CHECK, words, title);
        }
        Validation.Phase phase = phase(node.phase().text());
        return phase == null
                ? null
                : new Validation(phase, kind, title, effective, expectations, report.location(words));
    }

    private Validation.Expectation expectation(Check check, Expression condition) {
        Span span = check.condition().span();
        return new Validation.Expectation(
                check.isWarning(), condition, oneLine(values.show(report.plan().slice(span))), report.location(span));
    }

    private RollbackClass stronger(Validation.@Nullable Kind kind) {
        return kind == null || batchClass.atLeast(kind.rollbackClass()) ? batchClass : kind.rollbackClass();
    }

    private static Validation.@Nullable Phase phase(String word) {
        for (Validation.Phase phase : Validation.Phase.values()) {
            if (phase.name().toLowerCase(Locale.ROOT).equals(word)) {
                return phase;
            }
        }
        return null;
    }

    /** Runs of blanks become one: the text is shown on a line of its own. */
    private static String oneLine(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isBlank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
            if (isBlank && !blank) {
                out.append(' ');
            } else if (!isBlank) {
                out.append(c);
            }
            blank = isBlank;
        }
        return out.toString();
    }
}
