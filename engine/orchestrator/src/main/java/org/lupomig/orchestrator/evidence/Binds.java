package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.Definitions.ForeignKey;

/**
 * Foreign keys that come or go with a table's place, and nothing else of it.
 *
 * @param table it has them, with its schema
 * @param adds whether they come
 */
public record Binds(ObjectName table, List<ForeignKey> keys, boolean adds) implements Work.Apart {
    public Binds {
        keys = List.copyOf(keys);
    }

    /** What takes it back. */
    public Binds reversed() {
        return new Binds(table, keys, !adds);
    }

    @Override
    public List<ObjectName> objects() {
        return List.of(table);
    }

    @Override
    public String summary() {
        return (adds ? "add" : "drop") + " the foreign keys of " + table;
    }

    @Override
    public void writeTo(Map<String, Object> out) {
        out.put("table", WorkJson.write(table));
        List<Object> list = new ArrayList<>();
        for (ForeignKey key : keys) {
            Map<String, Object> one = Json.object();
            one.put("name", key.name());
            one.put("text", key.text());
            if (key.index() != null) {
                one.put("index", key.index());
            }
            list.add(one);
        }
        out.put("keys", list);
        out.put("adds", adds);
    }
}
