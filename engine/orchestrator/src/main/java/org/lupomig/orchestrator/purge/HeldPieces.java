package org.lupomig.orchestrator.purge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.evidence.AppliedRuns;
import org.lupomig.orchestrator.evidence.HeldRecords;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * What of the held schema is the engine's own: what the journal of the run whose number a name bears, or of one that
 * took that run's work back, says of just this name; and what is there has to be what it saw there. What a script by
 * hand has set aside bears the run and the statement that it is of, and that run has to have sent this statement.
 */
final class HeldPieces {
    private final Store store;
    private final String schema;
    private final Map<Long, HeldRecords> journals = new HashMap<>();
    private final Map<Address, StepRecord> steps = new HashMap<>();
    private final List<RunRecord> rollbacks;
    private final AppliedRuns applied;
    private final Map<String, List<Piece>> byBatch = new LinkedHashMap<>();
    private final List<String> strangers = new ArrayList<>();

    /**
     * A table that the engine put there.
     *
     * @param run the run that put it there
     * @param step as it stands
     * @param appliedBy the run that has applied the step as it stands
     */
    record Piece(HeldTable table, long run, StepRecord step, long appliedBy, HeldRecords.Held record) {
        /** Whether the step's way back needs it. */
        boolean wayBack() {
            return appliedBy == run
                    && step.status() == StepStatus.COMPLETED
                    && table.name().charAt(0) != HeldName.KEPT;
        }

        /** Whether what is there is what the journal speaks of. */
        boolean provenBy(ObjectState live, Likeness likeness) {
            ObjectState.Present was = record.state();
            return live instanceof ObjectState.Present is && (was == null || likeness.sameUnderAnotherName(was, is));
        }
    }

    private HeldPieces(Store store, String schema, List<RunRecord> rollbacks) {
        this.store = store;
        this.schema = schema;
        this.rollbacks = rollbacks;
        this.applied = new AppliedRuns(store);
    }

    /** Looks at what is held. */
    static HeldPieces of(Store store, String schema, List<HeldTable> held) {
        List<RunRecord> rollbacks = held.isEmpty()
                ? List.of()
                : store.runs(Integer.MAX_VALUE).stream()
                        .filter(run -> run.kind() == RunKind.ROLLBACK)
                        .toList();
        HeldPieces pieces = new HeldPieces(store, schema, rollbacks);
        for (HeldTable table : held) {
            Piece piece = pieces.piece(table);
            if (piece == null) {
                pieces.strangers.add(schema + "." + table.name());
            } else {
                Address step = piece.step().address();
                pieces.byBatch
                        .computeIfAbsent(step.plan() + "." + step.batch(), key -> new ArrayList<>())
                        .add(piece);
            }
        }
        return pieces;
    }

    /** By {@code plan.batch}. */
    Map<String, List<Piece>> byBatch() {
        return byBatch;
    }

    /** What no record names. */
    List<String> strangers() {
        return strangers;
    }

    private @Nullable Piece piece(HeldTable table) {
        long run = table.isTable() ? HeldName.run(table.name()) : 0;
        RunRecord record = run == 0 ? null : store.run(run).orElse(null);
        if (record == null) {
            return null;
        }
        HeldRecords.Held held = journal(run).of(table.name());
        for (RunRecord later : rollbacks) {
            if (held == null && later.id() > run && later.plan().equals(record.plan())) {
                held = journal(later.id()).of(table.name());
            }
        }
        if (held == null) {
            held = byHand(table.name(), run, record.plan());
        }
        if (held == null) {
            return null;
        }
        if (!steps.containsKey(held.step())) {
            store.steps(record.plan()).forEach(step -> steps.put(step.address(), step));
        }
        StepRecord step = steps.get(held.step());
        return step == null ? null : new Piece(table, run, step, applied.of(step), held);
    }

    private HeldRecords.@Nullable Held byHand(String table, long run, String plan) {
        int ordinal = HeldName.ordinalByHand(table);
        if (ordinal == 0) {
            return null;
        }
        int position = HeldName.position(table);
        for (StepRecord step : store.steps(plan)) {
            if (step.position() == position && journal(run).hasSent(step.address(), ordinal)) {
                return new HeldRecords.Held(step.address(), null);
            }
        }
        return null;
    }

    private HeldRecords journal(long run) {
        return journals.computeIfAbsent(run, id -> HeldRecords.in(store.journal(id), schema));
    }

    /** The table itself. */
    ObjectState live(Piece piece, TargetSession session) {
        return session.describe(name(piece));
    }

    /** Its whole name. */
    ObjectName name(Piece piece) {
        return new ObjectName(schema, piece.table().name());
    }
}
