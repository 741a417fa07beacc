package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.Discard;
import org.lupomig.orchestrator.evidence.Discard.Way;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.undo.StatementTrail;
import org.lupomig.orchestrator.undo.StepTrail;

/** How a rollback can go on over what others have done to a table, by what the batch has done to it. */
final class DiscardWays {
    private final Likeness likeness;
    private final List<Work> works = new ArrayList<>();

    DiscardWays(Likeness likeness) {
        this.likeness = likeness;
    }

    /**
     * What a batch did to one table.
     *
     * @param names that the table had, its present one first
     * @param done the last first, without renames
     */
    private record Life(Set<ObjectName> names, List<Work> done, List<Work.Renames> renames) {}

    /** All that a batch did. */
    void follow(List<StepTrail> trails) {
        for (StepTrail trail : trails) {
            for (StatementTrail statement : trail.statements()) {
                if (!statement.withoutEffect()) {
                    works.add(statement.intent().work());
                }
            }
        }
    }

    /**
     * Of a table that the batch created.
     *
     * @param rowsOnly whether nothing but its rows has changed
     */
    List<Discard> ofOwn(ObjectName table, ObjectState live, boolean rowsOnly) {
        Life life = life(table);
        boolean altered = life.done().stream()
                .anyMatch(work -> !(work instanceof Work.CreatesTable
                        || work instanceof Work.Inserts
                        || work instanceof Work.ChangesOwnRows
                        || work instanceof ChangesRows
                        || goesOver(work)));
        if (rowsOnly && !altered) {
            // The undo moves it aside whole, and keeps it for its rows. What others wrote to rows of which a later step
            // has kept what they were goes before that, and is copied.
            List<Discard> ways = new ArrayList<>(List.of(new Discard(Way.LEAVES, table, null)));
            if (life.done().stream().anyMatch(work -> keeps(work, life.names()))) {
                ways.addAll(ofRows(table));
            }
            return ways;
        }
        return isOnlyMade(life) ? moved(Way.MOVES_OWN, life.names(), live) : List.of();
    }

    /** Whether rows of a table of one of these names were kept when they were changed. */
    private static boolean keeps(Work work, Set<ObjectName> names) {
        return work instanceof ChangesRows rows
                && rows.images().stream().map(RowImage::table).anyMatch(names::contains);
    }

    /** What a table that takes another's place is given, and its undo takes away again: keys and triggers. */
    private static boolean goesOver(Work work) {
        return work instanceof Binds || (work instanceof Work.Changes changes && isOfTriggers(changes));
    }

    private static boolean isOfTriggers(Work.Changes changes) {
        return changes.others().stream().allMatch(object -> object.kind() == ServerObject.Kind.TRIGGER);
    }

    /**
     * Whether a table was only made, altered, filled, changed and renamed, and nothing else had one of its names
     * meanwhile.
     */
    private boolean isOnlyMade(Life life) {
        return life.done().stream()
                        .allMatch(work -> (work instanceof Work.CreatesTable made
                                        && life.names().contains(made.table()))
                                || (work instanceof Work.Alters altered && altered.kept() == null)
                                || work instanceof Work.Inserts
                                || work instanceof Work.ChangesOwnRows
                                || (work instanceof ChangesRows rows && rows.ofOneTable()))
                && life.renames().stream().allMatch(renames -> renames.pairs().size() == 1)
                && works.stream()
                                .filter(work -> work.objects().stream().anyMatch(life.names()::contains))
                                .count()
                        == life.done().size() + life.renames().size();
    }

    /** Of a table that somebody else has made where the undo needs room. */
    List<Discard> ofStranger(ObjectName table, ObjectState live) {
        return moved(Way.MOVES, Set.of(table), live);
    }

    /** Of rows or values that others wrote to a table that was there before the batch: under each name that it had. */
    List<Discard> ofRows(ObjectName table) {
        return life(table).names().stream()
                .map(name -> new Discard(Way.COPIES, name, null))
                .toList();
    }

    private Life life(ObjectName table) {
        Life life = new Life(new LinkedHashSet<>(List.of(table)), new ArrayList<>(), new ArrayList<>());
        ObjectName name = table;
        for (int i = works.size() - 1; i >= 0; i--) {
            Work work = works.get(i);
            if (work instanceof Work.Renames renames) {
                ObjectName then = name;
                for (Rename pair : renames.reversed()) {
                    then = pair.from().equals(then) ? pair.to() : then;
                }
                if (!then.equals(name)) {
                    life.renames().add(renames);
                    life.names().add(then);
                    name = then;
                }
            } else if (work.objects().contains(name)) {
                life.done().add(work);
            }
        }
        return life;
    }

    /**
     * A table that the server moves to another schema, and that takes nothing with it: not with triggers, nor with
     * foreign keys of its own or to it. It has to be known again.
     */
    private List<Discard> moved(Way way, Set<ObjectName> names, ObjectState live) {
        return live instanceof ObjectState.Present present
                        && present.kind().equals("BASE TABLE")
                        && present.tableId() != null
                        && present.triggers().isEmpty()
                        && present.incoming().isEmpty()
                        && likeness.foreignKeys(present).isEmpty()
                ? names.stream()
                        .map(name -> new Discard(way, name, present.tableId()))
                        .toList()
                : List.of();
    }
}
