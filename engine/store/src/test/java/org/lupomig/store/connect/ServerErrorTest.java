package org.lupomig.store.connect;

import static org.assertj.core.api.Assertions.assertThat;

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
    void aRefusalIsNoLoss() {
        assertThat(ServerError.lost(new SQLException("Duplicate column name", "42S21", 1060), answering(false)))
                .isFalse();
    }
}
