package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.UndoForecast.Strategy;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.Target;

/** What speaks against running a plan at all, before any lock is taken. Nothing without a way back is ever begun. */
public final class Fitness {
    private Fitness() {}

    /** Elements and statements that this version does not run. */
    public static List<Problem> ofPlan(Plan plan) {
        List<Problem> problems = new ArrayList<>();
        plan.unsupported()
                .forEach(element ->
                        problems.add(Problem.at(element.location(), EngineMessage.ELEMENT_NOT_RUN, element.what())));
        for (Batch batch : plan.batches()) {
            if (batch.undo() instanceof Undo.Waived) {
                problems.add(Problem.at(
                        batch.location(), EngineMessage.ELEMENT_NOT_RUN, "undo none of batch " + batch.name()));
            }
            if (batch.rollbackClass() == RollbackClass.A) {
                weaker(batch, problems);
            }
        }
        for (Step step : plan.steps()) {
            for (Statement statement : step.statements()) {
                if (statement.undo().strategy() == Strategy.NONE) {
                    problems.add(Problem.at(
                            statement.location(),
                            EngineMessage.STATEMENT_REFUSED,
                            statement.fact().kind(),
                            statement.undo().explanation()));
                }
            }
        }
        return problems;
    }

    /** What in a batch of class A asks that some of it stay where it fails. */
    private static void weaker(Batch batch, List<Problem> problems) {
        weaker(batch, batch.validations(), problems);
        for (Step step : batch.steps()) {
            if (step.rollbackClass() != RollbackClass.A) {
                problems.add(Problem.at(
                        step.location(),
                        EngineMessage.WEAKER_THAN_BATCH,
                        "step " + step.address().step(),
                        step.rollbackClass(),
                        batch.name()));
            }
            weaker(batch, step.validations(), problems);
        }
    }

    private static void weaker(Batch batch, List<Validation> validations, List<Problem> problems) {
        for (Validation validation : validations) {
            if (validation.rollbackClass() != RollbackClass.A) {
                problems.add(Problem.at(
                        validation.location(),
                        EngineMessage.WEAKER_THAN_BATCH,
                        "validation \"" + validation.title() + "\"",
                        validation.rollbackClass(),
                        batch.name()));
            }
        }
    }

    /** What of the server is unfit; what only weakens the promise is told as a warning. */
    public static List<Problem> ofServer(EnginePorts ports) {
        List<Problem> problems = new ArrayList<>();
        for (Problem objection : ports.target().objections()) {
            if (objection.type().severity() == Severity.ERROR) {
                problems.add(objection);
            } else {
                ports.listener().on(new RunEvent.Warned(objection));
            }
        }
        return problems;
    }

    /** What of these steps the server or the account is not fit for, forward and back. */
    public static List<Problem> ofSteps(EnginePorts ports, Plan plan, Collection<Step> steps) {
        List<Statement> statements = new ArrayList<>();
        for (Step step : steps) {
            statements.addAll(step.statements());
            if (step.undo() instanceof Undo.Authored authored) {
                statements.addAll(authored.statements());
            }
        }
        Set<Address> chosen = addresses(steps);
        for (Batch batch : plan.batches()) {
            if (batch.undo() instanceof Undo.Authored authored && isIn(chosen, batch)) {
                statements.addAll(authored.statements());
            }
        }
        List<Problem> problems = new ArrayList<>(new LoweredNames(ports.target()).in(statements));
        List<Problem> unchosen = ChosenSchemas.lacking(steps, ports.target());
        problems.addAll(unchosen);
        if (unchosen.isEmpty()) {
            problems.addAll(ofAccount(ports, plan, steps));
        }
        problems.addAll(ofFreezes(ports, plan, steps));
        return problems;
    }

    /** Why what the batches of these steps ask to be frozen cannot be, as it is configured. */
    private static List<Problem> ofFreezes(EnginePorts ports, Plan plan, Collection<Step> steps) {
        Set<Address> chosen = addresses(steps);
        List<String> schemas = plan.batches().stream()
                .filter(batch -> isIn(chosen, batch))
                .flatMap(batch -> batch.freeze().stream())
                .distinct()
                .toList();
        return schemas.isEmpty()
                ? List.of()
                : ports.target().barrier().look(schemas).objections();
    }

    /** What the account lacks to run these steps of a plan and to take them back. */
    private static List<Problem> ofAccount(EnginePorts ports, Plan plan, Collection<Step> steps) {
        List<Target.Planned> work = new ArrayList<>();
        StandingTables standing = StandingTables.of(plan);
        Set<Address> chosen = addresses(steps);
        for (Batch batch : plan.batches()) {
            if (!isIn(chosen, batch)) {
                continue;
            }
            batch.validations().forEach(validation -> reads(validation, work));
            needs(batch.undo(), work);
            for (Step step : batch.steps()) {
                if (chosen.contains(step.address())) {
                    needs(step, standing, work);
                }
            }
        }
        return work.isEmpty() ? List.of() : ports.target().lacking(work);
    }

    private static Set<Address> addresses(Collection<Step> steps) {
        return steps.stream().map(Step::address).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether any step of a batch is among them. */
    private static boolean isIn(Set<Address> chosen, Batch batch) {
        return batch.steps().stream().map(Step::address).anyMatch(chosen::contains);
    }

    /** What of these steps is refused for certain because the account does not see all that it would change. */
    public static List<Problem> unseen(Plan plan, Collection<Step> steps, Target target) {
        StandingTables standing = StandingTables.of(plan);
        List<Target.Planned> work =
                steps.stream().flatMap(step -> planned(step, standing).stream()).toList();
        return work.stream().noneMatch(Target.Planned::standing) ? List.of() : target.unseen(work);
    }

    private static List<Target.Planned> planned(Step step, StandingTables standing) {
        return step.statements().stream()
                .map(statement -> new Target.Planned(
                        statement.fact(),
                        statement.defaultSchema(),
                        step.when() == null && standing.areChangedBy(statement)))
                .toList();
    }

    private static void needs(Step step, StandingTables standing, List<Target.Planned> work) {
        work.addAll(planned(step, standing));
        needs(step.undo(), work);
        if (step.when() != null) {
            reads(step.when(), work);
        }
        step.validations().forEach(validation -> reads(validation, work));
    }

    private static void needs(Undo undo, List<Target.Planned> work) {
        if (undo instanceof Undo.Authored authored) {
            authored.statements().stream()
                    .filter(statement -> !takesAway(statement.fact()))
                    .forEach(statement -> work.add(planned(statement)));
        }
    }

    /** What an undo drops its step has made, whose own needs have it. */
    private static boolean takesAway(StatementFact fact) {
        return fact instanceof StatementFact.DropTable || fact instanceof StatementFact.DropSchema;
    }

    private static Target.Planned planned(Statement statement) {
        return new Target.Planned(statement.fact(), statement.defaultSchema());
    }

    private static void reads(Validation validation, List<Target.Planned> work) {
        validation.expectations().forEach(expectation -> reads(expectation.condition(), work));
    }

    private static void reads(Expression expression, List<Target.Planned> work) {
        if (expression instanceof Expression.RowCount count) {
            work.add(new Target.Planned(new StatementFact.Query(List.of(count.table())), null));
        } else if (expression instanceof Expression.TableChecksum checksum) {
            work.add(new Target.Planned(new StatementFact.Query(List.of(checksum.table())), null));
        }
        expression.operands().forEach(operand -> reads(operand, work));
    }
}
