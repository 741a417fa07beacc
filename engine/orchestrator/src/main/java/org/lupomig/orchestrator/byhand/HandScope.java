package org.lupomig.orchestrator.byhand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.StepStatus;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.Waives;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.purge.PurgedSteps;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.StatementTrail;
import org.lupomig.orchestrator.undo.StepTrail;

/**
 * What of a run is still there, and can be taken back by hand.
 *
 * @param steps in the order in which they were applied
 * @param others why other steps of the run are left out, one sentence each
 */
public record HandScope(List<AppliedStep> steps, List<String> others) {
    public HandScope {
        steps = List.copyOf(steps);
        others = List.copyOf(others);
    }

    /**
     * Of a run that went forward what it did, of a rollback what it has not taken back.
     *
     * @param plan the run's
     */
    public static HandScope of(Store store, String plan, long run) {
        List<JournalEntry> journal = store.journal(run);
        PurgedSteps purged = PurgedSteps.of(store, plan);
        Set<Address> touched = new LinkedHashSet<>();
        for (JournalEntry entry : journal) {
            if (entry.kind() == Kind.TRANSITION && !entry.step().step().isEmpty()) {
                touched.add(entry.step());
            }
        }
        List<AppliedStep> steps = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (StepRecord row : store.steps(plan)) {
            Address step = row.address();
            if (!touched.contains(step)) {
                continue;
            }
            long applied = AppliedBy.of(step, journal, run);
            List<JournalEntry> last = row.run() == run ? journal : store.journal(row.run());
            if (AppliedBy.of(step, last, row.run()) != applied) {
                others.add(step + " has been taken up by a later run: run " + row.run());
                continue;
            }
            List<JournalEntry> forward = applied == row.run() ? last : store.journal(applied);
            StepTrail trail = StepTrail.read(step, applied, forward, last);
            PurgedSteps.Purged gone = purged.of(step, applied);
            boolean anything = trail.statements().stream()
                    .anyMatch(statement -> statement.undone() == null && !statement.withoutEffect());
            if (row.status() == StepStatus.ROLLED_BACK) {
                others.add(step + " is rolled back" + stays(trail));
            } else if (!anything) {
                others.add(step + " has left nothing");
            } else if (gone != null) {
                others.add(step + " is left out: what was kept for its way back was purged on "
                        + UtcStamp.show(gone.at()) + " by " + gone.by());
            } else {
                steps.add(new AppliedStep(row, trail));
            }
        }
        steps.sort(Comparator.comparing((AppliedStep applied) -> applied.trail().run())
                .thenComparing(applied -> applied.step().position()));
        return new HandScope(steps, others);
    }

    private static String stays(StepTrail trail) {
        StringBuilder out = new StringBuilder();
        for (StatementTrail statement : trail.statements()) {
            if (statement.intent().work() instanceof Waives waives) {
                out.append("; ").append(waives.stays());
            }
        }
        return out.toString();
    }
}
