package org.lupomig.orchestrator.byhand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lupomig.orchestrator.byhand.HandAct.Send;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.StatementTrail;

/** Rows on their way back by hand, from their images; triggers are away meanwhile. */
final class HandRows {
    private final List<HandAct> acts;
    private final HandAside aside;

    HandRows(List<HandAct> acts, HandAside aside) {
        this.acts = acts;
        this.aside = aside;
    }

    void add(ChangesRows work, StatementTrail trail, StatementDone done, AppliedStep step) {
        StatementIntent intent = trail.intent();
        List<HandAct.Table> tables = new ArrayList<>();
        for (int i = 0; i < work.images().size(); i++) {
            RowImage image = work.images().get(i);
            boolean added = image.extent() == RowImage.Extent.ADDED;
            ObjectState table = done.after().object(image.table());
            List<String> columns =
                    added ? List.of() : ColumnLines.stored(done.after().object(image.image()));
            tables.add(new HandAct.Table(
                    image,
                    done.kept().get(i).keys(),
                    columns,
                    ColumnLines.key(table),
                    done.kept().get(i).imaged(),
                    aside.rows(
                            image.table(),
                            image.extent() == RowImage.Extent.WHOLE ? columns : ColumnLines.stored(table),
                            image.extent() == RowImage.Extent.WHOLE ? "the rows that" : "those of these rows that",
                            trail,
                            step)));
        }
        Map<ServerObject, ServerObjectState> known = intent.before().others();
        for (ServerObject trigger : work.triggers()) {
            if (known.get(trigger) instanceof ServerObjectState.Present) {
                acts.add(new Send(new TargetOperation.DropObject(trigger)));
            }
        }
        acts.add(new HandAct.Rows(tables));
        for (ServerObject trigger : work.triggers()) {
            if (known.get(trigger) instanceof ServerObjectState.Present present) {
                acts.add(new Send(
                        new TargetOperation.RestoreObject(trigger, present, new ServerObjectState.Absent(), false)));
            }
        }
    }
}
