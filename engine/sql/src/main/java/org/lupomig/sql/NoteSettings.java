package org.lupomig.sql;

import java.util.List;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.SessionFact.VariableAssignment;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.VariableUse;

/**
 * What dumps set so that a client is told fewer notes, and save to put it back. No other statement does anything else
 * for it, so that where only some servers know it, it may be left out for all.
 */
final class NoteSettings {
    private static final String NAME = "NOTE_VERBOSITY";

    private NoteSettings() {}

    /** Whether a statement sets nothing else. */
    static boolean only(StatementFact fact) {
        return fact instanceof SetVariables set && set.assignments().stream().allMatch(NoteSettings::isOne);
    }

    private static boolean isOne(VariableAssignment assignment) {
        List<VariableUse> used = assignment.uses().variables();
        return switch (assignment.scope()) {
            case UNSAID, SESSION -> Characters.upper(assignment.name()).equals(NAME);
            case USER ->
                used.size() == 1
                        && used.get(0).span().equals(assignment.value())
                        && used.get(0).system()
                        && Characters.upper(used.get(0).name()).endsWith(NAME);
            case GLOBAL, PERSIST, PERSIST_ONLY -> false;
        };
    }
}
