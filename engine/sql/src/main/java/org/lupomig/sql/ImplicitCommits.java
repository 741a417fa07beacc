package org.lupomig.sql;

import org.lupomig.model.sql.AccountFact;
import org.lupomig.model.sql.CompoundFact;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.GrantFact;
import org.lupomig.model.sql.ImplicitCommit;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.ServerFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.SessionFact.Scope;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TransactionFact;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;

/** Which statements commit the transaction that is open when they come. */
public final class ImplicitCommits {
    private ImplicitCommits() {}

    /** Whether a statement commits, also where it then fails. What ends a transaction by its name is not meant. */
    public static ImplicitCommit of(StatementFact fact) {
        if (fact instanceof SessionFact session) {
            return ofSession(session);
        }
        if (fact instanceof TransactionFact transaction) {
            return switch (transaction.action()) {
                case START, BEGIN -> ImplicitCommit.YES;
                default -> ImplicitCommit.NO;
            };
        }
        if (fact instanceof MaintenanceFact maintenance) {
            return ofMaintenance(maintenance);
        }
        if (fact instanceof DynamicFact.Execute
                || fact instanceof DynamicFact.ExecuteImmediate
                || fact instanceof RowFact.Call
                || fact instanceof CompoundFact.Block) {
            return ImplicitCommit.UNKNOWN;
        }
        if (fact instanceof SequenceFact.DropSequences drop) {
            // while CREATE TEMPORARY SEQUENCE does commit
            return commits(!drop.temporary());
        }
        if (fact instanceof AccountFact.SetRole || fact instanceof SequenceFact.SetValue) {
            return ImplicitCommit.NO;
        }
        return commits(fact instanceof ViewFact
                || fact instanceof TriggerFact
                || fact instanceof RoutineFact
                || fact instanceof EventFact
                || fact instanceof SequenceFact
                || fact instanceof ServerFact
                || fact instanceof AccountFact
                || fact instanceof GrantFact
                || definesTables(fact));
    }

    private static boolean definesTables(StatementFact fact) {
        return fact instanceof StatementFact.CreateSchema
                || fact instanceof StatementFact.DropSchema
                || fact instanceof StatementFact.AlterSchema
                || (fact instanceof StatementFact.CreateTable create && !create.temporary())
                || fact instanceof StatementFact.AlterTable
                || fact instanceof StatementFact.RenameTable
                || fact instanceof StatementFact.TruncateTable
                || (fact instanceof StatementFact.DropTable drop && !drop.temporary());
    }

    private static ImplicitCommit ofSession(SessionFact session) {
        if (session instanceof SessionFact.SetStatement set) {
            return of(set.statement());
        }
        if (session instanceof SetVariables set) {
            // switching it on commits where it was off, which its text does not tell
            boolean autocommit = set.assignments().stream()
                    .anyMatch(a -> a.scope() != Scope.USER
                            && a.scope() != Scope.GLOBAL
                            && a.name().equalsIgnoreCase("autocommit"));
            return autocommit ? ImplicitCommit.UNKNOWN : ImplicitCommit.NO;
        }
        if (session instanceof SessionFact.UnlockTables) {
            return ImplicitCommit.UNKNOWN;
        }
        return commits(session instanceof SessionFact.LockTables);
    }

    private static ImplicitCommit ofMaintenance(MaintenanceFact maintenance) {
        if (maintenance instanceof MaintenanceFact.Explain explain) {
            return explain.runs() ? of(explain.statement()) : ImplicitCommit.NO;
        }
        if (maintenance instanceof MaintenanceFact.TableCare care) {
            return commits(!care.verb().equals("CHECKSUM"));
        }
        return commits(maintenance instanceof MaintenanceFact.Flush
                || maintenance instanceof MaintenanceFact.CacheIndex
                || maintenance instanceof MaintenanceFact.ServerCommand);
    }

    private static ImplicitCommit commits(boolean yes) {
        return yes ? ImplicitCommit.YES : ImplicitCommit.NO;
    }
}
