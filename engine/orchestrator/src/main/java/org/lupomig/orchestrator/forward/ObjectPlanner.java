package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RoutineFact.RoutineType;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.SessionWork;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.evidence.Work.Changes.Does;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObject.Kind;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.TargetOperation;

/** Triggers, views, routines, events and sequences: made, replaced, altered, taken away. */
final class ObjectPlanner {
    private final Situation situation;

    private ObjectPlanner(Situation situation) {
        this.situation = situation;
    }

    /** What will be done for a statement; null for one that is on none of these. */
    static @Nullable Resolution resolve(StatementFact fact, Situation situation) {
        ObjectPlanner planner = new ObjectPlanner(situation);
        if (fact instanceof TriggerFact.CreateTrigger create) {
            ServerObject trigger = planner.named(Kind.TRIGGER, create.trigger());
            ObjectName table = situation.of(create.table().name());
            return planner.create(List.of(trigger), table, create.orReplace(), create.guard(), create.opening());
        } else if (fact instanceof TriggerFact.DropTrigger drop) {
            return planner.drop(List.of(planner.named(Kind.TRIGGER, drop.trigger())), drop.guard());
        } else if (fact instanceof ViewFact.CreateView create) {
            List<ServerObject> view = List.of(planner.named(Kind.VIEW, create.view()));
            return planner.create(view, null, create.orReplace(), create.guard(), create.opening());
        } else if (fact instanceof ViewFact.AlterView alter) {
            return planner.alter(List.of(planner.named(Kind.VIEW, alter.view())), null);
        } else if (fact instanceof ViewFact.DropViews drop) {
            return planner.dropEach(Kind.VIEW, drop.views(), drop.guard());
        } else if (fact instanceof SequenceFact.CreateSequence create) {
            List<ServerObject> sequence = List.of(planner.named(Kind.SEQUENCE, create.sequence()));
            return planner.create(sequence, null, create.orReplace(), create.guard(), create.opening());
        } else if (fact instanceof SequenceFact.AlterSequence alter) {
            return planner.alter(List.of(planner.named(Kind.SEQUENCE, alter.sequence())), alter.guard());
        } else if (fact instanceof SequenceFact.SetValue set) {
            return planner.setValue(set);
        } else if (fact instanceof SequenceFact.DropSequences drop) {
            return planner.dropEach(Kind.SEQUENCE, drop.sequences(), drop.guard());
        } else if (fact instanceof RoutineFact routine) {
            return planner.routine(routine);
        } else if (fact instanceof EventFact event) {
            return planner.event(event);
        } else if (fact instanceof SessionFact session) {
            List<ServerObject> variables = ServerVariables.of(session);
            return variables.isEmpty() ? null : planner.set(session, variables);
        }
        return null;
    }

    private @Nullable Resolution routine(RoutineFact fact) {
        if (fact instanceof RoutineFact.CreateRoutine create) {
            List<ServerObject> routine = routines(create.type(), create.routine());
            return create(routine, null, create.orReplace(), create.guard(), create.opening());
        } else if (fact instanceof RoutineFact.CreatePackage create) {
            List<ServerObject> routine = routines(create.type(), create.routine());
            return create(routine, null, create.orReplace(), create.guard(), create.opening());
        } else if (fact instanceof RoutineFact.AlterRoutine alter) {
            return alter(routines(alter.type(), alter.routine()), null);
        } else if (fact instanceof RoutineFact.DropRoutine drop) {
            return drop(routines(drop.type(), drop.routine()), drop.guard());
        }
        return null;
    }

    private @Nullable Resolution event(EventFact fact) {
        if (fact instanceof EventFact.CreateEvent create) {
            List<ServerObject> event = List.of(named(Kind.EVENT, create.event()));
            return create(event, null, create.orReplace(), create.guard(), create.opening());
        } else if (fact instanceof EventFact.AlterEvent alter) {
            ServerObject event = named(Kind.EVENT, alter.event());
            return alter.renamed() == null
                    ? alter(List.of(event), null)
                    : rename(event, named(Kind.EVENT, alter.renamed()));
        } else if (fact instanceof EventFact.DropEvent drop) {
            return drop(List.of(named(Kind.EVENT, drop.event())), drop.guard());
        }
        return null;
    }

    /** A package takes its body with it, and another one of its name may stand without. */
    private List<ServerObject> routines(RoutineType type, ObjectRef routine) {
        return switch (type) {
            case PROCEDURE -> List.of(named(Kind.PROCEDURE, routine));
            case FUNCTION -> List.of(named(Kind.FUNCTION, routine));
            case PACKAGE -> List.of(named(Kind.PACKAGE, routine), named(Kind.PACKAGE_BODY, routine));
            case PACKAGE_BODY -> List.of(named(Kind.PACKAGE_BODY, routine));
        };
    }

    private Resolution create(
            List<ServerObject> objects,
            @Nullable ObjectName table,
            boolean orReplace,
            @Nullable Span guard,
            Span opening) {
        Map<ServerObject, ServerObjectState> seen = look(objects);
        ServerObject first = objects.get(0);
        if (!state(seen, first).absent() && !orReplace) {
            return guard != null
                    ? situation.nothing(first + " exists")
                    : situation.blocked(EngineMessage.ALREADY_THERE, first);
        }
        Resolution lost = lost(seen, "CREATE OR REPLACE ");
        if (lost != null) {
            return lost;
        }
        if (!state(seen, first).absent()) {
            ObjectName had = tableOf(first, state(seen, first));
            if (had != null && !had.equals(table)) {
                return situation.blocked(
                        EngineMessage.STATEMENT_REFUSED, "CREATE OR REPLACE " + first, "it is one of " + had + " now");
            }
            return ready(Does.REPLACE, seen, table, situation.sql());
        }
        String plain = orReplace ? situation.withoutReplace(opening) : situation.plain(guard);
        return ready(Does.CREATE, seen, table, plain);
    }

    private Resolution alter(List<ServerObject> objects, @Nullable Span guard) {
        Map<ServerObject, ServerObjectState> seen = look(objects);
        if (state(seen, objects.get(0)).absent()) {
            return missing(objects.get(0), guard);
        }
        Resolution lost = lost(seen, "ALTER ");
        return lost != null ? lost : ready(Does.ALTER, seen, null, situation.plain(guard));
    }

    /** Of what {@code SELECT} would answer nothing is kept. */
    private Resolution setValue(SequenceFact.SetValue set) {
        Map<ServerObject, ServerObjectState> seen = look(List.of(named(Kind.SEQUENCE, set.sequence())));
        ServerObject sequence = seen.keySet().iterator().next();
        if (state(seen, sequence).absent()) {
            return missing(sequence, null);
        }
        Resolution lost = lost(seen, "SETVAL ");
        String call = "DO" + situation.sql().substring(set.opening().end());
        return lost != null ? lost : ready(Does.ALTER, seen, null, call);
    }

    private Resolution set(SessionFact fact, List<ServerObject> variables) {
        Map<ServerObject, ServerObjectState> seen = look(variables);
        for (ServerObject variable : variables) {
            if (state(seen, variable).absent()) {
                return situation.blocked(EngineMessage.NO_SUCH_VARIABLE, variable.name());
            }
        }
        return ready(Does.ALTER, seen, null, SessionWork.sql(fact, situation.sql()));
    }

    private Resolution rename(ServerObject from, ServerObject to) {
        Map<ServerObject, ServerObjectState> seen = look(List.of(from, to));
        if (state(seen, from).absent()) {
            return missing(from, null);
        }
        if (!from.equals(to) && !state(seen, to).absent()) {
            return situation.blocked(EngineMessage.ALREADY_THERE, to);
        }
        Resolution lost = lost(seen, "ALTER ");
        return lost != null ? lost : ready(Does.RENAME, seen, null, situation.sql());
    }

    private Resolution drop(List<ServerObject> objects, @Nullable Span guard) {
        Map<ServerObject, ServerObjectState> seen = look(objects);
        ServerObject first = objects.get(0);
        if (state(seen, first).absent()) {
            return missing(first, guard);
        }
        Resolution lost = lost(seen, "DROP ");
        return lost != null ? lost : ready(Does.DROP, seen, tableOf(first, state(seen, first)), situation.plain(guard));
    }

    /** Object by object: of a list, the server takes those that are there before it complains of one that is not. */
    private Resolution dropEach(Kind kind, List<TableRef> names, @Nullable Span guard) {
        if (names.size() == 1) {
            return drop(List.of(named(kind, names.get(0))), guard);
        }
        List<Part> parts = new ArrayList<>();
        for (TableRef name : names) {
            ServerObject object = named(kind, name);
            Map<ServerObject, ServerObjectState> seen = look(List.of(object));
            if (state(seen, object).absent()) {
                if (guard == null) {
                    return situation.blocked(EngineMessage.NOT_THERE, object);
                }
                continue;
            }
            Resolution lost = lost(seen, "DROP ");
            if (lost != null) {
                return lost;
            }
            parts.add(new Part(
                    new Work.Changes(Does.DROP, List.of(object), null),
                    new TargetOperation.DropObject(object),
                    "DROP " + kind.words() + " " + name.name(),
                    new Snapshot(Map.of(), Map.of(), seen)));
        }
        return parts.isEmpty() ? situation.nothing("none of them exists") : new Resolution.Ready(parts);
    }

    private Resolution missing(ServerObject object, @Nullable Span guard) {
        return guard != null
                ? situation.nothing(object + " does not exist")
                : situation.blocked(EngineMessage.NOT_THERE, object);
    }

    private Resolution ready(
            Does does, Map<ServerObject, ServerObjectState> seen, @Nullable ObjectName table, String sql) {
        Map<ObjectName, ObjectState> tables = new LinkedHashMap<>();
        if (table != null) {
            tables.put(table, situation.session().describe(table));
        }
        return Resolution.ready(
                new Work.Changes(does, List.copyOf(seen.keySet()), table),
                new TargetOperation.Send(sql),
                sql,
                new Snapshot(tables, Map.of(), seen));
    }

    /** What could not be made again is not touched. */
    private @Nullable Resolution lost(Map<ServerObject, ServerObjectState> seen, String verb) {
        for (Map.Entry<ServerObject, ServerObjectState> entry : seen.entrySet()) {
            if (entry.getValue() instanceof ServerObjectState.Present present && present.lost() != null) {
                return situation.blocked(EngineMessage.STATEMENT_REFUSED, verb + entry.getKey(), present.lost());
            }
            String broken = situation.views().lost(entry.getKey(), entry.getValue(), situation.session());
            if (broken != null) {
                return situation.blocked(
                        EngineMessage.NOT_HELD, verb.strip(), entry.getKey(), broken, BrokenViews.WAY_OUT);
            }
        }
        return null;
    }

    private Map<ServerObject, ServerObjectState> look(List<ServerObject> objects) {
        Map<ServerObject, ServerObjectState> seen = new LinkedHashMap<>();
        objects.forEach(object -> seen.put(object, situation.session().look(object)));
        return seen;
    }

    private static ServerObjectState state(Map<ServerObject, ServerObjectState> seen, ServerObject object) {
        return seen.getOrDefault(object, new ServerObjectState.Absent());
    }

    private static @Nullable ObjectName tableOf(ServerObject object, ServerObjectState state) {
        String table = object.kind() == Kind.TRIGGER && state instanceof ServerObjectState.Present present
                ? present.beside().get(ServerObjectState.Present.TABLE)
                : null;
        return table == null ? null : new ObjectName(object.schema(), table);
    }

    private ServerObject named(Kind kind, ObjectRef object) {
        return new ServerObject(kind, situation.of(object.name()));
    }

    private ServerObject named(Kind kind, TableRef object) {
        return new ServerObject(kind, situation.of(object.name()));
    }
}
