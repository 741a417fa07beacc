package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.ServerObject;

/**
 * A change of rows, with all that foreign keys and triggers change besides. What was there before is kept in images;
 * rows of tables that the same batch created are counted.
 *
 * @param verb for people: {@code update}
 * @param target the table that the statement names first
 * @param images where rows are kept, in the order in which these are filled
 * @param counted tables of the batch itself
 * @param triggers those that would fire when rows are put back
 */
public record ChangesRows(
        String verb, ObjectName target, List<RowImage> images, List<ObjectName> counted, List<ServerObject> triggers)
        implements Work {
    public ChangesRows {
        images = List.copyOf(images);
        counted = List.copyOf(counted);
        triggers = List.copyOf(triggers);
    }

    @Override
    public List<ObjectName> objects() {
        Set<ObjectName> names = new LinkedHashSet<>();
        for (RowImage image : images) {
            names.add(image.table());
            if (image.extent() != RowImage.Extent.ADDED) {
                names.add(image.image());
            }
        }
        names.addAll(counted);
        return List.copyOf(names);
    }

    /** Whether it has changed rows of one table, of which it has kept what they were, and of no other. */
    public boolean ofOneTable() {
        return images.size() == 1 && counted.isEmpty();
    }

    @Override
    public List<ServerObject> others() {
        return triggers;
    }

    @Override
    public String summary() {
        return verb + " " + target;
    }

    @Override
    public void writeTo(Map<String, Object> out) {
        out.put("verb", verb);
        out.put("target", WorkJson.write(target));
        List<Object> list = new ArrayList<>();
        for (RowImage image : images) {
            Map<String, Object> one = Json.object();
            one.put("table", WorkJson.write(image.table()));
            one.put("image", WorkJson.write(image.image()));
            one.put("extent", image.extent().name());
            one.put("rows", image.rows());
            list.add(one);
        }
        out.put("images", list);
        if (!counted.isEmpty()) {
            out.put("counted", counted.stream().map(WorkJson::write).toList());
        }
        if (!triggers.isEmpty()) {
            out.put(
                    "triggers",
                    triggers.stream()
                            .map(trigger -> WorkJson.write(trigger.name()))
                            .toList());
        }
    }

    static ChangesRows read(Json json) {
        return new ChangesRows(
                json.text("verb"),
                WorkJson.name(json.child("target")),
                json.objects(
                        "images",
                        one -> new RowImage(
                                WorkJson.name(one.child("table")),
                                WorkJson.name(one.child("image")),
                                RowImage.Extent.valueOf(one.text("extent")),
                                one.text("rows"))),
                json.objects("counted", WorkJson::name),
                json.objects("triggers", one -> new ServerObject(ServerObject.Kind.TRIGGER, WorkJson.name(one))));
    }
}
