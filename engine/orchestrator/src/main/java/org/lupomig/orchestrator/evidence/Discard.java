package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;

/**
 * A table that somebody has changed since a batch completed, and what a rollback does so that nothing of it is lost. It
 * is journaled when the rollback begins, so that whoever brings that to its end does the same.
 *
 * @param table with its schema, as it is called now
 * @param tableId by which the one is known that is moved; null where none is
 */
public record Discard(Way way, ObjectName table, @Nullable Long tableId) {
    private static final String KEY = "discards";

    /** What is done. */
    public enum Way {
        /** The undo keeps the table by itself: nothing more is done. */
        LEAVES,
        /** The batch's own table is moved aside before anything is undone; what the batch did to it goes with it. */
        MOVES_OWN,
        /** Somebody else's table is moved aside before anything is undone. */
        MOVES,
        /** All rows are copied aside just before what others wrote is taken away. */
        COPIES
    }

    /** Whether it needs no more than to be allowed: nothing is moved out of the way before the undo begins. */
    public boolean onTheWay() {
        return way == Way.COPIES || way == Way.LEAVES;
    }

    /** How a person lets the way back of a step go on over what others wrote: a clause. */
    public static String option(Address step) {
        return "; 'lupomig retry " + step.plan() + "." + step.batch()
                + " --discard-later-writes' goes on over that, and keeps what is there now aside";
    }

    /** Adds some to the data of a journal entry. */
    public static Map<String, Object> write(List<Discard> all, Map<String, Object> data) {
        List<Object> list = new ArrayList<>();
        for (Discard each : all) {
            Map<String, Object> one = Json.object();
            one.put("way", each.way().name());
            one.put("table", WorkJson.write(each.table()));
            if (each.tableId() != null) {
                one.put("table_id", each.tableId());
            }
            list.add(one);
        }
        if (!list.isEmpty()) {
            data.put(KEY, list);
        }
        return data;
    }

    /** Those in the data of a journal entry; none where it has none. */
    public static List<Discard> in(Map<String, Object> data) {
        return new Json(data)
                .objects(
                        KEY,
                        one -> new Discard(
                                Way.valueOf(one.text("way")),
                                WorkJson.name(one.child("table")),
                                one.numberOrNull("table_id")));
    }
}
