package org.lupomig.store.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerErrorTest {
    /** One that the driver takes for open. */
    private static Connection answering(boolean answers) {
        return (Connection) Proxy.newProxyInstance(
                ServerErrorTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isClosed" -> false;
                    case "isValid" -> answers;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void whoEndsAStatementLeavesTheConnection() {
        SQLException ended = new SQLException("Query execution was interrupted", "70100", 1317);
        assertThat(ServerError.lost(ended, answering(true))).isFalse();
    }

    @Test
    void whoEndsTheConnectionMayBeHeardToHaveEndedTheStatement() {
        SQLException ended = new SQLException("Query execution was interrupted", "70100", 1317);
        assertThat(ServerError.lost(ended, answering(false))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1053, 1927})
    void someNumbersSayItByThemselves(int code) {
        assertThat(ServerError.lost(new SQLException("Connection was killed", "70100", code), answering(true)))
                .isTrue();
    }

    @Test
    void whyALineWasCutIsSaid() {
        SQLException cut = new SQLException("(conn=7) Socket error", "08000", new IOException("Connection reset"));
        assertThat(ServerError.text(cut)).isEqualTo("Socket error: Connection reset");
    }

    @Test
    void whatIsSaidAlreadyIsNotSaidTwice() {
        SQLException cut = new SQLException("no route: Connection reset", new IOException("Connection reset"));
        assertThat(ServerError.text(cut)).isEqualTo("no route: Connection reset");
        assertThat(ServerError.text(new SQLException("closed", new IOException())))
                .isEqualTo("closed");
    }

    @Test
    void aRefusalIsNoLoss() {
        assertThat(ServerError.lost(new SQLException("Duplicate column name", "42S21", 1060), answering(false)))
                .isFalse();
    }
}
