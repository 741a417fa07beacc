package org.lupomig.compiler.semantics;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.syntax.BatchItem;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.FileItem;
import org.lupomig.compiler.syntax.PlanItem;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Version;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;

/**
 * What another plan may be asked for.
 *
 * @param plan its name
 * @param batches names of its steps by batch
 * @param epoch null where it declares none
 * @param epochAt where it declares its epoch, else its beginning
 */
record ImportedNames(
        SourceText source,
        String plan,
        Version version,
        Map<String, Set<String>> batches,
        @Nullable Epoch epoch,
        Location epochAt) {

    static ImportedNames of(SourceText source, FileItem.Plan plan) {
        Map<String, Set<String>> batches = new LinkedHashMap<>();
        Location epochAt = Location.of(source, plan.name().span());
        for (PlanItem item : plan.items()) {
            if (item instanceof PlanItem.Batch batch && !batch.name().isMissing()) {
                Set<String> steps = batches.computeIfAbsent(batch.name().text(), name -> new LinkedHashSet<>());
                for (BatchItem inner : batch.items()) {
                    if (inner instanceof BatchItem.Step step && !step.name().isMissing()) {
                        steps.add(step.name().text());
                    }
                }
            } else if (item instanceof PlanItem.Epoch epoch) {
                epochAt = Location.of(source, epoch.keyword().union(epoch.to().span()));
            }
        }
        String version = plan.clause(Clause.Version.class)
                .map(clause -> clause.number().text())
                .orElse("");
        // what is wrong with its epoch is said where that plan is compiled
        Epoch epoch = Epochs.read(plan, new Report(source));
        return new ImportedNames(source, plan.name().text(), new Version(version), batches, epoch, epochAt);
    }

    Plan.ImportedPlan reference() {
        List<String> withSteps = batches.entrySet().stream()
                .filter(batch -> !batch.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        return new Plan.ImportedPlan(source.name(), plan, version, withSteps);
    }
}
