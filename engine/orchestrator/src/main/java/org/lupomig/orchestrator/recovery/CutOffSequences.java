package org.lupomig.orchestrator.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.evidence.Work.Changes.Does;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.port.ServerObject;

/**
 * Sequences that were being made when the server died. It answers a CREATE SEQUENCE before what the sequence stands at
 * is on its disk, and whoever looks at one without that ends the server: so they go before anything is looked at. What
 * is journaled behind the answer says that it is on the disk, too.
 */
final class CutOffSequences {
    /** An author's CREATE OR REPLACE makes a new one, too. */
    private static final Set<Does> MADE_BY_STEPS = Set.of(Does.CREATE, Does.REPLACE);

    /** A way back to one that is still there alters it: it has its row, and what was drawn from it stays drawn. */
    private static final Set<Does> MADE_BY_WAYS_BACK = Set.of(Does.CREATE);

    private final Map<Address, Map<Integer, JournalEntry>> forward = new HashMap<>();
    private final Map<Address, JournalEntry> back = new HashMap<>();

    private CutOffSequences() {}

    /** Removes them where the server was started again since. */
    static void remove(EnginePorts ports, List<JournalEntry> journal) {
        Map<ObjectName, Instant> names = underWay(journal);
        if (!names.isEmpty()) {
            Instant first = Collections.min(names.values());
            ports.target()
                    .removeCutOff(
                            names.keySet(),
                            Duration.between(first, ports.clock().instant()));
        }
    }

    /** Those that nobody knows to be whole, and when the statements that make them were about to be sent. */
    static Map<ObjectName, Instant> underWay(List<JournalEntry> journal) {
        CutOffSequences sequences = new CutOffSequences();
        journal.forEach(sequences::read);
        Map<ObjectName, Instant> names = new TreeMap<>(Comparator.comparing(ObjectName::toString));
        sequences.forward.values().forEach(step -> step.values().forEach(entry -> add(entry, MADE_BY_STEPS, names)));
        sequences.back.values().forEach(entry -> add(entry, MADE_BY_WAYS_BACK, names));
        return names;
    }

    private void read(JournalEntry entry) {
        switch (entry.kind()) {
            case INTENT ->
                forward.computeIfAbsent(entry.step(), step -> new TreeMap<>())
                        .put(StatementIntent.fromJson(entry.data()).ordinal(), entry);
            case DONE ->
                forward.computeIfAbsent(entry.step(), step -> new TreeMap<>())
                        .remove(StatementDone.fromJson(entry.data()).ordinal());
            case UNDO_INTENT -> back.put(entry.step(), entry);
            case NOTED -> {}
            case RETRY, TRANSITION, BEFORE, UNDO_DONE, UNDONE, PURGED, FROZEN, THAWED -> {
                forward.remove(entry.step());
                back.remove(entry.step());
            }
        }
    }

    private static void add(JournalEntry entry, Set<Does> making, Map<ObjectName, Instant> names) {
        StatementIntent intent = StatementIntent.fromJson(entry.data());
        if (!(intent.work() instanceof Work.Changes changes) || !making.contains(changes.does())) {
            return;
        }
        Instant about = UtcStamp.instant(entry.entered());
        changes.others().stream()
                .filter(object -> object.kind() == ServerObject.Kind.SEQUENCE)
                // what was there before under a name that it was to make is somebody else's
                .filter(object -> changes.does() != Does.CREATE
                        || intent.before().other(object).absent())
                .forEach(
                        object -> names.merge(object.name(), about, (one, other) -> one.isBefore(other) ? one : other));
    }
}
