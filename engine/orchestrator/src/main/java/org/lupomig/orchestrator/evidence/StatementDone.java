package org.lupomig.orchestrator.evidence;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;

/**
 * Journaled after a statement was answered and its objects were looked at.
 *
 * @param ordinal as in its {@link StatementIntent}
 * @param effect false where the server showed that it was somebody else's doing: then there is nothing to undo
 * @param affected rows, as the server counted them
 * @param after what its objects look like now
 * @param rows all rows of the table it changed, where this run created the table or the statement numbered its rows;
 *     null elsewhere
 * @param ownRows whether all of {@code rows} are known to be this run's
 * @param kept of each image of a {@link ChangesRows}, in their order, the rows as it left them; empty elsewhere
 * @param counted all rows of other tables that this run created and that it changed
 * @param imaged of how many rows an ALTER kept values; null where it kept none, or the journal does not say
 */
public record StatementDone(
        int ordinal,
        boolean effect,
        long affected,
        Snapshot after,
        @Nullable RowDigest rows,
        boolean ownRows,
        List<RowImage.Left> kept,
        List<Counted> counted,
        @Nullable Long imaged) {
    public StatementDone {
        kept = List.copyOf(kept);
        counted = List.copyOf(counted);
    }

    /** Of what changes no rows that are kept. */
    public StatementDone(
            int ordinal, boolean effect, long affected, Snapshot after, @Nullable RowDigest rows, boolean ownRows) {
        this(ordinal, effect, affected, after, rows, ownRows, List.of(), List.of(), null);
    }

    /** The same of an ALTER that kept values of so many rows. */
    public StatementDone keeping(@Nullable Long count) {
        return new StatementDone(ordinal, effect, affected, after, rows, ownRows, kept, counted, count);
    }

    /** The same without the rows of the table that it changed. */
    public StatementDone uncounted() {
        return rows == null
                ? this
                : new StatementDone(ordinal, effect, affected, after, null, ownRows, kept, counted, imaged);
    }

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
        if (!kept.isEmpty()) {
            out.put("kept", kept.stream().map(StatementDone::toJson).toList());
        }
        if (!counted.isEmpty()) {
            out.put("counted", counted.stream().map(Counted::toJson).toList());
        }
        if (imaged != null) {
            out.put("imaged", imaged);
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
                json.flag("own_rows"),
                json.objects(
                        "kept",
                        one -> new RowImage.Left(
                                new RowDigest(one.number("rows"), one.number("rows_checksum")),
                                one.textOrNull("keys"),
                                OrphansJson.read(one),
                                one.numberOrNull("imaged"))),
                json.objects("counted", Counted::fromJson),
                json.numberOrNull("imaged"));
    }

    private static Map<String, Object> toJson(RowImage.Left left) {
        Map<String, Object> out = Json.object();
        out.put("rows", left.rows().rows());
        out.put("rows_checksum", left.rows().checksum());
        if (left.keys() != null) {
            out.put("keys", left.keys());
        }
        OrphansJson.write(left.orphans(), out);
        if (left.imaged() != null) {
            out.put("imaged", left.imaged());
        }
        return out;
    }
}
