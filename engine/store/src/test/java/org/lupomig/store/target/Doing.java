package org.lupomig.store.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.port.AddedColumn;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.orchestrator.port.Target.Aside;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetOperation.DropTable;
import org.lupomig.orchestrator.port.TargetOperation.RenameTables;
import org.lupomig.orchestrator.port.TargetOperation.Send;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.privilege.Feature;
import org.lupomig.testkit.sql.Facts;
import org.lupomig.testkit.sql.ObjectFacts;

/**
 * What is done, first to last, the way back included.
 *
 * @param facts what the engine knows of it beforehand
 * @param aside what of others is kept aside on the way back
 */
record Doing(List<StatementFact> facts, List<Action> actions, Aside aside) {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    static final ObjectName T = new ObjectName("shop", "t");
    private static final ObjectName NEW = new ObjectName("shop", "fresh");
    static final ObjectName HELD = new ObjectName("lupomig_held", "r1_1_1_fresh");

    private static final ServerObject WATCH =
            new ServerObject(ServerObject.Kind.TRIGGER, new ObjectName("shop", "watch"));

    private Doing(List<StatementFact> facts, List<Action> actions) {
        this(facts, actions, Aside.NOTHING);
    }

    /** What a feature is. */
    static Doing of(Feature feature) {
        return switch (feature) {
            case CREATE_SCHEMA ->
                new Doing(
                        List.of(Facts.createSchema("shop", null)),
                        List.of(
                                does(new Send("CREATE SCHEMA shop DEFAULT CHARACTER SET utf8mb4")),
                                Doing::emptySchema,
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
                                Doing::seesTrigger,
                                does(new TargetOperation.DropObject(WATCH)),
                                does(new RenameTables(List.of(new Rename(T, HELD)))),
                                sees(HELD),
                                does(new RenameTables(List.of(new Rename(HELD, T))))));
            case DROP_SCHEMA -> {
                Rename away = new Rename(T, HELD);
                yield new Doing(
                        List.of(new StatementFact.DropSchema("shop", null, Span.at(0))),
                        List.of(
                                Doing::seesTrigger,
                                does(new TargetOperation.DropObject(WATCH)),
                                does(new RenameTables(List.of(away))),
                                Doing::emptySchema,
                                does(new TargetOperation.DropSchema("shop")),
                                does(new Send("CREATE SCHEMA shop")),
                                does(new RenameTables(List.of(new Rename(HELD, T))))));
            }
            case TRUNCATE_TABLE -> {
                Rename away = new Rename(T, new ObjectName("lupomig_held", "h1_1_1_t"));
                yield new Doing(
                        List.of(new StatementFact.TruncateTable(new TableRef(T, true, Span.at(0)), null, Span.at(0))),
                        List.of(
                                Doing::seesTrigger,
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
                                session -> session.ownValues(T, AddedColumn.last("w"))
                                                        .own()
                                                != TargetSession.OwnValues.NONE
                                        ? "holds"
                                        : "",
                                does(new Send("ALTER TABLE shop.t DROP COLUMN w"))));
            case NUMBER_ROWS ->
                new Doing(
                        List.of(Facts.alter("ALTER TABLE", T, Facts.addNumbers("n"))),
                        List.of(sees(T), Doing::numbers));
            case DROP_COLUMN -> {
                KeptColumns kept = new KeptColumns(
                        HELD, List.of(new KeptColumns.Column("id", "id")), List.of(new KeptColumns.Column("v", null)));
                KeptColumns narrowed = new KeptColumns(HELD, kept.key(), List.of(new KeptColumns.Column("v", "v")));
                KeptColumns whole = new KeptColumns(HELD, List.of(), narrowed.columns());
                yield new Doing(
                        List.of(Facts.alter("ALTER TABLE", T, new AlterAction.DropColumn("v", null, Span.at(0)))),
                        List.of(
                                sees(T),
                                Doing::seesWatched,
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
                                        List.of(new UnfitRows("v > 32767", "column v has too much")),
                                        "")),
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
                                Facts.createTable(NEW, null, null, List.of()),
                                new StatementFact.Insert(NEW, List.of())),
                        List.of(
                                does(new Send("CREATE TABLE shop.fresh (id INT PRIMARY KEY, v INT) ENGINE=InnoDB")),
                                does(new Send("INSERT INTO shop.fresh VALUES (1, 1)")),
                                session -> digest(session, NEW),
                                does(new RenameTables(List.of(new Rename(NEW, HELD)))),
                                session -> digest(session, HELD),
                                does(new DropTable(HELD))));
            case CHANGE_ROWS ->
                new Doing(
                        List.of(Facts.deleteFrom(T)),
                        List.of(
                                Doing::seesWatched,
                                does(new Send("DROP TRIGGER shop.watch")),
                                session -> session.rowFacts(T).primaryKey().size() == 1 ? "" : "no key",
                                does(new TargetOperation.CreateImage(T, HELD)),
                                does(new Send("INSERT INTO lupomig_held.r1_1_1_fresh SELECT * FROM shop.t FOR UPDATE")),
                                does(new Send("UPDATE shop.t SET v = 5")),
                                does(new Send("DELETE FROM shop.t WHERE v = 5")),
                                session -> {
                                    RowImage image = new RowImage(T, HELD, RowImage.Extent.DELETED, "");
                                    RowImage.Left none = new RowImage.Left(new RowDigest(0, 0), null);
                                    RowDigest left = session.keptRows(new RowImage.Kept(image, none), List.of());
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
            case CALL_ROUTINE ->
                new Doing(
                        List.of(ObjectFacts.call(new ObjectName("shop", "there"))),
                        List.of(does(new Send("CALL shop.there()"))));
            case EVENT ->
                objects(
                        ObjectFacts.dropEvent(new ObjectName("shop", "e")),
                        "CREATE EVENT shop.e ON SCHEDULE EVERY 1 DAY DO SET @a = 1",
                        new ServerObject(ServerObject.Kind.EVENT, new ObjectName("shop", "e")));
            case SEQUENCE ->
                objects(
                        ObjectFacts.createSequence(new ObjectName("shop", "s")),
                        "CREATE SEQUENCE shop.s",
                        new ServerObject(ServerObject.Kind.SEQUENCE, new ObjectName("shop", "s")),
                        "ALTER SEQUENCE shop.s INCREMENT 2");
            case SEQUENCE_AGAIN -> replacedSequence(new ObjectName("shop", "s"));
            case SEQUENCE_VALUE ->
                setSequence(new ServerObject(ServerObject.Kind.SEQUENCE, new ObjectName("shop", "n")));
            case READ ->
                new Doing(
                        List.of(new StatementFact.Query(List.of(T))),
                        List.of(does(new Send("SELECT COUNT(*) FROM shop.t"))));
            case COPY_ROWS, COPY_LOCKED, COPY_AGAIN, MOVE_ASIDE -> DoingAside.of(feature);
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
            String definition = session.describe(T) instanceof ObjectState.Present table ? table.definition() : "";
            StatementOutcome outcome = session.keeping(
                            new TargetOperation.AlterKeeping(sql, T, kept, List.of(), List.of(), definition),
                            false,
                            MINUTE,
                            rows -> {})
                    .outcome();
            return outcome instanceof Accepted ? "" : outcome.toString();
        };
    }

    private static Action back(KeptColumns kept, String sql) {
        Definitions.Inverse.Halves way = new Definitions.Inverse.Halves(
                List.of(new Definitions.Back(sql, false)), List.of(), List.of(), List.of(), List.of());
        return session -> {
            String definition = session.describe(T) instanceof ObjectState.Present table ? table.definition() : "";
            StatementOutcome outcome = session.bringBack(
                            new TargetOperation.AlterBackKept(
                                    sql,
                                    T,
                                    kept,
                                    way,
                                    List.of(),
                                    false,
                                    false,
                                    false,
                                    null,
                                    null,
                                    null,
                                    List.of(),
                                    true,
                                    List.of(),
                                    null,
                                    definition,
                                    List.of()),
                            false,
                            counts -> {})
                    .outcome();
            return outcome instanceof Accepted ? "" : outcome.toString();
        };
    }

    private static String numbers(TargetSession session) {
        RowDigest left = session.numbering(
                        new Send("ALTER TABLE shop.t ADD COLUMN n INT AUTO_INCREMENT UNIQUE"), T, MINUTE)
                .after();
        if (left == null) {
            return "whose the numbers are is not known";
        }
        KeptColumns aside = new KeptColumns(
                HELD, List.of(new KeptColumns.Column("id", "id")), List.of(new KeptColumns.Column("n", "n")));
        for (Action action : List.of(
                dropsNumbers(left, null),
                does(new Send("ALTER TABLE shop.t ADD COLUMN n INT AUTO_INCREMENT UNIQUE")),
                // as where others have written meanwhile
                does(new TargetOperation.CreateImage(T, HELD, aside)),
                dropsNumbers(null, aside),
                // as after a kill behind the copy, and before the column went
                does(new Send("ALTER TABLE shop.t ADD COLUMN n INT AUTO_INCREMENT UNIQUE")),
                dropsNumbers(null, aside),
                does(new DropTable(HELD)))) {
            String refused = action.on(session);
            if (!refused.isEmpty()) {
                return refused;
            }
        }
        return "";
    }

    private static Action dropsNumbers(@Nullable RowDigest left, @Nullable KeptColumns aside) {
        return does(new TargetOperation.AlterBack(
                "ALTER TABLE shop.t DROP COLUMN n", T, List.of(), false, true, left, List.of(), List.of(), aside));
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
                List.of(look, does(undrawn("DO SETVAL(shop.n, 500, 0)", sequence.name())), look, back));
    }

    private static Doing replacedSequence(ObjectName name) {
        ServerObject sequence = new ServerObject(ServerObject.Kind.SEQUENCE, name);
        List<ServerObjectState.Present> seen = new ArrayList<>();
        return new Doing(
                List.of(ObjectFacts.dropSequence(name)),
                List.of(
                        does(new Send("CREATE SEQUENCE shop.s")),
                        session -> {
                            seen.add((ServerObjectState.Present) session.look(sequence));
                            return "";
                        },
                        does(undrawn("ALTER SEQUENCE shop.s INCREMENT 2 RESTART 1", name)),
                        session -> does(new TargetOperation.RestoreObject(
                                        sequence, seen.get(0), session.look(sequence), true))
                                .on(session),
                        does(undrawn("DROP SEQUENCE shop.s", name)),
                        session -> does(new TargetOperation.RestoreObject(
                                        sequence, seen.get(0), new ServerObjectState.Absent(), false))
                                .on(session)));
    }

    private static TargetOperation undrawn(String sql, ObjectName sequence) {
        return new TargetOperation.OnSequence(new Send(sql), sequence, "1");
    }

    private static StatementFact index(String keyword) {
        return Facts.alter(keyword, T, Facts.addIndex("fresh"));
    }

    static Action does(TargetOperation operation) {
        return session -> {
            StatementOutcome outcome = session.execute(operation, MINUTE);
            return outcome instanceof Accepted ? "" : outcome.toString();
        };
    }

    static Action sees(ObjectName name) {
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

    static String digest(TargetSession session, ObjectName table) {
        return session.digest(table).rows() < 0 ? "no rows" : "";
    }

    /** Something that an account tries; the answer is empty where it may. */
    @FunctionalInterface
    interface Action {
        String on(TargetSession session);
    }
}
