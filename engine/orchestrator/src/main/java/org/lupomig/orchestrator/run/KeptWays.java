package org.lupomig.orchestrator.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.purge.PurgedSteps;

/** Which steps of a batch can go back with what fails: those whose way back was purged stay, with what they rest on. */
final class KeptWays {
    private final Batch batch;
    private final PurgedSteps purged;

    KeptWays(Batch batch, PurgedSteps purged) {
        this.batch = batch;
        this.purged = purged;
    }

    /** Steps that have completed, that the checks of their batch have not passed for yet, and that can go back. */
    static List<StepRecord> unchecked(BatchTaken taken) {
        PurgedSteps purged = PurgedSteps.of(taken.ports().store(), taken.plan().name());
        return new KeptWays(taken.batch(), purged)
                .among(taken.unchecked(), said -> taken.log().tell(new RunEvent.Note(said)));
    }

    /**
     * Those that can.
     *
     * @param told hears, as sentences, why others stay
     */
    List<StepRecord> among(List<StepRecord> completed, Consumer<String> told) {
        Map<Address, String> staying = new HashMap<>();
        for (StepRecord step : completed) {
            PurgedSteps.Purged gone = purged.among(List.of(step));
            if (gone != null) {
                staying.put(
                        step.address(),
                        step.address() + " does not go back: what was kept for that was purged on "
                                + UtcStamp.show(gone.at()) + " by " + gone.by() + ", "
                                + gone.mark().reason());
            }
        }
        boolean more = !staying.isEmpty();
        while (more) {
            more = false;
            for (Step step : batch.steps()) {
                for (Dependency dependency : step.dependencies()) {
                    if (dependency.kind() == Dependency.Kind.REQUIRED && staying.containsKey(step.address())) {
                        more |= staying.putIfAbsent(
                                        dependency.on(),
                                        dependency.on() + " does not go back: " + step.address()
                                                + " has completed upon it, and stays")
                                == null;
                    }
                }
            }
        }
        for (StepRecord step : completed) {
            String why = staying.get(step.address());
            if (why != null) {
                told.accept(why);
            }
        }
        return completed.stream()
                .filter(step -> !staying.containsKey(step.address()))
                .toList();
    }
}
