package org.lupomig.orchestrator.claim;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.PurgeRequest;
import org.lupomig.orchestrator.RollbackRequest;
import org.lupomig.orchestrator.evidence.BatchScript;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Waives;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.StatementTrail;
import org.lupomig.orchestrator.undo.StepTrail;

/**
 * What steps have touched by the journal, and so what their way back does: every object that was looked at before a
 * statement, with those that foreign keys tie to it. What an author's undo does, and what has no way back, is not in
 * the journal: then it is the whole server.
 */
public final class JournalFootprint {
    private final EnginePorts ports;
    private final TreeSet<Claim> claims = new TreeSet<>();
    private final TreeSet<ObjectName> objects = new TreeSet<>();
    private final TreeSet<String> schemas = new TreeSet<>();
    private boolean whole;

    private JournalFootprint(EnginePorts ports) {
        this.ports = ports;
    }

    /** What a rollback claims. Batches that go before it may be of any plan: with them, it is the whole server. */
    public static Claims of(RollbackRequest request, EnginePorts ports) {
        if (request.withDependents() || request.discardsLaterWrites()) {
            return Claims.server();
        }
        JournalFootprint footprint = new JournalFootprint(ports);
        footprint.claims.add(Claim.plan(request.plan()));
        footprint.claims.add(Claim.state("epoch"));
        List<StepRecord> completed = ports.store().steps(request.plan()).stream()
                .filter(step -> step.address().batch().equals(request.batch()))
                .filter(step -> step.status() == StepStatus.COMPLETED)
                .toList();
        footprint.add(AppliedStep.read(ports.store(), completed, 0));
        footprint.addConflicts(request.plan(), request.batch());
        footprint.whole |= request.step() == null && hasScript(request, ports);
        return footprint.claims();
    }

    /** Nobody is on a plan meanwhile that has a batch with which this one is in conflict. */
    private void addConflicts(String plan, String batch) {
        for (Write.Edge edge : ports.store().edges(plan)) {
            String other = edge.dependency().on().plan();
            if (edge.dependency().kind() == Dependency.Kind.CONFLICT
                    && edge.from().batch().equals(batch)
                    && !other.equals(plan)) {
                claims.add(Claim.upon(other));
            }
        }
    }

    /** Whether the author wrote a way back for the whole batch. */
    private static boolean hasScript(RollbackRequest request, EnginePorts ports) {
        return ports.store().batches(request.plan()).stream()
                .anyMatch(batch -> batch.batch().equals(request.batch())
                        && batch.status() == StepStatus.COMPLETED
                        && !BatchScript.of(batch, ports.store()).isEmpty());
    }

    /** What claims whoever tries again what could not be undone. */
    public static Claims ofFailed(List<Address> steps, EnginePorts ports) {
        JournalFootprint footprint = new JournalFootprint(ports);
        for (String plan : steps.stream().map(Address::plan).distinct().toList()) {
            footprint.claims.add(Claim.plan(plan));
            for (BatchRecord batch : ports.store().batches(plan)) {
                List<StepRecord> rows = ports.store().steps(plan).stream()
                        .filter(row -> row.address().batch().equals(batch.batch()) && row.run() == batch.run())
                        .toList();
                if (rows.stream().anyMatch(row -> steps.contains(row.address()))) {
                    footprint.addConflicts(plan, batch.batch());
                    footprint.add(AppliedStep.read(ports.store(), rows, batch.run()));
                }
            }
        }
        return footprint.claims();
    }

    /**
     * What a run claims for completed steps that it may take back with those that it runs.
     *
     * @param steps of one plan
     */
    public static Claims ofUnchecked(List<StepRecord> steps, EnginePorts ports) {
        JournalFootprint footprint = new JournalFootprint(ports);
        footprint.add(AppliedStep.read(ports.store(), steps, 0));
        steps.stream()
                .map(StepRecord::address)
                .map(step -> new Address(step.plan(), step.batch(), ""))
                .distinct()
                .forEach(batch -> footprint.addConflicts(batch.plan(), batch.batch()));
        return footprint.claims();
    }

    /** What a purge claims: the plans whose ways back it removes, so that nobody is on one of these meanwhile. */
    public static Claims of(PurgeRequest request, EnginePorts ports) {
        String plan = request.plan();
        List<String> plans = plan == null ? ports.store().plans() : List.of(plan);
        TreeSet<Claim> claims = new TreeSet<>(plans.stream().map(Claim::plan).toList());
        if (plan == null) {
            claims.add(Claim.state("purge"));
        }
        return Claims.of(claims);
    }

    private Claims claims() {
        return whole ? Claims.server() : Footprint.of(claims, objects, schemas, ports.target());
    }

    private void add(List<AppliedStep> steps) {
        for (AppliedStep step : steps) {
            StepTrail trail = step.trail();
            whole |= !trail.authored().isEmpty() || trail.ofBatch().begun();
            for (StatementTrail statement : trail.statements()) {
                whole |= statement.intent().work() instanceof Waives;
                add(statement.intent().before());
            }
        }
    }

    private void add(Snapshot seen) {
        seen.objects().keySet().forEach(name -> add(name.schema(), name));
        schemas.addAll(seen.schemas().keySet());
        seen.others().keySet().forEach(other -> {
            switch (other.kind()) {
                case VARIABLE, USER, ROLE -> whole = true;
                case VIEW, SEQUENCE -> add(other.name().schema(), other.name());
                case TRIGGER, PROCEDURE, FUNCTION, PACKAGE, PACKAGE_BODY, EVENT -> addSchema(other);
            }
        });
    }

    private void addSchema(ServerObject object) {
        String schema = object.name().schema();
        if (schema == null) {
            whole = true;
        } else {
            schemas.add(schema);
        }
    }

    private void add(@Nullable String schema, ObjectName name) {
        if (schema == null) {
            whole = true;
        } else {
            objects.add(name);
        }
    }
}
