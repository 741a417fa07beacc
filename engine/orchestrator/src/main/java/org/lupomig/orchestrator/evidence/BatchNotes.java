package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.Schema.Classification;
import org.lupomig.model.plan.TableClassification;

/**
 * What of a plan is needed to complete a batch, journaled at its commit point so that a later command can do it without
 * the plan's file.
 */
public record BatchNotes(String version, List<Schema> schemas, List<TableClassification> tables) {
    public BatchNotes {
        schemas = List.copyOf(schemas);
        tables = List.copyOf(tables);
    }

    /** Of a plan. */
    public static BatchNotes of(Plan plan) {
        return new BatchNotes(plan.version().text(), plan.schemas(), plan.tables());
    }

    /** For the journal. */
    public Map<String, Object> toJson() {
        List<Object> schemaList = new ArrayList<>();
        for (Schema schema : schemas) {
            Map<String, Object> one = Json.object();
            one.put("name", schema.name());
            one.put("classification", schema.classification().name());
            one.put("database", schema.database());
            if (schema.budget() != null) {
                one.put("budget", schema.budget().longValue());
            }
            schemaList.add(one);
        }
        List<Object> tableList = new ArrayList<>();
        for (TableClassification table : tables) {
            Map<String, Object> one = Json.object();
            one.put("schema", table.schema());
            one.put("table", table.table());
            one.put("classification", table.classification().name());
            if (table.category() != null) {
                one.put("category", table.category());
            }
            if (table.priority() != null) {
                one.put("priority", table.priority().longValue());
            }
            if (table.target() != null) {
                one.put("target", table.target());
            }
            tableList.add(one);
        }
        Map<String, Object> out = Json.object();
        out.put("version", version);
        out.put("schemas", schemaList);
        out.put("tables", tableList);
        return out;
    }

    /** Whether journal data carries notes. */
    public static boolean in(Map<String, Object> data) {
        return data.get("schemas") != null;
    }

    /** From the journal. */
    public static BatchNotes fromJson(Map<String, Object> data) {
        Json json = new Json(data);
        return new BatchNotes(
                json.text("version"),
                json.objects("schemas", BatchNotes::schema),
                json.objects("tables", BatchNotes::table));
    }

    private static Schema schema(Json one) {
        Long budget = one.numberOrNull("budget");
        return new Schema(
                one.text("name"),
                Classification.valueOf(one.text("classification")),
                budget == null ? null : Math.toIntExact(budget),
                one.text("database"));
    }

    private static TableClassification table(Json one) {
        Long priority = one.numberOrNull("priority");
        return new TableClassification(
                one.text("schema"),
                one.text("table"),
                Classification.valueOf(one.text("classification")),
                one.textOrNull("category"),
                priority == null ? null : Math.toIntExact(priority),
                one.textOrNull("target"));
    }

    /** Journal data with the values that {@code before(…)} will give. */
    public static Map<String, Object> beforeToJson(Map<String, String> values) {
        Map<String, Object> out = Json.object();
        out.put("values", new LinkedHashMap<String, Object>(values));
        return out;
    }
}
