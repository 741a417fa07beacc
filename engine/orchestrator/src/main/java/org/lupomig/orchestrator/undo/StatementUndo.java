package org.lupomig.orchestrator.undo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.MakesImage;
import org.lupomig.orchestrator.evidence.Places;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Waives;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.machine.Evidence;
import org.lupomig.orchestrator.machine.RecoveryTable;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.run.Expected;

/**
 * Undoes one statement by what the server shows now, whether the statement is known to have taken effect, known not to,
 * or was in flight. What is as before is left alone; what is as after is taken back; what is neither is somebody else's
 * doing and stays, said.
 */
final class StatementUndo {
    private final Definitions definitions;
    private final StatementReader statements;
    private final Likeness likeness;
    private final UndoSteps steps;
    private final TableRemoval removal;
    private final StepTrail ofStep;
    private final RowLedger ledger;

    StatementUndo(
            Definitions definitions,
            StatementReader statements,
            Likeness likeness,
            UndoSteps steps,
            TableRemoval removal,
            StepTrail ofStep,
            RowLedger ledger) {
        this.definitions = definitions;
        this.statements = statements;
        this.likeness = likeness;
        this.steps = steps;
        this.removal = removal;
        this.ofStep = ofStep;
        this.ledger = ledger;
    }

    UndoResult undo(StatementTrail trail) {
        Work work = trail.intent().work();
        if (trail.withoutEffect()
                || work instanceof Work.Nothing
                || work instanceof Waives
                || work instanceof Work.Inserts
                || work instanceof Work.ChangesOwnRows
                || ofStep.goesWithItsTable(work)) {
            // Rows went into a table that the same batch created, and go with it, as do columns and keys.
            return UndoResult.restored();
        }
        boolean went = work instanceof Work.Alters alters
                ? steps.discards().wentWhole(alters.table())
                : work instanceof Work.Renames && work.objects().stream().allMatch(steps.discards()::wentWhole);
        if (went) {
            return UndoResult.restored();
        }
        steps.session().inZoneOf(trail.intent().context());
        Snapshot before = trail.intent().before();
        if (work instanceof ChangesRows changes) {
            RowUndo rows = new RowUndo(statements, likeness, ledger, steps, ofStep);
            boolean wentWhole = changes.ofOneTable()
                    && steps.discards().wentWhole(changes.images().get(0).table());
            return wentWhole
                    ? rows.keep(changes, Integer.toString(trail.ordinal()), removal)
                    : rows.restore(changes, trail);
        } else if (work instanceof MakesImage makes) {
            return verified(new RowUndo(statements, likeness, ledger, steps, ofStep).drop(makes), before);
        }
        if (work instanceof Work.CreatesTable creates) {
            // Asked first: a removal that was cut short between its two statements is ended here too.
            boolean unheard = creates.filled() && trail.done() == null;
            // What it was made like was only looked at: what others have done to that since is theirs.
            Snapshot made = new Snapshot(Map.of(creates.table(), before.object(creates.table())), Map.of());
            return verified(unheard ? dropped(creates.table(), trail) : removed(creates.table(), trail), made);
        }
        if (work instanceof ChangesAccounts changes) {
            return verified(new AccountUndo(likeness, steps).undo(changes, trail), before);
        }
        if (work instanceof Work.Changes changes) {
            // What belongs to a table is compared with it, and with the step.
            Snapshot others = new Snapshot(Map.of(), Map.of(), before.others());
            return verified(new ObjectUndo(statements, likeness, steps).undo(changes, trail), others);
        }
        Snapshot live = before.again(steps.session());
        boolean same = likeness.same(before, live);
        if (work instanceof Work.Alters alters
                && alters.kept() != null
                && (!same || !alters.kept().partitions().isEmpty())) {
            return told(
                    alters,
                    trail,
                    live,
                    verified(
                            new KeptUndo(definitions, statements, likeness, steps, ledger, aside(), ofStep)
                                    .undo(alters, alters.kept(), trail, live),
                            before));
        }
        if (work instanceof Work.DropsSchema drops
                && trail.done() == null
                && live.schema(drops.schema()) instanceof SchemaState.Present) {
            return verified(keep(drops.schema(), before), before);
        }
        Evidence found = same ? Evidence.NONE : found(work, trail, live);
        UndoResult result = judged(found, work, trail, live);
        if (work instanceof Binds binds && !binds.adds() && result instanceof UndoResult.Restored) {
            steps.sayOrphans(binds);
        }
        return work instanceof Work.Alters alters ? told(alters, trail, live, result) : result;
    }

    /** Says for which rows the CHECK constraints of a table that is back do not hold. */
    private UndoResult told(Work.Alters work, StatementTrail trail, Snapshot live, UndoResult result) {
        StatementIntent intent = trail.intent();
        // Of an answer that was not heard, what was found there tells which constraints were gone.
        Snapshot after = trail.done() == null ? live : trail.done().after();
        if (result instanceof UndoResult.Restored
                && intent.before().object(work.table()) instanceof ObjectState.Present was
                && after.object(work.table()) instanceof ObjectState.Present is
                && statements.read(intent.sql(), intent.defaultSchema()) instanceof AlterTable alter) {
            steps.sayAgainst(work.table(), definitions.checks(alter, was.definition(), is.definition()));
        }
        return result;
    }

    private UndoResult judged(Evidence found, Work work, StatementTrail trail, Snapshot live) {
        Snapshot before = trail.intent().before();
        return switch (RecoveryTable.of(State.ROLLING_BACK, found)) {
            case CLOSE -> asItIs(work, trail, live);
            case TAKE_BACK -> verified(back(work, trail, live), before);
            case ASK -> new UndoResult.Stuck(neither(trail.intent(), live, likeness));
            case WAIT, LEAVE, ABANDON, COMPLETE -> throw new IllegalStateException(found + " of " + work.summary());
        };
    }

    /** What is to be seen of a statement, where not all is as before it. */
    private Evidence found(Work work, StatementTrail trail, Snapshot live) {
        if (work instanceof Work.Renames renames) {
            // Of tables that look alike but for foreign keys, an answer that was not heard leaves only their ids to go
            // by.
            Places places = Places.of(renames, trail.intent().before());
            boolean told = trail.done() != null
                    || !places.lookAlike(likeness)
                    || places.find(live.objects()) == Places.Found.AFTER;
            return told && isAfter(renames, trail, live) ? Evidence.WHOLE : Evidence.NEITHER;
        } else if (work instanceof Binds binds) {
            return isAfter(binds, trail, live) ? Evidence.WHOLE : Evidence.NEITHER;
        } else if (work instanceof Work.DropsSchema drops) {
            boolean whole = live.schema(drops.schema()).absent()
                    && trail.intent().before().schema(drops.schema()) instanceof SchemaState.Present;
            return whole ? Evidence.WHOLE : Evidence.NEITHER;
        }
        // Its parts are looked at one by one where they are taken back.
        return Evidence.PARTIAL;
    }

    private boolean isAfter(Work work, StatementTrail trail, Snapshot live) {
        StatementDone done = trail.done();
        return done == null
                ? Expected.is(work, trail.intent().before(), live, likeness)
                : likeness.same(done.after(), live);
    }

    private UndoResult asItIs(Work work, StatementTrail trail, Snapshot live) {
        if (work instanceof Work.Renames renames
                && Places.of(renames, trail.intent().before()).lookAlike(likeness)) {
            return alikeBack(renames, trail, live);
        }
        if (work instanceof Work.Alters alters) {
            aside().tell(alters.table(), trail);
        }
        ValuesBack back = trail.back();
        if (back != null && back.counted() != null) {
            // What others have written since is theirs.
            return new UndoResult.Restored(back.counted());
        }
        return new UndoResult.Restored(
                work instanceof Work.Alters alters && trail.done() != null
                        ? Recount.late(alters.table(), ledger, steps.session())
                        : null);
    }

    private UndoResult back(Work work, StatementTrail trail, Snapshot live) {
        if (work instanceof Work.CreatesSchema creates) {
            return dropSchema(creates.schema(), trail, live.schema(creates.schema()));
        } else if (work instanceof Work.Renames renames) {
            return renameBack(renames);
        } else if (work instanceof Work.DropsSchema drops) {
            return makeAgain(drops.schema(), trail);
        } else if (work instanceof Binds binds) {
            Binds back = binds.reversed();
            return sent(steps.send(
                    back, new TargetOperation.ForeignKeys(back.table(), back.keys(), back.adds()), back.summary()));
        } else if (work instanceof Work.Alters alters) {
            return new AlterUndo(definitions, statements, likeness, steps, ledger, aside())
                    .undo(alters.table(), trail, live);
        } else if (work instanceof Work.AltersSchema alters) {
            return new AlterUndo(definitions, statements, likeness, steps, ledger, aside()).undo(alters, trail, live);
        }
        throw new IllegalStateException("no way back for " + work.summary());
    }

    /** What a query had begun to fill: it had its place nowhere yet, and nobody else makes tables of such a name. */
    private UndoResult dropped(ObjectName table, StatementTrail trail) {
        return steps.session().describe(table).absent()
                ? UndoResult.restored()
                : sent(removal.drop(Integer.toString(trail.ordinal()), table, Removals.As.DROPPED));
    }

    private UndoResult removed(ObjectName table, StatementTrail trail) {
        StatementDone done = trail.done();
        String key = Integer.toString(trail.ordinal());
        InFlight inFlight = inFlight();
        // It may refer to the table, as that does to itself.
        String leftover = done == null ? inFlight.leftover(key) : null;
        if (leftover != null) {
            return new UndoResult.Stuck(leftover);
        }
        OwnChildren children =
                removal.begun(key) ? OwnChildren.NONE : OwnChildren.of(table, ledger, steps.session(), steps.checked());
        if (children.outside()) {
            return new UndoResult.Later(table + " could not be moved aside: tables of this batch refer to it");
        }
        String notOurs = done == null ? inFlight.notOurs(key, table, trail.intent()) : null;
        if (notOurs != null) {
            return new UndoResult.Stuck(notOurs);
        }
        Refusal refusal = children.unbind(likeness, steps);
        if (refusal != null) {
            return new UndoResult.Stuck(table + " could not be moved aside: " + refusal.text());
        }
        return removal.remove(table, key, ledger.of(ofStep.address(), trail.ordinal()), left(table, done));
    }

    /** How the step left it, first by the statement that made it; empty where that is not known. */
    private List<ObjectState.Present> left(ObjectName table, @Nullable StatementDone done) {
        List<ObjectState.Present> own = OwnTable.of(table, ofStep.statements()).left();
        if (own.isEmpty() && done != null && done.after().object(table) instanceof ObjectState.Present made) {
            return List.of(made);
        }
        return own;
    }

    private UndoResult dropSchema(String schema, StatementTrail trail, SchemaState live) {
        if (live instanceof SchemaState.Present present) {
            if (!present.contents().isEmpty()) {
                return new UndoResult.Stuck(TargetOperation.DropSchema.notEmpty(schema, present.contents()));
            }
            String notOurs = trail.done() == null ? inFlight().notOurs(schema, trail.intent(), present) : null;
            if (notOurs != null) {
                return new UndoResult.Stuck(notOurs);
            }
        }
        return sent(steps.send(new Work.DropsSchema(schema), new TargetOperation.DropSchema(schema), "DROP SCHEMA"));
    }

    private AsideColumns aside() {
        return new AsideColumns(definitions, statements, steps, removal);
    }

    private InFlight inFlight() {
        return new InFlight(statements, likeness, steps, removal);
    }

    /** One whose removal was cut short, so that it may have lost its options. */
    private UndoResult keep(String schema, Snapshot before) {
        if (!(before.schema(schema) instanceof SchemaState.Present was)) {
            return UndoResult.restored();
        }
        String sql = definitions.schemaInverse(schema, was.definition());
        return sent(steps.send(new Work.AltersSchema(schema), new TargetOperation.RestoreSchema(schema, sql), sql));
    }

    private UndoResult makeAgain(String schema, StatementTrail trail) {
        if (!(trail.intent().before().schema(schema) instanceof SchemaState.Present was)) {
            throw new IllegalStateException("schema " + schema + " was not there");
        }
        Work.CreatesSchema work = new Work.CreatesSchema(schema);
        return sent(steps.send(work, new TargetOperation.Send(was.definition()), was.definition()));
    }

    /** Tables that look alike have changed places: what is there looks as before wherever they are. */
    private UndoResult alikeBack(Work.Renames renames, StatementTrail trail, Snapshot live) {
        Snapshot before = trail.intent().before();
        return switch (Places.of(renames, before).find(live.objects())) {
            case BEFORE -> UndoResult.restored();
            case AFTER -> verified(renameBack(renames), before);
            case UNKNOWN ->
                switch (sinceSentBack(renames, trail, live)) {
                    case BEFORE -> verified(renameBack(renames), before);
                    case AFTER -> UndoResult.restored();
                    case UNKNOWN ->
                        new UndoResult.Stuck(
                                renames.summary()
                                        + ": the tables look the same in either place, and their ids on the server do not tell any more");
                };
        };
    }

    /**
     * Where the way back of renames stands that are known to have been done: at its beginning where it was not sent;
     * else the ids tell that the tables had when it was.
     */
    private Places.Found sinceSentBack(Work.Renames renames, StatementTrail trail, Snapshot live) {
        if (trail.done() == null || steps.afterScript() || steps.completed() || ofStep.gaveUp()) {
            // Others may have moved them since.
            return Places.Found.UNKNOWN;
        }
        Work.Renames back = new Work.Renames(renames.reversed());
        StatementIntent sent = ofStep.sentBack(back);
        return sent == null
                ? Places.Found.BEFORE
                : Places.of(back, sent.before()).find(live.objects());
    }

    private UndoResult renameBack(Work.Renames renames) {
        Work.Renames back = new Work.Renames(renames.reversed());
        return sent(steps.send(back, new TargetOperation.RenameTables(back.pairs()), "RENAME TABLE"));
    }

    private UndoResult verified(UndoResult result, Snapshot before) {
        if (!(result instanceof UndoResult.Restored)) {
            return result;
        }
        String difference = likeness.difference(before, before.again(steps.session()));
        return difference.isEmpty()
                ? result
                : new UndoResult.Stuck("after the undo it is not as before: " + difference);
    }

    static String neither(StatementIntent intent, Snapshot live, Likeness likeness) {
        return intent.work().summary() + ": what is there now is neither what was there before nor what it made; "
                + likeness.difference(intent.before(), live);
    }

    private static UndoResult sent(@Nullable Refusal refusal) {
        return refusal == null ? UndoResult.restored() : new UndoResult.Stuck(refusal.text());
    }
}
