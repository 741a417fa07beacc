package org.lupomig.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.RowFact.Call;
import org.lupomig.model.sql.SessionFact.Scope;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.SessionFact.VariableAssignment;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Uses;

/** Statements that stand in programs of Oracle's mode only: {@code x := 1} and {@code routine(x)}. */
final class LocalStatements {
    private LocalStatements() {}

    /** The statement from token {@code from} up to {@code to}, at least one; null where it is none of these. */
    static @Nullable StatementFact read(Cursor c, int from, int to, UseFindings control) {
        int name = c.isSymbol(from, ':') ? from + 1 : from;
        int behind = Variables.endOfName(c, name, to);
        if (behind == name) {
            return null;
        }
        if (c.isSymbol(behind, ':') && c.isSymbol(behind + 1, '=') && behind + 2 < to) {
            UseScan.gather(c, behind + 2, to, control);
            VariableAssignment assignment = new VariableAssignment(
                    Scope.UNSAID,
                    Variables.name(c, name, behind),
                    c.span(behind + 2, to),
                    null,
                    Uses.NONE,
                    c.span(from, to));
            return new SetVariables(List.of(assignment), c.span(from, behind));
        }
        boolean called = name == from && (behind == to || c.isSymbol(behind, '('));
        if (!called || c.kindAt(from) > Tokens.QUOTED_NAME || BodyWords.beginsStatement(c.word(from))) {
            return null;
        }
        Cursor part = c.part(from, to);
        ObjectRef routine = part.objectRef();
        UseScan.gather(c, behind, to, control);
        return part.hasEnded() ? null : new Call(routine, Uses.NONE, c.span(from, behind));
    }
}
