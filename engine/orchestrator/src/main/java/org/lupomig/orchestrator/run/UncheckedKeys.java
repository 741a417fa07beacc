package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import org.lupomig.orchestrator.port.TargetSession;

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
     * Notes what a part may change that the server does not judge, before it is sent.
     *
     * @param before what was seen of its objects
     * @param from its statement
     * @param ledger of tables that the batch has made nothing is noted: none of their rows was there before
     * @param asks is called before something is asked that may take long
     */
    void watch(Part part, Snapshot before, Source from, TargetSession session, RowLedger ledger, Runnable asks) {
        Work work = part.work();
        if (StatementIntent.isUnchecked(session.context())) {
            before.objects().forEach((table, state) -> {
                if (!held.equals(table.schema())) {
                    Reach reach = Reach.of(work, table);
                    watched(table, state, reach, from).forEach((child, names) -> {
                        if (!ledger.isOwn(child)) {
                            asks.run();
                            noted.addAll(session.orphans(child, names));
                        }
                    });
                }
            });
        }
        if (work instanceof Work.Renames renames && part.moving().isEmpty()) {
            renames.pairs().forEach(this::renamed);
        }
    }

    /** The keys that it may leave rows by which refer to nothing, and that were not among these, by their tables. */
    private Map<ObjectName, List<String>> watched(ObjectName table, ObjectState state, Reach reach, Source from) {
        Map<ObjectName, List<String>> fresh = new LinkedHashMap<>();
        if (reach != Reach.REFERRED) {
            children.merge(table, from, Source::with);
        }
        if (state instanceof ObjectState.Present present) {
            if (reach != Reach.REFERRED) {
                names(present).forEach(name -> add(table, name, from, fresh));
            }
            if (reach != Reach.REFERRING) {
                present.incoming().forEach(text -> add(Referring.table(text), Referring.key(text), from, fresh));
            }
        }
        return fresh;
    }

    private void add(ObjectName child, String name, Source from, Map<ObjectName, List<String>> fresh) {
        if (held.equals(child.schema())) {
            return;
        }
        Map<String, Source> known = of(child);
        if (!known.containsKey(name)) {
            fresh.computeIfAbsent(child, c -> new ArrayList<>()).add(name);
        }
        known.merge(name, from, Source::with);
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

    /** What refers to nothing by each of them that is there now, and did not before. */
    List<NewOrphans> found(TargetSession session) {
        List<NewOrphans> found = new ArrayList<>();
        keys.forEach((child, names) -> found.addAll(session.newOrphans(child, List.copyOf(names.keySet()), noted)));
        return found;
    }

    /** Where the first statement stands that may have made these. */
    @Nullable
    Location at(NewOrphans found) {
        Source from = from(found);
        return from == null ? null : from.at();
    }

    /** Whether the authors of all steps that may have made these give up their way back. */
    boolean areWaived(NewOrphans found) {
        Source from = from(found);
        return from != null && from.waived();
    }

    private @Nullable Source from(NewOrphans found) {
        return keys.getOrDefault(found.child(), Map.of()).get(found.key());
    }

    /**
     * Statements that were not judged.
     *
     * @param at where the first of them stands
     * @param waived whether the authors of all their steps give up the way back of these
     */
    record Source(Location at, boolean waived) {
        private Source with(Source later) {
            return new Source(at, waived && later.waived);
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
