package org.lupomig.store.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Insert;
import org.lupomig.model.sql.StatementFact.Query;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.orchestrator.port.Target.Planned;
import org.lupomig.store.Rig;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.TestServer;
import org.lupomig.store.target.MariaDbTarget;
import org.lupomig.testkit.sql.Facts;

class MissingPrivilegesIT {
    private static final ObjectName T = new ObjectName("my_shop", "t");
    private static final Span GUARD = new Span(7, 20);
    private static final StatementFact READS = new Query(List.of(T));
    private static final StatementFact INSERTS = new Insert(T, List.of());
    private static final ObjectName OWN = new ObjectName("my_shop", "own");

    private Rig rig;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
        rig.sql(
                "CREATE SCHEMA my_shop",
                "CREATE TABLE my_shop.t (id INT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE USER poor@'%' IDENTIFIED BY 'pw'");
    }

    @AfterEach
    void disconnect() {
        rig.sql("DROP USER IF EXISTS poor@'%'", "DROP ROLE IF EXISTS keeper");
        rig.close();
    }

    @Test
    void oneLineForEachSchemaSaysWhatAndWhatFor() {
        List<Problem> problems = lacking(Facts.createTable(T, null, null, List.of()), INSERTS, READS);
        assertThat(problems).extracting(problem -> problem.type().code()).containsOnly("LM6037");
        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly(
                        "the account 'poor'@'%' lacks ALTER, CREATE, DROP, INSERT, SELECT on schema my_shop,"
                                + " needed for CREATE TABLE, INSERT into a table that the plan creates, SELECT, and what a check, an INSERT or"
                                + " a CREATE TABLE … LIKE reads and the way back",
                        "the account 'poor'@'%' lacks CREATE, DROP, INSERT, SELECT on schema lupomig_held,"
                                + " needed for CREATE TABLE and the way back");
        // the statements that it prints are enough
        problems.forEach(problem -> rig.sql(problem.help()));
        assertThat(lacking(Facts.createTable(T, null, null, List.of()), INSERTS, READS))
                .isEmpty();
    }

    @Test
    void whatIsPrintedHelpsBesideAPatternAndTakesNothingAway() {
        rig.sql("GRANT SELECT, DELETE ON `my%`.* TO poor@'%'");
        Problem problem = lackingToInsert().get(0);
        assertThat(problem.help()).isEqualTo("GRANT DELETE, INSERT, SELECT ON `my\\_shop`.* TO 'poor'@'%'");
        rig.sql(problem.help());
        assertThat(lackingToInsert()).isEmpty();
        try (Rig poor = rig.as("poor", "pw")) {
            poor.sql("INSERT INTO my_shop.t VALUES (1)", "DELETE FROM my_shop.t WHERE id = 1");
        }
    }

    @Test
    void whatIsPrintedIsAddedToAGrantOfThatName() {
        rig.sql("GRANT SELECT ON my_shop.* TO poor@'%'");
        Problem problem = lackingToInsert().get(0);
        assertThat(problem.help()).isEqualTo("GRANT INSERT ON `my_shop`.* TO 'poor'@'%'");
        rig.sql(problem.help());
        assertThat(lackingToInsert()).isEmpty();
    }

    @Test
    void rolesTablesAndPatternsCount() {
        rig.sql(
                "CREATE OR REPLACE ROLE keeper",
                "GRANT keeper TO poor@'%'",
                "GRANT SELECT ON my_shop.t TO poor@'%'",
                "GRANT SELECT, CREATE ON my_shop.own TO poor@'%'",
                "GRANT INSERT ON `my\\_sh%`.* TO keeper");
        assertThat(lacking(READS)).isEmpty();
        assertThat(lackingToInsert()).hasSize(1);
        rig.sql("SET DEFAULT ROLE keeper FOR poor@'%'");
        assertThat(lackingToInsert()).isEmpty();
        // what is put into a table that the plan does not make has to be taken out again
        assertThat(lacking(new Insert(new ObjectName("my_shop", "u"), List.of())))
                .hasSize(2);
    }

    @Test
    void theServersOwnChoiceIsTheSame() {
        // the grant on the schema's own name hides the pattern's, though it gives less
        rig.sql("GRANT SELECT, INSERT ON `my%`.* TO poor@'%'", "GRANT SELECT ON `my\\_shop`.* TO poor@'%'");
        assertThat(lackingToInsert()).hasSize(1);
        assertThat(mayInsert()).isFalse();
    }

    @Test
    void aGrantToAnotherAccountOfThatNameIsAskedFor() {
        // poor@% logs in from here as poor@127.…, and what is granted to poor@% counts though SHOW GRANTS has it not
        String host = rig.values("SELECT SUBSTRING_INDEX(USER(), '@', -1)").get(0);
        String here = "poor@'" + host + "'";
        rig.sql(
                "CREATE USER " + here + " IDENTIFIED BY 'pw'",
                "GRANT SELECT, INSERT, CREATE, ALTER, DROP ON my_shop.* TO poor@'%'");
        try {
            assertThat(lackingToInsert()).isEmpty();
        } finally {
            rig.sql("DROP USER " + here);
        }
    }

    @Test
    void askingLeavesNothing() {
        rig.sql("GRANT CREATE, DROP, ALTER, INDEX, INSERT, UPDATE, DELETE, SELECT ON `my%`.* TO poor@'%'");
        String host = rig.values("SELECT SUBSTRING_INDEX(USER(), '@', -1)").get(0);
        rig.sql("CREATE USER poor@'" + host + "' IDENTIFIED BY 'pw'", "CREATE SCHEMA my_other");
        try {
            assertThat(lacking(
                            Facts.createTable(T, null, null, List.of(new ObjectName("my_other", "p"))),
                            Facts.rename(new Rename(T, new ObjectName("my_other", "t")))))
                    .extracting(problem -> problem.arguments().get(2))
                    .containsExactly("lupomig_held");
        } finally {
            rig.sql("DROP USER poor@'" + host + "'");
        }
        assertThat(rig.values("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA LIKE 'my\\_%'"))
                .containsExactly("t");
    }

    @Test
    void aGuardedCreateOfWhatIsThereTakesNothing() {
        rig.sql("GRANT SELECT ON my_shop.* TO poor@'%'");
        StatementFact schema = Facts.createSchema("my_shop", GUARD);
        StatementFact table = Facts.createTable(T, GUARD, null, List.of());
        assertThat(lacking(schema, table)).isEmpty();
        assertThat(lacking(Facts.createSchema("my_shop", null))).hasSize(1);
        // but a table that is moved away first is made again
        StatementFact away = Facts.rename(new Rename(T, new ObjectName("my_shop", "old")));
        assertThat(lacking(away, table)).hasSize(2);
    }

    @Test
    void rowsOfATableThatAGuardedCreateFindsAreKept() {
        rig.sql(
                "GRANT SELECT, INSERT, CREATE, ALTER, DROP ON my_shop.* TO poor@'%'",
                "GRANT SELECT, INSERT, CREATE, ALTER, DROP ON lupomig_held.* TO poor@'%'");
        StatementFact guarded = Facts.createTable(T, GUARD, null, List.of());
        assertThat(lacking(guarded, INSERTS))
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .startsWith("the account 'poor'@'%' lacks DELETE, TRIGGER, UPDATE on schema my_shop");
        assertThat(lacking(Facts.createTable(OWN, GUARD, null, List.of()), new Insert(OWN, List.of())))
                .isEmpty();
        // one that has gone is made anew
        StatementFact away = Facts.rename(new Rename(T, new ObjectName("my_shop", "old")));
        assertThat(lacking(away, guarded, INSERTS)).isEmpty();
        // and one that comes by another name is found
        StatementFact there = Facts.rename(new Rename(T, OWN));
        assertThat(lacking(there, Facts.createTable(OWN, GUARD, null, List.of()), new Insert(OWN, List.of())))
                .hasSize(1);
    }

    @Test
    void aTriggerThatGoesTakesAGrantOnItsTable() {
        rig.sql(
                "CREATE TRIGGER my_shop.old BEFORE INSERT ON my_shop.t FOR EACH ROW SET @a = 1",
                "CREATE TRIGGER my_shop.other BEFORE INSERT ON my_shop.t FOR EACH ROW SET @a = 1",
                "GRANT SELECT, TRIGGER ON my_shop.t TO poor@'%'");
        assertThat(lacking(dropsTrigger("old"))).isEmpty();
        assertThat(lacking(dropsTrigger("missing")))
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .startsWith("the account 'poor'@'%' lacks TRIGGER on schema my_shop");
    }

    @Test
    void aGrantOnTheTableOfAnotherTriggerIsNotEnoughThoughItsNameDiffersByCaseAlone() {
        assumeTrue(rig.values("SELECT @@lower_case_table_names").contains("0"));
        rig.sql(
                "CREATE TABLE my_shop.u (id INT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE TRIGGER my_shop.Old BEFORE INSERT ON my_shop.u FOR EACH ROW SET @a = 1",
                "CREATE TRIGGER my_shop.old BEFORE INSERT ON my_shop.t FOR EACH ROW SET @a = 1",
                "GRANT SELECT, TRIGGER ON my_shop.t TO poor@'%'");
        assertThat(lacking(dropsTrigger("old"))).isEmpty();
        assertThat(lacking(dropsTrigger("Old"))).hasSize(1);
    }

    private static StatementFact dropsTrigger(String name) {
        ObjectRef trigger = new ObjectRef(new ObjectName("my_shop", name), true, new Span(0, 1));
        return new TriggerFact.DropTrigger(trigger, null, new Span(0, 1));
    }

    @Test
    void aSchemaThatGoesTakesWhatIsInIt() {
        rig.sql(
                "CREATE VIEW my_shop.v AS SELECT id FROM my_shop.t",
                "CREATE PROCEDURE my_shop.p() SELECT 1",
                "GRANT SELECT, ALTER, DROP, CREATE, INSERT, TRIGGER, EVENT, EXECUTE ON my_shop.* TO poor@'%'",
                "GRANT SELECT, ALTER, DROP, CREATE, INSERT ON lupomig_held.* TO poor@'%'");
        StatementFact drop = new StatementFact.DropSchema("my_shop", null, new Span(0, 1));

        assertThat(lacking(drop))
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .startsWith(
                        "the account 'poor'@'%' lacks ALTER ROUTINE, CREATE ROUTINE, CREATE VIEW, SHOW VIEW on schema my_shop");
        rig.sql("DROP VIEW my_shop.v", "DROP PROCEDURE my_shop.p");
        assertThat(lacking(drop)).isEmpty();
    }

    @Test
    void namesWithoutASchemaMeanTheDefaultOne() {
        StatementFact fact = new Query(List.of(new ObjectName(null, "t")));
        try (Rig poor = rig.as("poor", "pw")) {
            assertThat(poor.target().lacking(List.of(new Planned(fact, "my_shop"))))
                    .hasSize(1);
            assertThat(poor.target().lacking(List.of(new Planned(fact, null)))).isEmpty();
        }
    }

    @Test
    void theStoresOwnPlanNeedsNoWayBack() {
        rig.sql("GRANT CREATE ON `lupomig\\_%`.* TO poor@'%'");
        Planned schema = new Planned(Facts.createSchema("lupomig_orchestration", GUARD), null);
        try (Rig poor = rig.as("poor", "pw")) {
            assertThat(MariaDbTarget.forStore(poor.server(), StoreSchemas.DEFAULT)
                            .lacking(List.of(schema)))
                    .isEmpty();
            assertThat(MariaDbTarget.withoutStore(poor.server(), StoreSchemas.DEFAULT)
                            .lacking(List.of(schema)))
                    .extracting(Problem::type)
                    .containsExactly(StoreMessage.PRIVILEGES_MISSING);
        }
    }

    private List<Problem> lacking(StatementFact... facts) {
        try (Rig poor = rig.as("poor", "pw")) {
            return poor.target()
                    .lacking(Stream.concat(Stream.of(Facts.createTable(T, GUARD, null, List.of())), Stream.of(facts))
                            .map(fact -> new Planned(fact, null))
                            .toList());
        }
    }

    /** What else it takes to insert into a table that the plan makes than to make it. */
    private List<Problem> lackingToInsert() {
        String make = "CREATE, ALTER, DROP ON my_shop.own";
        String keep = "SELECT, INSERT, CREATE, DROP ON lupomig_held.*";
        rig.sql("GRANT " + make + " TO poor@'%'", "GRANT " + keep + " TO poor@'%'");
        try {
            return lacking(Facts.createTable(OWN, null, null, List.of()), new Insert(OWN, List.of()));
        } finally {
            rig.sql("REVOKE " + make + " FROM poor@'%'", "REVOKE " + keep + " FROM poor@'%'");
        }
    }

    /** What the server itself says. */
    private boolean mayInsert() {
        try (Rig poor = rig.as("poor", "pw")) {
            poor.sql("INSERT INTO my_shop.t VALUES (7)");
            return true;
        } catch (AssertionError refused) {
            return false;
        }
    }
}
