package org.lupomig.orchestrator.port;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.journal.Barrier;

/** What a server does to keep writers out while the system is frozen, as it is configured. */
public interface WriteBarrier {
    /** Looks at how everything is, and at what speaks against raising it. Nothing is changed. */
    Found look(List<String> schemas);

    /**
     * Raises it, waits until it holds, and shows that it does. Raising it again changes nothing.
     *
     * @param barrier as {@link #look} or {@link #renewed} found things, and as they are journaled by now: where the
     *     server has been started again since, it is not raised
     * @param patience how long to wait for those who are in the way
     * @param due asked before each try, while nobody else is within {@link #alone} or here: false ends it as it is
     *     then. Who dies in the midst of a try keeps others from here until the server has ended what it sent
     * @return why it does not hold, one clause; null where it does, or it was not due
     */
    @Nullable
    String raise(Barrier barrier, Duration patience, BooleanSupplier due);

    /**
     * Looks whether it holds. Nothing is changed.
     *
     * @param barrier as it is published, of whatever kind
     * @return why it does not, one clause; null where it does
     */
    @Nullable
    String lapsed(Barrier barrier);

    /**
     * What is to be put back once it is raised again. Nothing is changed.
     *
     * @param barrier as it is published, of whatever kind
     * @return the same, unless a restart of the server has ended it: then what is there now is to come back
     */
    Barrier renewed(Barrier barrier);

    /**
     * Puts back what was there before, whether or not all of it had been raised. Doing so again changes nothing. What a
     * restart of the server has ended is left as it is.
     *
     * @param barrier as it was journaled, of whatever kind
     * @param due asked just before, while nobody else is within {@link #alone} or here: false leaves all as it is
     * @return why not, one clause; null where everything is as before, or it was not due
     */
    @Nullable
    String lower(Barrier barrier, BooleanSupplier due);

    /** Does something while nobody {@linkplain #raise raises} or {@linkplain #lower lowers} anything on this server. */
    void alone(Runnable work);

    /**
     * What a look found.
     *
     * @param barrier with what there is to be put back
     * @param objections why it cannot be raised; empty where it can
     * @param gaps whom it would not stop
     */
    record Found(Barrier barrier, List<Problem> objections, List<Problem> gaps) {
        public Found {
            objections = List.copyOf(objections);
            gaps = List.copyOf(gaps);
        }
    }

    /** Nothing but the published state. */
    WriteBarrier ADVISORY = new WriteBarrier() {
        @Override
        public Found look(List<String> schemas) {
            return new Found(Barrier.NONE, List.of(), List.of());
        }

        @Override
        public @Nullable String raise(Barrier barrier, Duration patience, BooleanSupplier due) {
            return null;
        }

        @Override
        public @Nullable String lapsed(Barrier barrier) {
            return null;
        }

        @Override
        public Barrier renewed(Barrier barrier) {
            return barrier;
        }

        @Override
        public @Nullable String lower(Barrier barrier, BooleanSupplier due) {
            return null;
        }

        @Override
        public void alone(Runnable work) {
            work.run();
        }
    };
}
