package org.lupomig.orchestrator.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server answered to one statement. An error does not prove that nothing happened: the engine examines the
 * objects.
 */
public sealed interface StatementOutcome {
    /**
     * It was accepted.
     *
     * @param affected rows changed, as the server counts them
     * @param warnings the server's notes and warnings, {@code code message}
     * @param gives what a sequence gives next, read under the lock of the statement; null where it was none
     */
    record Accepted(
            long affected, List<String> warnings, @Nullable String gives) implements StatementOutcome {
        public Accepted {
            warnings = List.copyOf(warnings);
        }

        /** Of what is no sequence. */
        public Accepted(long affected, List<String> warnings) {
            this(affected, warnings, null);
        }
    }

    /**
     * It was refused.
     *
     * @param code the server's error number
     * @param sqlState five characters
     * @param message the server's text
     */
    record Refused(int code, String sqlState, String message) implements StatementOutcome {
        /** The error number of a statement that was ended because its time was up, whatever it was doing. */
        public static final int OUT_OF_TIME = 1969;

        /** The error number of a statement that somebody ended, and not its connection. */
        public static final int ENDED = 1317;

        private static final String OVERTAKEN = "45001";

        /**
         * One of our own: it was not sent, because something is not as it was seen.
         *
         * @param difference what, one clause
         */
        public static Refused overtaken(String difference) {
            return new Refused(0, OVERTAKEN, difference);
        }

        /** Whether nothing was sent, because something is not as it was seen. */
        public boolean isOvertaken() {
            return code == 0 && sqlState.equals(OVERTAKEN);
        }

        /** Whether an error says that a table, column, view, routine or schema that is used is not there. */
        public static boolean namesWhatIsMissing(int code) {
            return switch (code) {
                case 1146, 1054, 1356, 1305, 1630, 1049 -> true;
                default -> false;
            };
        }
    }

    /**
     * It waited longer than it may for a lock and had no effect.
     *
     * @param message the server's text
     * @param inTheWay who holds the lock, or perhaps does, which it says; empty where nothing is known
     * @param behind what others that were sent with it had done before it
     */
    record LockTimeout(String message, String inTheWay, Behind behind) implements StatementOutcome {
        /** What was done before a statement that waited in vain. */
        public enum Behind {
            /** Nothing: it can be sent again as it was. */
            NOTHING,
            /** Something: what is there now is to be looked at before anything is sent again. */
            SOMETHING
        }

        /** Where it was the first that was sent. */
        public LockTimeout(String message, String inTheWay) {
            this(message, inTheWay, Behind.NOTHING);
        }

        /** Where nothing is known of who is in the way either. */
        public LockTimeout(String message) {
            this(message, "");
        }

        /** Whether others that were sent with it have had their effect. */
        public boolean begun() {
            return behind != Behind.NOTHING;
        }

        /** The same behind others that have had their effect. */
        public LockTimeout behind(Behind others) {
            return new LockTimeout(message, inTheWay, others);
        }

        /**
         * Whether an error number of the server says so: a row changed under a snapshot, a lock was waited for too
         * long, a deadlock.
         */
        public static boolean is(int code) {
            return code == 1020 || code == 1205 || code == 1213;
        }

        /** All that is known, as one clause. */
        public String reason() {
            return inTheWay.isEmpty() ? message : message + "; in the way: " + inTheWay;
        }
    }

    /** It was not sent, because others wait or have failed: it is certain that it has had no effect. */
    record Withheld() implements StatementOutcome {}

    /** The connection ended before an answer came: nothing is known. */
    record Lost(String message) implements StatementOutcome {}
}
