package org.lupomig.sql;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.CompoundFact;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.GrantFact;
import org.lupomig.model.sql.InsertedRows;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.ProgramBody;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableSource;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.Touch.Access;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.Uses;
import org.lupomig.model.sql.ViewFact;

/**
 * What statements touch that neither define tables nor schemas. Creating a program does not touch what it will touch
 * when it runs; the schema it is made in is read.
 */
final class OtherTouches {
    private final Set<Touch> found;

    private OtherTouches(Set<Touch> found) {
        this.found = found;
    }

    /** Adds to {@code found} what the statement touches. */
    static void add(StatementFact fact, Set<Touch> found) {
        OtherTouches touches = new OtherTouches(found);
        if (fact instanceof StatementFact.Insert insert) {
            touches.rows(insert.rows());
        } else if (fact instanceof StatementFact.Query query) {
            touches.uses(query.uses());
        } else if (fact instanceof RowFact row) {
            touches.row(row);
        } else if (fact instanceof ViewFact view) {
            touches.view(view);
        } else if (fact instanceof SequenceFact sequence) {
            touches.sequence(sequence);
        } else if (fact instanceof SessionFact session) {
            touches.session(session);
        } else if (fact instanceof MaintenanceFact maintenance) {
            touches.maintenance(maintenance);
        } else if (fact instanceof DynamicFact dynamic) {
            touches.dynamic(dynamic);
        } else {
            touches.program(fact);
        }
    }

    private void program(StatementFact fact) {
        if (fact instanceof TriggerFact.CreateTrigger create) {
            table(create.table(), Access.ALTERS);
        } else if (fact instanceof TriggerFact.DropTrigger drop) {
            schemaOf(drop.trigger());
        } else if (fact instanceof RoutineFact.CreateRoutine create) {
            schemaOf(create.routine());
        } else if (fact instanceof RoutineFact.CreatePackage create) {
            schemaOf(create.routine());
        } else if (fact instanceof RoutineFact.AlterRoutine alter) {
            schemaOf(alter.routine());
        } else if (fact instanceof RoutineFact.DropRoutine drop) {
            schemaOf(drop.routine());
        } else if (fact instanceof EventFact.CreateEvent create) {
            schemaOf(create.event());
        } else if (fact instanceof EventFact.AlterEvent alter) {
            schemaOf(alter.event());
            schemaOf(alter.renamed());
        } else if (fact instanceof EventFact.DropEvent drop) {
            schemaOf(drop.event());
        } else if (fact instanceof CompoundFact.Block block) {
            body(block.body());
        } else if (fact instanceof CompoundFact.Signal signal) {
            uses(signal.uses());
        } else if (fact instanceof GrantFact.GrantPrivileges grant) {
            granted(grant.object());
        } else if (fact instanceof GrantFact.RevokePrivileges revoke) {
            granted(revoke.object());
        }
    }

    private void granted(GrantFact.PrivilegeObject object) {
        boolean table = object.type().equals("TABLE") && !object.name().equals("*");
        if (table) {
            found.add(Touch.table(new ObjectName(object.schema(), object.name()), Access.READS));
        }
    }

    private void body(ProgramBody body) {
        found.addAll(body.touches());
    }

    private void row(RowFact row) {
        if (row instanceof RowFact.Replace replace) {
            rows(replace.rows());
        } else if (row instanceof RowFact.Update update) {
            changed(update.tables(), update.written(), update.uses());
        } else if (row instanceof RowFact.Delete delete) {
            changed(delete.tables(), delete.written(), delete.uses());
        } else if (row instanceof RowFact.DeleteHistory history) {
            table(history.table(), Access.WRITES);
        } else if (row instanceof RowFact.LoadRows load) {
            table(load.table(), Access.WRITES);
            uses(load.uses());
        } else if (row instanceof RowFact.ActingQuery query) {
            uses(query.uses());
        } else if (row instanceof RowFact.Call call) {
            found.add(Touch.unknown());
            uses(call.arguments());
        } else if (row instanceof RowFact.Do run) {
            uses(run.uses());
        } else if (row instanceof RowFact.Handler handler) {
            if (handler.action().equals("OPEN")) {
                table(handler.table(), Access.READS);
            }
            uses(handler.uses());
        }
    }

    private void rows(InsertedRows rows) {
        table(rows.target(), Access.WRITES);
        for (TableRef read : rows.uses().reads()) {
            if (!read.name().equals(rows.target().name())) {
                table(read, Access.READS);
            }
        }
        beyondReads(rows.uses());
    }

    private void changed(List<TableSource> tables, List<TableRef> written, Uses uses) {
        tables(written, Access.WRITES);
        for (TableSource source : tables) {
            boolean changes = written.stream()
                    .anyMatch(w -> w.name().equals(source.table().name()));
            if (!changes) {
                table(source.table(), Access.READS);
            }
        }
        uses(uses);
    }

    private void view(ViewFact view) {
        if (view instanceof ViewFact.CreateView create) {
            created(create.view(), create.orReplace());
            viewed(create.definition().uses());
        } else if (view instanceof ViewFact.AlterView alter) {
            table(alter.view(), Access.ALTERS);
            viewed(alter.definition().uses());
        } else if (view instanceof ViewFact.DropViews drop) {
            tables(drop.views(), Access.DROPS);
        }
    }

    /** Making a view moves no sequence on: it only has to be there. */
    private void viewed(Uses uses) {
        tables(uses.reads(), Access.READS);
        tables(uses.sequences(), Access.READS);
    }

    private void sequence(SequenceFact sequence) {
        if (sequence instanceof SequenceFact.CreateSequence create) {
            if (!create.temporary()) {
                created(create.sequence(), create.orReplace());
            }
        } else if (sequence instanceof SequenceFact.AlterSequence alter) {
            table(alter.sequence(), Access.ALTERS);
        } else if (sequence instanceof SequenceFact.SetValue set) {
            table(set.sequence(), Access.WRITES);
        } else if (sequence instanceof SequenceFact.DropSequences drop && !drop.temporary()) {
            tables(drop.sequences(), Access.DROPS);
        }
    }

    private void session(SessionFact session) {
        if (session instanceof SessionFact.SetVariables set) {
            set.assignments().forEach(assignment -> uses(assignment.uses()));
        } else if (session instanceof SessionFact.SetStatement set) {
            set.assignments().forEach(assignment -> uses(assignment.uses()));
            found.addAll(Touches.of(set.statement()));
        } else if (session instanceof SessionFact.LockTables lock) {
            lock.locks().forEach(each -> table(each.table().table(), each.writes() ? Access.WRITES : Access.READS));
        }
    }

    private void maintenance(MaintenanceFact maintenance) {
        if (maintenance instanceof MaintenanceFact.TableCare care) {
            boolean reads = care.verb().equals("CHECK") || care.verb().equals("CHECKSUM");
            tables(care.tables(), reads ? Access.READS : Access.WRITES);
        } else if (maintenance instanceof MaintenanceFact.Explain explain) {
            for (Touch touch : Touches.of(explain.statement())) {
                boolean kept = explain.runs() || touch.isUnknown();
                found.add(kept ? touch : new Touch(touch.schema(), touch.table(), Access.READS));
            }
        } else if (maintenance instanceof MaintenanceFact.Describe describe) {
            table(describe.table(), Access.READS);
        } else if (maintenance instanceof MaintenanceFact.Flush flush) {
            tables(flush.tables(), Access.READS);
        } else if (maintenance instanceof MaintenanceFact.CacheIndex cache) {
            tables(cache.tables(), Access.READS);
        }
    }

    private void dynamic(DynamicFact dynamic) {
        if (dynamic instanceof DynamicFact.Prepare prepare) {
            uses(prepare.text().uses());
        } else if (dynamic instanceof DynamicFact.Execute execute) {
            found.add(Touch.unknown());
            uses(execute.using());
        } else if (dynamic instanceof DynamicFact.ExecuteImmediate execute) {
            found.add(Touch.unknown());
            uses(execute.text().uses());
            uses(execute.using());
        }
    }

    /** What an expression or a query touches. */
    private void uses(Uses uses) {
        tables(uses.reads(), Access.READS);
        beyondReads(uses);
    }

    private void beyondReads(Uses uses) {
        tables(uses.sequences(), Access.WRITES);
        if (uses.callsUnknown()) {
            found.add(Touch.unknown());
        }
    }

    static void addUses(Uses uses, Set<Touch> found) {
        new OtherTouches(found).uses(uses);
    }

    private void created(TableRef table, boolean orReplace) {
        table(table, Access.CREATES);
        if (orReplace) {
            table(table, Access.DROPS);
        }
    }

    private void tables(List<TableRef> tables, Access access) {
        for (TableRef table : tables) {
            table(table, access);
        }
    }

    private void table(TableRef table, Access access) {
        found.add(Touch.table(table.name(), access));
    }

    private void schemaOf(@Nullable ObjectRef object) {
        String schema = object == null ? null : object.name().schema();
        if (schema != null) {
            found.add(Touch.schema(schema, Access.READS));
        }
    }
}
