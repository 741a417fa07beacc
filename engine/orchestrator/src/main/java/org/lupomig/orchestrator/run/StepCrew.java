package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Step;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.Turns;

/**
 * Has steps of a batch worked on, several at a time where that may be. Only the server works on several of them at
 * once: of our own threads one goes on at a time, until it gives its turn up with something for the server to do.
 */
final class StepCrew implements Company {
    private static final int NOBODY = GroupWalk.NOBODY;

    private final EnginePorts ports;
    private final Turns turns;
    private final OrderedEvents events;
    private int worker = NOBODY;
    private int undisturbed;
    private long moment;
    private Runnable settles = () -> {};
    private Runnable fence = () -> {};
    private @Nullable GroupWalk group;
    private @Nullable GroupWalk going;
    private boolean gaveUp;
    private int lanes = 1;
    private boolean full;

    StepCrew(EnginePorts ports) {
        this.turns = ports.turns().get();
        this.events = new OrderedEvents(ports.listener());
        this.ports = new EnginePorts(
                ports.store(),
                new SharedTarget(ports.target(), this),
                ports.definitions(),
                ports.statements(),
                ports.files(),
                ports.clock(),
                length -> {
                    if (pausedHere(() -> ports.pauses().pause(length))) {
                        throw new InterruptedException();
                    }
                },
                new RunListener() {
                    @Override
                    public void on(RunEvent event) {
                        events.on(worker, event);
                    }

                    @Override
                    public void accepted(Address step, int statement) {
                        ports.listener().accepted(step, statement);
                    }
                },
                ports.owner(),
                ports.turns(),
                ports.patience());
    }

    /**
     * Says of what it works on.
     *
     * @param log makes durable what was put off, before somebody else goes on, and knows whether the lock is lost
     */
    void says(RunLog log) {
        settles = log::flush;
        fence = log::fence;
    }

    /** What those work with that it has at work. */
    EnginePorts ports() {
        return ports;
    }

    /**
     * Works on steps, each as soon as those that it waits for have ended. What one of them throws ends it all: the
     * others are heard to their end, and then it is thrown.
     *
     * @param steps in the order of the plan
     * @param most how many at a time
     * @param waits for which of them each one waits
     * @param goesOn whether another one may begin
     * @param broken is told that one of them has thrown something
     */
    void work(
            List<Step> steps,
            int most,
            Function<Step, Set<Step>> waits,
            BooleanSupplier goesOn,
            Runnable broken,
            Consumer<Step> work) {
        if (most == 1 || steps.size() < 2) {
            for (Step step : steps) {
                if (goesOn.getAsBoolean()) {
                    work.accept(step);
                }
            }
            return;
        }
        List<Step> waiting = new ArrayList<>(steps);
        Set<Step> open = new HashSet<>(steps);
        TreeMap<Integer, Throwable> thrown = new TreeMap<>();
        events.begin(steps.stream().map(Step::position).toList());
        int[] busy = {0};
        turns.take();
        try {
            while (true) {
                for (Step step : List.copyOf(waiting)) {
                    if (!thrown.isEmpty() || !goesOn.getAsBoolean() || busy[0] == most) {
                        break;
                    }
                    if (waits.apply(step).stream().noneMatch(open::contains)) {
                        waiting.remove(step);
                        busy[0]++;
                        turns.start(() -> {
                            worker = step.position();
                            try {
                                work.accept(step);
                            } catch (Throwable t) {
                                thrown.put(step.position(), t);
                                broken.run();
                            } finally {
                                open.remove(step);
                                busy[0]--;
                                events.end(step.position());
                                worker = NOBODY;
                            }
                        });
                    }
                }
                if (busy[0] == 0) {
                    break;
                }
                turns.awaitEnd();
                worker = NOBODY;
            }
        } finally {
            waiting.forEach(step -> events.end(step.position()));
            turns.give();
        }
        rethrow(thrown);
    }

    /**
     * Works on steps, one group after the other, and on those of a group together. What one of them throws ends it all,
     * as it does in {@link #work}.
     *
     * @param over how many sessions a group has
     * @param goesOn whether another one may begin
     * @param stops whether somebody has asked to stop
     * @param broken is told that one of them has thrown something
     */
    void inGroups(
            List<List<Step>> groups,
            int over,
            BooleanSupplier goesOn,
            BooleanSupplier stops,
            Runnable broken,
            Consumer<Step> work) {
        int at = 0;
        while (at < groups.size()) {
            int end = at + 1;
            if (groups.get(at).size() > 1) {
                while (end < groups.size() && groups.get(end).size() > 1) {
                    end++;
                }
                together(groups.subList(at, end), over, goesOn, stops, broken, work);
            } else if (goesOn.getAsBoolean()) {
                work.accept(groups.get(at).get(0));
            }
            at = end;
        }
    }

    private void together(
            List<List<Step>> groups,
            int over,
            BooleanSupplier goesOn,
            BooleanSupplier stops,
            Runnable broken,
            Consumer<Step> work) {
        Map<Integer, Step> byPosition = new HashMap<>();
        groups.forEach(steps -> steps.forEach(step -> byPosition.put(step.position(), step)));
        together(
                groups.stream()
                        .map(steps -> steps.stream().map(Step::position).toList())
                        .toList(),
                over,
                (one, other) -> GroupedSteps.mayBeBeside(groups.get(one), groups.get(other)),
                goesOn,
                stops,
                broken,
                position -> work.accept(Objects.requireNonNull(byPosition.get(position))));
    }

    /**
     * Works on steps together: on those of a group, and on two groups at a time, of which one waits for its statements.
     * Where one of them throws something, nothing more is sent for the others: they throw the same.
     *
     * @param groups their positions, in the order in which they are worked on
     * @param over how many sessions a group has, so that so many statements are sent at a time
     * @param beside whether two of these, by place, may be worked on at a time
     * @param goesOn whether another one may begin, and another statement be sent
     * @param stops whether somebody has asked to stop
     * @param broken is told that one of them has thrown something
     */
    void together(
            List<List<Integer>> groups,
            int over,
            BiPredicate<Integer, Integer> beside,
            BooleanSupplier goesOn,
            BooleanSupplier stops,
            Runnable broken,
            IntConsumer work) {
        List<Integer> positions = groups.stream().flatMap(List::stream).toList();
        // Read also where statements are sent, beside those who go on.
        ConcurrentSkipListMap<Integer, Throwable> thrown = new ConcurrentSkipListMap<>();
        GroupWalk walk = new GroupWalk(
                () -> thrown.isEmpty() && goesOn.getAsBoolean(),
                stops,
                () -> {
                    if (!thrown.isEmpty()) {
                        throw new GroupBroken(thrown.firstEntry().getValue());
                    }
                    fence.run();
                },
                this::turnOf,
                turns,
                ports.clock(),
                settles,
                this::movesOn);
        going = walk;
        lanes = over;
        gaveUp = false;
        events.begin(positions);
        try {
            walk.walk(groups, beside, position -> {
                try {
                    try {
                        work.accept(position);
                    } finally {
                        events.end(position);
                    }
                } catch (GroupBroken e) {
                    // it is said by the other one
                } catch (Throwable t) {
                    thrown.put(position, t);
                    broken.run();
                }
            });
        } finally {
            going = null;
            gaveUp = false;
            positions.forEach(events::end);
        }
        rethrow(thrown);
    }

    private void turnOf(int position) {
        worker = position;
        group = position == NOBODY ? null : going;
    }

    private static void rethrow(SortedMap<Integer, Throwable> thrown) {
        Throwable first = null;
        for (Throwable each : thrown.values()) {
            if (first == null || (each instanceof Error && !(first instanceof Error))) {
                first = each;
            }
        }
        if (first instanceof Error error) {
            throw error;
        } else if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Does what nobody may come between. */
    void undisturbed(Runnable work) {
        undisturbed++;
        try {
            work.run();
        } finally {
            undisturbed--;
        }
    }

    /** How many sessions steps have that are walked together. */
    int lanes() {
        return full ? 1 : lanes;
    }

    /** The server has no room for as many sessions. */
    void hasNoRoom() {
        full = true;
    }

    /** Has the server do something, while others go on. */
    <T extends @Nullable Object> T outside(Supplier<T> work) {
        return outside(back -> work.get());
    }

    /**
     * The moment that it is: the same as long as nothing is sent for any step, and nobody waits. What was looked at
     * before need not be looked at again in it.
     */
    long moment() {
        return moment;
    }

    @Override
    public void movesOn() {
        moment++;
    }

    /** The same for what asks back meanwhile: that is answered in turn. */
    <T extends @Nullable Object> T outside(Function<Callbacks, T> work) {
        if (worker == NOBODY || undisturbed > 0 || group != null) {
            return work.apply(Callbacks.AT_ONCE);
        }
        int self = worker;
        // What a step has put off to its next commit is its own: another's commit, which may be refused, has none of
        // it.
        settles.run();
        turns.give();
        try {
            return work.apply(Callbacks.taking(() -> again(self), turns::give));
        } finally {
            again(self);
        }
    }

    private void again(int self) {
        turns.take();
        worker = self;
    }

    /**
     * The same for what may change what there is, or takes long: what was looked at before it, or beside it, is looked
     * at again behind it.
     *
     * @param over the session that it is done over; null where nothing is sent beside it
     */
    <T> T changing(@Nullable TargetSession over, Function<Callbacks, T> work) {
        return changing(over, work, null, answer -> Sent.WELL, null);
    }

    /**
     * The same for a statement, of which it may turn out that it is not to be sent any more.
     *
     * @param over the session that it is sent over; null where nothing is sent beside it
     * @param withheld the answer then; null where it is sent anyway
     * @param came what it has come to
     * @param upcoming what is executed; null where that is not known
     */
    <T> T changing(
            @Nullable TargetSession over,
            Function<Callbacks, T> work,
            @Nullable Supplier<T> withheld,
            Function<T, Sent> came,
            @Nullable Upcoming upcoming) {
        GroupWalk walk = undisturbed > 0 ? null : group;
        return walk == null
                ? moved(() -> outside(work))
                : walk.send(over, () -> work.apply(Callbacks.in(walk)), withheld, came, upcoming);
    }

    private <T> T moved(Supplier<T> work) {
        movesOn();
        try {
            return work.get();
        } finally {
            movesOn();
        }
    }

    /**
     * Has the server asked about something that others may ask about, too.
     *
     * @param of what is asked
     * @param alone asks for this alone
     * @param together asks for several
     */
    <K, T> T asking(GroupWalk.Kind kind, Object of, K key, Supplier<T> alone, Function<List<K>, List<T>> together) {
        GroupWalk walk = undisturbed > 0 ? null : group;
        return walk == null
                ? outside(alone)
                : walk.ask(kind, of, key, keys -> keys.size() == 1 ? List.of(alone.get()) : together.apply(keys));
    }

    @Override
    public Duration rested() {
        GroupWalk walk = going;
        return walk == null ? Duration.ZERO : walk.rested();
    }

    @Override
    public void hold() {
        GroupWalk walk = group;
        if (walk == null) {
            throw new IllegalStateException("nobody is waited for");
        }
        walk.ask(GroupWalk.Kind.HOLD, this, true, all -> all);
    }

    @Override
    public void waits() {
        GroupWalk walk = undisturbed > 0 ? null : group;
        if (walk != null) {
            // Of two that wait, one comes to it behind the other.
            walk.ask(GroupWalk.Kind.WAIT, new Object(), true, all -> all);
        }
    }

    @Override
    public Duration patience(Duration full) {
        return gaveUp ? Duration.ZERO : full;
    }

    @Override
    public void gaveUp() {
        gaveUp = going != null;
    }

    @Override
    public void tell(RunEvent event, Consumer<RunEvent> listener) {
        events.on(worker, event);
    }

    /** Whether what is asked is answered for several steps at once: it is of the moment of the answer then. */
    boolean asksTogether() {
        return undisturbed == 0 && group != null;
    }

    @Override
    public void commit(List<Write> writes, Consumer<List<Write>> commit) {
        GroupWalk walk = undisturbed > 0 ? null : group;
        if (walk == null) {
            commit.accept(writes);
        } else {
            walk.ask(GroupWalk.Kind.COMMIT, this, writes, all -> {
                commit.accept(all.stream().flatMap(List::stream).toList());
                return Collections.nCopies(all.size(), true);
            });
        }
    }

    private boolean pausedHere(Pause pause) {
        movesOn();
        return outside(() -> {
            try {
                pause.pause();
                return false;
            } catch (InterruptedException e) {
                return true;
            }
        });
    }

    private interface Pause {
        void pause() throws InterruptedException;
    }
}
