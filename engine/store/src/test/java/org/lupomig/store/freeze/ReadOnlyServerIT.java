package org.lupomig.store.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

/** What {@code read_only} is belongs to one start of a server: what another one has is not for a freeze to put back. */
class ReadOnlyServerIT {
    private Rig rig;
    private ServerBarrier barrier;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
        barrier = new ServerBarrier(rig.server(), new FreezeSetting.ReadOnly());
    }

    @AfterEach
    void disconnect() {
        rig.sql("SET GLOBAL read_only = OFF");
        rig.close();
    }

    private Barrier.ReadOnly found() {
        return (Barrier.ReadOnly) barrier.renewed(new Barrier.ReadOnly("OFF", "another start"));
    }

    private String value() {
        return rig.values("SELECT @@GLOBAL.read_only").get(0);
    }

    @Test
    void aStartIsTheSameHoweverItsClockIsSet() {
        String start = rig.server().reading(reader -> ServerStart.read(reader).text());
        for (String now : new String[] {"1700000000", "2100000000", "DEFAULT"}) {
            String later = rig.server().reading(reader -> {
                reader.update("SET timestamp = " + now);
                return ServerStart.read(reader).text();
            });
            assertThat(later).as(now).isEqualTo(start);
        }
        assertThat(found().server()).isEqualTo(start);
        assertThat(((Barrier.ReadOnly) barrier.look(List.of()).barrier()).server())
                .isEqualTo(start);
    }

    @Test
    void whatIsRaisedHoldsAndIsPutBack() {
        Barrier.ReadOnly ours = found();
        assertThat(ours.before()).isEqualTo("OFF");
        assertThat(barrier.lapsed(ours)).startsWith("read_only is OFF (the server was started 20");

        assertThat(barrier.raise(ours, Duration.ofSeconds(5), () -> true)).isNull();

        assertThat(value()).isEqualTo("1");
        assertThat(barrier.lapsed(ours)).isNull();
        assertThat(barrier.renewed(ours)).isEqualTo(ours);
        assertThat(ServerBarrier.isReadOnlyBy(rig.server(), ours)).isTrue();
        assertThat(barrier.lower(ours, () -> true)).isNull();
        assertThat(value()).isEqualTo("0");
    }

    @Test
    void whatAnotherStartHadIsNeitherHeldNorPutBack() {
        Barrier.ReadOnly earlier = new Barrier.ReadOnly("OFF", "db1:3306 1700000000");
        assertThat(barrier.raise(earlier, Duration.ofSeconds(5), () -> true))
                .isEqualTo("the server was started again meanwhile");
        assertThat(value()).isEqualTo("0");
        rig.sql("SET GLOBAL read_only = ON");

        assertThat(barrier.lapsed(earlier))
                .startsWith("read_only is ON by somebody else since the server was started (20");
        assertThat(barrier.renewed(earlier)).isEqualTo(new Barrier.ReadOnly("ON", found().server()));
        assertThat(ServerBarrier.isReadOnlyBy(rig.server(), earlier)).isFalse();
        assertThat(barrier.lower(earlier, () -> true)).isNull();
        assertThat(value()).isEqualTo("1");
    }

    /** Of what was published before starts were told apart, that is not known. */
    @Test
    void whatNamesNoStartIsOfAnyOne() {
        Barrier.ReadOnly old = new Barrier.ReadOnly("OFF", "");
        rig.sql("SET GLOBAL read_only = ON");

        assertThat(barrier.lapsed(old)).isNull();
        assertThat(barrier.renewed(old)).isEqualTo(old);
        assertThat(barrier.lower(old, () -> true)).isNull();
        assertThat(value()).isEqualTo("0");
    }
}
