package org.lupomig.compiler.semantics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.Statement;

/**
 * The first moment at which each step could run. Steps that never run at the same time have different ones, and a step
 * that runs SQL which is not in its text has one to itself: nobody knows what it touches.
 */
final class Schedule {
    private final PlanOrder order;
    private final int[] waves;
    private final Map<Integer, Integer> batchEnds = new HashMap<>();
    private int last;
    private int lastAlone;

    /** A schedule of steps in the plan's order. */
    Schedule(PlanOrder order, List<StepDraft> steps) {
        this.order = order;
        waves = new int[steps.size()];
        for (StepDraft step : steps) {
            place(step);
        }
    }

    /** From 1; 0 while it is not placed. */
    int wave(StepDeclaration step) {
        return waves[step.index()];
    }

    private void place(StepDraft step) {
        StepDeclaration declaration = step.declaration();
        int wave = Math.max(order.wave(declaration), lastAlone + 1);
        for (StepDeclaration earlier : order.earlier(declaration)) {
            wave = Math.max(wave, wave(earlier) + 1);
        }
        for (int batch : order.earlierBatches(declaration)) {
            wave = Math.max(wave, batchEnds.getOrDefault(batch, 0) + 1);
        }
        if (isUnknown(step)) {
            wave = Math.max(wave, last + 1);
            lastAlone = wave;
        } else {
            wave = apart(declaration, wave);
        }
        waves[declaration.index()] = wave;
        last = Math.max(last, wave);
        batchEnds.merge(declaration.batch(), wave, Math::max);
    }

    /** The first wave from {@code wave} on without a step that it never runs together with. */
    private int apart(StepDeclaration step, int wave) {
        int free = wave;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (StepDeclaration other : order.neverTogether(step)) {
                if (wave(other) == free) {
                    free++;
                    moved = true;
                }
            }
        }
        return free;
    }

    private static boolean isUnknown(StepDraft step) {
        return step.statements().stream().anyMatch(Statement::touchesUnknown);
    }
}
