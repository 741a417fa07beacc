package org.lupomig.testkit.model;

import java.util.List;
import java.util.Set;
import org.lupomig.testkit.model.ReferenceModel.Batch;

/**
 * A run whose process is gone, and which no other command has brought to an end yet. How far it came is seen when one
 * does.
 *
 * @param id as the store has it
 * @param batch what the command was about
 * @param going of a rollback, the steps that were to go back
 * @param written whether others have written into a table that it made since it died
 */
public record DeadRun(long id, Kind kind, Batch batch, List<String> going, boolean written) {
    /** What it was. */
    public enum Kind {
        RUN,
        ROLLBACK,
        PURGE
    }

    /** What is seen of one that has been brought to its end. */
    public interface Found {
        /** The steps of a batch that have completed. */
        Set<String> completed(Batch of);

        /** Whether a batch has completed. */
        boolean ended(Batch of);

        /** The hour in which a step has. */
        int hour(Batch of, String step);

        /** Whether a purge had come so far that ways back are gone. */
        boolean purged(long run);
    }

    public DeadRun {
        going = List.copyOf(going);
    }

    /** Whether what a batch has made and changed may be half done or half undone. */
    public boolean touches(Batch other) {
        return switch (kind) {
            case RUN -> other.equals(batch);
            case ROLLBACK -> other.names().stream().anyMatch(step -> going.contains(ReferenceModel.key(other, step)));
            case PURGE -> false;
        };
    }

    /** The same, when others have written into what it made. */
    public DeadRun writtenInto() {
        return new DeadRun(id, kind, batch, going, true);
    }

    @Override
    public String toString() {
        return kind + " of " + batch.name() + (going.isEmpty() ? "" : ", back go " + going)
                + (written ? ", written into" : "");
    }
}
