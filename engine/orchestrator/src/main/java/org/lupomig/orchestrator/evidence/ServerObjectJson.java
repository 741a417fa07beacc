package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;

/** What is no table, in the journal. */
final class ServerObjectJson {
    private ServerObjectJson() {}

    static Map<String, Object> write(ServerObject object) {
        Map<String, Object> out = WorkJson.write(object.name());
        out.put("kind", object.kind().name());
        return out;
    }

    static List<Object> write(List<ServerObject> objects) {
        List<Object> out = new ArrayList<>();
        objects.forEach(object -> out.add(write(object)));
        return out;
    }

    static ServerObject read(Json json) {
        return new ServerObject(
                ServerObject.Kind.valueOf(json.text("kind")),
                new ObjectName(json.textOrNull("schema"), json.text("name")));
    }

    static List<Object> write(Map<ServerObject, ServerObjectState> states) {
        List<Object> out = new ArrayList<>();
        states.forEach((object, state) -> {
            Map<String, Object> one = write(object);
            if (state instanceof ServerObjectState.Present present) {
                one.put("definition", present.definition());
                one.put("settings", pairs(present.settings()));
                one.put("beside", pairs(present.beside()));
            }
            out.add(one);
        });
        return out;
    }

    /** What a snapshot has of them; nothing where it was written before they were looked at. */
    static Map<ServerObject, ServerObjectState> readAll(Json snapshot) {
        Map<ServerObject, ServerObjectState> states = new LinkedHashMap<>();
        if (snapshot.has("others")) {
            snapshot.objects("others", one -> states.put(read(one), state(one)));
        }
        return states;
    }

    private static ServerObjectState state(Json json) {
        return json.has("definition")
                ? new ServerObjectState.Present(json.text("definition"), map(json, "settings"), map(json, "beside"))
                : new ServerObjectState.Absent();
    }

    private static List<Object> pairs(Map<String, String> map) {
        List<Object> out = new ArrayList<>();
        map.forEach((key, value) -> {
            Map<String, Object> pair = Json.object();
            pair.put("key", key);
            pair.put("value", value);
            out.add(pair);
        });
        return out;
    }

    private static Map<String, String> map(Json json, String name) {
        Map<String, String> out = new LinkedHashMap<>();
        json.objects(name, pair -> out.put(pair.text("key"), pair.text("value")));
        return out;
    }
}
