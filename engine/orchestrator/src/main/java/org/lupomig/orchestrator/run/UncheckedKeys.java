package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.Part;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.NewOrphans;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.Referring;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.RowImage.Extent;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.NewOrphansCheck.Judged;

/**
 * Foreign keys that the server has not judged everything by, because the author has done without its checks: for each
 * what referred to nothing by it before the first such statement, and where that stands. What the engine does without
 * checks while the author has them rests on such a statement, or moves rows as they are. Of what the server judges
 * nothing is noted, and nothing asked.
 *
 * <p>Nothing of it is written down: a process that dies has not passed the commit point, and all of it goes back.
 */
final class UncheckedKeys {
    private final String held;
    private final Definitions definitions;
    private final Map<ObjectName, Map<String, Source>> keys = new LinkedHashMap<>();
    private final Map<ObjectName, Source> children = new HashMap<>();
    private final Map<ObjectName, ObjectState> made = new HashMap<>();
    private final List<Orphans> noted = new ArrayList<>();

    /**
     * Of none.
     *
     * @param held the schema of what is set aside, which nobody judges
     */
    UncheckedKeys(String held, Definitions definitions) {
        this.held = held;
        this.definitions = definitions;
    }

    /**
     * Notes what a part may change that the server does not judge, before it is sent. What cannot be looked at leaves
     * nothing noted, so that it may be looked at once more.
     *
     * @param before what was seen of its objects
     * @param from its statement
     * @param ledger of tables that the batch has made nothing is noted: none of their rows was there before
     * @param limit how long each question may take
     * @param asks is called before something is asked that may take long
     */
    void watch(
            Part part,
            Snapshot before,
            Source from,
            TargetSession session,
            RowLedger ledger,
            Duration limit,
            Runnable asks) {
        Work work = part.work();
        if (StatementIntent.isUnchecked(session.context())) {
            Map<ObjectName, ObjectState> objects = before.objects();
            if (objects.isEmpty() && work instanceof Work.OnTable own) {
                objects = Map.of(own.table(), own(own, session));
            }
            Map<ObjectName, Set<String>> reached = reached(work, objects);
            List<Orphans> found = new ArrayList<>();
            reached.forEach((child, names) -> {
                List<String> fresh = names.stream()
                        .filter(name ->
                                !keys.getOrDefault(child, new TreeMap<>()).containsKey(name))
                        .toList();
                if (!fresh.isEmpty() && !ledger.isOwn(child)) {
                    asks.run();
                    found.addAll(session.orphans(child, fresh, limit));
                }
            });
            noted.addAll(found);
            reached.forEach((child, names) -> names.forEach(name -> of(child).merge(name, from, Source::with)));
            objects.keySet().stream()
                    .filter(table -> !held.equals(table.schema()) && Reach.of(work, table) != Reach.REFERRED)
                    .forEach(table -> children.merge(table, from, Source::with));
        }
        if (work instanceof Work.Renames renames && part.moving().isEmpty()) {
            renames.pairs().forEach(this::renamed);
        }
    }

    /** The keys by which it may leave rows that refer to nothing, by their tables. */
    private Map<ObjectName, Set<String>> reached(Work work, Map<ObjectName, ObjectState> objects) {
        Map<ObjectName, Set<String>> reached = new LinkedHashMap<>();
        objects.forEach((table, state) -> {
            if (!held.equals(table.schema()) && state instanceof ObjectState.Present present) {
                Reach reach = Reach.of(work, table);
                if (reach != Reach.REFERRED) {
                    names(present).forEach(name -> reach(table, name, reached));
                }
                if (reach != Reach.REFERRING) {
                    present.incoming().forEach(text -> reach(Referring.table(text), Referring.key(text), reached));
                }
            }
        });
        return reached;
    }

    /**
     * A table that the batch has made, of which nothing is looked at before its rows change. What others refer to it by
     * may have come since it was last seen; what it refers by has not.
     */
    private ObjectState own(Work.OnTable work, TargetSession session) {
        ObjectState known = work instanceof Work.Inserts ? made.get(work.table()) : null;
        return known == null ? session.describe(work.table()) : known;
    }

    private void reach(ObjectName child, String name, Map<ObjectName, Set<String>> reached) {
        if (!held.equals(child.schema())) {
            reached.computeIfAbsent(child, c -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
                    .add(name);
        }
    }

    private Map<String, Source> of(ObjectName child) {
        return keys.computeIfAbsent(child, c -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    }

    private List<String> names(ObjectState.Present table) {
        return definitions.foreignKeys(table.definition()).stream()
                .map(Definitions.ForeignKey::name)
                .toList();
    }

    /** A statement took effect: the keys that it has given to such tables are among these. */
    void did(StatementDone done) {
        made.putAll(done.after().objects());
        done.after().objects().forEach((table, state) -> {
            Source from = children.get(table);
            if (from != null && state instanceof ObjectState.Present present) {
                names(present).forEach(name -> of(table).putIfAbsent(name, from));
            }
        });
    }

    private void renamed(Rename pair) {
        Source child = children.remove(pair.from());
        if (child != null) {
            children.merge(pair.to(), child, Source::with);
        }
        Map<String, Source> moved = keys.remove(pair.from());
        if (moved != null) {
            of(pair.to()).putAll(moved);
        }
        noted.replaceAll(each -> new Orphans(
                each.child().equals(pair.from()) ? pair.to() : each.child(),
                each.columns(),
                each.parent().equals(pair.from()) ? pair.to() : each.parent(),
                each.referred(),
                each.rows(),
                each.values()));
    }

    /** Whether the server has judged all that was done. */
    boolean none() {
        return keys.isEmpty();
    }

    /**
     * Looks what refers to nothing by each of them that is there now, and did not before.
     *
     * @param sender looks at one table after the other, as often as it takes
     * @param judged gets it
     * @return what came instead; null where all was looked at
     */
    @Nullable
    StatementOutcome look(TargetSession session, Sender sender, List<Judged> judged) {
        for (Map.Entry<ObjectName, Map<String, Source>> each : keys.entrySet()) {
            ObjectName child = each.getKey();
            List<String> names = List.copyOf(each.getValue().keySet());
            StatementOutcome unseen = sender.look("the look for new orphans in " + child, () -> session.newOrphans(
                            child, names, noted, sender.remaining())
                    .forEach(found -> judged.add(judged(found))));
            if (unseen != null) {
                return unseen;
            }
        }
        return null;
    }

    private Judged judged(NewOrphans found) {
        Source from = from(found);
        return new Judged(found, from == null ? null : from.at(), from != null && from.allowed(), null);
    }

    /** What referred to nothing by the keys of a table before the first such statement. */
    List<Orphans> noted(ObjectName child) {
        return noted.stream().filter(each -> each.child().equals(child)).toList();
    }

    private @Nullable Source from(NewOrphans found) {
        return keys.getOrDefault(found.child(), Map.of()).get(found.key());
    }

    /**
     * Statements that were not judged.
     *
     * @param at where the first of them stands
     * @param allowed whether the authors of all their steps let rows be that refer to nothing, or give up the way back
     */
    record Source(Location at, boolean allowed) {
        private Source with(Source later) {
            return new Source(at, allowed && later.allowed);
        }
    }

    /** Which keys of a table a statement can leave rows by that refer to nothing. */
    private enum Reach {
        /** Its own: it adds rows. */
        REFERRING,
        /** Those of others that refer to it: it takes rows away. */
        REFERRED,
        BOTH;

        static Reach of(Work work, ObjectName table) {
            if (work instanceof Work.Inserts) {
                return REFERRING;
            }
            if (!(work instanceof ChangesRows changes) || changes.counted().contains(table)) {
                return BOTH;
            }
            List<Extent> extents = changes.images().stream()
                    .filter(image -> image.table().equals(table))
                    .map(RowImage::extent)
                    .distinct()
                    .toList();
            return extents.equals(List.of(Extent.ADDED))
                    ? REFERRING
                    : extents.equals(List.of(Extent.DELETED)) ? REFERRED : BOTH;
        }
    }
}
