package org.lupomig.compiler.semantics;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.StepPins;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.state.RollbackClass;

/**
 * A step as far as it can be known by itself: its order and the undo of its inserts are not.
 *
 * @param isSqlite whether its database is a file of SQLite, so that a copy of that takes all back
 * @param files what it is made of, for people
 * @param isUnread whether one of its scripts could not be read at all, so that nobody knows what it does
 */
record StepDraft(
        StepDeclaration declaration,
        String database,
        boolean isSqlite,
        RollbackClass rollbackClass,
        @Nullable Expression when,
        List<String> files,
        List<Statement> statements,
        boolean isUnread,
        Undo undo,
        List<Validation> validations,
        Duration timeout,
        int retries,
        @Nullable String orphans,
        String checksum,
        StepPins pins) {}
