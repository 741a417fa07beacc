package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Step;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;

/**
 * How far a run has come, and how long the rest will take, from what was measured: how long a step took when it was
 * last applied, the rows that are copied for its way back, and what has passed in this run. Nothing is asked of a
 * server for it, and it is written with what is written anyway, at most so often.
 */
final class RunProgress {
    private static final Duration SELDOM = Duration.ofMillis(500);
    private static final int WHOLE = 10_000;

    private final RunLog log;
    private final String plan;
    private final Map<Address, Part> parts = new LinkedHashMap<>();
    private final List<Part> copying = new ArrayList<>();
    private final Set<Part> begun = new LinkedHashSet<>();
    private final Sum all = new Sum();
    private final Sum done = new Sum();
    private final Instant began;
    private final double earlierMean;
    private int sent;
    private String phase = "preparing";
    private Instant written;
    private Instant told;

    /** One step, of which some statements are done. */
    private static final class Part {
        final int statements;
        final long knownMillis;
        final long copyMillis;
        int sent;
        boolean done;

        Part(Step step, @Nullable Long earlier, long copyMillis) {
            this.statements = Math.max(1, step.statements().size());
            this.knownMillis = earlier == null ? -1 : Math.max(1, earlier);
            this.copyMillis = copyMillis;
        }

        double share() {
            return done ? 1 : Math.min(1, (double) sent / statements);
        }
    }

    /** Steps together, without those that are copied for. */
    private static final class Sum {
        int parts;
        long knownMillis;
        int statements;

        double weight(double mean) {
            return knownMillis + statements * (mean > 0 ? mean : 1);
        }
    }

    /**
     * Of a run that begins.
     *
     * @param steps that it is to run
     * @param earlier how long steps took when they were last applied, in milliseconds
     * @param copies what is copied for the way back
     */
    RunProgress(RunLog log, String plan, List<Step> steps, Map<Address, Long> earlier, List<Copy> copies) {
        this.log = log;
        this.plan = plan;
        this.began = log.now();
        this.written = Instant.EPOCH;
        this.told = began;
        Map<Address, Long> copied = new LinkedHashMap<>();
        copies.forEach(copy -> copied.merge(copy.step().address(), copy.seconds() * 1000, Long::sum));
        long known = 0;
        int statements = 0;
        for (Step step : steps) {
            Part part = new Part(step, earlier.get(step.address()), copied.getOrDefault(step.address(), 0L));
            parts.put(step.address(), part);
            known += Math.max(0, part.knownMillis);
            statements += part.knownMillis < 0 ? 0 : part.statements;
            if (part.knownMillis > 0) {
                all.knownMillis += part.knownMillis;
            } else if (part.copyMillis > 0) {
                copying.add(part);
            } else {
                all.statements += part.statements;
            }
        }
        this.earlierMean = statements == 0 ? 0 : (double) known / statements;
    }

    /** One more statement of a step is done. */
    synchronized void sent(Address step) {
        Part part = parts.get(step);
        if (part != null) {
            part.sent++;
            sent++;
            if (!part.done) {
                begun.add(part);
            }
        }
    }

    /** A step has sent all its statements, or is skipped. */
    synchronized void done(Address step) {
        Part part = parts.get(step);
        if (part != null && !part.done) {
            part.done = true;
            begun.remove(part);
            count(part, 1);
        }
    }

    /** A step begins anew, or goes back. */
    synchronized void anew(Address step) {
        Part part = parts.get(step);
        if (part != null) {
            if (part.done) {
                count(part, -1);
            }
            begun.remove(part);
            sent -= part.sent;
            part.done = false;
            part.sent = 0;
        }
    }

    private void count(Part part, int sign) {
        done.parts += sign;
        if (part.knownMillis > 0) {
            done.knownMillis += sign * part.knownMillis;
        } else if (part.copyMillis == 0) {
            done.statements += sign * part.statements;
        }
    }

    /** What says how far it is, in a new phase. */
    synchronized Write write(String now) {
        phase = now;
        written = log.now();
        return record();
    }

    /** The same where it was not written for a while; else nothing. */
    synchronized List<Write> due() {
        List<Write> writes = new ArrayList<>();
        Instant now = log.now();
        if (Duration.between(written, now).compareTo(SELDOM) >= 0) {
            written = now;
            writes.add(record());
        }
        return writes;
    }

    /** Tells the listener, where it was not told for a while. */
    synchronized void tell() {
        Instant now = log.now();
        if (Duration.between(told, now).compareTo(SELDOM) >= 0) {
            told = now;
            Write.Progress state = record();
            log.tell(new RunEvent.Progressed(
                    state.stepsDone(), state.stepsTotal(), state.percent(), state.secondsLeft()));
        }
    }

    private Write.Progress record() {
        double fraction = fraction();
        int percent = done.parts == parts.size() ? WHOLE : Math.min(WHOLE - 1, (int) (WHOLE * fraction));
        return new Write.Progress(plan, phase, done.parts, parts.size(), percent, secondsLeft(fraction), log.stamp());
    }

    /** Of thousands of steps only those are gone through that have begun, or are copied for. */
    private double fraction() {
        double mean = mean();
        double whole = all.weight(mean);
        double passed = done.weight(mean);
        for (Part part : copying) {
            double weight = weight(part, mean);
            whole += weight;
            passed += part.done ? weight : 0;
        }
        for (Part part : begun) {
            passed += weight(part, mean) * part.share();
        }
        return whole == 0 ? 0 : passed / whole;
    }

    /** Milliseconds, or, while nothing is known of any, statements. */
    private static double weight(Part part, double mean) {
        if (part.knownMillis > 0) {
            return part.knownMillis;
        }
        return Math.max((double) part.copyMillis, part.statements * (mean > 0 ? mean : 1));
    }

    /** How long a statement takes that is not known: as in this run so far, or else as in earlier ones. */
    private double mean() {
        return sent == 0 ? earlierMean : (double) elapsed() / sent;
    }

    private long elapsed() {
        return Math.max(1, Duration.between(began, log.now()).toMillis());
    }

    private @Nullable Long secondsLeft(double fraction) {
        if (fraction > 0) {
            return (long) Math.ceil(elapsed() * (1 - fraction) / fraction / 1000);
        }
        boolean known = !parts.isEmpty() && copying.isEmpty() && all.statements == 0;
        return known ? Long.valueOf((all.knownMillis + 999) / 1000) : null;
    }
}
