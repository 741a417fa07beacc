package org.lupomig.store.target;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.LostImage;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/** Counts the rows of an image. */
final class ImageCount {
    private ImageCount() {}

    /** How many it has; -1 where it is not there. */
    static long of(ObjectName image, ServerConnection connection) {
        try {
            return connection.one("SELECT COUNT(*) FROM " + SqlQuoting.identifier(image), (row, ctx) -> row.getLong(1));
        } catch (ServerRefused e) {
            if (e.code() == ServerError.NO_SUCH_TABLE || e.code() == ServerError.NO_SUCH_SCHEMA) {
                return -1;
            }
            throw e;
        }
    }

    /**
     * Why what is in it does not go back.
     *
     * @param kept how many rows it had; null where that was never heard
     * @return a sentence; null where it may go back
     */
    static @Nullable String lost(ObjectName image, @Nullable Long kept, ServerConnection connection) {
        String why = kept == null ? null : LostImage.why(kept, of(image, connection));
        return why == null ? null : image + ": " + why;
    }
}
