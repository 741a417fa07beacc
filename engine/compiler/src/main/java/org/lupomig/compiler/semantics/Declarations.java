package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.BatchItem;
import org.lupomig.compiler.syntax.FileItem;
import org.lupomig.compiler.syntax.Name;
import org.lupomig.compiler.syntax.PlanItem;

/**
 * The batches and steps of a plan. A name that is given twice means the first that has it.
 *
 * @param plan the plan's name
 * @param batches in file order
 * @param steps all steps, in file order
 */
record Declarations(String plan, List<BatchDeclaration> batches, List<StepDeclaration> steps) {

    static Declarations read(FileItem.Plan plan, Report report) {
        Lengths.name("plan", plan.name(), report);
        List<BatchDeclaration> batches = new ArrayList<>();
        List<StepDeclaration> steps = new ArrayList<>();
        Map<String, Name> batchNames = new HashMap<>();
        for (PlanItem item : plan.items()) {
            if (item instanceof PlanItem.Batch batch) {
                sayTaken("batch", batch.name(), batchNames, report);
                Lengths.name("batch", batch.name(), report);
                List<StepDeclaration> own = new ArrayList<>();
                Map<String, Name> stepNames = new HashMap<>();
                for (BatchItem inner : batch.items()) {
                    if (inner instanceof BatchItem.Step step) {
                        sayTaken("step", step.name(), stepNames, report);
                        Lengths.name("step", step.name(), report);
                        own.add(new StepDeclaration(
                                steps.size() + own.size(),
                                batches.size(),
                                batch.name().text(),
                                step.name().text(),
                                step));
                    }
                }
                steps.addAll(own);
                batches.add(new BatchDeclaration(batches.size(), batch.name().text(), batch, List.copyOf(own)));
            }
        }
        return new Declarations(plan.name().text(), List.copyOf(batches), List.copyOf(steps));
    }

    private static void sayTaken(String kind, Name name, Map<String, Name> names, Report report) {
        Name first = name.isMissing() ? null : names.putIfAbsent(name.text(), name);
        if (first != null) {
            report.say(report.of(CompilerMessage.DUPLICATE_NAME, name.span(), kind, name.text())
                    .withRelated(report.location(first.span()), "first declared here"));
        }
    }
}
