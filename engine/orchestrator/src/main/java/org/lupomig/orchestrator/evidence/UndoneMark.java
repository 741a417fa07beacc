package org.lupomig.orchestrator.evidence;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.RowDigest;

/**
 * Journaled when a statement is undone, or when one of an author's undo was answered.
 *
 * @param ordinal of the statement
 * @param counted what taking it back made of the rows of a table that the batch created; null where nothing
 */
public record UndoneMark(int ordinal, @Nullable Counted counted) {

    /**
     * Rows of a table, counted again because its columns have changed.
     *
     * @param own whether all of them are the batch's
     */
    public record Counted(ObjectName table, RowDigest rows, boolean own) {
        /** Tells a ledger. */
        public void tell(RowLedger ledger) {
            ledger.counted(table, rows, own);
        }

        Map<String, Object> toJson() {
            Map<String, Object> out = Json.object();
            out.put("table", WorkJson.write(table));
            out.put("rows", rows.rows());
            out.put("rows_checksum", rows.checksum());
            out.put("own_rows", own);
            return out;
        }

        static Counted fromJson(Json json) {
            return new Counted(
                    WorkJson.name(json.child("table")),
                    new RowDigest(json.number("rows"), json.number("rows_checksum")),
                    json.flag("own_rows"));
        }
    }

    /** For the journal. */
    public Map<String, Object> toJson() {
        Map<String, Object> out = Json.object();
        out.put("ordinal", (long) ordinal);
        if (counted != null) {
            out.putAll(counted.toJson());
        }
        return out;
    }

    /** From the journal. */
    public static UndoneMark fromJson(Map<String, Object> data) {
        Json json = new Json(data);
        return new UndoneMark(json.integer("ordinal"), json.has("rows") ? Counted.fromJson(json) : null);
    }
}
