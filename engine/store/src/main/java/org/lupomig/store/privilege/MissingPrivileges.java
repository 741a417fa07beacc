package org.lupomig.store.privilege;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.orchestrator.port.ServerRefused;
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
    private final Map<String, OfSchema> found = new LinkedHashMap<>();
    private final Map<String, Boolean> asked = new HashMap<>();

    private MissingPrivileges(ServerConnection reader, String heldSchema, boolean back) {
        this.reader = reader;
        this.heldSchema = heldSchema;
        this.back = back;
        this.grants = Grants.of(reader);
        this.accounts = new AccountNeeds(grants, reader.first("SELECT DATABASE()", (rows, ctx) -> rows.getString(1)));
    }

    /**
     * What is missing, one problem to a schema.
     *
     * @param heldSchema where things are set aside
     * @param back whether it must be possible to take everything back
     */
    public static List<Problem> find(ServerConnection reader, List<Planned> work, String heldSchema, boolean back) {
        var missing = new MissingPrivileges(reader, heldSchema, back);
        missing.look(work);
        return missing.problems();
    }

    /** The same for rows of one table that are to be kept and put back; null where nothing is missing. */
    public static @Nullable String ofRows(ServerConnection reader, ObjectName table, String heldSchema) {
        var missing = new MissingPrivileges(reader, heldSchema, true);
        missing.look(Need.on(Feature.CHANGE_ROWS, table, false), null, Set.of());
        List<Problem> problems = missing.problems();
        return problems.isEmpty() ? null : problems.get(0).message();
    }

    private void look(List<Planned> work) {
        Set<ObjectName> moved = new TreeSet<>();
        Set<ObjectName> created = new TreeSet<>();
        TriggerTables triggers = new TriggerTables(reader);
        ReferringTables referring = new ReferringTables(reader);
        for (Planned planned : work) {
            accounts.look(planned);
            if (planned.fact() instanceof StatementFact.RenameTable rename) {
                rename.renames().forEach(pair -> moved.add(pair.from().in(planned.defaultSchema())));
            }
            for (Need need : Need.of(planned.fact())) {
                look(triggers.onTable(need, planned), planned.defaultSchema(), moved);
            }
            for (Need need : referring.of(planned)) {
                look(need, planned.defaultSchema(), moved);
            }
            for (Need need : SchemaNeed.in(planned.fact(), reader)) {
                look(need, planned.defaultSchema(), moved);
            }
            if (planned.fact() instanceof StatementFact.CreateTable create) {
                created.add(create.table().in(planned.defaultSchema()));
            } else if (planned.fact() instanceof StatementFact.RenameTable rename) {
                for (StatementFact.Rename pair : rename.renames()) {
                    if (created.remove(pair.from().in(planned.defaultSchema()))) {
                        created.add(pair.to().in(planned.defaultSchema()));
                    }
                }
            } else if (planned.fact() instanceof StatementFact.Insert insert
                    && !created.contains(insert.table().in(planned.defaultSchema()))) {
                Need rows = new Need(
                        Feature.CHANGE_ROWS,
                        insert.table().schema(),
                        insert.table().name(),
                        false);
                look(rows, planned.defaultSchema(), moved);
            }
        }
    }

    private void look(Need need, @Nullable String defaultSchema, Set<ObjectName> moved) {
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
        if (!lacking.isEmpty() && !(need.ifMissing() && isThere(schema, need.table(), moved))) {
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
    private boolean isThere(String schema, @Nullable String table, Set<ObjectName> moved) {
        if (table == null) {
            return !reader.list(
                            "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?", (rows, ctx) -> 1, schema)
                    .isEmpty();
        }
        return !moved.contains(new ObjectName(schema, table))
                && !reader.list(
                                "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                                (rows, ctx) -> 1,
                                schema,
                                table)
                        .isEmpty();
    }

    private List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        accounts.addTo(problems);
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
