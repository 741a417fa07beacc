package org.lupomig.orchestrator.undo;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Steps after one that is being undone, which wait for what it brings back.
 *
 * @param open gives their statements that are not undone
 * @param again tries them again, and says why one of them can never be undone; null where that is not so
 */
record NewerSteps(Supplier<List<StatementTrail>> open, Supplier<@Nullable String> again) {
    /** None. */
    static final NewerSteps NONE = new NewerSteps(List::of, () -> null);
}
