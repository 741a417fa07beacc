package org.lupomig.orchestrator.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.Program;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Calls of procedures. A call is never sent: the procedure is read and followed, what it decides by is asked of the
 * server, and each statement that it comes to is sent as one of the step's own, looked at, journaled and taken back
 * like any other. So a kill at any line leaves what that statement leaves. Its variables live here; they are gone with
 * the process, and the undo does not need them.
 */
final class ProcedureCalls {
    private static final String WAYS_OUT =
            "; write its statements in place of the call, or call it outside of the plan";

    final EnginePorts ports;
    final TargetSession session;
    final Sender sender;
    final Answers answers;
    final LateStatements late;
    final Function<Statement, @Nullable Problem> sends;
    private final Set<ServerObject> followed = new HashSet<>();
    boolean passes;
    boolean refusedAtOnce;

    /**
     * Calls of one session.
     *
     * @param sends sends a statement as one of the step's own; null where it took effect
     */
    ProcedureCalls(
            EnginePorts ports,
            TargetSession session,
            Sender sender,
            Answers answers,
            LateStatements late,
            Function<Statement, @Nullable Problem> sends) {
        this.ports = ports;
        this.session = session;
        this.sender = sender;
        this.answers = answers;
        this.late = late;
        this.sends = sends;
    }

    /** Whether what stopped the last one was a question that the server may answer the next time. */
    boolean passes() {
        return passes;
    }

    /** Whether the last one was refused before anything of it was done. */
    boolean refusedAtOnce() {
        return refusedAtOnce;
    }

    /** Follows the procedure; null where all of it took effect. */
    @Nullable
    Problem call(Statement statement, RowFact.Call call) {
        refusedAtOnce = true;
        passes = false;
        ServerObject procedure = new ServerObject(
                ServerObject.Kind.PROCEDURE, call.routine().name().in(session.defaultSchema()));
        if (!(session.look(procedure) instanceof ServerObjectState.Present present)) {
            return Problem.at(statement.location(), EngineMessage.NOT_THERE, procedure);
        }
        Program program = ports.statements().program(present.definition(), procedure.schema());
        if (program.whyNot() != null) {
            return refused(statement, procedure, program.whyNot());
        }
        List<String> given = ports.statements().arguments(statement.sql());
        if (given.size() != program.parameters().size()) {
            return refused(statement, procedure, "it takes another number of values");
        }
        if (!followed.add(procedure)) {
            return refused(statement, procedure, "it calls itself");
        }
        try {
            return new FollowedCall(this, statement, procedure, program, present.settings()).follow(given);
        } finally {
            followed.remove(procedure);
        }
    }

    static Problem refused(Statement statement, ServerObject procedure, String whyNot) {
        return LateStatements.refused(statement, "CALL of " + procedure, whyNot + WAYS_OUT);
    }
}
