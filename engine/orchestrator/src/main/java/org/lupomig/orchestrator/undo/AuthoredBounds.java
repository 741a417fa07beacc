package org.lupomig.orchestrator.undo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Position;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterAction.DropColumn;
import org.lupomig.model.sql.AlterAction.DropConstraint;
import org.lupomig.model.sql.AlterAction.DropForeignKey;
import org.lupomig.model.sql.AlterAction.DropIndex;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.HeldNames;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.BrokenViews;
import org.lupomig.orchestrator.forward.Part;
import org.lupomig.orchestrator.forward.Resolution;
import org.lupomig.orchestrator.forward.Situation;
import org.lupomig.orchestrator.forward.StatementPlanner;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetSession;

/** What statements of an author's undo may do: take away what is of it, and nothing else. */
final class AuthoredBounds {
    private final StatementReader statements;
    private final StatementPlanner planner;
    private final HeldNames names;
    private final RowLedger ledger;
    private final Made made;
    private final MovableTables movable;
    private final BroughtBack broughtBack;
    private final String owner;

    /**
     * Of one script.
     *
     * @param ledger what the batch created
     * @param made what it may take away
     * @param owner what that is of, for people: {@code step} or {@code batch}
     */
    AuthoredBounds(
            StatementReader statements,
            Likeness likeness,
            HeldNames names,
            RowLedger ledger,
            Made made,
            BroughtBack broughtBack,
            String owner) {
        this.statements = statements;
        this.planner = new StatementPlanner(likeness);
        this.names = names;
        this.ledger = ledger;
        this.made = made;
        this.movable = new MovableTables(made, owner);
        this.broughtBack = broughtBack;
        this.owner = owner;
    }

    /** The tables that it may rename. */
    MovableTables movable() {
        return movable;
    }

    /** Why a statement may not be sent as a way back: it would change what is not of it; null where it may. */
    @Nullable
    String objection(StatementFact fact, TargetSession session) {
        if (fact instanceof RenameTable rename) {
            String back = broughtBack.objection(rename, session);
            return back == null ? movable.objection(rename, session) : back;
        } else if (fact instanceof AlterTable alter) {
            ObjectName table = alter.table().in(session.defaultSchema());
            for (AlterAction action : alter.actions()) {
                String notMade = notMade(table, action);
                if (notMade != null) {
                    return notMade;
                }
            }
            return null;
        }
        return StatementPlanner.changesObject(fact) ? null : fact.kind() + " is not a way back";
    }

    /** Why an action of an undo may not be sent; null where it takes away what is of it. */
    private @Nullable String notMade(ObjectName table, AlterAction action) {
        boolean own;
        String name;
        if (action instanceof DropColumn drop) {
            name = drop.column();
            own = made.column(table, name);
        } else if (action instanceof DropIndex drop) {
            name = drop.index();
            own = made.key(table, name);
        } else if (action instanceof DropForeignKey drop) {
            name = drop.name();
            own = made.constraint(table, name);
        } else if (action instanceof DropConstraint drop) {
            name = drop.name();
            own = made.constraint(table, name) || made.key(table, name);
        } else {
            return "an undo takes back; it adds nothing to " + table;
        }
        // The batch's own table: what is in it is judged, whole, when the table itself goes.
        return own || ledger.get(table) != null ? null : name + " of " + table + " was not added by this " + owner;
    }

    /**
     * What a statement comes to, of those that are planned as forward ones are: but nothing of what it takes away is
     * kept, because that was not there before.
     *
     * @param number its place in the script
     */
    Resolution resolve(int number, StatementFact fact, AuthoredStatement statement, TargetSession session) {
        Location nowhere = new Location(statement.source(), Span.at(0), new Position(1, 1));
        Situation situation = new Situation(
                statement.sql(),
                nowhere,
                session,
                new RowLedger(),
                names,
                "u" + number,
                statements,
                BrokenViews.unasked(),
                0,
                UndoSender.PATIENCE,
                true);
        return planner.resolve(fact, situation);
    }

    /** Why what a statement comes to is not sent, of views and other objects; null where it may be. */
    @Nullable
    String ofOthers(List<Part> parts) {
        if (!(parts.get(0).work() instanceof Work.Changes changes)) {
            return null;
        } else if (parts.size() > 1) {
            return "it names several objects: write one statement for each";
        }
        return made.changed(changes.others()) ? null : changes.others().get(0) + " was not changed by this " + owner;
    }
}
