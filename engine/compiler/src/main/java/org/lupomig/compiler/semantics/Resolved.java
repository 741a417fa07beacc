package org.lupomig.compiler.semantics;

import org.lupomig.model.plan.Address;

/** What a name in {@code requires}, {@code optional} or {@code conflicts} stands for. */
sealed interface Resolved {
    /** A step of this plan. */
    record OwnStep(StepDeclaration step) implements Resolved {}

    /** A step of an imported plan. */
    record ImportedStep(Address address) implements Resolved {}

    /** A batch of this plan. */
    record OwnBatch(BatchDeclaration batch) implements Resolved {}

    /** A batch of an imported plan: {@code plan.batch}. */
    record ImportedBatch(String name) implements Resolved {}
}
