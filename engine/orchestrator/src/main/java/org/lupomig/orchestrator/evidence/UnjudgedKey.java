package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.Orphans;

/**
 * A foreign key by which a step that passes a commit point of its own leaves rows that refer to nothing, while a later
 * step of its batch may give them what they refer to. It is journaled where the step passes, so that whoever goes on
 * after a crash judges it, too.
 *
 * @param child the table that has it
 * @param key its name
 * @param parent the table that the rows refer to
 * @param noted what referred to nothing by the keys of that table before the step
 * @param at where the first statement stands that may have left them, as {@code file:line:column}; empty where that is
 *     not known
 */
public record UnjudgedKey(ObjectName child, String key, ObjectName parent, List<Orphans> noted, String at) {
    private static final String KEYS = "unjudged_keys";

    public UnjudgedKey {
        noted = List.copyOf(noted);
    }

    /** Journal data; empty where there are none. */
    public static Map<String, Object> toJson(List<UnjudgedKey> keys) {
        Map<String, Object> out = Json.object();
        List<Object> list = new ArrayList<>();
        for (UnjudgedKey each : keys) {
            Map<String, Object> one = Json.object();
            one.put("child", WorkJson.write(each.child));
            one.put("key", each.key);
            one.put("parent", WorkJson.write(each.parent));
            one.put("at", each.at);
            OrphansJson.write(each.noted, one);
            list.add(one);
        }
        if (!list.isEmpty()) {
            out.put(KEYS, list);
        }
        return out;
    }

    /** From journal data. */
    public static List<UnjudgedKey> in(Map<String, Object> data) {
        return new Json(data)
                .objects(
                        KEYS,
                        one -> new UnjudgedKey(
                                WorkJson.name(one.child("child")),
                                one.text("key"),
                                WorkJson.name(one.child("parent")),
                                OrphansJson.read(one),
                                one.text("at")));
    }
}
