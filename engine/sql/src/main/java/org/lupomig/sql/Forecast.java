package org.lupomig.sql;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionWork;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.model.sql.UndoForecast.Strategy;

/** How a statement will be undone, as far as its text and what the batch did before tell. */
public final class Forecast {
    private Forecast() {}

    /**
     * The forecast for one statement.
     *
     * @param created tables that statements before it in the same batch created, under the names they have by now
     */
    public static UndoForecast of(StatementFact fact, Set<ObjectName> created) {
        if (!ForwardRule.runs(fact)) {
            return none(fact);
        }
        String locks = Transactions.whyNot(fact, created);
        if (locks != null) {
            return new UndoForecast(Strategy.NONE, locks);
        }
        if (HoldForecast.holds(fact)) {
            return HoldForecast.of(fact);
        }
        if (fact instanceof StatementFact.CreateSchema create) {
            return inverse("drop schema " + create.schema() + ", if empty" + unlessThere(create.guard() != null));
        }
        if (fact instanceof StatementFact.CreateTable create) {
            return inverse("drop table " + create.table()
                    + "; moved to the held schema if it has rows it did not get from this batch"
                    + unlessThere(create.guard() != null));
        }
        if (fact instanceof StatementFact.RenameTable rename) {
            return inverse(renameBack(rename));
        }
        if (fact instanceof StatementFact.AlterTable alter) {
            if (alter.actions().isEmpty()) {
                return new UndoForecast(Strategy.NOTHING, "it has no action");
            }
            Strategy strategy = AlterForecast.keepsAll(alter)
                    ? Strategy.TABLE_IMAGE
                    : AlterForecast.keeps(alter) ? Strategy.ROW_IMAGE : Strategy.INVERSE;
            return new UndoForecast(strategy, AlterForecast.explain(alter));
        }
        if (fact instanceof StatementFact.AlterSchema alter) {
            return inverse(AlterForecast.explain(alter));
        }
        String object = ObjectForecast.explain(fact);
        if (object != null) {
            return inverse(object);
        }
        String account = AccountForecast.explain(fact);
        if (account != null) {
            return inverse(account);
        }
        List<ChangedRows> rows = ChangedRows.all(fact);
        if (!rows.isEmpty()) {
            return RowForecast.of(rows, created);
        }
        if (fact instanceof MaintenanceFact.TableCare care) {
            return new UndoForecast(Strategy.NOTHING, cared(care.verb()));
        }
        if (fact instanceof DynamicFact.Execute || fact instanceof DynamicFact.ExecuteImmediate) {
            return new UndoForecast(
                    Strategy.LATE,
                    "its text is read just before it runs, and taken back as that statement is; where that is not possible"
                            + " it is not sent, and the step is undone");
        }
        if (fact instanceof DynamicFact) {
            return new UndoForecast(Strategy.NOTHING, "it is not sent: the engine keeps the text until it is executed");
        }
        if (fact instanceof RowFact.Call) {
            return new UndoForecast(
                    Strategy.LATE,
                    "the procedure is read just before and followed, and the statements that it comes to are sent in its place"
                            + " and taken back one by one; where it comes to what cannot be, it stops, and the step is undone");
        }
        SessionWork session = SessionWork.of(fact);
        return new UndoForecast(Strategy.NOTHING, session == null ? "it changes nothing" : session.words());
    }

    /**
     * Notes what a statement makes of the tables that a batch has created.
     *
     * @param created those it had created before, under the names they had; changed in place
     */
    public static void advance(StatementFact fact, Set<ObjectName> created) {
        if (fact instanceof StatementFact.CreateTable create && ForwardRule.runs(create)) {
            created.add(create.table());
        } else if (fact instanceof StatementFact.RenameTable rename) {
            for (StatementFact.Rename pair : rename.renames()) {
                if (created.remove(pair.from())) {
                    created.add(pair.to());
                }
            }
        } else if (fact instanceof StatementFact.AlterTable alter) {
            for (AlterAction action : alter.actions()) {
                if (action instanceof AlterAction.RenameTo rename && created.remove(alter.table())) {
                    created.add(rename.to().name());
                }
            }
        } else if (fact instanceof StatementFact.DropSchema drop) {
            created.removeIf(table -> drop.schema().equals(table.schema()));
        } else if (fact instanceof StatementFact.CreateSchema create && create.orReplace()) {
            created.removeIf(table -> create.schema().equals(table.schema()));
        } else if (fact instanceof StatementFact.TruncateTable truncate) {
            created.add(truncate.target().name());
        } else if (fact instanceof StatementFact.DropTable drop) {
            for (ObjectName table : drop.tables()) {
                created.remove(table);
            }
        }
    }

    private static String cared(String verb) {
        return switch (verb) {
            case "ANALYZE" -> "it changes statistics only, which stay";
            case "OPTIMIZE" -> "it changes no row and no definition; statistics stay as it makes them";
            default -> "it changes nothing";
        };
    }

    private static UndoForecast inverse(String explanation) {
        return new UndoForecast(Strategy.INVERSE, explanation);
    }

    private static UndoForecast none(StatementFact fact) {
        String why = ForwardRule.whyNot(fact);
        return new UndoForecast(Strategy.NONE, why == null ? "no way back is known" : why);
    }

    private static String renameBack(StatementFact.RenameTable rename) {
        List<StatementFact.Rename> pairs = rename.renames();
        StringJoiner back = new StringJoiner(", ");
        for (int i = pairs.size() - 1; i >= 0; i--) {
            back.add(pairs.get(i).to() + " back to " + pairs.get(i).from());
        }
        return "rename " + back + (rename.guard() == null ? "" : " (those that were there)");
    }

    static String unlessThere(boolean guarded) {
        return guarded ? " (nothing, if it was there before)" : "";
    }
}
