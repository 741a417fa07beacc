package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.orchestrator.port.Target.Planned;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetOperation.DropTable;
import org.lupomig.orchestrator.port.TargetOperation.RenameTables;
import org.lupomig.orchestrator.port.TargetOperation.Send;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;
import org.lupomig.store.privilege.Feature;
import org.lupomig.store.privilege.Privilege;
import org.lupomig.testkit.sql.Facts;
import org.lupomig.testkit.sql.ObjectFacts;

/** The list of features is true: the privileges in it are enough, and without any of them the plan is not begun. */
class PrivilegesIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ObjectName T = new ObjectName("shop", "t");
    private static final ObjectName NEW = new ObjectName("shop", "fresh");
    private static final ObjectName HELD = new ObjectName("lupomig_held", "r1_1_1_fresh");

    private static final ServerObject WATCH =
            new ServerObject(ServerObject.Kind.TRIGGER, new ObjectName("shop", "watch"));

    /**
     * What is done, first to last, the way back included.
     *
     * @param facts what the engine knows of it beforehand
     */
    private record Doing(List<StatementFact> facts, List<Action> actions) {}

    private static Doing doing(Feature feature) {
        return switch (feature) {
            case CREATE_SCHEMA ->
                new Doing(
                        List.of(Facts.createSchema("shop", null)),
                        List.of(
                                does(new Send("CREATE SCHEMA shop DEFAULT CHARACTER SET utf8mb4")),
                                PrivilegesIT::emptySchema,
                                does(new TargetOperation.DropSchema("shop"))));
            case CREATE_TABLE ->
                createTable("CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB", null, List.of());
            case FILL_TABLE -> {
                ObjectName beside = new ObjectName("shop", "lupomig_f1_1_1_fresh");
                yield new Doing(
                        List.of(Facts.fillTable(NEW, List.of())),
                        List.of(
                                does(new Send("CREATE TABLE shop.lupomig_f1_1_1_fresh (id INT PRIMARY KEY)"
                                        + " ENGINE=InnoDB AS SELECT 1 AS id")),
                                session -> digest(session, beside),
                                does(new RenameTables(List.of(new Rename(beside, NEW)))),
                                sees(NEW),
                                does(new RenameTables(List.of(new Rename(NEW, beside)))),
                                does(new RenameTables(List.of(new Rename(beside, HELD)))),
                                session -> digest(session, HELD),
                                does(new DropTable(HELD))));
            }
            case FOREIGN_KEY ->
                createTable(
                        "CREATE TABLE shop.fresh (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES depot.t (id))"
                                + " ENGINE=InnoDB",
                        null,
                        List.of(new ObjectName("depot", "t")));
            case DROP_TABLE ->
                new Doing(
                        List.of(Facts.dropTable(T)),
                        List.of(
                                PrivilegesIT::seesTrigger,
                                does(new TargetOperation.DropObject(WATCH)),
                                does(new RenameTables(List.of(new Rename(T, HELD)))),
                                sees(HELD),
                                does(new RenameTables(List.of(new Rename(HELD, T))))));
            case DROP_SCHEMA -> {
                Rename away = new Rename(T, HELD);
                yield new Doing(
                        List.of(new StatementFact.DropSchema("shop", null, Span.at(0))),
                        List.of(
                                PrivilegesIT::seesTrigger,
                                does(new TargetOperation.DropObject(WATCH)),
                                does(new RenameTables(List.of(away))),
                                PrivilegesIT::emptySchema,
                                does(new TargetOperation.DropSchema("shop")),
                                does(new Send("CREATE SCHEMA shop")),
                                does(new RenameTables(List.of(new Rename(HELD, T))))));
            }
            case TRUNCATE_TABLE -> {
                Rename away = new Rename(T, new ObjectName("lupomig_held", "h1_1_1_t"));
                yield new Doing(
                        List.of(new StatementFact.TruncateTable(new TableRef(T, true, Span.at(0)), null, Span.at(0))),
                        List.of(
                                PrivilegesIT::seesTrigger,
                                does(new TargetOperation.DropObject(WATCH)),
                                does(new TargetOperation.CreateLike(HELD, T)),
                                does(new RenameTables(List.of(away, new Rename(HELD, T)))),
                                does(new RenameTables(List.of(new Rename(T, HELD), new Rename(away.to(), T)))),
                                session -> digest(session, HELD),
                                does(new DropTable(HELD))));
            }
            case RENAME_TABLE -> {
                Rename pair = new Rename(T, NEW);
                yield new Doing(
                        List.of(Facts.rename(pair)),
                        List.of(
                                sees(T),
                                does(new RenameTables(List.of(pair))),
                                sees(NEW),
                                does(new RenameTables(List.of(new Rename(NEW, T))))));
            }
            case ADD_COLUMN ->
                new Doing(
                        List.of(Facts.alter("ALTER TABLE", T, Facts.addColumn("w"))),
                        List.of(
                                sees(T),
                                does(new Send("ALTER TABLE shop.t ADD COLUMN w INT")),
                                session -> session.ownValues(T, "w") != TargetSession.OwnValues.NONE ? "holds" : "",
                                does(new Send("ALTER TABLE shop.t DROP COLUMN w"))));
            case DROP_COLUMN -> {
                KeptColumns kept = new KeptColumns(
                        HELD, List.of(new KeptColumns.Column("id", "id")), List.of(new KeptColumns.Column("v", null)));
                KeptColumns narrowed = new KeptColumns(HELD, kept.key(), List.of(new KeptColumns.Column("v", "v")));
                KeptColumns whole = new KeptColumns(HELD, List.of(), narrowed.columns());
                yield new Doing(
                        List.of(Facts.alter("ALTER TABLE", T, new AlterAction.DropColumn("v", null, Span.at(0)))),
                        List.of(
                                sees(T),
                                PrivilegesIT::seesWatched,
                                does(new Send("DROP TRIGGER shop.watch")),
                                does(new TargetOperation.CreateImage(T, HELD, kept)),
                                keeps(kept, "ALTER TABLE shop.t DROP COLUMN v"),
                                back(kept, "ALTER TABLE shop.t ADD COLUMN v INT"),
                                keeps(narrowed, "ALTER TABLE shop.t MODIFY v SMALLINT"),
                                back(narrowed, "ALTER TABLE shop.t MODIFY v INT"),
                                keeps(whole, "ALTER TABLE shop.t MODIFY v SMALLINT"),
                                back(whole, "ALTER TABLE shop.t MODIFY v INT"),
                                does(new DropTable(HELD))));
            }
            case ADD_INDEX ->
                new Doing(
                        List.of(index("ALTER TABLE")),
                        List.of(
                                sees(T),
                                does(new Send("ALTER TABLE shop.t ADD INDEX fresh (v)")),
                                does(new Send("ALTER TABLE shop.t DROP INDEX fresh"))));
            case CREATE_INDEX ->
                new Doing(
                        List.of(index("CREATE INDEX")),
                        List.of(
                                sees(T),
                                does(new Send("CREATE INDEX fresh ON shop.t (v)")),
                                does(new Send("ALTER TABLE shop.t DROP INDEX fresh"))));
            case DROP_INDEX ->
                new Doing(
                        List.of(index("DROP INDEX")),
                        List.of(
                                sees(T),
                                does(new Send("DROP INDEX ix ON shop.t")),
                                does(new Send("ALTER TABLE shop.t ADD INDEX ix (v)"))));
            case ALTER_COLUMN -> {
                AlterAction convert = new AlterAction.ConvertCharset("utf8mb4", null, Span.at(0));
                yield new Doing(
                        List.of(Facts.alter("ALTER TABLE", T, convert)),
                        List.of(
                                sees(T),
                                does(new TargetOperation.Alter(
                                        "ALTER TABLE shop.t MODIFY v SMALLINT",
                                        T,
                                        List.of(new UnfitRows("v > 32767", "column v has too much")))),
                                does(new TargetOperation.AlterBack(
                                        "ALTER TABLE shop.t MODIFY v INT", T, List.of(), false, true))));
            }
            case ALTER_TABLE ->
                new Doing(
                        List.of(Facts.alter("ALTER TABLE", T, new AlterAction.Force(Span.at(0)))),
                        List.of(
                                sees(T),
                                does(new Send("ALTER TABLE shop.t COMMENT 'a'")),
                                does(new TargetOperation.AlterBack(
                                        "ALTER TABLE shop.t COMMENT ''", T, List.of(), false, true))));
            case DROP_FOREIGN_KEY ->
                new Doing(
                        List.of(Facts.alter("ALTER TABLE", T, new AlterAction.DropForeignKey("fk", null, Span.at(0)))),
                        List.of(
                                sees(T),
                                does(new TargetOperation.AlterBack(
                                        "ALTER TABLE shop.t ADD CONSTRAINT fk FOREIGN KEY (v) REFERENCES shop.u (id)",
                                        T,
                                        List.of(),
                                        true,
                                        true)),
                                does(new Send("ALTER TABLE shop.t DROP FOREIGN KEY fk"))));
            case ALTER_SCHEMA ->
                new Doing(
                        List.of(new StatementFact.AlterSchema("shop", List.of(), Span.at(0))),
                        List.of(does(new Send("ALTER SCHEMA shop COMMENT 'a'"))));
            case INSERT_ROWS ->
                new Doing(
                        List.of(
                                Facts.createTable(T, new Span(0, 1), null, List.of()),
                                new StatementFact.Insert(T, List.of())),
                        List.of(does(new Send("INSERT INTO shop.t VALUES (1, 1)")), session -> digest(session, T)));
            case CHANGE_ROWS ->
                new Doing(
                        List.of(Facts.deleteFrom(T)),
                        List.of(
                                PrivilegesIT::seesWatched,
                                does(new Send("DROP TRIGGER shop.watch")),
                                session -> session.rowFacts(T).primaryKey().size() == 1 ? "" : "no key",
                                does(new TargetOperation.CreateImage(T, HELD)),
                                does(new Send("INSERT INTO lupomig_held.r1_1_1_fresh SELECT * FROM shop.t FOR UPDATE")),
                                does(new Send("UPDATE shop.t SET v = 5")),
                                does(new Send("DELETE FROM shop.t WHERE v = 5")),
                                session -> {
                                    RowImage image = new RowImage(T, HELD, RowImage.Extent.DELETED, "");
                                    RowImage.Left none = new RowImage.Left(new RowDigest(0, 0), null);
                                    RowDigest left = session.keptRows(new RowImage.Kept(image, none));
                                    StatementOutcome back = session.restoreRows(
                                            List.of(new RowImage.Kept(image, new RowImage.Left(left, null))),
                                            List.of(),
                                            MINUTE);
                                    return back instanceof Accepted ? "" : back.toString();
                                },
                                does(new DropTable(HELD))));
            case TRIGGER ->
                objects(
                        ObjectFacts.dropTrigger(new ObjectName("shop", "g")),
                        "CREATE TRIGGER shop.g BEFORE INSERT ON shop.t FOR EACH ROW SET NEW.v = 1",
                        new ServerObject(ServerObject.Kind.TRIGGER, new ObjectName("shop", "g")));
            case VIEW ->
                objects(
                        ObjectFacts.dropView(new ObjectName("shop", "w")),
                        "CREATE VIEW shop.w AS SELECT id FROM shop.t",
                        new ServerObject(ServerObject.Kind.VIEW, new ObjectName("shop", "w")));
            case CREATE_ROUTINE ->
                objects(
                        ObjectFacts.createProcedure(new ObjectName("shop", "p")),
                        "CREATE PROCEDURE shop.p() SELECT 1",
                        new ServerObject(ServerObject.Kind.PROCEDURE, new ObjectName("shop", "p")));
            case CHANGE_ROUTINE ->
                objects(
                        ObjectFacts.dropProcedure(new ObjectName("shop", "p")),
                        "CREATE OR REPLACE PROCEDURE shop.p() SELECT 1",
                        new ServerObject(ServerObject.Kind.PROCEDURE, new ObjectName("shop", "p")));
            case EVENT ->
                objects(
                        ObjectFacts.dropEvent(new ObjectName("shop", "e")),
                        "CREATE EVENT shop.e ON SCHEDULE EVERY 1 DAY DO SET @a = 1",
                        new ServerObject(ServerObject.Kind.EVENT, new ObjectName("shop", "e")));
            case SEQUENCE ->
                objects(
                        ObjectFacts.dropSequence(new ObjectName("shop", "s")),
                        "CREATE SEQUENCE shop.s",
                        new ServerObject(ServerObject.Kind.SEQUENCE, new ObjectName("shop", "s")),
                        "ALTER SEQUENCE shop.s INCREMENT 2");
            case SEQUENCE_VALUE ->
                setSequence(new ServerObject(ServerObject.Kind.SEQUENCE, new ObjectName("shop", "n")));
            case READ ->
                new Doing(
                        List.of(new StatementFact.Query(List.of(T))),
                        List.of(does(new Send("SELECT COUNT(*) FROM shop.t"))));
        };
    }

    private static String seesWatched(TargetSession session) {
        return session.describe(new ObjectName("shop", "watched")) instanceof ObjectState.Present present
                        && !present.triggers().isEmpty()
                ? ""
                : "its trigger is not seen";
    }

    private static Action keeps(KeptColumns kept, String sql) {
        return session -> {
            StatementOutcome outcome = session.keeping(
                            new TargetOperation.AlterKeeping(sql, T, kept, List.of(), List.of()), MINUTE)
                    .outcome();
            return outcome instanceof Accepted ? "" : outcome.toString();
        };
    }

    private static Action back(KeptColumns kept, String sql) {
        Definitions.Inverse.Halves way = new Definitions.Inverse.Halves(
                List.of(new Definitions.Back(sql, false)), List.of(), List.of(), List.of(), "");
        return does(new TargetOperation.AlterBackKept(sql, T, kept, way, List.of(), false, false, null, null));
    }

    @ParameterizedTest
    @EnumSource
    void whatEachTakes(Feature feature) {
        List<String> grants = new ArrayList<>(grants(feature));
        if (feature == Feature.FOREIGN_KEY) {
            grants.replaceAll(grant -> grant.replace("shop", "depot"));
            grants.addAll(grants(Feature.CREATE_TABLE));
        }
        assertThat(tried(feature, grants)).isEqualTo(new Tried(List.of(), ""));
        for (String grant : grants) {
            List<String> fewer = new ArrayList<>(grants);
            fewer.remove(grant);
            Tried without = tried(feature, fewer);
            assertThat(without.lacking())
                    .as(feature + " without " + grant)
                    .singleElement()
                    .satisfies(help -> assertThat(help.replace("\\", "").replace("`", ""))
                            .isEqualTo("LM6037 GRANT " + grant + " TO 'poor'@'%'"));
            assertThat(without.refusal()).as(feature + " without " + grant).isNotEmpty();
        }
    }

    private static List<String> grants(Feature feature) {
        List<String> grants = new ArrayList<>();
        EnumSet<Privilege> own = EnumSet.noneOf(Privilege.class);
        own.addAll(feature.forward());
        own.addAll(feature.back());
        own.forEach(right -> grants.add(right.word() + " ON shop.*"));
        feature.held().forEach(right -> grants.add(right.word() + " ON lupomig_held.*"));
        return grants;
    }

    /**
     * What an account met.
     *
     * @param lacking what it was told beforehand
     * @param refusal what the server then refused first; empty where it refused nothing
     */
    private record Tried(List<String> lacking, String refusal) {}

    private static Tried tried(Feature feature, List<String> grants) {
        try (Rig rig = TestServer.cleared()) {
            rig.sql("CREATE SCHEMA lupomig_held", "CREATE USER poor@'%' IDENTIFIED BY 'pw'");
            if (feature != Feature.CREATE_SCHEMA) {
                String t = ".t (id INT PRIMARY KEY, v INT, KEY ix (v)) ENGINE=InnoDB";
                rig.sql("CREATE SCHEMA shop", "CREATE SCHEMA depot", "CREATE TABLE shop" + t, "CREATE TABLE depot" + t);
            }
            if (feature == Feature.DROP_FOREIGN_KEY) {
                rig.sql("CREATE TABLE shop.u (id INT PRIMARY KEY) ENGINE=InnoDB");
            }
            if (feature == Feature.SEQUENCE_VALUE) {
                rig.sql("CREATE SEQUENCE shop.n");
            }
            if (EnumSet.of(Feature.DROP_TABLE, Feature.DROP_SCHEMA, Feature.TRUNCATE_TABLE)
                    .contains(feature)) {
                rig.sql("CREATE TRIGGER shop.watch BEFORE INSERT ON shop.t FOR EACH ROW SET @x = 1");
            }
            if (feature == Feature.CHANGE_ROWS || feature == Feature.DROP_COLUMN) {
                rig.sql(
                        "INSERT INTO shop.t VALUES (1, 1)",
                        "CREATE TABLE shop.watched (id INT)",
                        "CREATE TRIGGER shop.watch BEFORE INSERT ON shop.watched FOR EACH ROW SET @x = 1");
            }
            grants.forEach(grant -> rig.sql("GRANT " + grant + " TO poor@'%'"));
            Doing doing = doing(feature);
            try (Rig poor = rig.as("poor", "pw");
                    TargetSession session = poor.target().open(SessionName.of("tok", 1), Purpose.FORWARD)) {
                List<String> lacking =
                        poor
                                .target()
                                .lacking(doing.facts().stream()
                                        .map(fact -> new Planned(fact, null))
                                        .toList())
                                .stream()
                                .map(problem -> problem.type().code() + " " + problem.help())
                                .toList();
                return new Tried(lacking, refusal(doing.actions(), session));
            }
        }
    }

    private static String refusal(List<Action> actions, TargetSession session) {
        for (Action action : actions) {
            String refused;
            try {
                refused = action.on(session);
            } catch (ServerRefused e) {
                refused = String.valueOf(e.getMessage());
            }
            if (!refused.isEmpty()) {
                return refused;
            }
        }
        return "";
    }

    private static Doing createTable(String sql, @Nullable ObjectName like, List<ObjectName> references) {
        return new Doing(
                List.of(Facts.createTable(NEW, null, like, references)),
                List.of(
                        session -> session.describe(NEW).absent() ? "" : "there already",
                        does(new Send(sql)),
                        sees(NEW),
                        does(new RenameTables(List.of(new Rename(NEW, HELD)))),
                        session -> digest(session, HELD),
                        does(new DropTable(HELD))));
    }

    /** Made, dropped and made again. */
    private static Doing objects(StatementFact fact, String create, ServerObject object, String... more) {
        List<Action> actions = new ArrayList<>();
        List<ServerObjectState.Present> seen = new ArrayList<>();
        actions.add(does(new Send(create)));
        for (String sql : more) {
            actions.add(does(new Send(sql)));
        }
        actions.add(session -> {
            if (session.look(object) instanceof ServerObjectState.Present present && present.lost() == null) {
                seen.add(present);
                return "";
            }
            return "not seen: " + object;
        });
        actions.add(does(new TargetOperation.DropObject(object)));
        actions.add(session -> does(new TargetOperation.RestoreObject(
                        object, seen.get(0), new ServerObjectState.Absent(), false))
                .on(session));
        return new Doing(List.of(fact), actions);
    }

    private static Doing setSequence(ServerObject sequence) {
        List<ServerObjectState> seen = new ArrayList<>();
        Action look = session -> {
            seen.add(session.look(sequence));
            return "";
        };
        Action back = session -> does(new TargetOperation.RestoreObject(
                        sequence, (ServerObjectState.Present) seen.get(0), seen.get(1), true))
                .on(session);
        return new Doing(
                List.of(ObjectFacts.setSequence(sequence.name())),
                List.of(look, does(new Send("DO SETVAL(shop.n, 500, 0)")), look, back));
    }

    private static StatementFact index(String keyword) {
        return Facts.alter(keyword, T, Facts.addIndex("fresh"));
    }

    private static Action does(TargetOperation operation) {
        return session -> {
            StatementOutcome outcome = session.execute(operation, MINUTE);
            return outcome instanceof Accepted ? "" : outcome.toString();
        };
    }

    private static Action sees(ObjectName name) {
        return session -> session.describe(name).absent() ? "not seen: " + name : "";
    }

    private static String emptySchema(TargetSession session) {
        return session.describeSchema("shop") instanceof SchemaState.Present present
                ? String.join(", ", present.contents())
                : "not seen";
    }

    private static String seesTrigger(TargetSession session) {
        return session.triggers(T).equals(List.of(WATCH)) ? "" : "its trigger is not seen";
    }

    private static String digest(TargetSession session, ObjectName table) {
        return session.digest(table).rows() < 0 ? "no rows" : "";
    }

    /** Something that an account tries; the answer is empty where it may. */
    @FunctionalInterface
    private interface Action {
        String on(TargetSession session);
    }
}
