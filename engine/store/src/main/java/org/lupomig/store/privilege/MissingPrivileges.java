package org.lupomig.store.privilege;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.orchestrator.port.RowFacts.Reference;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Target.Aside;
import org.lupomig.orchestrator.port.Target.Planned;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/** Finds what an account may not do of what a plan is going to do, before any of it is done. */
public final class MissingPrivileges {
    private final ServerConnection reader;
    private final String heldSchema;
    private final boolean back;
    private final Grants grants;
    private final AccountNeeds accounts;
    private final GlobalNeeds globals;
    private final PlannedTables tables;
    private final UnseenReferences references;
    private final Map<String, OfSchema> found = new LinkedHashMap<>();
    private final Map<String, Boolean> asked = new HashMap<>();

    private MissingPrivileges(
            ServerConnection reader, String heldSchema, boolean back, Function<ObjectName, List<Reference>> referring) {
        this.reader = reader;
        this.heldSchema = heldSchema;
        this.back = back;
        this.grants = Grants.of(reader);
        this.globals = new GlobalNeeds(reader, grants.account());
        this.tables = new PlannedTables(reader);
        this.references = new UnseenReferences(reader, grants, referring);
        this.accounts = new AccountNeeds(grants, reader.first("SELECT DATABASE()", (rows, ctx) -> rows.getString(1)));
    }

    /**
     * What is missing, one problem to a schema.
     *
     * @param aside what of others is kept aside when it is taken back
     * @param heldSchema where things are set aside
     * @param back whether it must be possible to take everything back
     * @param referring the foreign keys that refer to a table, as far as the account knows of them
     */
    public static List<Problem> find(
            ServerConnection reader,
            List<Planned> work,
            Aside aside,
            String heldSchema,
            boolean back,
            Function<ObjectName, List<Reference>> referring) {
        var missing = new MissingPrivileges(reader, heldSchema, back, referring);
        missing.look(work);
        missing.look(aside);
        return missing.problems();
    }

    /**
     * Only what it takes to see all foreign keys that refer to rows that are changed, and whether rows refer to them.
     */
    public static List<Problem> unseen(
            ServerConnection reader, List<Planned> work, Function<ObjectName, List<Reference>> referring) {
        var references = new UnseenReferences(reader, Grants.of(reader), referring);
        work.forEach(references::look);
        List<Problem> problems = new ArrayList<>();
        references.addTo(problems);
        return problems;
    }

    /** The same for rows of one table that are to be kept and put back; null where nothing is missing. */
    public static @Nullable String ofRows(ServerConnection reader, ObjectName table, String heldSchema) {
        var missing = new MissingPrivileges(reader, heldSchema, true, name -> List.of());
        missing.look(Need.on(Feature.CHANGE_ROWS, table, false), null);
        List<Problem> problems = missing.problems();
        return problems.isEmpty() ? null : problems.get(0).message();
    }

    private void look(List<Planned> work) {
        TriggerTables triggers = new TriggerTables(reader);
        ReferringTables referring = new ReferringTables(reader);
        RoutineNeeds routines = new RoutineNeeds(reader);
        HiddenViews views = new HiddenViews(reader);
        for (Planned planned : work) {
            String schema = planned.defaultSchema();
            accounts.look(planned);
            globals.look(planned.fact());
            references.look(planned);
            for (ObjectName routine : routines.unseen(planned.fact(), schema)) {
                look(new Need(Feature.CALL_ROUTINE, routine.schema(), null, false), schema);
            }
            for (String of : back ? views.schemas(planned.fact(), schema) : Set.<String>of()) {
                found.computeIfAbsent(of, name -> new OfSchema()).add(Feature.VIEW, Privilege.SHOW_VIEW);
            }
            for (Need need : Need.of(planned.fact())) {
                if (need.feature() == Feature.CALL_ROUTINE) {
                    // by what the account sees of the routine, with all others that are called
                    continue;
                }
                look(numbers(triggers.onTable(need, planned), schema), schema);
            }
            for (Need need : referring.of(planned)) {
                look(need, schema);
            }
            for (Need need : SchemaNeed.in(planned.fact(), reader)) {
                look(need, schema);
            }
            if (planned.fact() instanceof StatementFact.Insert insert
                    && !tables.creates(insert.table().in(schema))) {
                look(Need.on(Feature.CHANGE_ROWS, insert.table(), false), schema);
            }
            tables.follow(planned.fact(), schema);
        }
    }

    private void look(Aside aside) {
        look(Feature.COPY_ROWS, aside.copied());
        look(Feature.COPY_LOCKED, aside.locked());
        look(Feature.COPY_AGAIN, aside.filled() ? aside.locked() : Set.of());
        look(Feature.MOVE_ASIDE, aside.moved());
    }

    private void look(Feature feature, Set<ObjectName> tables) {
        tables.stream()
                .sorted(Comparator.comparing(ObjectName::toString))
                .forEach(table -> look(Need.on(feature, table, false), null));
    }

    /** Rows of a table that the plan makes go with it, whatever numbers they have got. */
    private Need numbers(Need need, @Nullable String defaultSchema) {
        boolean own = need.feature() == Feature.NUMBER_ROWS
                && need.table() != null
                && tables.creates(new ObjectName(need.schema(), need.table()).in(defaultSchema));
        return own ? new Need(Feature.ADD_COLUMN, need.schema(), need.table(), false) : need;
    }

    private void look(Need need, @Nullable String defaultSchema) {
        String schema = need.schema() == null ? defaultSchema : need.schema();
        if (schema == null) {
            schema = reader.first("SELECT DATABASE()", (rows, ctx) -> rows.getString(1));
        }
        if (schema == null) {
            // the server will say that no schema was chosen
            return;
        }
        Map<String, OfSchema> lacking = new LinkedHashMap<>();
        lacking(need.feature(), need.feature().forward(), schema, need.table(), lacking);
        if (back) {
            lacking(need.feature(), need.feature().back(), schema, need.table(), lacking);
            lacking(need.feature(), need.feature().held(), heldSchema, null, lacking);
        }
        if (!lacking.isEmpty() && !(need.ifMissing() && isThere(schema, need.table()))) {
            lacking.forEach((name, of) ->
                    found.computeIfAbsent(name, n -> new OfSchema()).add(of));
        }
    }

    private void lacking(
            Feature feature,
            List<Privilege> privileges,
            String schema,
            @Nullable String table,
            Map<String, OfSchema> lacking) {
        for (Privilege privilege : privileges) {
            if (!grants.allow(privilege, schema, table) && !serverAllows(privilege, schema)) {
                lacking.computeIfAbsent(schema, name -> new OfSchema()).add(feature, privilege);
            }
        }
    }

    /** By the account's own grants it may not; the server may count in one to another account of that name. */
    private boolean serverAllows(Privilege privilege, String schema) {
        return asked.computeIfAbsent(schema + "/" + privilege, key -> ask(privilege, schema));
    }

    private boolean ask(Privilege privilege, String schema) {
        String nowhere = SqlQuoting.identifier(new ObjectName(schema, "lupomig_" + UUID.randomUUID()));
        for (Privilege one : privilege.impliedBy()) {
            String question = one.question(nowhere);
            if (question != null && !refused(question)) {
                return true;
            }
        }
        return false;
    }

    private boolean refused(String question) {
        try {
            reader.update(question);
            return false;
        } catch (ServerRefused e) {
            return e.code() == ServerError.TABLE_DENIED || e.code() == ServerError.SCHEMA_DENIED;
        }
    }

    /** Whether a guarded CREATE will find its object, and so do nothing. */
    private boolean isThere(String schema, @Nullable String table) {
        if (table == null) {
            return !reader.list(
                            "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?", (rows, ctx) -> 1, schema)
                    .isEmpty();
        }
        return tables.isThere(new ObjectName(schema, table));
    }

    private List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        accounts.addTo(problems);
        globals.addTo(problems);
        references.addTo(problems);
        if (found.isEmpty()) {
            return problems;
        }
        found.forEach((schema, lacking) -> {
            Set<String> words = new TreeSet<>();
            lacking.privileges.forEach(privilege -> words.add(privilege.word()));
            String lacks = String.join(", ", words);
            problems.add(Problem.of(
                    StoreMessage.PRIVILEGES_MISSING,
                    grants.account(),
                    lacks,
                    schema,
                    String.join(", ", lacking.titles()),
                    grants.toGrant(words, schema),
                    grants.grantedOn(schema)));
        });
        return problems;
    }

    /** What is missing on one schema, and for what. */
    private static final class OfSchema {
        private final Set<Privilege> privileges = EnumSet.noneOf(Privilege.class);
        private final Set<Feature> features = new LinkedHashSet<>();

        void add(Feature feature, Privilege privilege) {
            features.add(feature);
            privileges.add(privilege);
        }

        void add(OfSchema other) {
            features.addAll(other.features);
            privileges.addAll(other.privileges);
        }

        List<String> titles() {
            return features.stream().map(Feature::title).toList();
        }
    }
}
