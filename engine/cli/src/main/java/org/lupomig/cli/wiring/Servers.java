package org.lupomig.cli.wiring;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.config.DatabaseSetting;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
import org.lupomig.embedded.EmbeddedServerException;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.AddressText;
import org.lupomig.store.connect.Connecting;
import org.lupomig.store.connect.MariaDbAddress;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.freeze.FreezeSetting;

/** The servers of one command: each is reached for once, the embedded one is started when it is first needed. */
public final class Servers implements AutoCloseable {
    /** Another command may be about to end. */
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(2);

    private static final String VARIABLE = "LUPOMIG_WAIT=10m";

    private final Config config;
    private final StateFolder state;
    private final Duration patience;
    private final PatienceLeft left;
    private final Map<MariaDbAddress, OpenServer> open = new LinkedHashMap<>();
    private @Nullable EmbeddedServer embedded;
    private @Nullable String variables;
    private String waits = "--wait 10m, or " + VARIABLE;

    /**
     * No server yet.
     *
     * @param patience how long to wait for another command that uses the embedded server
     */
    public Servers(Config config, StateFolder state, Duration patience) {
        this(config, state, patience, new PatienceLeft(patience, InstantSource.system()));
    }

    /**
     * The same for a command that waits elsewhere, too.
     *
     * @param left what it waits no longer than, and what that takes of
     */
    public Servers(Config config, StateFolder state, Duration patience, PatienceLeft left) {
        this.config = config;
        this.state = state;
        this.patience = patience.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : patience;
        this.left = left;
    }

    /**
     * Tells that a server will be reached for. What that takes is loaded beside what the caller does until then, such
     * as compiling a plan; it need not come to it.
     */
    public static void expected() {
        Thread loading = new Thread(MariaDbServer::prepare, "lupomig-driver");
        loading.setDaemon(true);
        // What fails here fails again where it is needed, and is told there.
        loading.setUncaughtExceptionHandler((thread, failure) -> {});
        loading.start();
    }

    /** For a command that has no option that says how long it waits: a variable does. */
    public Servers waitingByVariable() {
        waits = VARIABLE;
        return this;
    }

    /** For a command that waits for nobody, whatever is said. */
    public Servers waitingForNobody() {
        waits = "";
        return this;
    }

    /** Who is not let in is told these variables, {@code …_USER} and {@code …_PASSWORD}, not those of the database. */
    public Servers toldBy(String prefix) {
        variables = prefix;
        return this;
    }

    /** The server of a database: where the settings say, else the embedded one. */
    public Answer<OpenServer> ofDatabase(String database) {
        DatabaseSetting setting = config.database(database);
        return setting == null ? embedded(database) : at(setting.name(), setting.url(), setting.user());
    }

    /**
     * The server of an entry in the list of stores. A setting for its database goes first: the server may have moved.
     */
    public Answer<OpenServer> ofStore(String database, String address) {
        if (address.equals(StateFolder.EMBEDDED)) {
            return embedded(database);
        }
        DatabaseSetting setting = config.database(database);
        return setting == null ? at(database, address, null) : at(database, setting.url(), setting.user());
    }

    private Answer<OpenServer> at(String database, String url, @Nullable String user) {
        AddressText.Reading reading = AddressText.read(url);
        if (reading instanceof AddressText.Reading.Unreadable unreadable) {
            return Answer.no(List.of(unreadable.problem()));
        }
        MariaDbAddress read = ((AddressText.Reading.Address) reading).address();
        return config.password(database).then(password -> {
            MariaDbAddress address = new MariaDbAddress(
                    read.host(),
                    read.port(),
                    read.schema(),
                    user == null ? read.user() : user,
                    password.isEmpty() ? read.password() : password,
                    read.options());
            return connect(database, address, address.withoutSecrets(), address.display());
        });
    }

    private Answer<OpenServer> embedded(String database) {
        return state.make().then(made -> startEmbedded(database));
    }

    private Answer<OpenServer> startEmbedded(String database) {
        try {
            EmbeddedServer server = embedded;
            if (server == null) {
                server = EmbeddedServer.start(
                        EmbeddedServerConfig.in(state.server()).withPatience(left.left(LEAST_PATIENCE, patience)));
                embedded = server;
                left.spend(server.waited());
            }
            AddressText.Reading reading = AddressText.read(server.jdbcUrl());
            MariaDbAddress place = ((AddressText.Reading.Address) reading).address();
            MariaDbAddress address = new MariaDbAddress(
                    place.host(), place.port(), null, server.user(), server.password(), place.options());
            return connect(database, address, StateFolder.EMBEDDED, "the embedded server");
        } catch (EmbeddedServerException e) {
            return Answer.no(CliMessage.NO_EMBEDDED_SERVER, String.valueOf(e.getMessage()), help(e.problem()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.no(CliMessage.NO_EMBEDDED_SERVER, "the start of the embedded server was interrupted", "");
        }
    }

    private String help(EmbeddedServerException.Problem problem) {
        return switch (problem) {
            case IN_USE -> "wait until it ends" + (waits.isEmpty() ? "" : ", or say how long to wait: " + waits);
            case FILES -> "that folder must be writable; or name a server with --database NAME=URL";
            case NO_SERVER, MISSING_LIBRARY, OTHER_VERSION, NO_START -> "";
        };
    }

    private Answer<OpenServer> connect(String database, MariaDbAddress address, String remembered, String shown) {
        // by all of it: another account, schema or password is another connection, with other rights
        OpenServer known = open.get(address);
        if (known != null) {
            return Answer.of(known);
        }
        return config.freeze(database).then(freeze -> config.storeSchemas()
                .then(schemas -> connect(database, address, remembered, shown, freeze, schemas)));
    }

    private Answer<OpenServer> connect(
            String database,
            MariaDbAddress address,
            String remembered,
            String shown,
            FreezeSetting freeze,
            StoreSchemas schemas) {
        Connecting connecting = MariaDbServer.connect(address, openAt(address.place()));
        if (connecting instanceof Connecting.Failed failed) {
            return Answer.no(List.of(named(failed.problem(), database)));
        }
        String option = config.flaggedDatabases().contains(database)
                ? " --database " + ShellWord.of(database + "=" + remembered)
                : "";
        OpenServer server = new OpenServer(
                database, remembered, shown, option, ((Connecting.Connected) connecting).server(), freeze, schemas);
        open.put(address, server);
        return Answer.of(server);
    }

    /** Who is not let in is told by which variables of this database that is mended. */
    private Problem named(Problem problem, String database) {
        List<String> said = problem.arguments();
        String variable = variables == null ? Config.variable(database) : variables;
        return problem.type() == StoreMessage.ACCESS_DENIED
                ? Problem.of(StoreMessage.ACCESS_DENIED, said.get(0), said.get(1), variable)
                : problem;
    }

    /** One of those that are open at a place; null where none is. */
    private @Nullable MariaDbServer openAt(String place) {
        for (OpenServer server : open.values()) {
            if (server.place().equals(place)) {
                return server.server();
            }
        }
        return null;
    }

    /** Closes all connections and waits until the embedded server is at rest, so that its files can be removed. */
    public void end() {
        for (OpenServer server : open.values()) {
            server.close();
        }
        EmbeddedServer server = embedded;
        if (server != null) {
            server.close();
        }
    }

    /** Closes all connections and tells the embedded server to end. */
    @Override
    public void close() {
        for (OpenServer server : open.values()) {
            server.close();
        }
        if (embedded != null) {
            embedded.closeWithoutWaiting();
        }
    }
}
