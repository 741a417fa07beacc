package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.validation.Checker;

/**
 * Walks a plan as far as it goes without changing anything: what speaks against it, what is pending, and the checks
 * that can be made now. Later batches' checks rest on what earlier ones do, and are not made.
 */
public final class DryRun {
    private final EnginePorts ports;

    /** Reading from these. */
    public DryRun(EnginePorts ports) {
        this.ports = ports;
    }

    /**
     * Walks.
     *
     * @param to the step up to which it is asked for; null: to its end
     * @param ahead plans that would have completed by then: checks that rest on what these do are not made
     */
    public RunReport run(Plan plan, @Nullable Address to, Set<String> ahead) {
        ports.store().unfinishedRuns().forEach(run -> ports.listener()
                .on(new RunEvent.Note("run " + run.id() + " of plan " + run.plan()
                        + " has not ended; a real run would first bring it to an end, if its process is dead")));
        Standing standing = Standing.of(plan, ports.store(), to);
        List<Problem> drift = standing.drift();
        RunReport finished = standing.finished(drift);
        if (finished != null) {
            return finished;
        }
        List<Problem> refusals = new ArrayList<>(standing.refusals(ahead));
        refusals.addAll(Fitness.ofSteps(ports, plan, standing.pending()));
        Room room = Room.of(standing.pending(), ports.target());
        room.copies().forEach(copy -> ports.listener()
                .on(new RunEvent.Note(copy.step().address() + ": " + copy)));
        Problem objection = room.objection();
        if (objection != null && objection.type() == EngineMessage.NO_ROOM) {
            refusals.add(objection);
        } else if (objection != null) {
            ports.listener().on(new RunEvent.Warned(objection));
        }
        if (!refusals.isEmpty()) {
            return new RunReport(Result.REFUSED, 0, "plan " + plan.name() + " would not start", refusals);
        }
        List<String> restsOn = standing.missingPlans(Set.of()).stream()
                .map(missing -> missing.arguments().get(1))
                .toList();
        if (!restsOn.isEmpty()) {
            ports.listener()
                    .on(new RunEvent.Note("what plan " + plan.name() + " checks first rests on plan "
                            + String.join(", ", restsOn) + ", which would have been run by then: it is not checked"));
        }
        WouldFail failing = restsOn.isEmpty() ? firstChecks(plan, standing) : WouldFail.nowhere();
        int statements = standing.pending().stream()
                .mapToInt(step -> step.statements().size())
                .sum();
        String would = Counted.of(standing.pending().size(), "step") + " with " + Counted.of(statements, "statement")
                + " would run";
        if (standing.pending().isEmpty()) {
            would = "only checks are missing: those of "
                    + String.join(
                            ", ",
                            plan.batches().stream()
                                    .filter(standing::isUnchecked)
                                    .map(batch -> "batch " + batch.name())
                                    .toList())
                    + " would be made";
        }
        would += standing.reach().leaves(standing.left(), true);
        return failing.problems().isEmpty()
                ? new RunReport(Result.DONE, 0, "dry run: " + would + "; nothing was changed", drift)
                : new RunReport(
                        Result.UNDONE, 0, "dry run: " + failing.words() + "; nothing was changed", failing.problems());
    }

    private WouldFail firstChecks(Plan plan, Standing standing) {
        Checker checker = new Checker(
                ports.target().facts(),
                ports.files(),
                PlanSchemas.first(plan),
                PlanSchemas.made(plan),
                ports.clock()::instant);
        for (Batch batch : plan.batches()) {
            List<Step> pending = standing.pending(batch);
            if (!pending.isEmpty()) {
                Step first = pending.get(0);
                WouldFail failing = new WouldFail(batch, pending);
                if (!standing.hasBegun(batch)) {
                    check(
                            checker,
                            batch.validations(),
                            new Address(plan.name(), batch.name(), ""),
                            (problem, takesBack) -> failing.wholly(problem));
                }
                check(checker, first.validations(), first.address(), (problem, takesBack) -> {
                    if (takesBack == RollbackClass.A) {
                        failing.wholly(problem);
                    } else {
                        failing.in(first, problem);
                    }
                });
                if (ports.store().unfinishedRuns().isEmpty()) {
                    // What one that has not ended has made may be gone by then.
                    Map<Address, Problem> obstacles = Obstacles.of(pending, ports.target());
                    for (Step step : pending) {
                        Problem obstacle = obstacles.get(step.address());
                        if (obstacle != null) {
                            failing.in(step, obstacle);
                        }
                    }
                }
                return failing;
            }
        }
        return WouldFail.nowhere();
    }

    private void check(
            Checker checker, List<Validation> validations, Address target, BiConsumer<Problem, RollbackClass> failed) {
        Map<String, String> before = checker.before(validations);
        for (Validation validation : validations) {
            if (validation.phase() == Validation.Phase.PRE) {
                Checker.Outcome outcome =
                        checker.check(validation, target, before, ports.clock().instant());
                ports.listener()
                        .on(new RunEvent.Checked(
                                target,
                                validation.title(),
                                outcome.problem() == null,
                                !outcome.warnings().isEmpty(),
                                outcome.detail()));
                Problem problem = outcome.problem();
                if (problem != null) {
                    failed.accept(problem, validation.rollbackClass());
                }
            }
        }
    }
}
