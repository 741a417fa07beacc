package org.lupomig.orchestrator.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.lupomig.orchestrator.port.Turns;

/** Turns of threads of this process, in the order in which they ask for them. */
public final class ThreadTurns implements Turns {
    private final ReentrantLock turn = new ReentrantLock(true);
    /** Those that have sent something, for what is sent next. */
    private final ExecutorService senders = Executors.newCachedThreadPool(ThreadTurns::sender);

    private final Condition ended = turn.newCondition();

    /** Read and written in turn only. */
    private int ends;

    @Override
    public void start(Runnable work) {
        // A daemon: a second Ctrl-C ends the process whatever a server is doing for it.
        Thread thread = new Thread(() -> inTurn(work), "lupomig-step");
        thread.setDaemon(true);
        thread.start();
    }

    private void inTurn(Runnable work) {
        take();
        try {
            work.run();
        } finally {
            end();
            give();
        }
    }

    @Override
    public Runnable beside(Runnable work) {
        Semaphore ended = new Semaphore(0);
        senders.execute(() -> {
            try {
                work.run();
            } finally {
                ended.release();
            }
        });
        return ended::acquireUninterruptibly;
    }

    private static Thread sender(Runnable work) {
        Thread thread = new Thread(work, "lupomig-sends");
        thread.setDaemon(true);
        return thread;
    }

    private void end() {
        // It is held already: work gives it up and takes it again in between.
        turn.lock();
        try {
            ends++;
            ended.signal();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void give() {
        turn.unlock();
    }

    @Override
    public void take() {
        turn.lock();
    }

    @Override
    public void awaitEnd() {
        turn.lock();
        try {
            while (ends == 0) {
                ended.awaitUninterruptibly();
            }
            ends--;
        } finally {
            turn.unlock();
        }
    }
}
