package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

/** A schema counts as empty only where the account would see what is in it. */
class SightIT {
    private static final String NO_EVENTS = "event (this account may not see events: GRANT EVENT)";
    private static final String NO_ROUTINES = "routine (this account may not see routines: GRANT EXECUTE)";

    private Rig rig;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
        rig.sql(
                "CREATE SCHEMA my_shop",
                "CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'",
                "CREATE OR REPLACE ROLE keeper",
                "GRANT keeper TO poor@'%'",
                "GRANT CREATE, DROP ON my_shop.* TO poor@'%'");
    }

    @AfterEach
    void disconnect() {
        rig.sql("DROP USER poor@'%'", "DROP ROLE keeper");
        rig.close();
    }

    @Test
    void whatIsNotSeenCountsAsThere() {
        rig.sql(
                "CREATE EVENT my_shop.ev ON SCHEDULE EVERY 1 YEAR DO SELECT 1",
                "CREATE PROCEDURE my_shop.pr() SELECT 1");
        assertThat(seen()).containsExactly(NO_EVENTS, NO_ROUTINES);
        rig.sql("GRANT EVENT ON my_shop.* TO poor@'%'");
        assertThat(seen()).containsExactly("event ev");
        rig.sql("DROP EVENT my_shop.ev");
        assertThat(seen()).containsExactly(NO_ROUTINES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXECUTE", "ALTER ROUTINE", "CREATE ROUTINE"})
    void eachRightOverRoutinesShowsThem(String right) {
        rig.sql("GRANT EVENT, " + right + " ON my_shop.* TO poor@'%'");
        assertThat(seen()).isEmpty();
        rig.sql("CREATE PROCEDURE my_shop.pr() SELECT 1", "CREATE FUNCTION my_shop.fu() RETURNS INT RETURN 1");
        assertThat(seen()).containsExactly("function fu", "procedure pr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT ALL ON my_shop.* TO poor@'%'",
                "GRANT EVENT, EXECUTE ON *.* TO poor@'%' WITH GRANT OPTION",
                "GRANT ALL ON my_shop.* TO keeper; SET DEFAULT ROLE keeper FOR poor@'%'",
                "REVOKE ALL ON my_shop.* FROM poor@'%'; GRANT ALL ON `my\\_sh%`.* TO poor@'%'"
            })
    void whatProvesThatAllIsSeen(String grants) {
        send(grants);
        assertThat(seen()).isEmpty();
        rig.sql("CREATE EVENT my_shop.ev ON SCHEDULE EVERY 1 YEAR DO SELECT 1");
        assertThat(seen()).containsExactly("event ev");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT ALL ON `my%`.* TO poor@'%'",
                "GRANT ALL ON keeper.* TO poor@'%'",
                "GRANT ALL ON my_shop.* TO keeper",
                "GRANT SELECT, TRIGGER ON my_shop.* TO poor@'%'"
            })
    void whatDoesNot(String grants) {
        rig.sql("CREATE EVENT my_shop.ev ON SCHEDULE EVERY 1 YEAR DO SELECT 1");
        send(grants);
        assertThat(seen()).containsExactly(NO_EVENTS, NO_ROUTINES);
    }

    private void send(String statements) {
        rig.sql(statements.split("; ", -1));
    }

    private List<String> seen() {
        try (Rig poor = rig.as("poor", "pw");
                TargetSession session = poor.target().open(SessionName.of("tok", 1), Purpose.FORWARD)) {
            return ((SchemaState.Present) session.describeSchema("my_shop")).contents();
        }
    }
}
