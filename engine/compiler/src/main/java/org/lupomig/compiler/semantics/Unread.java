package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.sql.ForwardRule;

/**
 * What a batch holds and could not be read or is not run, which has been said: it may have made anything, and what
 * follows is not wrong for using it.
 */
final class Unread {
    private final List<String> definitions = new ArrayList<>(0);
    private boolean all;

    /** Notes scripts that could not be read at all. */
    void add(StepDraft step) {
        all |= step.isUnread();
    }

    /** Notes a statement, if it was not read. */
    void add(Statement statement) {
        if (statement.fact() instanceof StatementFact.Unparsed) {
            all = true;
        } else if (!ForwardRule.runsInUndo(statement.fact())
                && defines(statement.fact().kind())) {
            definitions.add(statement.sql().toLowerCase(Locale.ROOT));
        }
    }

    private static boolean defines(String kind) {
        return kind.startsWith("CREATE") || kind.startsWith("ALTER") || kind.startsWith("RENAME");
    }

    /** Whether something of it may have created a table. */
    boolean mayCreate(ObjectName table) {
        String name = table.name().toLowerCase(Locale.ROOT);
        return all || definitions.stream().anyMatch(sql -> sql.contains(name));
    }
}
