package org.lupomig.orchestrator.journal;

import java.util.List;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;

/**
 * Which alerts stay open, and until when. One is open as long as a person is needed, or should look; it is resolved in
 * the transaction in which its cause ends: a kill leaves both as they were, or has both. An alert with another title
 * than these stays until a person resolves it.
 */
public final class Alerts {
    /** Something could not be put back: until it is, or a person has said how it is. */
    public static final String UNDO_FAILED = "undo failed";
    /**
     * A batch failed: until it completes, or what was left of it is taken back later, or a person has said how it is.
     */
    public static final String BATCH_FAILED = "batch failed";
    /** Something is done, and its records are not written: until they are. */
    public static final String RECORDS_NOT_WRITTEN = "records not written";
    /** A freeze could not be lifted: until it is. */
    public static final String STILL_FROZEN = "still frozen";
    /** A freeze did not keep writers out for a time: until a person has looked at what they wrote. */
    public static final String FREEZE_LAPSED = "freeze lapsed";
    /** A table that was not as a batch had left it was set aside for a person: as long as it is there. */
    public static final String TABLE_KEPT = "table kept";
    /** The same of rows. */
    public static final String ROWS_KEPT = "rows kept";
    /** Rows came back with their table that refer to nothing. */
    public static final String ROWS_WITHOUT_PARENT = "rows without parent";
    /** A CHECK constraint came back over rows that it does not hold for. */
    public static final String ROWS_AGAINST_CHECK = "rows against a check";

    private Alerts() {}

    /** The words by which an alert names where something is kept. */
    public static String keptAs(Object name) {
        return " kept as " + name;
    }

    /**
     * A batch has failed: that is for somebody to know, also where nothing of it is left.
     *
     * @param batch with an empty step name
     * @param asBefore whether everything is as before it
     */
    public static Write batchFailed(Address batch, boolean asBefore, Problem failure, long at) {
        String message = named(batch) + failure.type().code() + " " + failure.message()
                + (asBefore ? "; the batch is undone, and everything is as before it" : "");
        return new Write.Alert(Write.Alert.Level.ERROR, BATCH_FAILED, message, at);
    }

    /**
     * A batch is wholly done, wholly undone, or a person has said so: what was open of it is over.
     *
     * @param batch with an empty step name
     * @param how a clause
     */
    public static List<Write> over(Address batch, String how, long at) {
        return List.of(
                new Write.Settled(0, UNDO_FAILED, batch.toString(), how, at),
                new Write.Settled(0, BATCH_FAILED, named(batch), how, at));
    }

    /** What the message of a failed batch begins with: a run has several, and each has alerts of its own. */
    private static String named(Address batch) {
        return batch.plan() + "." + batch.batch() + ": ";
    }

    /** A person has said of a step whose undo failed how it is; others of its batch may be open still. */
    public static Write over(Address step, long run, String how, long at) {
        return new Write.Settled(run, UNDO_FAILED, step + " could", how, at);
    }
}
