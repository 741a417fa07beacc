package org.lupomig.orchestrator.claim;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.sql.AccountFact;
import org.lupomig.model.sql.GrantFact;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.ServerFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.Touch.Access;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.orchestrator.port.Target;

/**
 * What statements touch, forward or back: the objects that they name, with those that foreign keys tie to them; whole
 * schemas where one is made, changed or dropped, or a program in it; the whole server where it cannot be told.
 */
public final class Footprint {
    private final Target target;
    private final TreeSet<Claim> claims = new TreeSet<>();
    private final Set<ObjectName> made = new HashSet<>();
    private final Set<ObjectName> there = new TreeSet<>();
    private final Set<ObjectName> changed = new HashSet<>();
    private final Set<String> schemas = new TreeSet<>();
    private @Nullable String own;
    private boolean ownRead;

    private Footprint(Target target) {
        this.target = target;
    }

    /**
     * What a run of these steps claims, and the plan itself with all that it says of the system.
     *
     * @param takesUp in which batches something is done, be it no step
     */
    public static Claims of(Plan plan, List<Step> steps, Predicate<Batch> takesUp, Target target) {
        Footprint footprint = new Footprint(target);
        footprint.claims.add(Claim.plan(plan.name()));
        plan.imports().forEach(imported -> footprint.claims.add(Claim.upon(imported.name())));
        if (plan.epoch() != null) {
            footprint.claims.add(Claim.state("epoch"));
        }
        Set<Step> pending = new HashSet<>(steps);
        for (Batch batch : plan.batches()) {
            for (Step step : batch.steps()) {
                if (pending.contains(step)) {
                    step.statements().forEach(footprint::forward);
                    footprint.undo(step.undo());
                }
            }
            if (takesUp.test(batch)) {
                footprint.undo(batch.undo());
                if (!batch.freeze().isEmpty()) {
                    footprint.claims.add(Claim.state("freeze"));
                }
            }
        }
        return footprint.claims();
    }

    /** These claims, with what goes with these objects, be it known by them alone, and schemas. */
    static Claims of(
            Collection<Claim> claims, Collection<ObjectName> objects, Collection<String> schemas, Target target) {
        Footprint footprint = new Footprint(target);
        footprint.claims.addAll(claims);
        objects.forEach(object -> footprint.object(object.schema(), object.name(), Access.ALTERS));
        schemas.forEach(footprint::schema);
        return footprint.claims();
    }

    private Claims claims() {
        if (!claims.contains(Claim.server()) && !(there.isEmpty() && schemas.isEmpty())) {
            Target.Relatives relatives = target.relatives(there, schemas);
            relatives.byKeys().forEach(table -> add(table.schema(), table.name()));
            if (relatives.programs().stream().anyMatch(changed::contains)) {
                claims.add(Claim.server());
            }
        }
        return claims.contains(Claim.server()) ? Claims.server() : Claims.of(claims);
    }

    private void undo(Undo undo) {
        if (undo instanceof Undo.Authored authored) {
            authored.statements().forEach(this::statement);
        }
    }

    private void forward(Statement statement) {
        switch (statement.undo().strategy()) {
            case WAIVED, LATE, NONE -> claims.add(Claim.server());
            case NOTHING, AUTHORED, INVERSE, HOLD, WITH_ITS_TABLE, ROW_IMAGE, TABLE_IMAGE, FILE_COPY ->
                statement(statement);
        }
    }

    private void statement(Statement statement) {
        if (reachesAnything(statement)) {
            claims.add(Claim.server());
            return;
        }
        StatementFact fact = statement.fact();
        statement.touches().forEach(touch -> touch(touch, statement.defaultSchema()));
        if (fact instanceof TriggerFact.CreateTrigger create) {
            // Whoever changes the table from here on changes these, too.
            create.body().touches().forEach(touch -> touch(touch, statement.defaultSchema()));
        } else if (fact instanceof StatementFact.CreateTable create && create.guard() == null && !create.orReplace()) {
            ObjectName table = create.table().in(schemaOf(statement.defaultSchema()));
            if (!there.contains(table)) {
                made.add(table);
            }
        }
        there.removeAll(made);
    }

    private void touch(Touch touch, @Nullable String defaultSchema) {
        if (touch.isUnknown()) {
            claims.add(Claim.server());
        } else if (touch.table() == null) {
            schema(touch.schema() == null ? schemaOf(defaultSchema) : touch.schema());
        } else {
            object(touch.schema() == null ? schemaOf(defaultSchema) : touch.schema(), touch.table(), touch.access());
        }
    }

    private void schema(@Nullable String schema) {
        if (schema == null) {
            claims.add(Claim.server());
        } else if (claims.add(Claim.schema(schema))) {
            schemas.add(schema);
        }
    }

    private void object(@Nullable String schema, String name, Access access) {
        add(schema, name);
        if (schema != null) {
            ObjectName object = new ObjectName(schema, name);
            if (!made.contains(object)) {
                there.add(object);
            }
            if (access == Access.READS || access == Access.WRITES) {
                changed.add(new ObjectName(schema.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)));
            }
        }
    }

    private void add(@Nullable String schema, String name) {
        claims.add(schema == null ? Claim.server() : Claim.object(schema, name));
    }

    /** The connection's own, which the server is asked for once. */
    private @Nullable String schemaOf(@Nullable String defaultSchema) {
        if (defaultSchema == null && !ownRead) {
            own = target.ownSchema();
            ownRead = true;
        }
        return defaultSchema == null ? own : defaultSchema;
    }

    /** Whether what a statement reaches is not in its text, or is of the server as a whole. */
    private static boolean reachesAnything(Statement statement) {
        StatementFact fact = statement.fact();
        return statement.touchesUnknown()
                || fact instanceof AccountFact
                || fact instanceof GrantFact
                || fact instanceof ServerFact
                || fact instanceof StatementFact.Refused
                || (fact instanceof SessionFact session && ofServer(session))
                || (fact instanceof MaintenanceFact care && !isOfItsTables(care));
    }

    private static boolean ofServer(SessionFact session) {
        if (session instanceof SessionFact.SetVariables set) {
            return set.isGlobal();
        }
        return session instanceof SessionFact.SetTransaction set
                && set.scope() != SessionFact.Scope.SESSION
                && set.scope() != SessionFact.Scope.UNSAID;
    }

    private static boolean isOfItsTables(MaintenanceFact care) {
        return care instanceof MaintenanceFact.TableCare
                || care instanceof MaintenanceFact.Explain
                || care instanceof MaintenanceFact.Describe
                || care instanceof MaintenanceFact.Show
                || care instanceof MaintenanceFact.Help;
    }
}
