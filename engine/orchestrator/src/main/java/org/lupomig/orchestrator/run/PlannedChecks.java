package org.lupomig.orchestrator.run;

import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.SessionFact.VariableAssignment;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.Touch.Access;

/** Whether a script has switched foreign key checks off: then a table may refer to one that is made behind it. */
final class PlannedChecks {
    private boolean off;

    /** Minds what a statement sets. */
    void of(Statement statement) {
        if (statement.fact() instanceof SetVariables set) {
            for (VariableAssignment assignment : set.assignments()) {
                if (assignment.name().equalsIgnoreCase("foreign_key_checks") && !assignment.ofServer()) {
                    String value = statement
                            .sql()
                            .substring(
                                    assignment.value().start(),
                                    assignment.value().end());
                    off = value.equals("0") || value.equalsIgnoreCase("OFF") || value.equalsIgnoreCase("FALSE");
                }
            }
        }
    }

    /** Whether a table that is read need not be there. */
    boolean leaveOut(Statement statement, Touch touch) {
        if (!off || touch.access() != Access.READS || touch.table() == null) {
            return false;
        }
        if (statement.fact() instanceof CreateTable create) {
            return create.like() == null
                    && create.query() == null
                    && create.references().stream()
                            .anyMatch(parent -> parent.name().equals(touch.table()));
        }
        return statement.fact() instanceof AlterTable alter
                && alter.actions().stream().anyMatch(AlterAction.AddForeignKey.class::isInstance);
    }
}
