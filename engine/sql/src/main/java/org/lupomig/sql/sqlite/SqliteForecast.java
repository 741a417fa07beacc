package org.lupomig.sql.sqlite;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.SqliteFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.TransactionFact;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.model.sql.UndoForecast.Strategy;

/**
 * How a statement will be undone: as long as its step runs, by the transaction that it is in; afterwards, or where it
 * cannot be in one, by a copy of the file that is made before the step.
 */
final class SqliteForecast {
    private static final String CONNECTION = "it ends with the connection";
    private final String file;
    private final SqliteNames names;

    /** @param file the one of {@code main}, for people */
    SqliteForecast(String file, SqliteNames names) {
        this.file = file;
        this.names = names;
    }

    /** @param objection why it is not run; null where it is */
    UndoForecast of(StatementFact fact, List<Touch> touches, @Nullable Objection objection) {
        if (fact instanceof StatementFact.Unparsed unparsed) {
            return new UndoForecast(Strategy.NONE, unparsed.reason());
        } else if (objection != null) {
            return new UndoForecast(Strategy.NONE, objection.reason());
        } else if (fact instanceof StatementFact.Query || fact instanceof MaintenanceFact.Explain) {
            return nothing("it changes nothing");
        } else if (fact instanceof TransactionFact transaction) {
            return switch (transaction.action()) {
                case SAVEPOINT, RELEASE -> nothing("it divides the transaction of the step, which is taken back whole");
                default -> nothing("it is not sent: the step is one transaction");
            };
        } else if (fact instanceof SqliteFact.Attach attach) {
            return attach.keepsRows()
                    ? new UndoForecast(
                            Strategy.FILE_COPY,
                            attach.file() + " is copied before the step and put back, or removed if it was not there")
                    : nothing(CONNECTION);
        } else if (fact instanceof SqliteFact.Detach) {
            return nothing(CONNECTION);
        } else if (fact instanceof SqliteFact.Vacuum vacuum) {
            return vacuum.into() == null
                    ? copy(fileOf(vacuum.schema()))
                    : new UndoForecast(
                            Strategy.INVERSE,
                            "remove " + vacuum.file()
                                    + ", which it makes, or empty it: SQLite fills only a file that is not there, or"
                                    + " is empty");
        } else if (fact instanceof SqliteFact.Pragma pragma) {
            return pragma(pragma);
        }
        return changed(touches);
    }

    private UndoForecast pragma(SqliteFact.Pragma pragma) {
        String schema = pragma.schema() == null ? SqliteNames.MAIN : pragma.schema();
        return switch (PragmaKind.of(pragma)) {
            case ANSWERS -> nothing("it changes nothing");
            case CONNECTION, CONNECTION_OUTSIDE -> nothing(CONNECTION);
            case FILE_OUTSIDE -> copy(fileOf(schema));
            case FILE, DANGEROUS, UNKNOWN -> rolledBack(fileOf(schema));
        };
    }

    private UndoForecast changed(List<Touch> touches) {
        TreeSet<String> files = new TreeSet<>();
        for (Touch touch : touches) {
            if (touch.access() != Touch.Access.READS) {
                files.add(touch.schema() == null ? "every file that is open" : fileOf(touch.schema()));
            }
        }
        files.remove("");
        return files.isEmpty() ? nothing(CONNECTION) : rolledBack(String.join(" and ", files));
    }

    /** Empty for what is in no file. */
    private String fileOf(String schema) {
        return switch (schema) {
            case SqliteNames.MAIN -> file;
            case SqliteNames.TEMP -> "";
            default -> names.fileOf(schema);
        };
    }

    private static UndoForecast nothing(String explanation) {
        return new UndoForecast(Strategy.NOTHING, explanation);
    }

    private static UndoForecast copy(String files) {
        return files.isEmpty()
                ? nothing(CONNECTION)
                : new UndoForecast(
                        Strategy.FILE_COPY, "no transaction takes it back: " + files + " is put back from a copy");
    }

    private static UndoForecast rolledBack(String files) {
        return new UndoForecast(
                Strategy.FILE_COPY,
                "rolled back by the step's transaction; once committed, " + files + " is put back from a copy");
    }
}
