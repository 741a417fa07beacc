package org.lupomig.orchestrator.byhand;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.orchestrator.byhand.HandAct.Perhaps;
import org.lupomig.orchestrator.byhand.HandAct.Send;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.SequenceMade;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.undo.StatementTrail;

/** What is no table, on its way back by hand: what was not there is dropped, what was there is made again. */
final class HandObjects {
    private final List<HandAct> acts;
    private final LastViews views;
    private final Likeness likeness;
    private final StatementReader statements;

    HandObjects(List<HandAct> acts, LastViews views, Likeness likeness, StatementReader statements) {
        this.acts = acts;
        this.views = views;
        this.likeness = likeness;
        this.statements = statements;
    }

    /** To be sent, or only where it is needed. */
    static HandAct act(TargetOperation operation, boolean sure) {
        return sure ? new Send(operation) : new Perhaps(operation);
    }

    void others(Work.Changes work, StatementTrail trail, boolean heard) {
        Snapshot before = trail.intent().before();
        StatementDone done = trail.done();
        boolean sure = done != null && heard;
        List<TargetOperation> made = new ArrayList<>();
        List<TargetOperation> lost = new ArrayList<>();
        for (ServerObject object : work.others()) {
            ServerObjectState was = before.other(object);
            ServerObjectState is = done == null ? null : done.after().other(object);
            boolean restarts = restarts(object, trail, was, is);
            if (is != null && likeness.same(was, is) && !restarts) {
                continue;
            }
            boolean view = sure && object.kind() == ServerObject.Kind.VIEW;
            if (was instanceof ServerObjectState.Present present && view) {
                views.add(object, present);
            } else if (was instanceof ServerObjectState.Present present) {
                ServerObjectState now = is == null ? new ServerObjectState.Absent() : is;
                lost.add(new TargetOperation.RestoreObject(object, present, now, restarts));
            } else {
                if (view) {
                    views.gone(object);
                }
                made.add(0, new TargetOperation.DropObject(object));
            }
        }
        made.forEach(operation -> acts.add(act(operation, sure)));
        lost.forEach(operation -> acts.add(act(operation, sure)));
    }

    /** Whether the statement has changed what a sequence gives next. */
    private boolean restarts(
            ServerObject object, StatementTrail trail, ServerObjectState was, @Nullable ServerObjectState is) {
        String before = next(was);
        String after = is == null ? null : next(is);
        return object.kind() == ServerObject.Kind.SEQUENCE
                && before != null
                && after != null
                && !before.equals(after)
                && (!(statements.read(trail.intent().sql(), trail.intent().defaultSchema())
                                instanceof SequenceFact fact)
                        || SequenceMade.setsValue(fact));
    }

    private static @Nullable String next(ServerObjectState state) {
        return state instanceof ServerObjectState.Present present
                ? present.beside().get(ServerObjectState.Present.NEXT)
                : null;
    }

    /** What is to be there again comes first, and what goes comes last: the one may be granted to the other. */
    void accounts(ChangesAccounts work, StatementTrail trail, boolean heard) {
        StatementDone done = trail.done();
        boolean sure = done != null && heard;
        List<HandAct> again = new ArrayList<>();
        List<HandAct> changed = new ArrayList<>();
        List<HandAct> gone = new ArrayList<>();
        for (ServerObject object : work.others()) {
            ServerObjectState was = trail.intent().before().other(object);
            ServerObjectState is =
                    done == null ? new ServerObjectState.Absent() : done.after().other(object);
            if (was instanceof ServerObjectState.Present present) {
                (is.absent() ? again : changed).add(act(new TargetOperation.RestoreAccount(object, present, is), sure));
            } else if (!is.absent() || !sure) {
                gone.add(act(new TargetOperation.DropObject(object), sure));
            }
        }
        acts.addAll(again);
        acts.addAll(changed);
        acts.addAll(gone);
    }
}
