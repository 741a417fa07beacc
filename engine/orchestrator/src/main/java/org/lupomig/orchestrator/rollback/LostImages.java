package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.LostImage;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.undo.StatementTrail;
import org.lupomig.orchestrator.undo.StepTrail;

/** Images of a batch that somebody has emptied or dropped: no rollback goes on over that, whatever it may discard. */
final class LostImages {
    private final List<Conflict> found = new ArrayList<>();
    private final TargetSession session;

    private LostImages(TargetSession session) {
        this.session = session;
    }

    /** Those of statements that have not gone back yet, in the order of these. */
    static List<Conflict> find(List<StepTrail> trails, TargetSession session) {
        LostImages images = new LostImages(session);
        for (StepTrail trail : trails) {
            trail.statements().stream()
                    .filter(statement -> statement.undone() == null)
                    .forEach(images::look);
        }
        return images.found;
    }

    private void look(StatementTrail statement) {
        StatementDone done = statement.done();
        if (done == null || !done.effect()) {
            return;
        }
        Work work = statement.intent().work();
        if (work instanceof ChangesRows rows) {
            for (int i = 0; i < rows.images().size(); i++) {
                look(rows.images().get(i).image(), done.kept().get(i).imaged());
            }
        } else if (work instanceof Work.Alters alters && alters.kept() != null) {
            look(alters.kept().image(), done.imaged());
        }
    }

    private void look(ObjectName image, @Nullable Long kept) {
        String why = kept == null ? null : LostImage.why(kept, session.count(image));
        if (why != null) {
            found.add(Conflict.of(image, why));
        }
    }
}
