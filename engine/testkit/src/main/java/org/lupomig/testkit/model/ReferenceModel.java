package org.lupomig.testkit.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.state.RollbackClass;

/**
 * What must come of runs, rollbacks and purges, as a user is told: no journal, no states, no undo. It knows which steps
 * are applied, since which hour, whose way back is purged, into whose table others have written, and whose rollback is
 * stuck.
 */
public final class ReferenceModel {
    /**
     * A batch, alone in a plan of its name.
     *
     * @param requires a batch that must have completed, null for none
     * @param freezes whether its run freezes writers, which only one at a time can
     * @param steps by name, each with those of the same batch that it requires
     */
    public record Batch(
            String name,
            RollbackClass rollbackClass,
            @Nullable String requires,
            boolean freezes,
            Map<String, List<String>> steps) {
        /** Its steps. */
        public Set<String> names() {
            return steps.keySet();
        }

        /** Some steps, with all that require them. */
        public Set<String> upon(Set<String> some) {
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
    public enum End {
        DONE,
        NOTHING,
        UNDONE,
        REFUSED,
        STUCK
    }

    /** What the system is, by hand. */
    public enum Mode {
        NORMAL,
        FROZEN,
        EMERGENCY;

        /** As the store has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All that are run. */
    public static final List<Batch> BATCHES = List.of(
            new Batch(
                    "whole",
                    RollbackClass.A,
                    null,
                    true,
                    steps("make", "", "drop", "", "rows", "make", "alter", "drop")),
            new Batch(
                    "parts",
                    RollbackClass.B,
                    null,
                    true,
                    steps("make", "", "drop", "make", "rows", "make", "alter", "drop rows", "move", "")),
            new Batch("upon", RollbackClass.D, "whole", false, steps("drop", "", "make", "", "rows", "drop")),
            new Batch("words", RollbackClass.C, null, false, steps("make", "", "rows", "", "alter", "rows")));

    /** The batch behind {@code batch}; behind the last, the first. */
    public static Batch next(Batch batch) {
        return BATCHES.get((BATCHES.indexOf(batch) + 1) % BATCHES.size());
    }

    /** The hour in which each step that is applied has completed. */
    public final Map<String, Integer> since = new TreeMap<>();
    /** Applied steps whose way back is gone. */
    public final Set<String> purged = new TreeSet<>();

    /** Steps that have completed in runs that their batch's own checks have not passed for. */
    public final Set<String> unchecked = new TreeSet<>();

    /** Steps into whose table others have written. */
    public final Set<String> theirs = new TreeSet<>();
    /** Steps whose way back was refused. */
    public final Set<String> stuck = new TreeSet<>();

    /** Steps whose way back had begun and was refused, and which a person has completed by hand. */
    public final Set<String> byHand = new TreeSet<>();

    /** Batches whose steps may all have completed without their batch: the next run asks its checks, and ends it. */
    public final Set<String> openEnded = new TreeSet<>();

    /** What every command that works brings to an end first; null where nobody has died. */
    public @Nullable DeadRun dead;

    /** Tables that are held for no way back any more: of a purge that died, or where a person has put things right. */
    public long besides;

    /** How many have passed. */
    public int hour;

    /** What the system is, by hand. */
    public Mode mode = Mode.NORMAL;

    private static Map<String, List<String>> steps(String... namesAndRequired) {
        Map<String, List<String>> steps = new LinkedHashMap<>();
        for (int i = 0; i < namesAndRequired.length; i += 2) {
            String required = namesAndRequired[i + 1];
            steps.put(namesAndRequired[i], required.isEmpty() ? List.of() : List.of(required.split(" ")));
        }
        return steps;
    }

    /** A step of a batch, in one word. */
    public static String key(Batch batch, String step) {
        return batch.name() + "_" + step;
    }

    /** That of a name, and of the plan that it is alone in. */
    public static Batch batch(String name) {
        return BATCHES.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Steps of a batch that are applied. */
    public Set<String> applied(Batch batch) {
        Set<String> out = new LinkedHashSet<>(batch.names());
        out.removeIf(step -> !since.containsKey(key(batch, step)));
        return out;
    }

    /** Whether a run of it has something to do. */
    public boolean isPending(Batch batch) {
        return !whole(batch.name()) || isStuck(batch);
    }

    private boolean whole(String name) {
        return applied(batch(name)).containsAll(batch(name).names());
    }

    /** Whether a rollback of it was. */
    public boolean isStuck(Batch batch) {
        return batch.names().stream().anyMatch(step -> stuck.contains(key(batch, step)));
    }

    /**
     * It is run.
     *
     * @param failing a step that fails, null for none
     */
    public End run(Batch batch, @Nullable String failing) {
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

    private void applied(Batch batch, String step) {
        applied(batch, step, hour);
    }

    /** A step has completed, where it had not before. */
    private void applied(Batch batch, String step, int at) {
        if (since.putIfAbsent(key(batch, step), at) == null) {
            unchecked.add(key(batch, step));
        }
    }

    /** Its own checks have passed. */
    private void checked(Batch batch) {
        batch.names().forEach(step -> unchecked.remove(key(batch, step)));
    }

    /**
     * It is rolled back.
     *
     * @param step null for the whole batch
     */
    public End rollback(Batch batch, @Nullable String step, boolean dependents, boolean discards) {
        List<String> going = going(batch, step, dependents);
        if (going.isEmpty() || (!discards && going.stream().anyMatch(theirs::contains))) {
            return End.REFUSED;
        }
        going.forEach(this::back);
        return End.DONE;
    }

    /** What goes with it, whatever others have written; nothing where it may not. */
    public List<String> going(Batch batch, @Nullable String step, boolean dependents) {
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
        boolean persons = isStuck(batch) || batch.names().stream().anyMatch(step -> byHand.contains(key(batch, step)));
        return persons || !open || keys.stream().anyMatch(purged::contains) ? List.of() : keys;
    }

    private boolean isOpen(String key) {
        Duration window =
                batch(key.substring(0, key.indexOf('_'))).rollbackClass().window();
        return window == null || hour - since.getOrDefault(key, 0) < window.toHours();
    }

    /** A step is as if it had never run. */
    public void back(String key) {
        since.remove(key);
        theirs.remove(key);
        stuck.remove(key);
        purged.remove(key);
        unchecked.remove(key);
        byHand.remove(key);
    }

    /** What was refused to go back has gone back now, of whatever batch. */
    public void unstuck() {
        Set.copyOf(stuck).forEach(this::back);
    }

    /** Its steps whose way back was refused. */
    public List<String> stuckOf(Batch batch) {
        return batch.names().stream()
                .map(step -> key(batch, step))
                .filter(stuck::contains)
                .toList();
    }

    /** A person has said of steps that were stuck that they are complete, or has taken them back. */
    public void resolved(List<String> steps, boolean completes) {
        for (String key : steps) {
            if (completes) {
                stuck.remove(key);
                byHand.add(key);
            } else {
                back(key);
            }
        }
    }

    /** The dead run has been brought to its end. */
    public void settled(DeadRun.Found found) {
        DeadRun run = Objects.requireNonNull(dead);
        dead = null;
        switch (run.kind()) {
            case RUN -> ranUpTo(run, found);
            case ROLLBACK -> wentBack(run.going(), found::completed);
            case PURGE -> {
                if (found.purged(run.id())) {
                    purge(run.batch());
                }
            }
        }
    }

    /**
     * Its run was interrupted: of a batch of class A all or nothing has been run, of others no step without what it
     * requires.
     */
    private void ranUpTo(DeadRun run, DeadRun.Found found) {
        Batch batch = run.batch();
        Set<String> completed = found.completed(batch);
        openEnded.add(batch.name());
        Set<String> before = applied(batch);
        must(completed.containsAll(before), batch, completed);
        must(
                batch.rollbackClass() != RollbackClass.A || completed.equals(before) || completed.equals(batch.names()),
                batch,
                completed);
        for (String step : completed) {
            must(completed.containsAll(batch.steps().getOrDefault(step, List.of())), batch, completed);
            applied(batch, step, found.hour(batch, step));
        }
        if (found.ended(batch)) {
            checked(batch);
        }
        if (run.written() && completed.contains("make")) {
            theirs.add(key(batch, "make"));
        }
    }

    /**
     * A rollback was interrupted: what was to go back of a batch has gone back, or nothing of it.
     *
     * @param completed the steps of each batch that still are
     */
    private void wentBack(List<String> going, Function<Batch, Set<String>> completed) {
        for (Batch batch : BATCHES) {
            Set<String> left = completed.apply(batch);
            List<String> own = batch.names().stream()
                    .map(step -> key(batch, step))
                    .filter(going::contains)
                    .toList();
            if (own.stream().anyMatch(key -> !left.contains(key.substring(key.indexOf('_') + 1)))) {
                own.forEach(this::back);
            }
            Set<String> applied = applied(batch);
            applied.removeIf(step -> stuck.contains(key(batch, step)));
            must(left.equals(applied), batch, left);
        }
    }

    private void must(boolean so, Batch batch, Set<String> completed) {
        if (!so) {
            throw new AssertionError(batch.name() + " has completed " + completed + " where " + this);
        }
    }

    /**
     * A way back is purged.
     *
     * @param batch null: whatever has expired
     */
    public void purge(@Nullable Batch batch) {
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
    public static boolean holds(String key) {
        return key.endsWith("drop") || key.endsWith("rows");
    }

    /** How many tables are held. */
    public long held() {
        return since.keySet().stream()
                .filter(key -> holds(key) && !purged.contains(key))
                .count();
    }

    @Override
    public String toString() {
        return mode.word() + ", hour " + hour + ", applied " + since + ", purged " + purged + ", unchecked " + unchecked
                + ", written into " + theirs + ", stuck " + stuck + (byHand.isEmpty() ? "" : ", by hand " + byHand)
                + (dead == null ? "" : ", dead " + dead);
    }
}
