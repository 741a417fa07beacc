package org.lupomig.orchestrator.run;

import java.util.function.Function;

/** How what is done outside a turn asks something back. */
interface Callbacks {
    /** It has the turn anyway. */
    Callbacks AT_ONCE = new Callbacks() {
        @Override
        public <A, B> Function<A, B> inTurn(Function<A, B> answers) {
            return answers;
        }

        @Override
        public Runnable inTurn(Runnable work) {
            return work;
        }
    };

    /** The same, answered when it is its turn. */
    <A, B> Function<A, B> inTurn(Function<A, B> answers);

    /** The same of what gives no answer. */
    Runnable inTurn(Runnable work);
}
