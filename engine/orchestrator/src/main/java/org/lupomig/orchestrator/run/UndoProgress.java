package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.journal.Write;

/**
 * How far a way back has come, by the statements that are taken back. It is written with what is written anyway, at
 * most so often.
 */
public final class UndoProgress {
    private static final Duration SELDOM = Duration.ofMillis(500);
    private static final int WHOLE = 10_000;

    private final RunLog log;
    private final String plan;
    private final int steps;
    private final int statements;
    private final Instant began;
    private @Nullable Instant written;
    private int stepsDone;
    private int statementsDone;

    /**
     * Of one that begins.
     *
     * @param steps how many are to be taken back
     * @param statements how many of theirs
     */
    public UndoProgress(RunLog log, String plan, int steps, int statements) {
        this.log = log;
        this.plan = plan;
        this.steps = steps;
        this.statements = statements;
        this.began = log.now();
    }

    /** So many more statements are taken back. */
    synchronized List<Write> statements(int more) {
        statementsDone += more;
        return due();
    }

    /** One more step is. */
    public synchronized List<Write> step() {
        stepsDone++;
        return due();
    }

    /** What says how far it is, where that was not written for a while; else nothing. */
    public synchronized List<Write> due() {
        Instant now = log.now();
        if (written != null && Duration.between(written, now).compareTo(SELDOM) < 0) {
            return List.of();
        }
        written = now;
        double fraction = statements == 0 ? 0 : Math.min(1, (double) statementsDone / statements);
        long elapsed = Duration.between(began, now).toMillis();
        Long left = fraction == 0 ? null : Long.valueOf((long) Math.ceil(elapsed * (1 - fraction) / fraction / 1000));
        int percent = Math.min(WHOLE - 1, (int) (WHOLE * fraction));
        return List.of(new Write.Progress(plan, "rolling_back", stepsDone, steps, percent, left, log.stamp()));
    }
}
