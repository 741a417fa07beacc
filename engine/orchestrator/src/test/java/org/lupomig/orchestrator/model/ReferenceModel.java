package org.lupomig.orchestrator.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.journal.SystemState.Mode;

/**
 * What must come of runs, rollbacks and purges, as a user is told: no journal, no states, no undo. It knows which steps
 * are applied, since which hour, whose way back is purged, into whose table others have written, and whose rollback is
 * stuck.
 */
final class ReferenceModel {
    /**
     * A batch, alone in a plan of its name.
     *
     * @param requires a batch that must have completed, null for none
     * @param steps by name, each with those of the same batch that it requires
     */
    record Batch(
            String name,
            RollbackClass rollbackClass,
            @Nullable String requires,
            Map<String, List<String>> steps) {
        Set<String> names() {
            return steps.keySet();
        }

        /** Some steps, with all that require them. */
        Set<String> upon(Set<String> some) {
            Set<String> all = new LinkedHashSet<>(some);
            steps.forEach((step, requires) -> {
                if (requires.stream().anyMatch(all::contains)) {
                    all.add(step);
                }
            });
            return all;
        }
    }

    /** What has ended how. */
    enum End {
        DONE,
        NOTHING,
        UNDONE,
        REFUSED,
        STUCK
    }

    static final List<Batch> BATCHES = List.of(
            new Batch("whole", RollbackClass.A, null, steps("make", "", "drop", "", "rows", "make", "alter", "drop")),
            new Batch(
                    "parts",
                    RollbackClass.B,
                    null,
                    steps("make", "", "drop", "make", "rows", "make", "alter", "drop rows", "move", "")),
            new Batch("upon", RollbackClass.D, "whole", steps("drop", "", "make", "", "rows", "drop")),
            new Batch("words", RollbackClass.C, null, steps("make", "", "rows", "", "alter", "rows")));

    final Map<String, Integer> since = new TreeMap<>();
    final Set<String> purged = new TreeSet<>();

    /** Steps that have completed in runs that their batch's own checks have not passed for. */
    final Set<String> unchecked = new TreeSet<>();

    final Set<String> theirs = new TreeSet<>();
    final Set<String> stuck = new TreeSet<>();
    int hour;

    /** What the system is, by hand. */
    Mode mode = Mode.NORMAL;

    private static Map<String, List<String>> steps(String... namesAndRequired) {
        Map<String, List<String>> steps = new LinkedHashMap<>();
        for (int i = 0; i < namesAndRequired.length; i += 2) {
            String required = namesAndRequired[i + 1];
            steps.put(namesAndRequired[i], required.isEmpty() ? List.of() : List.of(required.split(" ")));
        }
        return steps;
    }

    static String key(Batch batch, String step) {
        return batch.name() + "_" + step;
    }

    static Batch batch(String name) {
        return BATCHES.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Steps of a batch that are applied. */
    Set<String> applied(Batch batch) {
        Set<String> out = new LinkedHashSet<>(batch.names());
        out.removeIf(step -> !since.containsKey(key(batch, step)));
        return out;
    }

    private boolean whole(String name) {
        return applied(batch(name)).containsAll(batch(name).names());
    }

    boolean isStuck(Batch batch) {
        return batch.names().stream().anyMatch(step -> stuck.contains(key(batch, step)));
    }

    /** @param failing a step that the server refuses, null for none */
    End run(Batch batch, @Nullable String failing) {
        if (isStuck(batch)) {
            return End.STUCK;
        }
        String required = batch.requires();
        if (whole(batch.name())) {
            checked(batch);
            return End.NOTHING;
        } else if (required != null && (!whole(required) || isStuck(batch(required)))) {
            return End.REFUSED;
        }
        boolean fails = failing != null && !applied(batch).contains(failing);
        if (fails && batch.rollbackClass() == RollbackClass.A) {
            return End.UNDONE;
        }
        Set<String> not = fails ? batch.upon(Set.of(failing)) : Set.of();
        for (String step : batch.names()) {
            if (!not.contains(step)) {
                applied(batch, step);
            }
        }
        if (!fails) {
            checked(batch);
        }
        return fails ? End.UNDONE : End.DONE;
    }

    /** A step has completed now, where it had not before. */
    void applied(Batch batch, String step) {
        if (since.putIfAbsent(key(batch, step), hour) == null) {
            unchecked.add(key(batch, step));
        }
    }

    /** Its own checks have passed. */
    void checked(Batch batch) {
        batch.names().forEach(step -> unchecked.remove(key(batch, step)));
    }

    /** @param step null for the whole batch */
    End rollback(Batch batch, @Nullable String step, boolean dependents, boolean discards) {
        List<String> going = going(batch, step, dependents);
        if (going.isEmpty() || (!discards && going.stream().anyMatch(theirs::contains))) {
            return End.REFUSED;
        }
        going.forEach(this::back);
        return End.DONE;
    }

    /** What goes with it, whatever others have written; nothing where it may not. */
    List<String> going(Batch batch, @Nullable String step, boolean dependents) {
        List<String> going = new ArrayList<>();
        for (Batch other : BATCHES) {
            if (batch.name().equals(other.requires()) && !applied(other).isEmpty()) {
                List<String> before = dependents ? permitted(other, applied(other)) : List.of();
                if (before.isEmpty()) {
                    return List.of();
                }
                going.addAll(before);
            }
        }
        Set<String> asked = applied(batch);
        if (step != null) {
            Set<String> with = batch.upon(Set.of(step));
            if (!asked.contains(step) || batch.rollbackClass() == RollbackClass.A) {
                return List.of();
            }
            asked.retainAll(with);
            if (asked.size() > 1 && !dependents) {
                return List.of();
            }
        }
        List<String> own = permitted(batch, asked);
        going.addAll(own);
        return own.isEmpty() ? List.of() : going;
    }

    private List<String> permitted(Batch batch, Set<String> steps) {
        List<String> keys = steps.stream().map(step -> key(batch, step)).toList();
        boolean open = keys.stream().anyMatch(this::isOpen);
        return isStuck(batch) || !open || keys.stream().anyMatch(purged::contains) ? List.of() : keys;
    }

    private boolean isOpen(String key) {
        Duration window =
                batch(key.substring(0, key.indexOf('_'))).rollbackClass().window();
        return window == null || hour - since.getOrDefault(key, 0) < window.toHours();
    }

    /** A step is as if it had never run. */
    void back(String key) {
        since.remove(key);
        theirs.remove(key);
        stuck.remove(key);
        purged.remove(key);
        unchecked.remove(key);
    }

    /** @param batch null: whatever has expired */
    void purge(@Nullable Batch batch) {
        for (Batch each : BATCHES) {
            List<String> keys =
                    applied(each).stream().map(step -> key(each, step)).toList();
            boolean goes = batch == null
                    ? keys.stream().noneMatch(key -> isOpen(key) || unchecked.contains(key))
                    : batch.equals(each);
            if (goes && !isStuck(each)) {
                keys.stream().filter(ReferenceModel::holds).forEach(purged::add);
            }
        }
    }

    /** Whether its way back is kept in a table. */
    static boolean holds(String key) {
        return key.endsWith("drop") || key.endsWith("rows");
    }

    /** How many tables are held. */
    long held() {
        return since.keySet().stream()
                .filter(key -> holds(key) && !purged.contains(key))
                .count();
    }

    @Override
    public String toString() {
        return mode.word() + ", hour " + hour + ", applied " + since + ", purged " + purged + ", unchecked " + unchecked
                + ", written into " + theirs + ", stuck " + stuck;
    }
}
