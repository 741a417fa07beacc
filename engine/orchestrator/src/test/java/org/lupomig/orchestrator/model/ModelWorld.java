package org.lupomig.orchestrator.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;

/** A simulated server on which each step of the model's batches has a table of its own. */
final class ModelWorld {
    private static final Map<String, Plan> PLANS = new HashMap<>();
    private static final Map<String, String> LOOKS = new HashMap<>();

    private final World world = empty();

    World world() {
        return world;
    }

    private static World empty() {
        World world = new World();
        world.server().run("CREATE SCHEMA core");
        for (Batch batch : ReferenceModel.BATCHES) {
            for (String step : batch.names()) {
                String key = ReferenceModel.key(batch, step);
                if (!step.equals("make")) {
                    world.server()
                            .run(
                                    "CREATE TABLE core." + key + " (id, name)",
                                    "INSERT INTO core." + key + " VALUES 1, 2, 3");
                }
            }
        }
        return world;
    }

    /** The statements of a step, and what the first of its way back contains. */
    private static List<String> sql(String key) {
        String table = "core." + key;
        return switch (key.substring(key.indexOf('_') + 1)) {
            case "make" -> List.of("CREATE TABLE " + table + " (id)", "INSERT INTO " + table + " VALUES 1");
            case "drop" -> List.of("DROP TABLE " + table);
            case "rows" -> List.of("UPDATE " + table + " SET name = new WHERE id = 2");
            case "alter" -> List.of("ALTER TABLE " + table + " ADD COLUMN x");
            default -> List.of("RENAME TABLE " + table + " TO " + table + "_moved");
        };
    }

    private static String back(String key) {
        String table = "core." + key;
        return switch (key.substring(key.indexOf('_') + 1)) {
            case "make" -> "RENAME TABLE " + table + " TO";
            case "drop" -> "TO " + table;
            case "rows" -> "put rows back";
            case "alter" -> "ALTER TABLE " + table + " DROP";
            default -> "RENAME TABLE " + table + "_moved TO";
        };
    }

    static Plan plan(Batch batch) {
        return PLANS.computeIfAbsent(batch.name(), name -> PlanText.plan(name)
                .batch(name, text -> {
                    text.rollback(batch.rollbackClass()).freeze("core");
                    if (batch.requires() != null) {
                        text.requires(batch.requires() + "." + batch.requires());
                    }
                    batch.steps()
                            .forEach((step, requires) -> text.step(step, with -> {
                                requires.forEach(with::requires);
                                with.sql(sql(ReferenceModel.key(batch, step)).toArray(new String[0]));
                            }));
                })
                .build());
    }

    /** What the world looks like where this is so. */
    static String looks(ReferenceModel model) {
        return LOOKS.computeIfAbsent(model.since.keySet() + " " + model.theirs, same -> made(model));
    }

    private static String made(ReferenceModel model) {
        World world = empty();
        for (String key : model.since.keySet()) {
            sql(key).forEach(world.server()::run);
            if (model.theirs.contains(key)) {
                world.server().run("INSERT INTO core." + key + " VALUES 99");
            }
        }
        return world.server().dump();
    }

    private static String first(Batch batch, String step) {
        return sql(ReferenceModel.key(batch, step)).get(0);
    }

    /** What a step sends first is refused, once. */
    void refuse(Batch batch, String step) {
        world.server().faults().refuse(sent(batch, step), 1114, 1);
    }

    /** So is the way back of one. */
    void refuseBack(Batch batch, String step) {
        world.server().faults().refuse(back(ReferenceModel.key(batch, step)), 1114, 1);
    }

    /** Somebody does something when that has been sent. */
    void after(Batch batch, String step, Runnable does) {
        world.server().faults().strangerAfter(sent(batch, step), does);
    }

    /** What is dropped is set aside. */
    private static String sent(Batch batch, String step) {
        String sql = first(batch, step);
        return sql.startsWith("DROP") ? "RENAME TABLE" + sql.substring(sql.lastIndexOf(' ')) + " TO" : sql;
    }

    /**
     * Lets something happen to a command at one of its calls, and its process end.
     *
     * @return where, empty where it had ended before
     */
    String strike(int call, Client.Fault fault, Function<Engine, RunReport> command) {
        Client.Moment moment = List.of(Client.Moment.values()).get(call % Client.Moment.values().length);
        Client client = Client.struckAt(call, moment, fault, world::recover);
        try {
            var unused = command.apply(world.engine(client));
        } catch (Client.Killed e) {
            // as it was to be
        }
        client.exit();
        return client.struck() ? fault + " at " + client.calls().get(call).what() : "";
    }
}
