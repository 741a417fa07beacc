package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

class CatalogueIT {
    private Rig rig;
    private TargetSession session;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
        rig.sql("CREATE SCHEMA `we ird` DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
        session = rig.target().open(SessionName.of("tok", 1), Purpose.FORWARD);
    }

    @AfterEach
    void disconnect() {
        session.close();
        rig.close();
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertThat(session.describe(name("nope"))).isEqualTo(new ObjectState.Absent());
        assertThat(session.describe(new ObjectName("nope", "nope"))).isEqualTo(new ObjectState.Absent());
        assertThat(session.describeSchema("nope")).isEqualTo(new SchemaState.Absent());
    }

    @Test
    void aTable() {
        rig.sql("CREATE TABLE `we ird`.plain (id BIGINT UNSIGNED NOT NULL, PRIMARY KEY (id)) ENGINE=InnoDB");
        ObjectState.Present table = present("plain");
        assertThat(table.kind()).isEqualTo("BASE TABLE");
        assertThat(table.engine()).isEqualTo("InnoDB");
        assertThat(table.definition()).isEqualTo("""
                CREATE TABLE `plain` (
                  `id` bigint(20) unsigned NOT NULL,
                  PRIMARY KEY (`id`)
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci""");
        assertThat(table.triggers()).isEmpty();
        assertThat(table.incoming()).isEmpty();
        assertThat(table.tableId()).isPositive();
    }

    @Test
    void aTableThatWasJustMadeIsTheSameWithoutTriggers() {
        rig.sql(
                "CREATE TABLE `we ird`.child (id INT, parent INT, KEY (parent)) ENGINE=InnoDB",
                "SET foreign_key_checks = 0",
                "CREATE TABLE `we ird`.plain (id INT PRIMARY KEY) ENGINE=InnoDB",
                "ALTER TABLE `we ird`.child ADD CONSTRAINT fk FOREIGN KEY (parent) REFERENCES `we ird`.plain (id)");
        rig.sql("CREATE TRIGGER `we ird`.theirs BEFORE INSERT ON `we ird`.plain FOR EACH ROW SET NEW.id = 1");
        ObjectState.Present table = present("plain");
        assertThat(table.triggers()).hasSize(1);
        assertThat(session.describeMade(name("plain")))
                .isEqualTo(new ObjectState.Present(
                        table.kind(),
                        table.definition(),
                        List.of(),
                        table.incoming(),
                        table.tableId(),
                        table.engine()));
        assertThat(table.incoming()).hasSize(1);
        assertThat(session.referring(name("plain"))).containsExactly(name("child"));
    }

    /** A join on names of tables would have the server open all that it has. */
    @Test
    void whatIsAskedOfOneTableIsLookedUpInThatOneAlone() {
        String sql = ImageColumn.OF_KEY;
        for (int i = 0; i < 2; i++) {
            sql = sql.replaceFirst("\\?", "'we ird'").replaceFirst("\\?", "'plain'");
        }
        assertThat(rig.values("EXPLAIN FORMAT=JSON " + sql).get(0))
                .contains("\"scanned_databases\": 0")
                .doesNotContainPattern("\"scanned_databases\": (1|\"all\")");
    }

    @Test
    void severalAreDescribedAsEachOfThemIs() {
        rig.sql(
                "CREATE TABLE `we ird`.plain (id INT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE TABLE `we ird`.child (id INT, p INT, FOREIGN KEY (p) REFERENCES plain (id)) ENGINE=InnoDB",
                "CREATE VIEW `we ird`.seen AS SELECT 1 AS one",
                "CREATE SEQUENCE `we ird`.counted",
                "CREATE TRIGGER `we ird`.theirs BEFORE INSERT ON `we ird`.plain FOR EACH ROW SET NEW.id = 1");
        Set<ObjectName> names =
                new LinkedHashSet<>(List.of(name("seen"), name("nope"), name("plain"), name("child"), name("counted")));
        Map<ObjectName, ObjectState> all = session.describeAll(names);
        Map<ObjectName, ObjectState> made = session.describeAllMade(names);
        assertThat(all.keySet()).containsExactlyElementsOf(names);
        for (ObjectName name : names) {
            assertThat(all.get(name)).isEqualTo(session.describe(name));
            assertThat(made.get(name)).isEqualTo(session.describeMade(name));
        }
    }

    @Test
    void triggersOfSeveralAreThoseOfEach() {
        rig.sql(
                "CREATE SCHEMA other",
                "CREATE TABLE `we ird`.plain (id INT)",
                "CREATE TABLE `we ird`.quiet (id INT)",
                "CREATE TABLE other.plain (id INT)",
                "CREATE TABLE other.quiet (id INT)",
                "CREATE TRIGGER `we ird`.one BEFORE INSERT ON `we ird`.plain FOR EACH ROW SET NEW.id = 1",
                "CREATE TRIGGER `we ird`.two BEFORE DELETE ON `we ird`.plain FOR EACH ROW SET @x = 1",
                "CREATE TRIGGER other.three BEFORE INSERT ON other.quiet FOR EACH ROW SET NEW.id = 3");
        ObjectName plain = new ObjectName("other", "plain");
        ObjectName quiet = new ObjectName("other", "quiet");
        Map<ObjectName, ObjectState> all =
                session.describeAll(new LinkedHashSet<>(List.of(name("plain"), plain, quiet, name("quiet"))));
        assertThat(triggers(all.get(name("plain")))).hasSize(2);
        assertThat(triggers(all.get(name("quiet")))).isEmpty();
        assertThat(triggers(all.get(plain))).isEmpty();
        assertThat(triggers(all.get(quiet))).hasSize(1);
        assertThat(all.get(quiet)).isEqualTo(session.describe(quiet));
    }

    private static List<String> triggers(@Nullable ObjectState state) {
        return state instanceof ObjectState.Present present ? present.triggers() : List.of("nothing is there");
    }

    @Test
    void whoReferToSeveralAreThoseWhoReferToEach() {
        rig.sql(
                "SET foreign_key_checks = 0",
                "CREATE TABLE `we ird`.one (id INT PRIMARY KEY, p INT, q INT, FOREIGN KEY (p) REFERENCES missing (id),"
                        + " FOREIGN KEY (q) REFERENCES one (id)) ENGINE=InnoDB",
                "CREATE TABLE `we ird`.two (p INT, FOREIGN KEY (p) REFERENCES missing (id)) ENGINE=InnoDB");
        Set<ObjectName> names = new LinkedHashSet<>(List.of(name("missing"), name("two"), name("one")));
        Map<ObjectName, Set<ObjectName>> all = session.referringToAny(names);
        assertThat(all.get(name("missing"))).containsExactlyInAnyOrder(name("one"), name("two"));
        for (ObjectName name : names) {
            assertThat(all.get(name)).isEqualTo(session.referring(name));
        }
    }

    @Test
    void isReadTheSameWhateverTheServersMode() {
        rig.sql("CREATE TABLE `we ird`.plain (id INT) ENGINE=InnoDB");
        ObjectState before = session.describe(name("plain"));
        String mode = rig.values("SELECT @@GLOBAL.sql_mode").get(0);
        rig.sql("SET GLOBAL sql_mode = 'ANSI_QUOTES,ORACLE'", "SET GLOBAL sql_quote_show_create = 0");
        try (Rig fresh = rig.again();
                TargetSession other = fresh.target().open(SessionName.of("tok", 2), Purpose.FORWARD)) {
            assertThat(other.describe(name("plain"))).isEqualTo(before);
        } finally {
            rig.sql("SET GLOBAL sql_mode = '" + mode + "'", "SET GLOBAL sql_quote_show_create = 1");
        }
    }

    @Test
    void itsIdOutlivesARenameAndNotARebuild() {
        rig.sql("CREATE TABLE `we ird`.a (id INT) ENGINE=InnoDB");
        Long id = present("a").tableId();
        rig.sql("RENAME TABLE `we ird`.a TO `we ird`.`b é`");
        assertThat(present("b é").tableId()).isEqualTo(id);
        rig.sql("ALTER TABLE `we ird`.`b é` ADD COLUMN w INT, ALGORITHM=INSTANT");
        assertThat(present("b é").tableId()).isEqualTo(id);
        rig.sql("TRUNCATE TABLE `we ird`.`b é`");
        assertThat(present("b é").tableId()).isNotEqualTo(id);
    }

    @Test
    void namesOfEveryKind() {
        String odd = "a b`é日.T-x@0$ß";
        rig.sql(
                "CREATE TABLE `we ird`.`a b``é日.T-x@0$ß` (id INT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE TABLE `we ird`.`chi ld` (id INT, p INT, CONSTRAINT `f é` FOREIGN KEY (p) REFERENCES"
                        + " `we ird`.`a b``é日.T-x@0$ß` (id)) ENGINE=InnoDB");
        ObjectState.Present table = present(odd);
        assertThat(table.tableId()).isPositive();
        assertThat(table.incoming()).containsExactly("we ird.chi ld.f é");
        // names are told apart by case where the server tells them apart
        rig.sql("CREATE TABLE `we ird`.Upper (a INT)", "CREATE TABLE `we ird`.upper (b INT)");
        assertThat(present("Upper").definition()).contains("`a` int");
        assertThat(present("upper").definition()).contains("`b` int");
        assertThat(present("Upper").tableId()).isNotEqualTo(present("upper").tableId());
        assertThat(session.describe(name("UPPER")).absent()).isTrue();
    }

    @Test
    void foreignKeysFromOutsideAndNotItsOwn() {
        rig.sql(
                "CREATE TABLE `we ird`.p (id INT PRIMARY KEY, up INT, CONSTRAINT self FOREIGN KEY (up) REFERENCES p (id))"
                        + " ENGINE=InnoDB",
                "CREATE SCHEMA other",
                "CREATE TABLE other.c (id INT, CONSTRAINT z FOREIGN KEY (id) REFERENCES `we ird`.p (id),"
                        + " CONSTRAINT a FOREIGN KEY (id) REFERENCES `we ird`.p (id)) ENGINE=InnoDB");
        assertThat(present("p").incoming()).containsExactly("other.c.a", "other.c.z");
        assertThat(present("p").definition()).contains("CONSTRAINT `self`");
    }

    @Test
    void triggers() {
        rig.sql(
                "CREATE TABLE `we ird`.t (id INT) ENGINE=InnoDB",
                "CREATE TRIGGER `we ird`.b_trig BEFORE INSERT ON `we ird`.t FOR EACH ROW SET NEW.id = 1",
                "CREATE TRIGGER `we ird`.a_trig AFTER DELETE ON `we ird`.t FOR EACH ROW SET @x = ':y?'");
        assertThat(present("t").triggers()).hasSize(2);
        assertThat(present("t").triggers().get(0))
                .startsWith("a_trig AFTER DELETE definer "
                        + rig.values("SELECT CURRENT_USER()").get(0))
                .endsWith("SET @x = ':y?'");
        assertThat(present("t").triggers().get(1)).startsWith("b_trig BEFORE INSERT");
    }

    @Test
    void viewsSequencesVersionsAndPartitions() {
        rig.sql(
                "CREATE VIEW `we ird`.v AS SELECT 1 AS a",
                "CREATE SEQUENCE `we ird`.s START WITH 5 INCREMENT BY 2",
                "CREATE TABLE `we ird`.sv (id INT) ENGINE=InnoDB WITH SYSTEM VERSIONING",
                "CREATE TABLE `we ird`.p (id INT PRIMARY KEY) ENGINE=InnoDB PARTITION BY HASH (id) PARTITIONS 3",
                "CREATE TABLE `we ird`.m (id INT) ENGINE=MyISAM");
        ObjectState.Present view = present("v");
        assertThat(view.kind()).isEqualTo("VIEW");
        assertThat(view.definition()).contains("VIEW `we ird`.`v` AS select 1 AS `a`");
        assertThat(view.engine()).isNull();
        assertThat(view.tableId()).isNull();
        assertThat(present("s").kind()).isEqualTo("SEQUENCE");
        assertThat(present("s").definition())
                .startsWith("CREATE SEQUENCE `s` start with 5")
                .contains("increment by 2");
        assertThat(present("sv").kind()).isEqualTo("SYSTEM VERSIONED");
        assertThat(present("sv").definition()).endsWith("WITH SYSTEM VERSIONING");
        assertThat(present("p").definition()).contains("PARTITION BY HASH");
        // every partition has an id of its own, the table none
        assertThat(present("p").tableId()).isNull();
        assertThat(present("m").engine()).isEqualTo("MyISAM");
        assertThat(present("m").tableId()).isNull();
        // a view over something that has gone is still a view
        rig.sql("CREATE VIEW `we ird`.broken AS SELECT * FROM `we ird`.m", "DROP TABLE `we ird`.m");
        assertThat(present("broken").kind()).isEqualTo("VIEW");
    }

    @Test
    void aSchemaAndAllThatIsInIt() {
        rig.sql(
                "CREATE TABLE `we ird`.t (id INT)",
                "CREATE VIEW `we ird`.v AS SELECT 1 AS a",
                "CREATE SEQUENCE `we ird`.s",
                "CREATE PROCEDURE `we ird`.pr() SELECT 1",
                "CREATE FUNCTION `we ird`.fu() RETURNS INT RETURN 1",
                "CREATE EVENT `we ird`.ev ON SCHEDULE EVERY 1 YEAR DO SELECT 1");
        SchemaState.Present schema = (SchemaState.Present) session.describeSchema("we ird");
        assertThat(schema.definition()).startsWith("CREATE DATABASE `we ird`").contains("utf8mb4_unicode_ci");
        assertThat(schema.contents())
                .containsExactly("event ev", "function fu", "procedure pr", "sequence s", "table t", "view v");
        rig.sql("CREATE SCHEMA bare");
        assertThat(((SchemaState.Present) session.describeSchema("bare")).contents())
                .isEmpty();
    }

    @Test
    void withoutProcessItSaysLessAndStillEnough() {
        rig.sql(
                "CREATE TABLE `we ird`.p (id INT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE TABLE `we ird`.c (p INT, CONSTRAINT f FOREIGN KEY (p) REFERENCES p (id)) ENGINE=InnoDB",
                "CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'",
                "GRANT ALL ON `we ird`.* TO poor@'%'");
        try (Rig poor = rig.as("poor", "pw");
                TargetSession other = poor.target().open(SessionName.of("tok", 2), Purpose.FORWARD)) {
            ObjectState.Present table = (ObjectState.Present) other.describe(name("p"));
            assertThat(table.incoming()).containsExactly("we ird.c.f");
            assertThat(table.tableId()).isNull();
            assertThat(other.describe(name("nope")).absent()).isTrue();
        } finally {
            rig.sql("DROP USER poor@'%'");
        }
    }

    private static ObjectName name(String table) {
        return new ObjectName("we ird", table);
    }

    private ObjectState.Present present(String table) {
        return (ObjectState.Present) Objects.requireNonNull(session.describe(name(table)));
    }
}
