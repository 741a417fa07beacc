package org.lupomig.store.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.FunctionCall;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Uses;
import org.lupomig.orchestrator.port.Target.Planned;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;
import org.lupomig.testkit.sql.ObjectFacts;

/** Privileges that are not a schema's alone: on routines, on others' views, on variables of the server. */
class AskedBeforehandIT {
    private static final Span AT = Span.at(0);
    private static final ObjectName P = new ObjectName("shop", "p");

    private Rig rig;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
        rig.sql(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.t (id INT PRIMARY KEY)",
                "CREATE VIEW shop.v AS SELECT id FROM shop.t",
                "CREATE PROCEDURE shop.p() SELECT 1",
                "CREATE FUNCTION shop.f() RETURNS INT DETERMINISTIC RETURN 1",
                "CREATE USER poor@'%' IDENTIFIED BY 'pw'");
    }

    @AfterEach
    void disconnect() {
        rig.sql("DROP USER IF EXISTS poor@'%'");
        rig.close();
    }

    private List<Problem> lacking(StatementFact... facts) {
        try (Rig poor = rig.as("poor", "pw")) {
            return poor.target()
                    .lacking(Stream.of(facts)
                            .map(fact -> new Planned(fact, "shop"))
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"max_connections, CONNECTION ADMIN", "read_only, READ_ONLY ADMIN", "general_log, SUPER"})
    void variablesOfTheServer(String variable, String privilege) {
        String before = rig.values("SELECT @@GLOBAL." + variable).get(0);
        StatementFact sets = new SessionFact.SetVariables(
                List.of(new SessionFact.VariableAssignment(SessionFact.Scope.GLOBAL, variable, AT, "1", Uses.NONE, AT)),
                AT);
        assertThat(lacking(sets)).singleElement().satisfies(problem -> {
            assertThat(problem.message())
                    .isEqualTo("the account 'poor'@'%' lacks " + privilege + " on *.*, needed for SET GLOBAL "
                            + variable + " and the way back");
            rig.sql(problem.help());
        });
        assertThat(lacking(sets)).isEmpty();
        assertThat(rig.values("SELECT @@GLOBAL." + variable)).containsExactly(before);
        // of the session anybody sets them
        StatementFact own = new SessionFact.SetVariables(
                List.of(new SessionFact.VariableAssignment(
                        SessionFact.Scope.SESSION, variable, AT, "1", Uses.NONE, AT)),
                AT);
        assertThat(lacking(own)).isEmpty();
    }

    @Test
    void anothersViewThatGoes() {
        rig.sql(
                "GRANT SELECT, CREATE VIEW, DROP ON shop.* TO poor@'%'",
                "CREATE DEFINER=poor@'%' VIEW shop.own AS SELECT id FROM shop.t");
        StatementFact drops = ObjectFacts.dropView(new ObjectName("shop", "v"));
        assertThat(lacking(ObjectFacts.dropView(new ObjectName("shop", "own")))).isEmpty();
        assertThat(lacking(drops)).singleElement().satisfies(problem -> {
            assertThat(problem.message()).startsWith("the account 'poor'@'%' lacks SHOW VIEW on schema shop");
            rig.sql(problem.help());
        });
        assertThat(lacking(drops)).isEmpty();
    }

    @Test
    void routinesThatAreCalled() {
        StatementFact call = ObjectFacts.call(P);
        FunctionCall function = new FunctionCall("shop", "f", FunctionNature.UNKNOWN, AT);
        StatementFact calls = new RowFact.Do(
                new Uses(List.of(), List.of(), List.of(function), List.of(), List.of(), List.of(), List.of()), AT);
        for (StatementFact fact : List.of(call, calls)) {
            assertThat(lacking(fact)).singleElement().satisfies(problem -> assertThat(problem.message())
                    .startsWith("the account 'poor'@'%' lacks EXECUTE on schema shop"));
        }
        rig.sql("GRANT EXECUTE ON PROCEDURE shop.p TO poor@'%'", "GRANT EXECUTE ON FUNCTION shop.f TO poor@'%'");
        assertThat(lacking(call, calls)).isEmpty();
        rig.sql("REVOKE ALL PRIVILEGES, GRANT OPTION FROM poor@'%'", "GRANT CREATE ROUTINE ON shop.* TO poor@'%'");
        assertThat(lacking(
                        ObjectFacts.createProcedure(new ObjectName("shop", "q")),
                        ObjectFacts.call(new ObjectName(null, "Q"))))
                .as("who makes one may call it")
                .isEmpty();
    }
}
