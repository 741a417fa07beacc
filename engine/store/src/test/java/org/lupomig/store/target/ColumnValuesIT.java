package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

class ColumnValuesIT {
    private static final ObjectName T = new ObjectName("shop", "t");

    private Rig rig;
    private TargetSession session;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
        rig.sql(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.t (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO shop.t VALUES (1), (2)");
        session = rig.target().open(SessionName.of("tok", 1), Purpose.FORWARD);
    }

    @AfterEach
    void disconnect() {
        session.close();
        rig.close();
    }

    @Test
    void constantsAreTheirOwnProof() {
        assertThat(ownAfter("VARCHAR(20)", "'x'")).isTrue();
        assertThat(ownAfter("VARCHAR(20) DEFAULT 'Abc'", "'abc'")).isTrue();
        assertThat(ownAfter("VARCHAR(20) NOT NULL DEFAULT ''", "' '")).isTrue();
        assertThat(ownAfter("VARCHAR(20) DEFAULT 'it''s \\\\'", "NULL")).isTrue();
        assertThat(ownAfter("INT NOT NULL DEFAULT -7", "0")).isTrue();
        assertThat(ownAfter("DECIMAL(8,2) DEFAULT 1.50", "1.51")).isTrue();
        assertThat(ownAfter("INT NOT NULL", "1")).isTrue();
        assertThat(ownAfter("TEXT NOT NULL", "'x'")).isTrue();
        assertThat(ownAfter("ENUM('a','b') NOT NULL", "'b'")).isTrue();
        assertThat(ownAfter("SET('a','b') NOT NULL", "'b'")).isTrue();
        assertThat(ownAfter("BIGINT UNSIGNED DEFAULT 20260108000000", "20260108000001"))
                .isTrue();
        assertThat(ownAfter("DATETIME DEFAULT '2026-01-08'", "'2026-01-09'")).isTrue();
        assertThat(ownAfter("JSON", "'{}'")).isTrue();
        assertThat(ownAfter("BINARY(3) DEFAULT 'abc'", "'abd'")).isTrue();
    }

    @Test
    void whatIsComputedHoldsNothing() {
        assertThat(own("INT GENERATED ALWAYS AS (id + 1) VIRTUAL")).isFalse();
        assertThat(own("INT GENERATED ALWAYS AS (id + 1) STORED")).isFalse();
    }

    @Test
    void whatCannotBeProvedCountsAsOwn() {
        assertThat(own("TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP")).isTrue();
        assertThat(own("VARCHAR(40) DEFAULT (UUID())")).isTrue();
        assertThat(own("INT DEFAULT (1 + 1)")).isTrue();
        assertThat(own("INT AUTO_INCREMENT UNIQUE")).isTrue();
        // but where there are no rows there are no values
        rig.sql("DELETE FROM shop.t");
        assertThat(own("TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP")).isFalse();
        assertThat(own("INT AUTO_INCREMENT UNIQUE")).isFalse();
    }

    @Test
    void aColumnThatIsNotThereHoldsNothing() {
        assertThat(session.holdsOwnValues(T, "nope")).isFalse();
        assertThat(session.holdsOwnValues(new ObjectName("shop", "nope"), "nope"))
                .isFalse();
    }

    private boolean own(String definition) {
        rig.sql("ALTER TABLE shop.t ADD COLUMN `n ew` " + definition);
        boolean own = session.holdsOwnValues(T, "n ew");
        rig.sql("ALTER TABLE shop.t DROP COLUMN `n ew`");
        return own;
    }

    /** Proves first that adding alone leaves nothing of its own. */
    private boolean ownAfter(String definition, String value) {
        assertThat(own(definition)).as(definition).isFalse();
        rig.sql(
                "ALTER TABLE shop.t ADD COLUMN `n ew` " + definition,
                "UPDATE shop.t SET `n ew` = " + value + " WHERE id = 2");
        boolean own = session.holdsOwnValues(T, "n ew");
        rig.sql("ALTER TABLE shop.t DROP COLUMN `n ew`");
        return own;
    }
}
