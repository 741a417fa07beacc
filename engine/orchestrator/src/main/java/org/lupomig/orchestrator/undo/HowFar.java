package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.evidence.MakesImage;
import org.lupomig.orchestrator.run.StepCursor;

/** How far the way back of a batch has come, for the person who has to look at it. */
final class HowFar {
    private final List<StepCursor> cursors;
    private final List<StepTrail> trails;

    /** By the steps and what the journal says of them, in the order in which they were applied. */
    HowFar(List<StepCursor> cursors, List<StepTrail> trails) {
        this.cursors = cursors;
        this.trails = trails;
    }

    /** A clause about a way back that goes no further at one of the steps. */
    String at(int stuck) {
        List<String> undone = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (int i = cursors.size() - 1; i >= 0; i--) {
            String name = "step " + cursors.get(i).address().step();
            List<StatementTrail> changes = trails.get(i).statements().stream()
                    .filter(statement -> !statement.withoutEffect()
                            // made by us, for what comes next
                            && !(statement.intent().work() instanceof MakesImage))
                    .toList();
            long back = changes.stream()
                    .filter(statement -> statement.undone() != null)
                    .count();
            boolean began = !changes.isEmpty();
            if (cursors.get(i).state() == State.IDLE) {
                if (began) {
                    undone.add(name);
                }
            } else if (i == stuck && back > 0) {
                undone.add(back + " of " + changes.size() + " changes of " + name);
                open.add("the rest of " + name);
            } else {
                open.add(name);
            }
        }
        return "; undone so far: " + (undone.isEmpty() ? "nothing" : String.join(", ", undone)) + "; not yet: "
                + String.join(", ", open);
    }
}
