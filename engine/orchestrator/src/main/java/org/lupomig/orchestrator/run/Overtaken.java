package org.lupomig.orchestrator.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.Statement;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Sends a statement again only onto what was there when it was first sent. What somebody changes while it waits for a
 * lock would be overwritten without a word, and its way back would restore what was there before that.
 */
public final class Overtaken implements Supplier<StatementOutcome> {
    private final TargetSession session;
    private final Snapshot before;
    private final Likeness likeness;
    private final Supplier<StatementOutcome> attempt;
    private boolean waited;
    private String difference = "";
    private @Nullable Snapshot theirs;

    /**
     * Over one session.
     *
     * @param before what its way back goes by
     * @param attempt sends once
     */
    public Overtaken(TargetSession session, Snapshot before, Likeness likeness, Supplier<StatementOutcome> attempt) {
        this.session = session;
        this.before = before;
        this.likeness = likeness;
        this.attempt = attempt;
    }

    @Override
    public StatementOutcome get() {
        StatementOutcome outcome = waited ? again() : attempt.get();
        waited = true;
        if (outcome instanceof StatementOutcome.Refused refused && refused.isOvertaken()) {
            difference = refused.message();
            theirs = before.again(session);
        }
        return outcome;
    }

    private StatementOutcome again() {
        String differs;
        try {
            differs = likeness.difference(before, before.again(session));
        } catch (ServerRefused e) {
            if (e.waited()) {
                return e.outcome();
            }
            throw e;
        }
        return differs.isEmpty() ? attempt.get() : StatementOutcome.Refused.overtaken(differs);
    }

    /** What is there since somebody changed it; null where nobody did, and the statement was sent. */
    @Nullable
    Snapshot theirs() {
        return theirs;
    }

    /** Why it was not sent again. */
    Problem problem(Statement statement) {
        return problem(statement, difference);
    }

    /** Why a statement is not sent: somebody has changed something since it was looked at. */
    static Problem problem(Statement statement, String difference) {
        return Problem.at(statement.location(), EngineMessage.OVERTAKEN, Answers.summary(statement), difference);
    }
}
