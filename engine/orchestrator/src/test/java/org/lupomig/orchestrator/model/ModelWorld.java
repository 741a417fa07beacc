package org.lupomig.orchestrator.model;

import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.rows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;

/** A simulated server on which each step of the model's batches has a table of its own. */
class ModelWorld {
    private static final Map<String, Plan> PLANS = new HashMap<>();
    private static final Map<String, String> LOOKS = new HashMap<>();

    private final World world = empty();

    final World world() {
        return world;
    }

    /** What else happens after each action: nothing, but where a test has a defect of its own. */
    void befalls() {}

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
                    text.rollback(batch.rollbackClass());
                    if (batch.freezes()) {
                        text.freeze("core");
                    }
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

    /** A plan that shares a table with a batch, fails, and leaves everything as it was. */
    static Plan common(Batch batch) {
        String table = "core." + ReferenceModel.key(batch, "rows");
        return PLANS.computeIfAbsent("beside_" + batch.name(), name -> PlanText.plan(name)
                .batch(name, text -> text.step("rows", "UPDATE " + table + " SET name = other WHERE id = 3")
                        .check(post("an impossible count", equal(rows(table), 7))))
                .build());
    }

    /** A person makes a step's table as it was before the step; what was set aside stays. */
    void takeBackByHand(String key) {
        String table = "core." + key;
        for (String each : List.of(table, table + "_moved")) {
            if (world.server().dump().contains("  " + each + " ")) {
                world.server().run("DROP TABLE " + each);
            }
        }
        if (!key.endsWith("make")) {
            world.server().run("CREATE TABLE " + table + " (id, name)", "INSERT INTO " + table + " VALUES 1, 2, 3");
        }
    }

    /** Whether a step's table is there, whoever has made it. */
    boolean isThere(String key) {
        return world.server().dump().lines().anyMatch(line -> line.contains("core." + key + " "));
    }

    /** A dump without what these batches make and change. */
    static String without(String dump, Predicate<Batch> left) {
        return dump.lines()
                .filter(line -> ReferenceModel.BATCHES.stream()
                        .noneMatch(batch -> left.test(batch) && line.contains("core." + batch.name() + "_")))
                .collect(Collectors.joining("\n"));
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
     * @param overtaking what another command does, where it is overtaken
     * @return where, empty where it had ended before
     */
    String strike(int call, Client.Fault fault, Runnable overtaking, Function<Engine, RunReport> command) {
        Client.Moment moment = List.of(Client.Moment.values()).get(call % Client.Moment.values().length);
        Client client = Client.struckAt(call, moment, fault, overtaking);
        try {
            var unused = command.apply(world.engine(client));
        } catch (Client.Killed e) {
            // as it was to be
        }
        client.exit();
        return client.struck() ? fault + " at " + client.calls().get(call).what() : "";
    }
}
