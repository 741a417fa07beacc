package org.lupomig.compiler.semantics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AddColumn;
import org.lupomig.model.sql.StatementFact.AddIndex;
import org.lupomig.model.sql.StatementFact.AlterAction;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.DropColumn;
import org.lupomig.model.sql.StatementFact.DropIndex;

/**
 * Holds an author's undo against the statements that it takes back: it may remove only what they made, under the name
 * that it has by then.
 */
final class UndoMatch {
    private static final String ANY_INDEX = "";

    private final String owner;
    private final Report report;
    private final Set<ObjectName> created = new HashSet<>();
    private final Set<ObjectName> moved = new HashSet<>();
    private final Set<String> schemas = new HashSet<>();
    private final Map<ObjectName, Set<String>> columns = new HashMap<>();
    private final Map<ObjectName, Set<String>> indexes = new HashMap<>();

    private UndoMatch(String owner, Report report) {
        this.owner = owner;
        this.report = report;
    }

    /**
     * Says what in an undo does not match.
     *
     * @param owner whose undo it is, for people: {@code the step 'x'}
     * @param forward what the undo takes back, in the order it ran
     */
    static void check(List<Statement> undo, List<Statement> forward, String owner, Report report) {
        UndoMatch match = new UndoMatch(owner, report);
        for (Statement statement : forward) {
            match.forward(statement.fact());
        }
        for (Statement statement : undo) {
            match.back(statement, statement.fact());
        }
    }

    private void forward(StatementFact fact) {
        if (fact instanceof StatementFact.CreateSchema create) {
            schemas.add(create.schema());
        } else if (fact instanceof StatementFact.CreateTable create) {
            created.add(create.table());
        } else if (fact instanceof StatementFact.RenameTable rename) {
            rename.renames().forEach(this::rename);
        } else if (fact instanceof AlterTable alter) {
            for (AlterAction action : alter.actions()) {
                if (action instanceof AddColumn add) {
                    of(columns, alter.table()).add(lower(add.column()));
                } else if (action instanceof AddIndex add) {
                    String name = add.primary() ? "PRIMARY" : add.index();
                    of(indexes, alter.table()).add(name == null ? ANY_INDEX : lower(name));
                }
            }
        }
    }

    private void rename(StatementFact.Rename pair) {
        if (created.remove(pair.from())) {
            created.add(pair.to());
        } else {
            moved.remove(pair.from());
            moved.add(pair.to());
        }
        follow(columns, pair);
        follow(indexes, pair);
    }

    private static void follow(Map<ObjectName, Set<String>> parts, StatementFact.Rename pair) {
        Set<String> names = parts.remove(pair.from());
        if (names != null) {
            parts.put(pair.to(), names);
        }
    }

    private void back(Statement statement, StatementFact fact) {
        if (fact instanceof StatementFact.RenameTable rename) {
            for (StatementFact.Rename pair : rename.renames()) {
                if (!created.contains(pair.from()) && !moved.contains(pair.from())) {
                    say(statement, "renames", pair.from(), "create or rename");
                }
                rename(pair);
            }
        } else if (fact instanceof StatementFact.DropTable drop) {
            for (ObjectName table : drop.tables()) {
                if (!created.remove(table)) {
                    say(statement, "drops the table", table, "create");
                }
            }
        } else if (fact instanceof StatementFact.DropSchema drop) {
            if (!schemas.remove(drop.schema())) {
                say(statement, "drops the schema", drop.schema(), "create");
            }
        } else if (fact instanceof AlterTable alter) {
            alter.actions().forEach(action -> back(statement, alter.table(), action));
        } else if (fact instanceof StatementFact.CreateTable || fact instanceof StatementFact.CreateSchema) {
            forward(fact);
        } else if (fact instanceof StatementFact.Insert) {
            report.say(Diagnostic.of(CompilerMessage.NOT_IN_AN_UNDO, statement.location(), fact.kind()));
        }
    }

    private void back(Statement statement, ObjectName table, AlterAction action) {
        if (created.contains(table)) {
            return;
        }
        if (action instanceof DropColumn drop && !of(columns, table).remove(lower(drop.column()))) {
            say(statement, "drops the column", table + "." + drop.column(), "add");
        } else if (action instanceof DropIndex drop && !mayDrop(of(indexes, table), lower(drop.index()))) {
            say(statement, "drops the index", drop.index() + " of " + table, "add");
        }
    }

    /** An index without a name gets one from the server, which only the author can know. */
    private static boolean mayDrop(Set<String> added, String index) {
        return added.remove(index) || added.contains(ANY_INDEX);
    }

    private void say(Statement statement, String does, Object what, String doesNot) {
        report.say(
                Diagnostic.of(CompilerMessage.UNDO_DOES_NOT_MATCH, statement.location(), does, what, owner, doesNot));
    }

    private static Set<String> of(Map<ObjectName, Set<String>> parts, ObjectName table) {
        return parts.computeIfAbsent(table, name -> new HashSet<>());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
