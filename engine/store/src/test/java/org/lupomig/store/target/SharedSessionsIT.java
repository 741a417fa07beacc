package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation.Send;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

/** One session for several steps: only where nothing of the one before can be seen in it. */
class SharedSessionsIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String FIRST = SessionName.of("shared", 1);
    private static final String SECOND = SessionName.of("shared", 2);
    private static final String THIRD = SessionName.of("shared", 3);

    private Rig rig;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared().withStore();
        rig.sql("CREATE SCHEMA shop", "CREATE SCHEMA store");
    }

    @AfterEach
    void disconnect() {
        rig.close();
    }

    @Test
    void servesAgainUnderItsNewName() {
        String first = number(FIRST, "shop", "CREATE TABLE shop.a (id INT)");
        try (TargetSession session = again(SECOND, "shop")) {
            assertThat(number(session)).isEqualTo(first);
            assertThat(holder(FIRST)).isEqualTo("null");
            assertThat(holder(SECOND)).isEqualTo(first);
        }
    }

    @Test
    void itsNameIsFreeForTheWayBack() {
        number(FIRST, "shop", "CREATE TABLE shop.a (id INT)");
        try (TargetSession back = rig.target().openAgain(List.of(FIRST), Purpose.UNDO, null)) {
            assertThat(holder(FIRST)).isEqualTo(number(back));
        }
    }

    @Test
    void itsNameIsFreeForASessionOfItsOwn() {
        number(FIRST, "shop", "CREATE TABLE shop.a (id INT)");
        try (TargetSession own = rig.target().open(FIRST, Purpose.UNDO)) {
            assertThat(holder(FIRST)).isEqualTo(number(own));
        }
    }

    @Test
    void endsWhereNoStepComes() {
        number(FIRST, "shop", "CREATE TABLE shop.a (id INT)");
        rig.target().endIdle();
        assertThat(holder(FIRST)).isEqualTo("null");
    }

    @Test
    void isEndedByItsName() {
        String first = number(FIRST, "shop", "CREATE TABLE shop.a (id INT)");
        assertThat(rig.target().endSession(FIRST, MINUTE)).isTrue();
        assertThat(holder(FIRST)).isEqualTo("null");
        assertThat(number(SECOND, "shop", "CREATE TABLE shop.b (id INT)")).isNotEqualTo(first);
    }

    @Test
    void aSettingKeepsItFromServingAgain() {
        String first = number(FIRST, "shop", "SET sql_mode = 'ANSI_QUOTES'");
        assertThat(number(SECOND, "shop", "CREATE TABLE shop.a (id INT)")).isNotEqualTo(first);
    }

    @Test
    void aRefusalKeepsItFromServingAgain() {
        String first = number(FIRST, "shop", "CREATE TABLE nowhere.a (id INT)");
        assertThat(number(SECOND, "shop", "CREATE TABLE shop.a (id INT)")).isNotEqualTo(first);
    }

    @Test
    void oneWhoseWorkIsNotDoneEnds() {
        try (TargetSession session = again(FIRST, "shop")) {
            session.execute(new Send("CREATE TABLE shop.a (id INT)"), MINUTE);
        }
        assertThat(holder(FIRST)).isEqualTo("null");
    }

    @Test
    void forgetsTheNumberThatAnInsertHasDrawn() {
        String first = number(FIRST, "shop", "CREATE TABLE shop.a (id SERIAL)");
        assertThat(number(SECOND, "shop", "INSERT INTO shop.a VALUES (NULL)")).isEqualTo(first);
        try (TargetSession session = again(FIRST, "shop")) {
            assertThat(number(session)).isEqualTo(first);
            assertThat(session.ask("LAST_INSERT_ID()", MINUTE).text()).isEqualTo("0");
        }
    }

    @Test
    void twoAtOnceAreTwo() {
        String first = number(FIRST, "shop", "CREATE TABLE shop.a (id INT)");
        try (TargetSession one = again(SECOND, "shop");
                TargetSession other = again(THIRD, "shop")) {
            assertThat(number(one)).isEqualTo(first);
            assertThat(number(other)).isNotEqualTo(first);
        }
    }

    @Test
    void oneThatWasOpenWhileSuchAStatementWasSentEnds() {
        String first;
        try (TargetSession session = again(FIRST, "shop")) {
            first = number(session);
            rig.target().open(THIRD, Purpose.FORWARD).close();
            session.allDone();
        }
        assertThat(holder(FIRST)).isEqualTo("null");
        assertThat(number(SECOND, "shop", "CREATE TABLE shop.b (id INT)")).isNotEqualTo(first);
    }

    @Test
    void aStatementThatMayChangeWhatSessionsBeginWithEndsIt() {
        String first = number(FIRST, "shop", "CREATE TABLE shop.a (id INT)");
        rig.target().open(THIRD, Purpose.FORWARD).close();
        assertThat(number(SECOND, "shop", "CREATE TABLE shop.b (id INT)")).isNotEqualTo(first);
    }

    @Test
    void aDefaultSchemaIsNotLeftBehind() {
        String first = number(FIRST, "shop", "CREATE TABLE shop.a (id INT)");
        try (TargetSession session = again(SECOND, null)) {
            assertThat(session.defaultSchema()).isNull();
            assertThat(number(session)).isNotEqualTo(first);
        }
    }

    @Test
    void anotherSchemaIsChosenAnew() {
        number(FIRST, "shop", "CREATE TABLE shop.a (id INT)");
        try (TargetSession session = again(SECOND, "store")) {
            assertThat(session.defaultSchema()).isEqualTo("store");
            session.execute(new Send("CREATE TABLE b (id INT)"), MINUTE);
        }
        assertThat(rig.values("SELECT TABLE_SCHEMA FROM information_schema.TABLES WHERE TABLE_NAME = 'b'"))
                .containsExactly("store");
    }

    @Test
    void whatASchemaGivesToItsTablesIsNotRemembered() {
        number(FIRST, "shop", "CREATE TABLE shop.a (id INT)");
        rig.sql("ALTER SCHEMA shop COLLATE ucs2_bin");
        number(SECOND, "shop", "CREATE TABLE shop.b (id INT)");
        assertThat(rig.values("SELECT TABLE_COLLATION FROM information_schema.TABLES WHERE TABLE_NAME = 'b'"))
                .containsExactly("ucs2_bin");
    }

    @Test
    void oneThatIsGoneIsReplaced() {
        String first = number(FIRST, "shop", "CREATE TABLE shop.a (id INT)");
        rig.sql("KILL CONNECTION " + first);
        assertThat(number(SECOND, "shop", "CREATE TABLE shop.b (id INT)")).isNotEqualTo(first);
    }

    @Test
    void ofSeveralStepsIsFoundUnderEachOfTheirNames() {
        String first;
        try (TargetSession session = rig.target().openAgain(List.of(FIRST, SECOND), Purpose.FORWARD, "shop")) {
            first = number(session);
            assertThat(holder(FIRST)).isEqualTo(first);
            assertThat(holder(SECOND)).isEqualTo(first);
            session.allDone();
        }
        try (TargetSession next = rig.target().openAgain(List.of(THIRD), Purpose.FORWARD, "shop")) {
            assertThat(number(next)).isEqualTo(first);
            assertThat(holder(FIRST)).isEqualTo("null");
            assertThat(holder(SECOND)).isEqualTo("null");
            assertThat(holder(THIRD)).isEqualTo(first);
        }
    }

    @Test
    void ofSeveralStepsEndsForAllOfThem() {
        TargetSession session = rig.target().openAgain(List.of(FIRST, SECOND), Purpose.FORWARD, "shop");
        assertThat(rig.target().endSession(SECOND, MINUTE)).isTrue();
        assertThat(holder(FIRST)).isEqualTo("null");
        assertThat(holder(SECOND)).isEqualTo("null");
        assertThat(session.execute(new Send("CREATE TABLE shop.a (id INT)"), MINUTE))
                .isInstanceOf(StatementOutcome.Lost.class);
        session.close();
    }

    @Test
    void ofSeveralStepsIsNotSharedWithANameThatIsTaken() {
        try (TargetSession other = rig.target().open(SECOND, Purpose.FORWARD)) {
            String holds = number(other);
            assertThatThrownBy(() -> rig.again().target().openAgain(List.of(FIRST, SECOND), Purpose.FORWARD, "shop"))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(holder(SECOND)).isEqualTo(holds);
        }
    }

    private TargetSession again(String name, @Nullable String schema) {
        TargetSession session = rig.target().openAgain(List.of(name), Purpose.FORWARD, schema);
        session.useSchema(schema);
        return session;
    }

    /** Sends over a session that may be shared, and closes it. */
    private String number(String name, String schema, String sql) {
        try (TargetSession session = again(name, schema)) {
            String number = number(session);
            StatementOutcome outcome = session.execute(new Send(sql), MINUTE);
            assertThat(outcome).isNotInstanceOf(StatementOutcome.Lost.class);
            session.allDone();
            return number;
        }
    }

    private static String number(TargetSession session) {
        return String.valueOf(session.ask("CONNECTION_ID()", MINUTE).text());
    }

    private String holder(String name) {
        return rig.values("SELECT IS_USED_LOCK('" + name + "')").get(0);
    }
}
