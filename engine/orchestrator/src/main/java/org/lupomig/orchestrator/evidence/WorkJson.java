package org.lupomig.orchestrator.evidence;

import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.Definitions.ForeignKey;

/** Reads {@link Work} back from the journal. */
final class WorkJson {
    private WorkJson() {}

    static Work read(Json json) {
        return switch (json.text("does")) {
            case "Nothing" -> new Work.Nothing(json.text("reason"));
            case "CreatesSchema" -> new Work.CreatesSchema(json.text("schema"));
            case "AltersSchema" -> new Work.AltersSchema(json.text("schema"));
            case "DropsSchema" -> new Work.DropsSchema(json.text("schema"));
            case "CreatesTable" ->
                new Work.CreatesTable(
                        name(json.child("table")),
                        json.has("model") ? name(json.child("model")) : null,
                        json.has("filled") && json.flag("filled"));
            case "DropsTable" -> new Work.DropsTable(name(json.child("table")));
            case "Alters" ->
                new Work.Alters(
                        name(json.child("table")),
                        json.has("kept") ? KeptColumnsJson.read(json.child("kept")) : null,
                        json.has("keyword") ? json.text("keyword") : Work.Alters.KEYWORD,
                        OrphansJson.read(json));
            case "Inserts" -> new Work.Inserts(name(json.child("table")));
            case "Binds" ->
                new Binds(
                        name(json.child("table")),
                        json.objects(
                                "keys",
                                one -> new ForeignKey(one.text("name"), one.text("text"), one.textOrNull("index"))),
                        json.flag("adds"));
            case "Renames" ->
                new Work.Renames(
                        json.objects("pairs", one -> new Rename(name(one.child("from")), name(one.child("to")))));
            case "Changes" ->
                new Work.Changes(
                        Work.Changes.Does.valueOf(json.text("verb")),
                        json.objects("others", ServerObjectJson::read),
                        json.has("table") ? name(json.child("table")) : null);
            case "ChangesOwnRows" -> new Work.ChangesOwnRows(name(json.child("table")));
            case "MakesImage" -> new MakesImage(name(json.child("table")));
            case "ChangesRows" -> ChangesRows.read(json);
            case "Waives" -> new Waives(json.text("kind"), json.text("reason"));
            case "ChangesAccounts" -> ChangesAccounts.read(json);
            default -> throw new IllegalStateException("the journal speaks of " + json.text("does"));
        };
    }

    static Map<String, Object> write(ObjectName name) {
        Map<String, Object> out = Json.object();
        if (name.schema() != null) {
            out.put("schema", name.schema());
        }
        out.put("name", name.name());
        return out;
    }

    static ObjectName name(Json json) {
        return new ObjectName(json.textOrNull("schema"), json.text("name"));
    }
}
