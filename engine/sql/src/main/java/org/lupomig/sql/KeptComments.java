package org.lupomig.sql;

import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;

/** With which of its comments a statement is sent. Of one in which passwords are written, with none. */
enum KeptComments {
    NONE,
    /** Of those that tell the optimizer what to do, right behind the word that they belong to. */
    HINTS,
    /** Of all: the server keeps the text. */
    ALL;

    static KeptComments of(StatementFact fact) {
        if (fact.mayHoldSecrets()) {
            return NONE;
        }
        if (fact instanceof TriggerFact.CreateTrigger
                || fact instanceof RoutineFact.CreateRoutine
                || fact instanceof RoutineFact.CreatePackage
                || fact instanceof EventFact.CreateEvent
                || fact instanceof EventFact.AlterEvent
                || fact instanceof ViewFact.CreateView
                || fact instanceof ViewFact.AlterView) {
            return ALL;
        }
        if (fact instanceof SessionFact.SetStatement set) {
            return of(set.statement()) == NONE ? NONE : HINTS;
        }
        boolean rows = fact instanceof RowFact
                || fact instanceof StatementFact.Insert
                || fact instanceof StatementFact.Query
                || (fact instanceof StatementFact.CreateTable create && create.query() != null);
        return rows ? HINTS : NONE;
    }

    /** Whether the server looks for hints behind a word, which is in upper case. */
    static boolean announcesHint(String word) {
        return switch (word) {
            case "SELECT", "INSERT", "REPLACE", "UPDATE", "DELETE" -> true;
            default -> false;
        };
    }
}
