package org.lupomig.orchestrator.forward;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.FunctionCall;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableSource;
import org.lupomig.model.sql.Uses;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * What a statement calls without saying so: the functions in the views that it reads, and in the views behind these.
 * The server is asked once for all names, and once more for each storey of views.
 */
public final class ReadViews {
    private ReadViews() {}

    /**
     * Why a statement may change more than its text says, one clause; null where it does not.
     *
     * @param schema what unqualified names in it mean
     */
    public static @Nullable String whyNot(
            StatementFact fact, @Nullable String schema, TargetSession session, StatementReader reader) {
        return whyNot(read(List.of(fact), schema), session, reader);
    }

    /** The same for all that a program does. */
    static @Nullable String whyNot(
            List<StatementFact> facts,
            Uses control,
            @Nullable String schema,
            TargetSession session,
            StatementReader reader) {
        Set<ObjectName> names = read(facts, schema);
        add(control.reads(), schema, names);
        return whyNot(names, session, reader);
    }

    private static @Nullable String whyNot(Set<ObjectName> names, TargetSession session, StatementReader reader) {
        Set<ObjectName> known = new LinkedHashSet<>(names);
        Set<ObjectName> next = names;
        while (!next.isEmpty()) {
            Set<ObjectName> behind = new LinkedHashSet<>();
            for (Map.Entry<ObjectName, String> each : session.views(next).entrySet()) {
                ObjectName view = each.getKey();
                ViewFact.CreateView create = read(view, each.getValue(), reader);
                if (create == null) {
                    return "what stands behind view " + view + " cannot be read";
                }
                Uses uses = create.definition().uses();
                for (FunctionCall call : uses.calls()) {
                    if (ChangedRows.actsElsewhere(call)) {
                        return "through view " + view + " it calls " + call.name()
                                + ", which is not a built-in function known to change nothing";
                    }
                }
                add(uses.reads(), view.schema(), behind);
            }
            behind.removeIf(name -> !known.add(name));
            next = behind;
        }
        return null;
    }

    private static ViewFact.@Nullable CreateView read(ObjectName view, String definition, StatementReader reader) {
        return !definition.isEmpty() && reader.read(definition, view.schema()) instanceof ViewFact.CreateView create
                ? create
                : null;
    }

    private static Set<ObjectName> read(List<StatementFact> facts, @Nullable String schema) {
        Set<ObjectName> names = new LinkedHashSet<>();
        for (StatementFact fact : facts) {
            uses(fact).forEach(uses -> add(uses.reads(), schema, names));
            List<TableSource> sources = fact instanceof RowFact.Update update
                    ? update.tables()
                    : fact instanceof RowFact.Delete delete ? delete.tables() : List.of();
            add(sources.stream().map(TableSource::table).toList(), schema, names);
        }
        return names;
    }

    private static List<Uses> uses(StatementFact fact) {
        if (fact instanceof StatementFact.Query query) {
            return List.of(query.uses());
        } else if (fact instanceof RowFact.ActingQuery query) {
            return List.of(query.uses());
        } else if (fact instanceof RowFact.Do run) {
            return List.of(run.uses());
        } else if (fact instanceof RowFact.Update update) {
            return List.of(update.uses());
        } else if (fact instanceof RowFact.Delete delete) {
            return List.of(delete.uses());
        } else if (fact instanceof RowFact.Replace replace) {
            return List.of(replace.rows().uses());
        } else if (fact instanceof StatementFact.Insert insert) {
            return List.of(insert.rows().uses());
        } else if (fact instanceof SessionFact.SetVariables set) {
            return set.assignments().stream()
                    .map(SessionFact.VariableAssignment::uses)
                    .toList();
        } else if (fact instanceof StatementFact.CreateTable create && create.query() != null) {
            return List.of(create.query().uses());
        } else if (fact instanceof MaintenanceFact.Explain explain) {
            return uses(explain.statement());
        }
        return List.of();
    }

    /** What the server shows of itself calls nothing. */
    private static void add(List<TableRef> tables, @Nullable String schema, Set<ObjectName> names) {
        for (TableRef table : tables) {
            ObjectName name = table.name().in(schema);
            boolean shown = name.schema() == null
                    || name.schema().equalsIgnoreCase("information_schema")
                    || name.schema().equalsIgnoreCase("performance_schema");
            if (!shown) {
                names.add(name);
            }
        }
    }
}
