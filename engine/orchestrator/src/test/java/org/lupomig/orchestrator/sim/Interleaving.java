package org.lupomig.orchestrator.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.Turns;

/**
 * Turns that a schedule gives: whenever a statement is about to reach the server, or somebody has ended, it says who of
 * those who could go on does. The same schedule gives the same run, call by call.
 */
public final class Interleaving implements Turns {
    private final List<Integer> choices;
    private final List<Integer> widths = new ArrayList<>();
    private final List<Integer> made = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final Worker main = new Worker(null);
    private Worker current = main;
    private boolean mainWaits;
    private boolean over;
    private int ends;
    private int most;

    private Interleaving(List<Integer> choices) {
        this.choices = choices;
    }

    /** A schedule: which of those who could go on does, by place, each time that there is a choice; then the first. */
    public static Interleaving of(List<Integer> choices) {
        return new Interleaving(List.copyOf(choices));
    }

    /**
     * Every schedule that there is for a run.
     *
     * @param run makes one run by a schedule
     * @return how many there are
     */
    public static int all(Consumer<List<Integer>> seen, Consumer<Interleaving> run) {
        List<Integer> next = List.of();
        int count = 0;
        while (next != null) {
            Interleaving schedule = of(next);
            run.accept(schedule);
            seen.accept(List.copyOf(schedule.made));
            count++;
            next = schedule.next();
        }
        return count;
    }

    private @Nullable List<Integer> next() {
        for (int i = made.size() - 1; i >= 0; i--) {
            if (made.get(i) + 1 < widths.get(i)) {
                List<Integer> next = new ArrayList<>(made.subList(0, i));
                next.add(made.get(i) + 1);
                return next;
            }
        }
        return null;
    }

    /** How many had begun and not ended at the most. */
    public int most() {
        return most;
    }

    private static final class Worker {
        final Semaphore turn = new Semaphore(0);
        final @Nullable Runnable work;
        boolean begun;
        boolean ended;

        Worker(@Nullable Runnable work) {
            this.work = work;
        }
    }

    @Override
    public void start(Runnable work) {
        workers.add(new Worker(work));
    }

    private void begin(Worker worker) {
        worker.begun = true;
        Thread thread = new Thread(() -> {
            try {
                worker.turn.acquireUninterruptibly();
                if (worker.work != null) {
                    worker.work.run();
                }
            } finally {
                worker.ended = true;
                ends++;
                pass(pick());
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Runnable beside(Runnable work) {
        work.run();
        return () -> {};
    }

    @Override
    public void give() {
        // Whoever is outside goes on until a statement is about to reach the server.
    }

    @Override
    public void take() {
        // It has the turn.
    }

    @Override
    public void awaitEnd() {
        while (ends == 0) {
            mainWaits = true;
            go(main, pick());
            mainWaits = false;
        }
        ends--;
    }

    /** A statement is about to reach the server. */
    void sending() {
        if (current != main) {
            go(current, pick());
        }
    }

    /** The process is dead: all others find that out, one after the other. */
    void over() {
        over = true;
    }

    private void go(Worker self, Worker next) {
        if (next != self) {
            pass(next);
            self.turn.acquireUninterruptibly();
        }
    }

    private void pass(Worker next) {
        current = next;
        if (next != main && !next.begun) {
            begin(next);
        }
        next.turn.release();
    }

    private Worker pick() {
        List<Worker> ready = new ArrayList<>();
        if (!mainWaits || ends > 0) {
            // Main only starts others, and that changes nothing yet.
            return main;
        }
        workers.stream().filter(worker -> !worker.ended).forEach(ready::add);
        most = Math.max(
                most, (int) ready.stream().filter(worker -> worker.begun).count());
        if (ready.size() == 1 || over) {
            return ready.get(0);
        }
        int at = made.size();
        int choice = at < choices.size() ? choices.get(at) : 0;
        made.add(choice);
        widths.add(ready.size());
        return ready.get(choice);
    }
}
