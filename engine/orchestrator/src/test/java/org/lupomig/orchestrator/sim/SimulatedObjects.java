package org.lupomig.orchestrator.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObject.Kind;
import org.lupomig.orchestrator.port.ServerObjectState;

/** Views, which need the table that they name, and triggers, which go where their table goes. */
final class SimulatedObjects {
    private SimulatedObjects() {}

    /** Why the server would not. */
    record Refusal(int code, String text) {}

    static ServerObjectState look(SimulatedServer server, ServerObject object) {
        if (object.kind() == Kind.VIEW) {
            String text = server.views.get(object.name());
            return text == null ? new ServerObjectState.Absent() : present("CREATE VIEW " + object.name() + " " + text);
        }
        ObjectName table = tableOf(server, object.name());
        if (object.kind() != Kind.TRIGGER || table == null) {
            return new ServerObjectState.Absent();
        }
        String definition = "CREATE TRIGGER " + object.name() + " ON " + table + " "
                + trigger(server, table, object.name().name()).split(" ", 2)[1];
        return new ServerObjectState.Present(
                definition,
                Map.of(),
                Map.of(
                        ServerObjectState.Present.TABLE,
                        table.name(),
                        ServerObjectState.Present.PLACE,
                        table.toString()));
    }

    static List<ServerObject> triggers(SimulatedServer server, ObjectName table) {
        SimulatedTable state = server.table(table);
        return state == null
                ? List.of()
                : state.triggers().stream()
                        .map(trigger -> new ServerObject(
                                Kind.TRIGGER, new ObjectName(table.schema(), trigger.split(" ", 2)[0])))
                        .toList();
    }

    static @Nullable Refusal change(SimulatedServer server, StatementFact fact, List<String> body) {
        if (fact instanceof ViewFact.CreateView create) {
            ObjectName name = create.view().name();
            ObjectName read = TinySql.objectName(body.get(0));
            if (server.views.containsKey(name) && !create.orReplace()) {
                return new Refusal(1050, name + " exists");
            }
            if (server.table(read) == null) {
                return new Refusal(1146, read + " does not exist");
            }
            server.views.put(name, body.get(0));
        } else if (fact instanceof ViewFact.DropViews drop) {
            for (TableRef view : drop.views()) {
                if (server.views.remove(view.name()) == null) {
                    return new Refusal(1051, view.name() + " does not exist");
                }
            }
        } else if (fact instanceof TriggerFact.CreateTrigger create) {
            return create(server, create, body.get(0));
        } else if (fact instanceof TriggerFact.DropTrigger drop) {
            ObjectName table = tableOf(server, drop.trigger().name());
            if (table == null) {
                return new Refusal(1360, "no such trigger");
            }
            remove(server, table, drop.trigger().name().name());
        }
        return null;
    }

    private static @Nullable Refusal create(SimulatedServer server, TriggerFact.CreateTrigger create, String body) {
        ObjectName name = create.trigger().name();
        ObjectName had = tableOf(server, name);
        ObjectName table = create.table().name();
        if (had != null && !create.orReplace()) {
            return new Refusal(1359, name + " exists");
        }
        if (server.table(table) == null) {
            return new Refusal(1146, table + " does not exist");
        }
        if (had != null) {
            remove(server, had, name.name());
        }
        SimulatedTable state = server.table(table);
        if (state != null) {
            server.put(table, state.withTrigger(name.name() + " " + body));
        }
        return null;
    }

    private static void remove(SimulatedServer server, ObjectName table, String trigger) {
        SimulatedTable state = server.table(table);
        if (state != null) {
            List<String> left = new ArrayList<>(state.triggers());
            left.remove(trigger(server, table, trigger));
            server.put(table, state.withTriggers(left));
        }
    }

    private static String trigger(SimulatedServer server, ObjectName table, String name) {
        SimulatedTable state = server.table(table);
        return state == null
                ? ""
                : state.triggers().stream()
                        .filter(trigger -> trigger.startsWith(name + " "))
                        .findFirst()
                        .orElse("");
    }

    private static @Nullable ObjectName tableOf(SimulatedServer server, ObjectName trigger) {
        for (Map.Entry<String, SimulatedTable> table : server.schemas
                .getOrDefault(String.valueOf(trigger.schema()), Map.of())
                .entrySet()) {
            ObjectName name = new ObjectName(trigger.schema(), table.getKey());
            if (!trigger(server, name, trigger.name()).isEmpty()) {
                return name;
            }
        }
        return null;
    }

    private static ServerObjectState present(String definition) {
        return new ServerObjectState.Present(definition, Map.of(), Map.of());
    }
}
