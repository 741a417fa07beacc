package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.sql.ForwardRule;

/** Puts batches and steps into their order, and judges what can be judged only there. */
final class Assembly {
    private final Declarations declarations;
    private final Dependencies dependencies;
    private final PlanOrder order;
    private final List<BatchDraft> drafts;
    private final Report report;
    private int position;

    /**
     * An assembly.
     *
     * @param drafts in file order
     */
    Assembly(
            Declarations declarations,
            Dependencies dependencies,
            PlanOrder order,
            List<BatchDraft> drafts,
            Report report) {
        this.declarations = declarations;
        this.dependencies = dependencies;
        this.order = order;
        this.drafts = drafts;
        this.report = report;
    }

    /** The batches in order, their steps in order. */
    List<Batch> batches() {
        List<StepDraft> ordered = new ArrayList<>(declarations.steps().size());
        for (BatchDeclaration batch : order.batches()) {
            ordered.addAll(orderedSteps(batch));
        }
        new MissingOrder(order, new StepCounts(declarations), report).check(ordered);
        Schedule schedule = new Schedule(order, ordered);
        List<Batch> batches = new ArrayList<>(drafts.size());
        for (BatchDeclaration batch : order.batches()) {
            batches.add(batch(drafts.get(batch.index()), schedule));
        }
        return batches;
    }

    /** What pins the plan besides its own words: in file order, so that a dependency more changes only those words. */
    List<String> pins() {
        List<String> pins = new ArrayList<>();
        for (BatchDraft draft : drafts) {
            pins.add(draft.checksum());
            draft.steps().forEach(step -> pins.add(step.checksum()));
        }
        return pins;
    }

    private List<StepDraft> orderedSteps(BatchDeclaration batch) {
        List<StepDraft> inFile = drafts.get(batch.index()).steps();
        List<StepDraft> ordered = new ArrayList<>(inFile.size());
        int first = batch.steps().isEmpty() ? 0 : batch.steps().get(0).index();
        for (StepDeclaration step : order.steps(batch)) {
            ordered.add(inFile.get(step.index() - first));
        }
        return ordered;
    }

    private Batch batch(BatchDraft draft, Schedule schedule) {
        BatchDeclaration batch = draft.declaration();
        RowForecast forecast = new RowForecast();
        List<Step> steps = new ArrayList<>(draft.steps().size());
        List<Statement> forward = new ArrayList<>();
        boolean isUnread = false;
        boolean isWhole = true;
        for (StepDraft step : orderedSteps(batch)) {
            // One that is committed by itself goes back without the tables of those before it.
            forecast = draft.rollbackClass() == RollbackClass.A ? forecast : new RowForecast();
            List<Statement> statements = forecast.next(step);
            isUnread |= step.isUnread();
            boolean runs = runs(step, statements);
            isWhole &= runs;
            boolean isWrong =
                    report.hasErrorWithin(step.declaration().node().name().span());
            if (runs && !step.isUnread() && !(statements.isEmpty() && isWrong)) {
                matchUndo(
                        step.undo(),
                        statements,
                        "the step '" + step.declaration().name() + "'");
            }
            forward.addAll(statements);
            steps.add(step(step, schedule.wave(step.declaration()), statements));
        }
        if (isWhole && !isUnread) {
            matchUndo(draft.undo(), forward, "the batch '" + batch.name() + "'");
        }
        var node = batch.node();
        return new Batch(
                batch.name(),
                Headers.doc(node.doc()),
                List.copyOf(order.required(batch)),
                List.copyOf(dependencies.apart().get(batch.index())),
                draft.rollbackClass(),
                draft.parallel(),
                draft.frozen(),
                draft.freezeReason(),
                steps,
                draft.validations(),
                draft.undo(),
                location(node.keyword().union(node.name().span())));
    }

    /** What could not be read has been said; an undo of it is not a second mistake. */
    private static boolean runs(StepDraft step, List<Statement> statements) {
        return step.isSqlite()
                ? statements.stream().noneMatch(s -> s.undo().strategy() == UndoForecast.Strategy.NONE)
                : statements.stream().allMatch(s -> ForwardRule.runs(s.fact()));
    }

    private void matchUndo(Undo undo, List<Statement> forward, String owner) {
        if (undo instanceof Undo.Authored authored) {
            UndoMatch.check(authored.statements(), forward, owner, report);
        }
    }

    private Step step(StepDraft draft, int wave, List<Statement> statements) {
        StepDeclaration step = draft.declaration();
        return new Step(
                new Address(declarations.plan(), step.batchName(), step.name()),
                Headers.doc(step.node().doc()),
                draft.database(),
                ++position,
                wave,
                draft.rollbackClass(),
                dependencies.ofSteps().get(step.index()),
                draft.when(),
                draft.files(),
                statements,
                draft.undo(),
                draft.validations(),
                draft.timeout(),
                draft.retries(),
                draft.orphans(),
                draft.checksum(),
                draft.pins(),
                location(step.node().keyword().union(step.node().name().span())));
    }

    private Location location(Span span) {
        return report.location(span);
    }
}
