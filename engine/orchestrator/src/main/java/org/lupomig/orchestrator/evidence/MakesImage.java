package org.lupomig.orchestrator.evidence;

import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;

/**
 * An empty table for the rows that the next part changes.
 *
 * @param table with its schema
 */
public record MakesImage(ObjectName table) implements Work.Apart {
    @Override
    public String summary() {
        return "create image " + table;
    }

    @Override
    public List<ObjectName> objects() {
        return List.of(table);
    }

    @Override
    public void writeTo(Map<String, Object> out) {
        out.put("table", WorkJson.write(table));
    }
}
