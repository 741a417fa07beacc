package org.lupomig.model.plan;

import java.util.List;
import org.lupomig.model.source.Location;
import org.lupomig.model.state.RollbackClass;

/**
 * Steps that succeed or are undone together.
 *
 * @param doc its doc comment, or empty
 * @param requires batches that must have completed before, in this plan or an imported one ({@code batch} or
 *     {@code plan.batch})
 * @param conflicts batches that it never runs at the same time as, in this plan or an imported one, likewise
 * @param parallel how many steps may run at once; 0 where the plan does not say
 * @param freeze schemas whose writers are asked to pause
 * @param freezeReason shown to users while frozen; empty without a freeze
 * @param steps in an order that respects every dependency and keeps the file's where it can
 * @param validations checks of the batch, in file order
 * @param undo how the batch as a whole is undone once it has completed
 */
public record Batch(
        String name,
        String doc,
        List<String> requires,
        List<String> conflicts,
        RollbackClass rollbackClass,
        int parallel,
        List<String> freeze,
        String freezeReason,
        List<Step> steps,
        List<Validation> validations,
        Undo undo,
        Location location) {
    public Batch {
        requires = List.copyOf(requires);
        conflicts = List.copyOf(conflicts);
        freeze = List.copyOf(freeze);
        steps = List.copyOf(steps);
        validations = List.copyOf(validations);
    }
}
