package org.lupomig.compiler.semantics;

import java.util.Optional;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.model.state.RollbackClass;

/** Reads {@code rollback CLASS}. */
final class Classes {
    private Classes() {}

    /** The class that a clause names; {@code otherwise} where there is none, or none by that name, which is said. */
    static RollbackClass read(Optional<Clause.Rollback> clause, RollbackClass otherwise, PlanContext context) {
        if (clause.isEmpty()) {
            return otherwise;
        }
        RollbackClass named =
                Words.upper(clause.get().rollbackClass(), "rollback class", RollbackClass.class, context.report());
        return named == null ? otherwise : named;
    }
}
