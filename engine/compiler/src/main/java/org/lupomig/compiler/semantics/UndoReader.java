package org.lupomig.compiler.semantics;

import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.StepItem;
import org.lupomig.model.plan.Undo;
import org.lupomig.sql.ScriptUse;

/** Reads the way back that an author wrote. */
final class UndoReader {
    private final PlanContext context;
    private final Scripts scripts;

    UndoReader(PlanContext context, Scripts scripts) {
        this.context = context;
        this.scripts = scripts;
    }

    /**
     * The undo of a step or batch.
     *
     * @param owner what it belongs to, for people: {@code the step 'x'}
     * @param pinned gathers the file it stands in
     */
    Undo read(StepItem.Undo node, String owner, String database, Values values, Pinned pinned) {
        if (node.source().isEmpty()) {
            String reason = node.clause(Clause.Because.class)
                    .map(clause -> values.fill(clause.reason()).text())
                    .orElse("");
            return new Undo.Waived(reason, context.report().location(node.span()));
        }
        Scripts.Script script = scripts.read(node.source().get(), "undo", database, ScriptUse.UNDO, values);
        if (script == null) {
            return new Undo.Derived();
        }
        pinned.addUndo(script, node.source().get());
        if (script.isEmpty()) {
            context.report().say(CompilerMessage.EMPTY_UNDO, node.source().get().span(), owner);
        }
        return new Undo.Authored(script.name(), script.statements());
    }
}
