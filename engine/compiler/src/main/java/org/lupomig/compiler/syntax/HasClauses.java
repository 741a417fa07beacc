package org.lupomig.compiler.syntax;

import java.util.List;
import java.util.Optional;

/** An element with clauses. */
public sealed interface HasClauses
        permits FileItem.Plan,
                PlanItem.Database,
                PlanItem.Schema,
                PlanItem.Table,
                PlanItem.Batch,
                BatchItem.Freeze,
                BatchItem.Backup,
                BatchItem.Step,
                StepItem.Validate,
                StepItem.Allow,
                StepItem.Undo,
                StepItem.Copy,
                FileAction.Replace,
                RuleSetting {

    /** All its clauses in the order of the text; one that came twice is here twice, and has been spoken of. */
    List<Clause> clauses();

    /** The first clause of a type. */
    default <C extends Clause> Optional<C> clause(Class<C> type) {
        for (Clause clause : clauses()) {
            if (type.isInstance(clause)) {
                return Optional.of(type.cast(clause));
            }
        }
        return Optional.empty();
    }
}
