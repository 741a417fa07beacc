package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.AddedColumn;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.OwnValues;
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
        assertThat(ownAfter("VARCHAR(20)", "'x'")).isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("VARCHAR(20) DEFAULT 'Abc'", "'abc'")).isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("VARCHAR(20) NOT NULL DEFAULT ''", "' '")).isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("VARCHAR(20) DEFAULT 'it''s \\\\'", "NULL")).isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("INT NOT NULL DEFAULT -7", "0")).isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("DECIMAL(8,2) DEFAULT 1.50", "1.51")).isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("INT NOT NULL", "1")).isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("TEXT NOT NULL", "'x'")).isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("ENUM('a','b') NOT NULL", "'b'")).isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("SET('a','b') NOT NULL", "'b'")).isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("BIGINT UNSIGNED DEFAULT 20260108000000", "20260108000001"))
                .isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("DATETIME DEFAULT '2026-01-08'", "'2026-01-09'")).isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("JSON", "'{}'")).isEqualTo(OwnValues.SOME);
        assertThat(ownAfter("BINARY(3) DEFAULT 'abc'", "'abd'")).isEqualTo(OwnValues.SOME);
    }

    @Test
    void whatIsComputedHoldsNothing() {
        assertThat(own("INT GENERATED ALWAYS AS (id + 1) VIRTUAL")).isEqualTo(OwnValues.NONE);
        assertThat(own("INT GENERATED ALWAYS AS (id + 1) STORED")).isEqualTo(OwnValues.NONE);
    }

    @Test
    void whatCannotBeProvedIsNotKnown() {
        assertThat(own("TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP")).isEqualTo(OwnValues.UNKNOWN);
        assertThat(own("VARCHAR(40) DEFAULT (UUID())")).isEqualTo(OwnValues.UNKNOWN);
        assertThat(own("INT DEFAULT (1 + 1)")).isEqualTo(OwnValues.UNKNOWN);
        assertThat(own("INT AUTO_INCREMENT UNIQUE")).isEqualTo(OwnValues.UNKNOWN);
        // but where there are no rows there are no values
        rig.sql("DELETE FROM shop.t");
        assertThat(own("TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP")).isEqualTo(OwnValues.NONE);
        assertThat(own("INT AUTO_INCREMENT UNIQUE")).isEqualTo(OwnValues.NONE);
    }

    @Test
    void aColumnThatIsNotThereHoldsNothing() {
        assertThat(session.ownValues(T, AddedColumn.last("nope")).own()).isEqualTo(OwnValues.NONE);
        assertThat(session.ownValues(new ObjectName("shop", "nope"), AddedColumn.last("nope"))
                        .own())
                .isEqualTo(OwnValues.NONE);
    }

    private OwnValues own(String definition) {
        rig.sql("ALTER TABLE shop.t ADD COLUMN `n ew` " + definition);
        OwnValues own = session.ownValues(T, AddedColumn.last("n ew")).own();
        rig.sql("ALTER TABLE shop.t DROP COLUMN `n ew`");
        return own;
    }

    /** Proves first that adding alone leaves nothing of its own. */
    private OwnValues ownAfter(String definition, String value) {
        assertThat(own(definition)).as(definition).isEqualTo(OwnValues.NONE);
        rig.sql(
                "ALTER TABLE shop.t ADD COLUMN `n ew` " + definition,
                "UPDATE shop.t SET `n ew` = " + value + " WHERE id = 2");
        OwnValues own = session.ownValues(T, AddedColumn.last("n ew")).own();
        rig.sql("ALTER TABLE shop.t DROP COLUMN `n ew`");
        return own;
    }
}
