package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.UndoForecast.Strategy;
import org.lupomig.orchestrator.port.Existing;
import org.lupomig.orchestrator.port.Target;

/** The names of schemas and tables in statements that make, change or take away some, as a server compares them. */
final class PlannedNames {
    private final Target target;
    private @Nullable String own;
    private boolean ownRead;
    private @Nullable Existing existing;
    private final Set<String> schemas = new LinkedHashSet<>();
    private final Set<ObjectName> objects = new LinkedHashSet<>();
    private final Set<ObjectName> altered = new LinkedHashSet<>();

    private PlannedNames(Target target) {
        this.target = target;
    }

    /** Of the statements up to the first of which it is not certain what it does. */
    static PlannedNames of(List<Step> steps, Target target) {
        PlannedNames names = new PlannedNames(target);
        for (Step step : steps) {
            for (Statement statement : step.statements()) {
                if (!names.isCertain(statement)) {
                    return names;
                }
                names.add(statement);
            }
        }
        return names;
    }

    /** A name of a column in any spelling. */
    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    boolean isEmpty() {
        return schemas.isEmpty() && objects.isEmpty();
    }

    /** What of them is there: one question. */
    Existing existing() {
        Existing found = existing == null ? target.facts().existing(schemas, objects, altered) : existing;
        existing = found;
        return found;
    }

    /** Whether it is known what a statement makes, changes and takes away. */
    boolean isCertain(Statement statement) {
        Strategy strategy = statement.undo().strategy();
        return !statement.touchesUnknown()
                && strategy != Strategy.LATE
                && strategy != Strategy.NONE
                && strategy != Strategy.WAIVED
                && named(statement.fact()).stream()
                        .allMatch(name -> of(name, statement).schema() != null);
    }

    ObjectName of(ObjectName name, Statement statement) {
        ObjectName in = name.in(statement.defaultSchema());
        ObjectName whole = in.schema() == null ? in.in(own()) : in;
        return existing == null ? whole : existing.name(whole);
    }

    private @Nullable String own() {
        if (!ownRead) {
            own = target.ownSchema();
            ownRead = true;
        }
        return own;
    }

    String schema(String name) {
        return existing == null ? name : existing.schema(name);
    }

    /** All that are in a schema. */
    List<ObjectName> in(String schema) {
        return objects.stream()
                .map(name -> existing == null ? name : existing.name(name))
                .filter(name -> schema.equals(name.schema()))
                .toList();
    }

    /** The tables and the like that a statement makes, changes or takes away. */
    List<ObjectName> changed(Statement statement) {
        List<ObjectName> changed = new ArrayList<>();
        named(statement.fact()).forEach(name -> changed.add(of(name, statement)));
        for (Touch touch : statement.touches()) {
            if (touch.table() != null && changes(touch.access())) {
                changed.add(of(new ObjectName(touch.schema(), touch.table()), statement));
            }
        }
        return changed;
    }

    /** Whether it makes, changes or takes away what it touches. */
    static boolean changes(Touch.Access access) {
        return switch (access) {
            case CREATES, ALTERS, DROPS -> true;
            case READS, WRITES, UNKNOWN -> false;
        };
    }

    private void add(Statement statement) {
        StatementFact fact = statement.fact();
        if (fact instanceof StatementFact.CreateSchema create) {
            schemas.add(schema(create.schema()));
        } else if (fact instanceof StatementFact.DropSchema drop) {
            schemas.add(schema(drop.schema()));
        }
        for (ObjectName name : named(fact)) {
            ObjectName object = of(name, statement);
            objects.add(object);
            schemas.add(String.valueOf(object.schema()));
        }
        if (fact instanceof AlterTable alter && alter.actions().stream().anyMatch(PlannedNames::isOnColumns)) {
            altered.add(of(alter.table(), statement));
        }
    }

    private static boolean isOnColumns(AlterAction action) {
        return action instanceof AlterAction.AddColumn
                || action instanceof AlterAction.DropColumn
                || action instanceof AlterAction.ChangeColumn
                || action instanceof AlterAction.ModifyColumn
                || action instanceof AlterAction.RenameColumn;
    }

    /** The tables that a statement makes, changes or takes away, as it names them. */
    static List<ObjectName> named(StatementFact fact) {
        List<ObjectName> names = new ArrayList<>();
        if (fact instanceof CreateTable create) {
            names.add(create.table());
        } else if (fact instanceof AlterTable alter) {
            names.add(alter.table());
            for (AlterAction action : alter.actions()) {
                if (action instanceof AlterAction.RenameTo rename) {
                    names.add(rename.to().name());
                }
            }
        } else if (fact instanceof DropTable drop) {
            names.addAll(drop.tables());
        } else if (fact instanceof RenameTable rename) {
            rename.renames().forEach(pair -> {
                names.add(pair.from());
                names.add(pair.to());
            });
        }
        return names;
    }
}
