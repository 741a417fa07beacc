package org.lupomig.orchestrator.evidence;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.RowDigest;

/**
 * Journaled after a statement was answered and its objects were looked at.
 *
 * @param ordinal as in its {@link StatementIntent}
 * @param effect false where the server showed that it was somebody else's doing: then there is nothing to undo
 * @param affected rows, as the server counted them
 * @param after what its objects look like now
 * @param rows all rows of the table it changed, where this run created the table; of any other table whose rows are
 *     kept, those of them as it left them; null elsewhere
 * @param ownRows whether all of {@code rows} are known to be this run's
 */
public record StatementDone(
        int ordinal,
        boolean effect,
        long affected,
        Snapshot after,
        @Nullable RowDigest rows,
        boolean ownRows) {

    /** For the journal. */
    public Map<String, Object> toJson() {
        Map<String, Object> out = Json.object();
        out.put("ordinal", (long) ordinal);
        out.put("effect", effect);
        out.put("affected", affected);
        out.put("after", after.toJson());
        if (rows != null) {
            out.put("rows", rows.rows());
            out.put("rows_checksum", rows.checksum());
            out.put("own_rows", ownRows);
        }
        return out;
    }

    /** From the journal. */
    public static StatementDone fromJson(Map<String, Object> data) {
        Json json = new Json(data);
        return new StatementDone(
                json.integer("ordinal"),
                json.flag("effect"),
                json.number("affected"),
                Snapshot.fromJson(json.child("after")),
                json.has("rows") ? new RowDigest(json.number("rows"), json.number("rows_checksum")) : null,
                json.flag("own_rows"));
    }
}
