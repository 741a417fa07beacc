package org.lupomig.compiler.semantics;

import java.util.HashMap;
import java.util.Map;

/** How often the names of steps and batches are given: one that is given twice tells nobody which is meant. */
final class StepCounts {
    private final Map<String, Integer> batches = new HashMap<>();
    private final Map<String, Integer> steps = new HashMap<>();

    StepCounts(Declarations declarations) {
        for (BatchDeclaration batch : declarations.batches()) {
            batches.merge(batch.name(), 1, Integer::sum);
        }
        for (StepDeclaration step : declarations.steps()) {
            steps.merge(key(step), 1, Integer::sum);
        }
    }

    /** Whether no other step of its batch is called like this one, and no other batch like that. */
    boolean isOnly(StepDeclaration step) {
        return steps.getOrDefault(key(step), 0) == 1 && batches.getOrDefault(step.batchName(), 0) == 1;
    }

    private static String key(StepDeclaration step) {
        return step.batchName() + "." + step.name();
    }
}
