package org.lupomig.orchestrator.journal;

import java.util.List;

/**
 * The published state of the system.
 *
 * @param mode where it stands
 * @param reason why, shown to users; empty when normal
 * @param schemas whose writers are to pause; empty when normal, and where somebody froze everything by hand
 * @param since UTC YYYYMMDDHHMMSS
 * @param barrier what keeps writers out
 * @param holder who froze it; nobody when normal
 * @param downtimeMillis when normal: how long it was frozen the last time, 0 where it never was
 */
public record SystemState(
        Mode mode,
        String reason,
        List<String> schemas,
        long since,
        Barrier barrier,
        Holder holder,
        long downtimeMillis) {
    public SystemState {
        schemas = List.copyOf(schemas);
    }

    /** Nobody is asked to pause. */
    public static SystemState normal(long since, long downtimeMillis) {
        return new SystemState(Mode.NORMAL, "", List.of(), since, Barrier.NONE, Holder.NOBODY, downtimeMillis);
    }

    /** The same system in another mode. */
    public SystemState moved(Mode to, long at) {
        return new SystemState(to, reason, schemas, at, barrier, holder, downtimeMillis);
    }

    /** The same system, kept out of by this. */
    public SystemState having(Barrier other) {
        return new SystemState(mode, reason, schemas, since, other, holder, downtimeMillis);
    }

    /** Whether another one is this very freeze or emergency, in the same mode. */
    public boolean isSame(SystemState other) {
        return mode == other.mode
                && since == other.since
                && holder.run() == other.holder().run()
                && holder.atMillis() == other.holder().atMillis();
    }

    /** Whether it is what this run has frozen, and has not thawed. */
    public boolean isFrozenBy(long run) {
        return (mode == Mode.FROZEN || mode == Mode.THAWING) && holder.run() == run;
    }

    /** What is frozen, in words. */
    public String what() {
        return schemas.isEmpty() ? "everything" : String.join(", ", schemas);
    }

    /**
     * Who froze it.
     *
     * @param run the run that did; of one by hand the one that recorded it
     * @param who user and host
     * @param byHand whether a person asked for it, and will thaw it
     * @param atMillis when, in milliseconds since 1970
     */
    public record Holder(long run, String who, boolean byHand, long atMillis) {
        /** Nothing is frozen. */
        public static final Holder NOBODY = new Holder(0, "", false, 0);
    }

    /** Where the system stands. */
    public enum Mode {
        NORMAL,
        FROZEN,
        THAWING,
        EMERGENCY;

        /** The word in the store and in output. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
