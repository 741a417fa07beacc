package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lupomig.orchestrator.port.Orphans;

/** Rows that referred to nothing, in the journal. */
final class OrphansJson {
    private static final String NAME = "orphans";

    private OrphansJson() {}

    static void write(List<Orphans> orphans, Map<String, Object> out) {
        if (orphans.isEmpty()) {
            return;
        }
        List<Object> list = new ArrayList<>();
        for (Orphans each : orphans) {
            Map<String, Object> one = Json.object();
            one.put("child", WorkJson.write(each.child()));
            one.put("columns", each.columns());
            one.put("parent", WorkJson.write(each.parent()));
            one.put("referred", each.referred());
            one.put("rows", each.rows());
            if (each.values() != null) {
                one.put("values", String.join(" ", each.values()));
            }
            list.add(one);
        }
        out.put(NAME, list);
    }

    static List<Orphans> read(Json json) {
        return json.objects(NAME, one -> {
            String values = one.textOrNull("values");
            return new Orphans(
                    WorkJson.name(one.child("child")),
                    one.texts("columns"),
                    WorkJson.name(one.child("parent")),
                    one.texts("referred"),
                    one.number("rows"),
                    values == null ? null : values.isEmpty() ? List.of() : List.of(values.split(" ", -1)));
        });
    }
}
