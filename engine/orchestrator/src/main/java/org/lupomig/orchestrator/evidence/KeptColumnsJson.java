package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lupomig.orchestrator.port.KeptColumns;

/** What an ALTER keeps, in the journal. */
final class KeptColumnsJson {
    private KeptColumnsJson() {}

    static Map<String, Object> write(KeptColumns kept) {
        Map<String, Object> out = Json.object();
        out.put("image", WorkJson.write(kept.image()));
        out.put("key", write(kept.key()));
        out.put("columns", write(kept.columns()));
        if (!kept.partitions().isEmpty()) {
            out.put("partitions", new ArrayList<>(kept.partitions()));
        }
        return out;
    }

    private static List<Object> write(List<KeptColumns.Column> columns) {
        List<Object> list = new ArrayList<>();
        for (KeptColumns.Column column : columns) {
            Map<String, Object> one = Json.object();
            one.put("before", column.before());
            if (column.after() != null) {
                one.put("after", column.after());
            }
            list.add(one);
        }
        return list;
    }

    static KeptColumns read(Json json) {
        return new KeptColumns(
                WorkJson.name(json.child("image")),
                columns(json, "key"),
                columns(json, "columns"),
                json.has("partitions") ? json.texts("partitions") : List.of());
    }

    private static List<KeptColumns.Column> columns(Json json, String name) {
        return json.objects(name, one -> new KeptColumns.Column(one.text("before"), one.textOrNull("after")));
    }
}
