package org.lupomig.orchestrator.byhand;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.byhand.HandAct.Note;
import org.lupomig.orchestrator.byhand.HandAct.Send;
import org.lupomig.orchestrator.byhand.HandAct.Shown;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.MakesImage;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Waives;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.Definitions.Back;
import org.lupomig.orchestrator.port.Definitions.Inverse;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.StatementTrail;

/**
 * Tells how steps are taken back by hand, the last statement first, by what the journal says that they found and left.
 * The engine compares what is there before it touches it; this cannot, and says what has to be looked at instead.
 * Nothing of it drops a table: what a step made is moved aside.
 */
public final class HandUndo {
    private static final String ZONE = "time_zone=";

    private final Definitions definitions;
    private final StatementReader statements;
    private final List<HandAct> acts = new ArrayList<>();
    private final LastViews views = new LastViews();
    private final Set<ObjectName> own = new HashSet<>();
    private final HandAside aside;
    private final HandRows rows;
    private final HandObjects objects;

    /** By these readers. */
    public HandUndo(Definitions definitions, StatementReader statements, String heldSchema) {
        this.definitions = definitions;
        this.statements = statements;
        this.aside = new HandAside(heldSchema, definitions, acts);
        this.rows = new HandRows(acts, aside);
        this.objects = new HandObjects(acts, views, new Likeness(definitions), statements);
    }

    /**
     * What is to be done, in its order.
     *
     * @param steps in the order in which they were applied; statements of them that are undone are left out
     */
    public List<HandAct> of(List<AppliedStep> steps) {
        steps.forEach(step -> step.trail().statements().forEach(this::remember));
        for (int i = steps.size() - 1; i >= 0; i--) {
            step(steps.get(i));
        }
        addNeeds();
        List<TargetOperation.RestoreObject> last = views.inOrder();
        if (!last.isEmpty()) {
            acts.add(new Note("views, when all that they use is back"));
            last.forEach(view -> acts.add(new Send(view)));
        }
        aside.addLast();
        return List.copyOf(acts);
    }

    /** Before anything is sent: that all is there from which rows come back. */
    private void addNeeds() {
        Set<HandAct> images = new LinkedHashSet<>();
        for (HandAct act : acts) {
            if (act instanceof HandAct.Values values) {
                images.add(new HandAct.Needs(values.kept().image(), values.imaged()));
            } else if (act instanceof HandAct.Rows each) {
                each.tables().stream()
                        .filter(table -> table.keys() == null || table.image().extent() != RowImage.Extent.ADDED)
                        .forEach(table ->
                                images.add(new HandAct.Needs(table.image().image(), table.imaged())));
            }
        }
        List<HandAct> needs = new ArrayList<>();
        if (!images.isEmpty()) {
            needs.add(new Note("rows come back from these: where one is not there, or has other rows than it kept, the"
                    + " client stops here"));
            needs.addAll(images);
        }
        acts.addAll(0, needs);
    }

    /** Names of tables that the steps made, and of what these became. */
    private void remember(StatementTrail statement) {
        Work work = statement.intent().work();
        if (work instanceof Work.CreatesTable creates) {
            own.add(creates.table());
        } else if (work instanceof Work.Renames renames) {
            for (Rename pair : renames.pairs()) {
                if (own.remove(pair.from())) {
                    own.add(pair.to());
                }
            }
        }
    }

    private void step(AppliedStep step) {
        acts.add(new Note("step " + step.address()));
        if (!step.trail().ofBatch().statements().isEmpty()) {
            acts.add(new Note(
                    "the author of the batch wrote an undo of all of it, of which something may have been sent;"
                            + " this is the one that is derived from what its steps did"));
        }
        if (!step.trail().authored().isEmpty()) {
            acts.add(new Note("its author wrote an undo; this is the one that is derived from what it did"));
        }
        List<StatementTrail> all = step.trail().statements();
        // of a batch whose author's undo was begun, anything may be back already
        boolean heard = !step.trail().unheard() && !step.trail().ofBatch().begun();
        for (int i = all.size() - 1; i >= 0; i--) {
            StatementTrail statement = all.get(i);
            if (statement.undone() == null && !statement.withoutEffect()) {
                zone(statement.intent().context());
                statement(statement, step, heard);
                // Statements are taken back one after the other.
                heard |= !(statement.intent().work() instanceof Work.Nothing)
                        && !step.trail().ofBatch().begun();
            }
        }
    }

    private void zone(String context) {
        int at = context.indexOf(ZONE);
        if (at >= 0) {
            int end = context.indexOf(';', at);
            acts.add(new HandAct.Zone(context.substring(at + ZONE.length(), end < 0 ? context.length() : end)));
        }
    }

    /**
     * Takes one back.
     *
     * @param heard whether nothing of its way back was sent without a known answer
     */
    private void statement(StatementTrail trail, AppliedStep step, boolean heard) {
        StatementIntent intent = trail.intent();
        Work work = intent.work();
        if (work instanceof Work.Nothing) {
            return;
        }
        String source = intent.source().isEmpty() ? "" : intent.source() + ": ";
        if (work instanceof Waives waives) {
            acts.add(new Note(source + waives.stays() + "; look what it did"));
            return;
        }
        StatementDone done = trail.done();
        if (work instanceof ChangesRows changes) {
            if (done != null) {
                acts.add(new Note(source + work.summary()));
                rows.add(changes, trail, done, step);
            }
            return;
        }
        if (work instanceof Work.Inserts || work instanceof Work.ChangesOwnRows) {
            acts.add(new Note(source + work.summary() + ": the batch made that table, and its rows go with it"));
            return;
        }
        if (work instanceof MakesImage makes) {
            acts.add(new Note(source + makes.table() + " keeps rows as they were: drop it when all is well"));
            return;
        }
        acts.add(new Note(source
                + work.summary()
                + (done == null ? ": it was sent and never answered; look whether it took effect" : "")
                + (heard ? "" : ": the run broke off while it was taken back; look what is there")));
        boolean sure = done != null && heard;
        if (work instanceof Work.CreatesTable creates) {
            aside.table(creates, trail, step, sure);
        } else if (work instanceof Work.Renames renames) {
            act(new TargetOperation.RenameTables(renames.reversed()), sure);
        } else if (work instanceof Binds binds) {
            Binds back = binds.reversed();
            act(new TargetOperation.ForeignKeys(back.table(), back.keys(), back.adds()), sure);
        } else if (work instanceof Work.CreatesSchema creates) {
            acts.add(new Note("the schema goes only where it is empty"));
            act(new TargetOperation.DropSchema(creates.schema()), sure);
        } else if (work instanceof Work.AltersSchema alters) {
            if (intent.before().schema(alters.schema()) instanceof SchemaState.Present was) {
                String sql = definitions.schemaInverse(alters.schema(), was.definition());
                act(new TargetOperation.RestoreSchema(alters.schema(), sql), sure);
            }
        } else if (work instanceof Work.DropsSchema drops) {
            if (intent.before().schema(drops.schema()) instanceof SchemaState.Present was) {
                act(new TargetOperation.Send(was.definition()), sure);
            }
        } else if (work instanceof Work.Alters alters) {
            alter(alters, trail, step, heard);
        } else if (work instanceof ChangesAccounts changes) {
            objects.accounts(changes, trail, heard);
        } else if (work instanceof Work.Changes changes) {
            objects.others(changes, trail, heard);
        } else {
            acts.add(new Note("there is no statement for that: take it back by hand"));
        }
    }

    private void act(TargetOperation operation, boolean sure) {
        acts.add(HandObjects.act(operation, sure));
    }

    private void alter(Work.Alters work, StatementTrail trail, AppliedStep step, boolean heard) {
        StatementIntent intent = trail.intent();
        StatementDone done = trail.done();
        ObjectName table = work.table();
        KeptColumns kept = work.kept();
        StatementFact fact = statements.read(intent.sql(), intent.defaultSchema());
        if (!(intent.before().object(table) instanceof ObjectState.Present before)) {
            return;
        }
        if (done == null
                || !heard
                || !(done.after().object(table) instanceof ObjectState.Present after)
                || !(fact instanceof AlterTable alter)) {
            acts.add(new Note("bring it to this definition, if it is not there"
                    + (kept == null ? "" : "; values that it lost are in " + kept.image())));
            acts.add(new Shown(before.definition()));
            return;
        }
        Inverse inverse = kept == null
                ? definitions.inverse(table, alter, before.definition(), after.definition())
                : definitions.inverse(table, alter, before.definition(), after.definition(), kept);
        // the server would take no key back over rows that referred to nothing before
        boolean over = work.keys().stream().anyMatch(key -> key.rows() > 0);
        if (over) {
            acts.add(
                    new Note("its foreign keys come back without a look at the rows: some referred to nothing before"));
        }
        if (inverse instanceof Inverse.Way way) {
            if (!way.dropped().isEmpty()) {
                aside.values(table, way.dropped(), after, trail, step);
            }
            for (Back each : way.statements()) {
                acts.add(new Send(new TargetOperation.AlterBack(
                        each.sql(), table, List.of(), each.refers() && !over, !own.contains(table))));
            }
        } else if (inverse instanceof Inverse.Halves way && kept != null) {
            acts.add(new Note((kept.whole() ? "rows" : "values") + " come back from " + kept.image()));
            if (!kept.whole() && kept.leavesAny()) {
                aside.values(table, kept, trail, step);
            }
            acts.add(new HandAct.Values(
                    table,
                    kept,
                    over ? unchecked(way) : way,
                    ColumnLines.stored(before),
                    ColumnLines.counting(before),
                    done.imaged(),
                    kept.whole() ? aside.rows(table, ColumnLines.stored(after), "the rows that", trail, step) : null));
        } else if (inverse instanceof Inverse.Impossible impossible) {
            acts.add(new Note(impossible.reason() + ": bring it to this definition by hand"));
            acts.add(new Shown(before.definition()));
        }
    }

    private static Inverse.Halves unchecked(Inverse.Halves way) {
        List<Back> last =
                way.last().stream().map(each -> new Back(each.sql(), false)).toList();
        return new Inverse.Halves(way.first(), last, way.dropped(), way.unfit(), List.of());
    }
}
