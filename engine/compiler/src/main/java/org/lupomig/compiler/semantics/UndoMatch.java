package org.lupomig.compiler.semantics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterAction.AddColumn;
import org.lupomig.model.sql.AlterAction.AddIndex;
import org.lupomig.model.sql.AlterAction.DropColumn;
import org.lupomig.model.sql.AlterAction.DropIndex;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SessionWork;
import org.lupomig.model.sql.SqliteFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.sql.ForwardRule;
import org.lupomig.sql.ObjectNames;

/**
 * Holds an author's undo against the statements that it takes back: it may remove only what they made, under the name
 * that it has by then, and makes nothing itself.
 *
 * <p>What {@code CREATE … IF NOT EXISTS} names may be dropped whole: where the statement did create it, dropping it is
 * its way back, and nobody knows before the run whether it will. The engine does know afterwards, and leaves alone what
 * was there before. What is in such a table is another matter: a column that no statement here added is either as old
 * as the table, or goes with it.
 */
final class UndoMatch {
    private final String owner;
    private final Report report;
    private final Set<ObjectName> created = new HashSet<>();
    /** Those of them that cannot have been there before: all that is in them is of the forward statements. */
    private final Set<ObjectName> fresh = new HashSet<>();

    private final Set<ObjectName> moved = new HashSet<>();
    private final Set<String> schemas = new HashSet<>();
    private final Set<String> others = new HashSet<>();
    private final Map<ObjectName, Set<String>> columns = new HashMap<>();
    private final Map<ObjectName, Set<String>> indexes = new HashMap<>();
    private final Map<ObjectName, Set<String>> constraints = new HashMap<>();
    private final Map<ObjectName, UnnamedIndexes> unnamedIndexes = new HashMap<>();

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
        others.addAll(ObjectNames.of(fact));
        if (fact instanceof StatementFact.CreateSchema create && create.orReplace()) {
            // An undo that drops the new schema does not bring the old one back.
            schemas.remove(create.schema());
        } else if (fact instanceof StatementFact.CreateSchema create) {
            schemas.add(create.schema());
        } else if (fact instanceof StatementFact.CreateTable create && create.orReplace()) {
            dropped(create.table());
        } else if (fact instanceof StatementFact.CreateTable create) {
            created.add(create.table());
            if (create.guard() == null) {
                fresh.add(create.table());
            }
        } else if (fact instanceof SqliteFact.CreateVirtualTable create) {
            created.add(create.table().name());
        } else if (fact instanceof StatementFact.DropSchema drop) {
            schemas.remove(drop.schema());
        } else if (fact instanceof StatementFact.TruncateTable truncate) {
            // An undo that drops the new table does not bring the old one back.
            dropped(truncate.target().name());
        } else if (fact instanceof StatementFact.DropTable drop) {
            drop.tables().forEach(this::dropped);
        } else if (fact instanceof StatementFact.RenameTable rename) {
            rename.renames().forEach(this::rename);
        } else if (fact instanceof AlterTable alter) {
            renamed(alter);
            for (AlterAction action : alter.actions()) {
                if (action instanceof AddColumn add) {
                    of(columns, alter.table()).add(folded(add.column()));
                } else if (action instanceof AddIndex add) {
                    added(alter.table(), add);
                } else if (action instanceof AlterAction.AddForeignKey add
                        && add.key().name() != null) {
                    of(constraints, alter.table()).add(folded(add.key().name()));
                } else if (action instanceof AlterAction.AddCheck add
                        && add.check().name() != null) {
                    of(constraints, alter.table()).add(folded(add.check().name()));
                }
            }
        }
    }

    /** What is set aside is for the derived undo to put back. */
    private void dropped(ObjectName table) {
        created.remove(table);
        fresh.remove(table);
        moved.remove(table);
        columns.remove(table);
        indexes.remove(table);
        unnamedIndexes.remove(table);
    }

    /** What was added goes by its new name; a name that something older has now is not that of what was added. */
    private void renamed(AlterTable alter) {
        Set<String> ofColumns = of(columns, alter.table());
        Set<String> ofIndexes = of(indexes, alter.table());
        Set<String> columnsNow = new HashSet<>(ofColumns);
        Set<String> indexesNow = new HashSet<>(ofIndexes);
        for (AlterAction action : alter.actions()) {
            if (action instanceof AlterAction.RenameColumn rename) {
                renamed(ofColumns, columnsNow, rename.column(), rename.to());
            } else if (action instanceof AlterAction.ChangeColumn change) {
                renamed(
                        ofColumns,
                        columnsNow,
                        change.column(),
                        change.definition().name());
            } else if (action instanceof AlterAction.RenameIndex rename) {
                renamed(ofIndexes, indexesNow, rename.index(), rename.to());
            }
        }
        columns.put(alter.table(), columnsNow);
        indexes.put(alter.table(), indexesNow);
    }

    private static void renamed(Set<String> then, Set<String> now, String from, String to) {
        if (then.contains(folded(from))) {
            now.remove(folded(from));
            now.add(folded(to));
        }
    }

    private void added(ObjectName table, AddIndex add) {
        String name = add.primary() ? "PRIMARY" : add.index();
        UnnamedIndexes unnamed = unnamedIndexes.computeIfAbsent(table, t -> new UnnamedIndexes());
        if (name != null) {
            of(indexes, table).add(folded(name));
            unnamed.named(folded(name));
        } else if (add.firstColumn() != null) {
            unnamed.add(folded(add.firstColumn()));
        }
    }

    private void rename(StatementFact.Rename pair) {
        if (created.remove(pair.from())) {
            created.add(pair.to());
        } else {
            moved.remove(pair.from());
            moved.add(pair.to());
        }
        if (fresh.remove(pair.from())) {
            fresh.add(pair.to());
        }
        follow(columns, pair);
        follow(indexes, pair);
        follow(constraints, pair);
        follow(unnamedIndexes, pair);
    }

    private static <T> void follow(Map<ObjectName, T> parts, StatementFact.Rename pair) {
        T part = parts.remove(pair.from());
        if (part != null) {
            parts.put(pair.to(), part);
        }
    }

    private void back(Statement statement, StatementFact fact) {
        if (!ForwardRule.runsInUndo(fact)) {
            // Why it does not run has been said.
            return;
        }
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
                fresh.remove(table);
            }
        } else if (fact instanceof StatementFact.DropSchema drop) {
            if (!schemas.remove(drop.schema())) {
                say(statement, "drops the schema", drop.schema(), "create");
            }
        } else if (fact instanceof AlterTable alter) {
            alter.actions().forEach(action -> back(statement, alter, action));
        } else if (isOfSession(statement)) {
            // it is there for the statements around it
            return;
        } else if (ObjectNames.of(fact).isEmpty() ? !isHarmless(fact) : !others.containsAll(ObjectNames.of(fact))) {
            sayItMakes(statement, fact.kind());
        }
    }

    /** Whether it is one of SQLite's that only its session knows, such as {@code ATTACH}. */
    private static boolean isOfSession(Statement statement) {
        return statement.fact() instanceof SqliteFact.Attach
                || (statement.fact() instanceof SqliteFact
                        && statement.undo().strategy() == UndoForecast.Strategy.NOTHING);
    }

    private static boolean isHarmless(StatementFact fact) {
        return fact instanceof StatementFact.UseSchema || SessionWork.of(fact) != null;
    }

    private void back(Statement statement, AlterTable alter, AlterAction action) {
        ObjectName table = alter.table();
        if (action instanceof DropColumn drop) {
            if (!of(columns, table).remove(folded(drop.column())) && !fresh.contains(table)) {
                say(statement, "drops the column", table + "." + drop.column(), "add");
            }
        } else if (action instanceof DropIndex drop) {
            if (!mayDrop(table, folded(drop.index())) && !fresh.contains(table)) {
                say(statement, "drops the index", drop.index() + " of " + table, "add");
            }
        } else if (action instanceof AlterAction.DropForeignKey drop) {
            constraint(statement, table, drop.name(), "drops the foreign key");
        } else if (action instanceof AlterAction.DropConstraint drop) {
            if (!mayDrop(table, folded(drop.name()))) {
                constraint(statement, table, drop.name(), "drops the constraint");
            }
        } else {
            boolean adds = action.words().startsWith("ADD ");
            String does = !alter.keyword().equals("ALTER TABLE")
                    ? alter.keyword()
                    : adds ? "ALTER TABLE … ADD" : "ALTER TABLE … " + action.words();
            sayItMakes(statement, does);
        }
    }

    private void constraint(Statement statement, ObjectName table, String name, String does) {
        if (!of(constraints, table).remove(folded(name)) && !fresh.contains(table)) {
            say(statement, does, name + " of " + table, "add");
        }
    }

    private boolean mayDrop(ObjectName table, String index) {
        UnnamedIndexes unnamed = unnamedIndexes.get(table);
        return of(indexes, table).remove(index) || (unnamed != null && unnamed.drop(index));
    }

    private void sayItMakes(Statement statement, String does) {
        report.say(Diagnostic.of(CompilerMessage.NOT_IN_AN_UNDO, statement.location(), does));
    }

    private void say(Statement statement, String does, Object what, String doesNot) {
        report.say(
                Diagnostic.of(CompilerMessage.UNDO_DOES_NOT_MATCH, statement.location(), does, what, owner, doesNot));
    }

    private static Set<String> of(Map<ObjectName, Set<String>> parts, ObjectName table) {
        return parts.computeIfAbsent(table, name -> new HashSet<>());
    }

    /**
     * Columns and indexes are named in either case; of letters outside of ASCII only the server knows which are one.
     */
    private static String folded(String name) {
        char[] letters = name.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            letters[i] = letters[i] >= 'a' && letters[i] <= 'z' ? (char) (letters[i] - 0x20) : letters[i];
        }
        return new String(letters);
    }
}
