package org.lupomig.store.target;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.lupomig.store.connect.ServerConnection;

/**
 * One transaction of a connection that has tables locked and does not commit by itself: under such a lock no
 * {@code START TRANSACTION} may be sent. It is over behind this, whatever happened, so that nothing that commits by
 * itself, such as {@code UNLOCK TABLES}, makes half of it durable.
 */
final class LockedTransaction {
    private LockedTransaction() {}

    /**
     * Does something in it.
     *
     * @param commits whether what came of it is committed, else it is rolled back
     * @throws org.lupomig.orchestrator.port.ConnectionLost where the answer to COMMIT was an error, which proves
     *     nothing
     */
    static <T> T within(ServerConnection connection, Supplier<T> work, Predicate<T> commits) {
        T result;
        try {
            result = work.get();
        } catch (RuntimeException e) {
            connection.rollbackQuietly();
            throw e;
        }
        if (commits.test(result)) {
            connection.commit();
        } else {
            connection.rollbackQuietly();
        }
        return result;
    }
}
