package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lupomig.cli.project.PlanLoader;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.sql.UndoForecast.Strategy;
import org.lupomig.testkit.Counts;

/** What is killed everywhere is worth it: statements of every strategy of undo, on tables that have rows. */
class CrashedPlansTest {
    /** SQLite's alone, and what is refused before it runs. */
    private static final Set<Strategy> NOT_HERE = EnumSet.of(Strategy.FILE_COPY, Strategy.NONE);

    @Test
    void everyStrategyIsAmongThirtyStatementsAndMore() {
        List<Strategy> strategies = new ArrayList<>();
        Plan plan = plan("change.lupomig");
        for (Batch batch : plan.batches()) {
            for (Step step : batch.steps()) {
                boolean authored = step.undo() instanceof Undo.Authored;
                step.statements()
                        .forEach(statement -> strategies.add(
                                authored ? Strategy.AUTHORED : statement.undo().strategy()));
            }
        }

        Counts counts = new Counts("statements of change.lupomig").add("statements", strategies.size());
        strategies.forEach(strategy -> counts.count(strategy.word()));
        counts.print();
        assertThat(strategies).hasSizeGreaterThanOrEqualTo(30);
        assertThat(EnumSet.copyOf(strategies)).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(NOT_HERE)));
    }

    private static Plan plan(String name) {
        Path file = KilledPlan.PLANS.resolve(name);
        Plan plan = new PlanLoader(KilledPlan.PLANS, Map.of(), 20260101000000L)
                .load(file)
                .value()
                .compilation()
                .plan();
        assertThat(plan).isNotNull();
        return plan;
    }
}
