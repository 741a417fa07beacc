package org.lupomig.store.privilege;

import java.util.List;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.orchestrator.evidence.SequenceMade;

/** What is done to what is no table. */
final class ObjectNeed {
    private ObjectNeed() {}

    /** Adds what a statement does; nothing for one on anything else. */
    static void add(StatementFact fact, List<Need> needs) {
        if (fact instanceof TriggerFact.CreateTrigger create) {
            needs.add(Need.on(Feature.TRIGGER, create.table().name(), false));
        } else if (fact instanceof TriggerFact.DropTrigger drop) {
            needs.add(Need.on(Feature.TRIGGER, drop.trigger().name(), false));
        } else if (fact instanceof ViewFact.CreateView create) {
            needs.add(Need.on(Feature.VIEW, create.view().name(), create.guard() != null));
            create.definition().uses().tables().forEach(table -> needs.add(Need.on(Feature.READ, table, false)));
        } else if (fact instanceof ViewFact.AlterView alter) {
            needs.add(Need.on(Feature.VIEW, alter.view().name(), false));
            alter.definition().uses().tables().forEach(table -> needs.add(Need.on(Feature.READ, table, false)));
        } else if (fact instanceof ViewFact.DropViews drop) {
            drop.views().forEach(view -> needs.add(Need.on(Feature.VIEW, view.name(), false)));
        } else if (fact instanceof SequenceFact.CreateSequence create) {
            Feature feature = create.orReplace() ? Feature.SEQUENCE_AGAIN : Feature.SEQUENCE;
            needs.add(Need.on(feature, create.sequence().name(), create.guard() != null));
        } else if (fact instanceof SequenceFact.AlterSequence alter) {
            Feature feature = SequenceMade.setsValue(alter) ? Feature.SEQUENCE_AGAIN : Feature.SEQUENCE;
            needs.add(Need.on(feature, alter.sequence().name(), false));
        } else if (fact instanceof SequenceFact.SetValue set) {
            needs.add(Need.on(Feature.SEQUENCE_VALUE, set.sequence().name(), false));
        } else if (fact instanceof SequenceFact.DropSequences drop) {
            drop.sequences().forEach(sequence -> needs.add(Need.on(Feature.SEQUENCE_AGAIN, sequence.name(), false)));
        } else if (fact instanceof RoutineFact routine) {
            routine(routine, needs);
        } else if (fact instanceof EventFact.CreateEvent create) {
            needs.add(Need.on(Feature.EVENT, create.event().name(), false));
        } else if (fact instanceof EventFact.AlterEvent alter) {
            needs.add(Need.on(Feature.EVENT, alter.event().name(), false));
        } else if (fact instanceof EventFact.DropEvent drop) {
            needs.add(Need.on(Feature.EVENT, drop.event().name(), false));
        }
    }

    private static void routine(RoutineFact fact, List<Need> needs) {
        if (fact instanceof RoutineFact.CreateRoutine create) {
            Feature feature = create.orReplace() ? Feature.CHANGE_ROUTINE : Feature.CREATE_ROUTINE;
            needs.add(Need.on(feature, create.routine().name(), false));
        } else if (fact instanceof RoutineFact.CreatePackage create) {
            Feature feature = create.orReplace() ? Feature.CHANGE_ROUTINE : Feature.CREATE_ROUTINE;
            needs.add(Need.on(feature, create.routine().name(), false));
        } else if (fact instanceof RoutineFact.AlterRoutine alter) {
            needs.add(Need.on(Feature.CHANGE_ROUTINE, alter.routine().name(), false));
        } else if (fact instanceof RoutineFact.DropRoutine drop) {
            needs.add(Need.on(Feature.CHANGE_ROUTINE, drop.routine().name(), false));
        }
    }
}
