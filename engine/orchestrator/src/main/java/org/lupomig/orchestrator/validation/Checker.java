package org.lupomig.orchestrator.validation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.plan.Validation.Expectation;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.FileFacts;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.validation.Evaluator.Incomputable;

/** Makes the checks of a batch or a step. */
public final class Checker {
    private final Evaluator evaluator;
    private final Supplier<Instant> clock;

    /**
     * Reading from these. Names without a schema mean {@code defaultSchema}.
     *
     * @param schemas that the plan declares, or its statements name, in lower case
     */
    public Checker(
            Target.Facts facts,
            FileFacts files,
            @Nullable String defaultSchema,
            Set<String> schemas,
            Supplier<Instant> clock) {
        this.evaluator = new Evaluator(facts, files, defaultSchema, schemas);
        this.clock = clock;
    }

    /**
     * The outcome of one validation.
     *
     * @param problem why it failed, null where it passed
     * @param warnings expectations marked {@code warn} that do not hold
     * @param record for the store
     */
    public record Outcome(
            Validation validation, @Nullable Problem problem, List<String> warnings, String detail, Write record) {
        public Outcome {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Reads the values that {@code before(…)} will give, where something is checked now for the first time. What does
     * not exist counts 0.
     *
     * @return encoded values by key
     */
    public Map<String, String> before(List<Validation> validations) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Validation validation : validations) {
            for (Expectation expectation : validation.expectations()) {
                collect(expectation.condition(), values);
            }
        }
        return values;
    }

    private void collect(Expression expression, Map<String, String> values) {
        if (expression instanceof Expression.Before earlier && !values.containsKey(earlier.key())) {
            Value value;
            try {
                value = evaluator.value(earlier.inner(), values, Duration.ZERO, true);
            } catch (Incomputable e) {
                value = new Value.Nothing(String.valueOf(e.getMessage()));
            }
            values.put(earlier.key(), value.encode());
        }
        for (Expression operand : expression.operands()) {
            collect(operand, values);
        }
    }

    /**
     * Makes one check. All its expectations are looked at, so that a person sees all that is wrong at once.
     *
     * @param target the step, or the batch with an empty step name
     * @param before values by key, as {@link #before} gave them
     * @param began when what is checked began
     */
    public Outcome check(Validation validation, Address target, Map<String, String> before, Instant began) {
        Instant started = clock.get();
        Duration elapsed = Duration.between(began, started);
        List<String> failures = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Expectation firstWrong = null;
        for (Expectation expectation : validation.expectations()) {
            String wrong = wrong(expectation, before, elapsed);
            if (wrong == null) {
                continue;
            }
            if (expectation.warnOnly()) {
                warnings.add(wrong);
            } else {
                failures.add(wrong);
                firstWrong = firstWrong == null ? expectation : firstWrong;
            }
        }
        Problem problem = firstWrong == null
                ? null
                : Problem.at(
                        firstWrong.location(),
                        EngineMessage.CHECK_FAILED,
                        validation.phase().word(),
                        validation.title(),
                        String.join("; ", failures));
        String outcome = problem != null ? "failed" : warnings.isEmpty() ? "passed" : "warned";
        List<String> all = new ArrayList<>(failures);
        all.addAll(warnings);
        String detail = String.join("; ", all);
        Instant ended = clock.get();
        Validation.Kind kind = validation.kind();
        Write record = new Write.Validated(
                target,
                validation.phase(),
                kind == null ? null : kind.word(),
                validation.title(),
                outcome,
                detail,
                Duration.between(started, ended).toMillis(),
                UtcStamp.of(ended));
        return new Outcome(validation, problem, warnings, detail, record);
    }

    /** Whether a step's {@code when} holds; a problem where it cannot be computed. */
    public When when(Expression condition) {
        try {
            Value value = evaluator.value(condition, Map.of(), Duration.ZERO, false);
            return new When(value instanceof Value.Bool bool && bool.flag(), "");
        } catch (Incomputable e) {
            return new When(false, String.valueOf(e.getMessage()));
        }
    }

    /**
     * What {@link #when} found.
     *
     * @param problem why it cannot be computed, empty where it can
     */
    public record When(boolean holds, String problem) {}

    private @Nullable String wrong(Expectation expectation, Map<String, String> before, Duration elapsed) {
        try {
            Evaluator.Pass pass = evaluator.pass(before, elapsed, false);
            Value value = pass.value(expectation.condition());
            if (value instanceof Value.Bool bool && bool.flag()) {
                return null;
            }
            return new Finding(pass).of(expectation.condition());
        } catch (Incomputable e) {
            return expectation.text() + " cannot be computed: " + e.getMessage();
        }
    }
}
