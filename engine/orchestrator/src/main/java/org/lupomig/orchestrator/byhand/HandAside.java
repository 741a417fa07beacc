package org.lupomig.orchestrator.byhand;

import java.util.List;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.byhand.HandAct.Note;
import org.lupomig.orchestrator.byhand.HandAct.Send;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.StatementTrail;

/** What must not be lost by a way back is moved aside, into the held schema; by whom it is looked through is said. */
final class HandAside {
    private static final int LONGEST_NAME = 64;

    private final String heldSchema;
    private final List<HandAct> acts;
    private boolean made;

    HandAside(String heldSchema, List<HandAct> acts) {
        this.heldSchema = heldSchema;
        this.acts = acts;
    }

    /** The name for a table, or for its rows; before it the schema is made, once. */
    ObjectName name(ObjectName table, StatementTrail trail, AppliedStep step) {
        if (!made) {
            made = true;
            acts.add(new Send(new TargetOperation.CreateHeldSchema()));
        }
        String name = String.valueOf(HeldName.KEPT) + step.trail().run() + "_"
                + step.step().position() + "_" + trail.intent().ordinal() + "_byhand_" + table.name();
        return new ObjectName(
                heldSchema,
                name.length() <= LONGEST_NAME
                        ? name
                        : name.substring(0, LONGEST_NAME).stripTrailing());
    }

    /** For all rows of a table, which are taken away and replaced by those of an image. */
    HandAct.Aside rows(ObjectName table, List<String> columns, StatementTrail trail, AppliedStep step) {
        ObjectName to = name(table, trail, step);
        acts.add(new Note("the rows that " + table + " has now, with what others have written since, go to " + to
                + ": look there for what is missed, and drop it when all is well"));
        return new HandAct.Aside(to, columns);
    }
}
