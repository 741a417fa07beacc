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

    /**
     * It takes the turn for as long as it is asked.
     *
     * @param take returns when it has the turn
     * @param give gives it up again
     */
    static Callbacks taking(Runnable take, Runnable give) {
        return new Callbacks() {
            @Override
            public <A, B> Function<A, B> inTurn(Function<A, B> answers) {
                return question -> {
                    take.run();
                    try {
                        return answers.apply(question);
                    } finally {
                        give.run();
                    }
                };
            }

            @Override
            public Runnable inTurn(Runnable asked) {
                return () -> {
                    take.run();
                    try {
                        asked.run();
                    } finally {
                        give.run();
                    }
                };
            }
        };
    }

    /** It is asked while none of those goes on that are walked together. */
    static Callbacks in(GroupWalk walk) {
        return new Callbacks() {
            @Override
            public <A, B> Function<A, B> inTurn(Function<A, B> answers) {
                return question -> walk.inTurn(() -> answers.apply(question));
            }

            @Override
            public Runnable inTurn(Runnable asked) {
                return () -> walk.inTurn(() -> {
                    asked.run();
                    return true;
                });
            }
        };
    }
}
