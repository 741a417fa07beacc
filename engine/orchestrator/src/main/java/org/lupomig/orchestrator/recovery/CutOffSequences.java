package org.lupomig.orchestrator.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.undo.StepTrail;

/**
 * Sequences that were being made when the server died. It answers a CREATE SEQUENCE before what the sequence stands at
 * is on its disk, and whoever looks at one without that ends the server: so they go before anything is looked at. What
 * is journaled behind the answer says that it is on the disk, too.
 */
final class CutOffSequences {
    /** An author's CREATE OR REPLACE makes a new one, too. */
    private static final Set<Does> MADE_AS_WRITTEN = Set.of(Does.CREATE, Does.REPLACE);

    /** A way back to one that is still there alters it: it has its row, and what was drawn from it stays drawn. */
    private static final Set<Does> MADE_BY_WAYS_BACK = Set.of(Does.CREATE);

    private final Map<Address, Map<Integer, JournalEntry>> forward = new HashMap<>();
    private final Map<Address, JournalEntry> back = new HashMap<>();

    private @Nullable Instant first;

    private CutOffSequences() {}

    /** Removes them where the server was started again since. */
    static void remove(EnginePorts ports, List<JournalEntry> journal) {
        CutOffSequences sequences = new CutOffSequences();
        Map<ObjectName, Set<String>> names = sequences.of(journal);
        if (sequences.first != null) {
            ports.target()
                    .removeCutOff(
                            names,
                            Duration.between(sequences.first, ports.clock().instant()));
        }
    }

    /** Those that nobody knows to be whole, with the tables that held what stood there before their statements. */
    static Map<ObjectName, Set<String>> underWay(List<JournalEntry> journal) {
        return new CutOffSequences().of(journal);
    }

    private Map<ObjectName, Set<String>> of(List<JournalEntry> journal) {
        journal.forEach(this::read);
        Map<ObjectName, Set<String>> names = new TreeMap<>(Comparator.comparing(ObjectName::toString));
        forward.values().forEach(step -> step.values().forEach(entry -> add(entry, MADE_AS_WRITTEN, names)));
        back.values()
                .forEach(entry -> add(entry, StepTrail.isAuthored(entry) ? MADE_AS_WRITTEN : MADE_BY_WAYS_BACK, names));
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

    private void add(JournalEntry entry, Set<Does> making, Map<ObjectName, Set<String>> names) {
        StatementIntent intent = StatementIntent.fromJson(entry.data());
        if (!(intent.work() instanceof Work.Changes changes) || !making.contains(changes.does())) {
            return;
        }
        changes.others().stream()
                .filter(object -> object.kind() == ServerObject.Kind.SEQUENCE)
                // what was there before under a name that it was to make is somebody else's
                .filter(object -> changes.does() != Does.CREATE
                        || intent.before().other(object).absent())
                .forEach(object -> {
                    Instant about = UtcStamp.instant(entry.entered());
                    first = first == null || about.isBefore(first) ? about : first;
                    Set<String> tables = names.computeIfAbsent(object.name(), name -> new HashSet<>());
                    if (intent.before().other(object) instanceof ServerObjectState.Present present
                            && present.beside().get(ServerObjectState.Present.TABLE_ID) != null) {
                        tables.add(present.beside().get(ServerObjectState.Present.TABLE_ID));
                    }
                });
    }
}
