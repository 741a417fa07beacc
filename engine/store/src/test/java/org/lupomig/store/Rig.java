package org.lupomig.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.connect.AddressText;
import org.lupomig.store.connect.Connecting;
import org.lupomig.store.connect.MariaDbAddress;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.journal.MariaDbStore;
import org.lupomig.store.target.MariaDbTarget;

/**
 * A server, the store on it and the target that it is, as the command line would put them together. Registered as an
 * extension, one that a test has of its own is closed behind the test.
 */
public final class Rig implements AutoCloseable, AfterEachCallback {
    private final String base;
    private final String url;
    private final MariaDbServer server;
    private final MariaDbStore store;
    private final MariaDbTarget target;

    private Rig(String base, String url, MariaDbServer server) {
        this.base = base;
        this.url = url;
        this.server = server;
        this.store = new MariaDbStore(server, StoreSchemas.DEFAULT);
        this.target = MariaDbTarget.withStore(server, StoreSchemas.DEFAULT, store);
    }

    /**
     * At this address.
     *
     * @param base host and port, with a slash behind
     */
    public static Rig at(String base, String user, String password) {
        String url = base + account(user, password);
        return new Rig(base, url, connected(url));
    }

    /** Another one at the same server, under the same account. */
    public Rig again() {
        return new Rig(base, url, connected(url));
    }

    /** Another one at the same server, under another account. */
    public Rig as(String user, String password) {
        return at(base, user, password);
    }

    /** The address under another account. */
    public String urlAs(String user, String password) {
        return base + account(user, password);
    }

    /** The address with a schema of the connection's own. */
    public String urlIn(String schema) {
        return base + schema + url.substring(base.length());
    }

    private static String account(String user, String password) {
        return "?user=" + user + (password.isEmpty() ? "" : "&password=" + password);
    }

    /** The server at an address that can be read and reached. */
    public static MariaDbServer connected(String url) {
        return ((Connecting.Connected) MariaDbServer.connect(address(url))).server();
    }

    /** An address that can be read. */
    public static MariaDbAddress address(String url) {
        return ((AddressText.Reading.Address) AddressText.read(url)).address();
    }

    /** Makes the store by sending the scripts of its plan. */
    public Rig withStore() {
        for (String file : StorePlan.FILES) {
            if (file.endsWith(".sql")) {
                makeStore(file);
            }
        }
        return this;
    }

    /** Sends one script of the store's plan. */
    public void makeStore(String file) {
        String text = StorePlan.text(file);
        for (var parameter : StorePlan.parameters(StoreSchemas.DEFAULT).entrySet()) {
            text = text.replace("${" + parameter.getKey() + "}", parameter.getValue());
        }
        for (String statement : text.split(";\n", -1)) {
            if (!statement.isBlank()) {
                sql(statement);
            }
        }
    }

    public String url() {
        return url;
    }

    public MariaDbServer server() {
        return server;
    }

    public MariaDbStore store() {
        return store;
    }

    public MariaDbTarget target() {
        return target;
    }

    /** The locks of all of the server, which must be free. */
    public Store.Lock locked(String token) {
        Store.LockAttempt attempt = asks(token, Claims.server());
        if (attempt instanceof Store.LockAttempt.Held held) {
            return held.lock();
        }
        throw new AssertionError("the lock is busy: " + attempt);
    }

    /** Asks for locks, once. */
    public Store.LockAttempt asks(String token, Claims claims) {
        try (Store.Ticket ticket = store.ticket(new LockRequest(owner(token), "work of " + token, claims, 0))) {
            return ticket.ask(false);
        }
    }

    /** Somebody. */
    public static Owner owner(String token) {
        return new Owner(token, "anna@build-7", 4711, 20260108000000L);
    }

    /** The beginning of a run. */
    public static NewRun newRun(String plan, String token) {
        return new NewRun(RunKind.RUN, plan, "4.0.3", "c0ffee", owner(token), 20260108000001L);
    }

    /** Sends statements over a connection of its own. */
    public void sql(String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** The values of a query, row by row. */
    public List<String> values(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(rows.getString(i)));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
    }

    @Override
    public void close() {
        server.close();
    }
}
