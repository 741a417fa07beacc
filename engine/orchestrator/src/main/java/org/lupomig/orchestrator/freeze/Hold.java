package org.lupomig.orchestrator.freeze;

import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.WriteBarrier;

/**
 * Whether a freeze, or an emergency, keeps writers out as it is published. What is published outlives a restart of the
 * server, which {@code read_only} does not; and somebody may have unlocked an account.
 */
public sealed interface Hold {
    /** It does, as far as it is to; also where nothing is frozen, or it is about to end. */
    Hold HOLDS = new Holds();

    /** Looks. Nothing is changed. */
    static Hold of(WriteBarrier barrier, SystemState state) {
        if (state.mode() != Mode.FROZEN && state.mode() != Mode.EMERGENCY) {
            return HOLDS;
        }
        try {
            String lapsed = barrier.lapsed(state.barrier());
            return lapsed == null ? HOLDS : new Lapsed(lapsed);
        } catch (ServerRefused e) {
            return new Unseen("the server says " + e.code() + " " + e.getMessage());
        }
    }

    /** For people: what keeps writers out, behind what is frozen. */
    String says(SystemState state);

    /** It does. */
    record Holds() implements Hold {
        @Override
        public String says(SystemState state) {
            return state.barrier().says();
        }
    }

    /**
     * It does not.
     *
     * @param why a clause
     */
    record Lapsed(String why) implements Hold {
        @Override
        public String says(SystemState state) {
            return "but it does not keep writers out: " + why;
        }
    }

    /**
     * This account may not look.
     *
     * @param why a clause
     */
    record Unseen(String why) implements Hold {
        @Override
        public String says(SystemState state) {
            return state.barrier().says() + ", as far as is known: " + why;
        }
    }
}
