package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;

/** Those that somebody works together with: what each of them says is put together, and told one after the other. */
interface Company {
    /** Somebody who works alone. */
    Company NONE = new Company() {
        @Override
        public void commit(List<Write> writes, Consumer<List<Write>> commit) {
            commit.accept(writes);
        }

        @Override
        public Duration rested() {
            return Duration.ZERO;
        }

        @Override
        public void tell(RunEvent event, Consumer<RunEvent> listener) {
            listener.accept(event);
        }

        @Override
        public void hold() {
            throw new IllegalStateException("nobody is waited for");
        }

        @Override
        public void waits() {
            // nobody else has anything open
        }

        @Override
        public void movesOn() {
            // nothing of before is remembered
        }

        @Override
        public Duration patience(Duration full) {
            return full;
        }

        @Override
        public void gaveUp() {
            // nobody else waits
        }
    };

    /**
     * Makes something durable, together with what others have to say.
     *
     * @param commit makes durable what it is given
     */
    void commit(List<Write> writes, Consumer<List<Write>> commit);

    /** How long the one at work has waited for others. */
    Duration rested();

    /** Tells an event when it is the turn of the one that it is of. */
    void tell(RunEvent event, Consumer<RunEvent> listener);

    /** Waits for the one because of whom a statement was withheld. */
    void hold();

    /** Somebody else's lock is waited for, nobody knows how long: what the others have open is closed before. */
    void waits();

    /** Time goes by: what was looked at may have changed since. */
    void movesOn();

    /** How long to wait for locks: {@code full}, or not at all where one of those at work has waited in vain. */
    Duration patience(Duration full);

    /** One of those at work has waited in vain. */
    void gaveUp();
}
