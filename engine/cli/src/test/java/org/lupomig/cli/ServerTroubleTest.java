package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;

class ServerTroubleTest {
    private final Exception cause = new IllegalStateException("the driver's");

    @Test
    void aLostConnectionIsNoMistakeOfOurs() {
        Activity activity = new Activity("reading the store");
        ConnectionLost lost = new ConnectionLost("socket closed", cause);

        assertThat(ServerTrouble.of(lost, activity))
                .isEqualTo(Problem.of(
                        CliMessage.CONNECTION_LOST,
                        "reading the store",
                        "socket closed",
                        "when the server is back, give the command again"));
        activity.changes("running plan shop");
        assertThat(ServerTrouble.of(lost, activity)).isNotNull().satisfies(problem -> assertThat(problem.help())
                .isEqualTo(
                        "when the server is back, give the command again; what was begun is brought to an end first"));
    }

    @Test
    void aRefusalSaysWhetherAPrivilegeIsMissing() {
        Activity activity = new Activity("reading the store");

        assertThat(ServerTrouble.of(new ServerRefused(1142, "42000", "SELECT denied", cause), activity))
                .isEqualTo(Problem.of(
                        CliMessage.SERVER_REFUSED,
                        "reading the store",
                        "SELECT denied",
                        1142,
                        "grant the account what is missing"));
        assertThat(ServerTrouble.of(new ServerRefused(1146, "42S02", "no table", cause), activity))
                .isNotNull()
                .satisfies(problem -> assertThat(problem.help()).isEqualTo("mend that and give the command again"));
    }

    @Test
    void otherExceptionsAreNotTheServers() {
        assertThat(ServerTrouble.of(cause, new Activity("testing"))).isNull();
    }
}
