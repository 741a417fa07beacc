package org.lupomig.cli.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.RunListener;

/** What a run did, as it told it: which statements were done, in which order, and how long each step took. */
final class Trace implements RunListener {
    private final InstantSource clock;
    private final Consumer<String> batchBegins;
    private final Map<String, Map<Place, Boundary>> boundaries = new LinkedHashMap<>();
    private final Map<String, Integer> accepted = new HashMap<>();
    private final Map<Address, Long> forward = new HashMap<>();
    private final Map<Address, Long> back = new HashMap<>();
    private final Map<Address, Instant> began = new HashMap<>();
    private Instant lastBack = Instant.EPOCH;

    /** A statement of a step, by its number. */
    private record Place(Address step, int statement) {}

    /**
     * Nothing yet.
     *
     * @param batchBegins is told the name of each batch before its first statement is sent
     */
    Trace(InstantSource clock, Consumer<String> batchBegins) {
        this.clock = clock;
        this.batchBegins = batchBegins;
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.BatchStarted batch) {
            batchBegins.accept(batch.batch());
        } else if (event instanceof RunEvent.StatementStarted started) {
            // a batch has one boundary before its first statement; what follows a statement precedes the next
            Map<Place, Boundary> known = of(started.step());
            if (known.isEmpty()) {
                known.put(new Place(started.step(), 0), new Boundary(started.step(), 0, 0));
            }
        } else if (event instanceof RunEvent.StatementDone done) {
            forward.merge(done.step(), done.millis(), Long::sum);
        } else if (event instanceof RunEvent.Moved moved && moved.to() == State.ROLLING_BACK) {
            began.put(moved.step(), clock.instant());
        } else if (event instanceof RunEvent.Moved moved && moved.from() == State.ROLLING_BACK) {
            // all steps of a batch begin at once, and go back one after the other
            Instant now = clock.instant();
            Instant start = began.remove(moved.step());
            if (start != null) {
                Instant own = lastBack.isAfter(start) ? lastBack : start;
                back.merge(moved.step(), Duration.between(own, now).toMillis(), Long::sum);
            }
            lastBack = now;
        }
    }

    @Override
    public synchronized void accepted(Address step, int statement) {
        int count = accepted.merge(step.batch(), 1, Integer::sum);
        Place place = new Place(step, statement);
        // what is sent in several parts is behind the last one done
        of(step).remove(place);
        of(step).put(place, new Boundary(step, statement, count));
    }

    /** All points between statements that were sent, by batch, in their order. */
    synchronized Map<String, List<Boundary>> boundaries() {
        Map<String, List<Boundary>> all = new LinkedHashMap<>();
        boundaries.forEach((batch, points) -> all.put(batch, List.copyOf(points.values())));
        return all;
    }

    private Map<Place, Boundary> of(Address step) {
        return boundaries.computeIfAbsent(step.batch(), batch -> new LinkedHashMap<>());
    }

    /** How long the statements of a step took. */
    synchronized long forwardMillis(Address step) {
        return forward.getOrDefault(step, 0L);
    }

    /** How long all of them took. */
    synchronized long forwardMillis() {
        return forward.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How long a step took to be taken back. */
    synchronized long backMillis(Address step) {
        return back.getOrDefault(step, 0L);
    }
}
