package org.lupomig.cli.wiring;

import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.run.Abreast;

/** Which steps of a batch would be worked on at the same time, as far as its plan tells without a server. */
public final class PlannedOrder {
    private PlannedOrder() {}

    /** Of one batch. */
    public static Abreast of(Plan plan, Batch batch) {
        return Abreast.of(plan, batch, new SqlStatementReader());
    }
}
