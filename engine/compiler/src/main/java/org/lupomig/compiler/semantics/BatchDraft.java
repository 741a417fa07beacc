package org.lupomig.compiler.semantics;

import java.util.List;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.state.RollbackClass;

/**
 * A batch as far as it can be known without its order.
 *
 * @param steps in file order
 * @param checksum of the files that the batch itself names
 */
record BatchDraft(
        BatchDeclaration declaration,
        RollbackClass rollbackClass,
        int parallel,
        List<String> frozen,
        String freezeReason,
        List<StepDraft> steps,
        List<Validation> validations,
        Undo undo,
        String checksum) {}
