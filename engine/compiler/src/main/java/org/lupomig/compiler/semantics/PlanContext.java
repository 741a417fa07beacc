package org.lupomig.compiler.semantics;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Epoch;

/**
 * What every part of a plan is read against.
 *
 * @param epoch null where the plan declares none
 */
record PlanContext(
        Report report,
        Scope scope,
        Targets targets,
        @Nullable Epoch epoch,
        Unsupported unsupported,
        PlanFiles files) {}
