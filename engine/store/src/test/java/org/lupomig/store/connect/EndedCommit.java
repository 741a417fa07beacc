package org.lupomig.store.connect;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;

/** A connection on which somebody ends each COMMIT by {@code KILL QUERY} before the server has begun with it. */
public final class EndedCommit {
    private static final int PACKET = 1 << 24;

    private EndedCommit() {}

    /** One to the server at this address. */
    public static ServerConnection connect(String url) throws SQLException {
        Connection real = DriverManager.getConnection(url);
        Connection ended = (Connection) Proxy.newProxyInstance(
                EndedCommit.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean sent = arguments != null && arguments.length > 0 && "COMMIT".equals(arguments[0]);
                    if (method.getName().equals("commit") || sent) {
                        throw new SQLException("Query execution was interrupted", "70100", 1317);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new ServerConnection(Jdbi.open(ended), 0, PACKET);
    }
}
