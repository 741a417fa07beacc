package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.undo.StatementTrail;
import org.lupomig.orchestrator.undo.StepTrail;

/** One step of a batch that goes back without the rest, and the steps of its batch that completed upon it. */
final class SingleStep {
    private final EnginePorts ports;
    private final BatchRecord batch;

    SingleStep(EnginePorts ports, BatchRecord batch) {
        this.ports = ports;
        this.batch = batch;
    }

    /**
     * Why a step does not go back alone; empty where it does.
     *
     * @param withDependents whether what completed upon it goes with it
     */
    List<Problem> refusals(String step, boolean withDependents) {
        Address address = new Address(batch.plan(), batch.batch(), step);
        StepRecord row = ports.store().steps(batch.plan()).stream()
                .filter(each -> each.address().equals(address))
                .findFirst()
                .orElse(null);
        if (row == null) {
            return List.of(Problem.of(EngineMessage.UNKNOWN_STEP, batch.name(), step));
        }
        if (row.status() != StepStatus.COMPLETED) {
            return List.of(Problem.of(EngineMessage.NOT_COMPLETED, "step " + address));
        }
        if (batch.rollbackClass() == RollbackClass.A) {
            return List.of(Problem.of(
                    EngineMessage.STEP_NOT_ALONE, address, "its batch is of class A, which goes back whole"));
        }
        List<Problem> problems = new ArrayList<>();
        Candidate candidate = candidate(step);
        if (!withDependents) {
            for (StepRecord other : candidate.completed()) {
                if (!other.address().equals(address)) {
                    problems.add(Problem.of(EngineMessage.STEP_RESTS, other.address(), address));
                }
            }
        }
        String shared = problems.isEmpty() ? shared(candidate.trails()) : null;
        if (shared != null) {
            problems.add(Problem.of(EngineMessage.STEP_NOT_ALONE, address, shared));
        }
        return problems;
    }

    /** The step, with those of its batch that completed upon it. */
    Candidate candidate(String step) {
        Set<Address> going = new LinkedHashSet<>();
        going.add(new Address(batch.plan(), batch.batch(), step));
        List<Write.Edge> edges = ports.store().edges(batch.plan());
        boolean more = true;
        while (more) {
            more = false;
            for (Write.Edge edge : edges) {
                if (edge.dependency().kind() == Dependency.Kind.REQUIRED
                        && going.contains(edge.dependency().on())
                        && edge.from().batch().equals(batch.batch())) {
                    more |= going.add(edge.from());
                }
            }
        }
        return Candidate.of(ports, batch, going::contains);
    }

    /** Of rows in tables that their own batch made nothing is kept: they go with the table, and so with its step. */
    private static @Nullable String shared(List<StepTrail> trails) {
        RowLedger ledger = new RowLedger();
        for (StepTrail trail : trails) {
            for (StatementTrail statement : trail.statements()) {
                StatementDone done = statement.done();
                if (done == null || !done.effect()) {
                    continue;
                }
                Work work = statement.intent().work();
                List<ObjectName> own = work instanceof Work.Inserts || work instanceof Work.ChangesOwnRows
                        ? work.objects()
                        : work instanceof ChangesRows rows ? rows.counted() : List.of();
                for (ObjectName table : own) {
                    if (!ledger.isOwn(table)) {
                        return "it changed rows of " + table + ", which another step of its batch has made";
                    }
                }
                ledger.add(trail.address(), work, done);
            }
        }
        return null;
    }
}
