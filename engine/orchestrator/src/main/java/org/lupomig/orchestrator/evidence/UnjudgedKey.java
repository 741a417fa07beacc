package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.NewOrphans;
import org.lupomig.orchestrator.port.Orphans;

/**
 * A foreign key by which a step that passes a commit point of its own leaves rows that refer to nothing, while a later
 * step of its batch may give them what they refer to. It is journaled where the step passes, so that whoever goes on
 * after a crash judges it, too.
 *
 * @param child the table that has it
 * @param key its name
 * @param columns its columns, in their order: it may have another name when it is judged
 * @param parent the table that the rows refer to
 * @param noted what referred to nothing by the keys of that table before the step
 * @param at where the first statement stands that may have left them, as {@code file:line:column}; empty where that is
 *     not known
 */
public record UnjudgedKey(
        ObjectName child, String key, List<String> columns, ObjectName parent, List<Orphans> noted, String at) {
    private static final String KEYS = "unjudged_keys";
    private static final String JUDGED = "judged_keys";
    private static final String NOTES = "unjudged_notes";

    public UnjudgedKey {
        columns = List.copyOf(columns);
        noted = List.copyOf(noted);
    }

    /** Whether what was found is by a foreign key of these columns that leads there, whatever it is called by now. */
    public boolean isBy(NewOrphans found) {
        return new Orphans(child, columns, parent, List.of(), 0, null).isBy(found.columns(), found.parent());
    }

    /** Where its table is not there to be looked at. */
    public NewOrphans unseen() {
        return NewOrphans.unseen(child, key, columns, parent);
    }

    /** The same where what it refers to is called so by now: so is what was noted of it. */
    public UnjudgedKey to(ObjectName now) {
        return new UnjudgedKey(child, key, columns, now, notedOf(now), at);
    }

    /** The same as it was found now, to be judged later still. */
    public UnjudgedKey as(NewOrphans found) {
        return new UnjudgedKey(
                found.child(), found.key(), found.columns(), found.parent(), notedOf(found.parent()), at);
    }

    private List<Orphans> notedOf(ObjectName now) {
        return noted.stream()
                .map(each -> each.isBy(columns, parent)
                        ? new Orphans(each.child(), each.columns(), now, each.referred(), each.rows(), each.values())
                        : each)
                .toList();
    }

    /**
     * Journal data of a step; empty where there are none.
     *
     * @param judged what earlier steps had left, and it has judged
     * @param left what it leaves
     */
    public static Map<String, Object> toJson(List<UnjudgedKey> judged, List<UnjudgedKey> left) {
        Map<String, Object> out = Json.object();
        write(JUDGED, judged.stream().map(UnjudgedKey::bare).toList(), List.of(), out);
        // Keys of one table have the same notes, and each may be long: they are written once.
        List<Orphans> notes =
                left.stream().flatMap(key -> key.noted.stream()).distinct().toList();
        if (!notes.isEmpty()) {
            Map<String, Object> all = Json.object();
            OrphansJson.write(notes, all);
            out.put(NOTES, all);
        }
        write(KEYS, left, notes, out);
        return out;
    }

    private static void write(String name, List<UnjudgedKey> keys, List<Orphans> notes, Map<String, Object> out) {
        List<Object> list = new ArrayList<>();
        for (UnjudgedKey each : keys) {
            Map<String, Object> one = Json.object();
            one.put("child", WorkJson.write(each.child));
            one.put("key", each.key);
            one.put("columns", each.columns);
            one.put("parent", WorkJson.write(each.parent));
            one.put("at", each.at);
            one.put(
                    "noted",
                    each.noted.stream().map(note -> (long) notes.indexOf(note)).toList());
            list.add(one);
        }
        if (!list.isEmpty()) {
            out.put(name, list);
        }
    }

    /** What is not judged behind a step, by its journal data and what was not before it. */
    public static List<UnjudgedKey> behind(List<UnjudgedKey> before, Map<String, Object> data) {
        List<UnjudgedKey> judged = read(JUDGED, data);
        List<UnjudgedKey> keys = new ArrayList<>(before);
        keys.removeIf(key -> judged.contains(key.bare()));
        keys.addAll(read(KEYS, data));
        return keys;
    }

    /** Without what was noted, which is much, and tells no two apart. */
    private UnjudgedKey bare() {
        return new UnjudgedKey(child, key, columns, parent, List.of(), at);
    }

    private static List<UnjudgedKey> read(String name, Map<String, Object> data) {
        Json json = new Json(data);
        List<Orphans> notes = json.has(NOTES) ? OrphansJson.read(json.child(NOTES)) : List.of();
        return json.objects(
                name,
                one -> new UnjudgedKey(
                        WorkJson.name(one.child("child")),
                        one.text("key"),
                        one.texts("columns"),
                        WorkJson.name(one.child("parent")),
                        one.integers("noted").stream().map(notes::get).toList(),
                        one.text("at")));
    }
}
