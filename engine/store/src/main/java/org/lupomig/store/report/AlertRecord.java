package org.lupomig.store.report;

/**
 * Something that a person should know: one row of {@code migration_alerts}.
 *
 * @param run the run that raised it
 * @param level {@code info}, {@code warning}, {@code error} or {@code critical}
 * @param message what is the matter, and behind that who did what about it, each on a line of its own
 * @param status {@code new}, {@code escalated}, {@code acknowledged} or {@code resolved}
 * @param escalation how often the time in which somebody should have looked has passed
 * @param raised UTC YYYYMMDDHHMMSS
 */
public record AlertRecord(
        long id, long run, String level, String title, String message, String status, int escalation, long raised) {
    /** Nobody has looked yet. */
    public static final String NEW = "new";
    /** Nobody has looked for too long. */
    public static final String ESCALATED = "escalated";
    /** Somebody knows of it. */
    public static final String ACKNOWLEDGED = "acknowledged";
    /** It needs nobody any more. */
    public static final String RESOLVED = "resolved";

    /** Whether it is still to be seen to. */
    public boolean isOpen() {
        return !status.equals(RESOLVED);
    }

    /** Whether nobody has looked yet. */
    public boolean isUnseen() {
        return status.equals(NEW) || status.equals(ESCALATED);
    }
}
