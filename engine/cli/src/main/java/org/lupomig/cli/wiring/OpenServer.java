package org.lupomig.cli.wiring;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerClock;
import org.lupomig.store.freeze.FreezeSetting;
import org.lupomig.store.journal.MariaDbStore;
import org.lupomig.store.target.MariaDbTarget;

/** A server that answered, with what the engine needs of it. */
public final class OpenServer {
    private final String database;
    private final String address;
    private final String shown;
    private final String option;
    private final MariaDbServer server;
    private final MariaDbStore store;
    private final Target target;
    private final FreezeSetting freeze;
    private final StoreSchemas schemas;

    /**
     * One that answered.
     *
     * @param option how the command was told where it is, to be put behind another one; nothing where it was not
     */
    OpenServer(
            String database,
            String address,
            String shown,
            String option,
            MariaDbServer server,
            FreezeSetting freeze,
            StoreSchemas schemas) {
        this.schemas = schemas;
        this.database = database;
        this.address = address;
        this.shown = shown;
        this.option = option;
        this.server = server;
        this.store = new MariaDbStore(server, schemas);
        this.freeze = freeze;
        this.target = MariaDbTarget.withStore(server, schemas, store, freeze);
    }

    /** The name under which plans know it. */
    public String database() {
        return database;
    }

    /** What is remembered of where it is: without secrets. */
    public String address() {
        return address;
    }

    /** Which server it is, whatever account and schema it was reached with. */
    String place() {
        return server.address().place();
    }

    /** Its connections, for what is no business of the engine's. */
    public MariaDbServer server() {
        return server;
    }

    /** The time as it has it, which {@code own} does not tell. */
    public InstantSource clock(InstantSource own) {
        return new ServerClock(own, server);
    }

    /** The schemas that are the engine's own there. */
    public StoreSchemas schemas() {
        return schemas;
    }

    /** What messages call it. */
    public String shown() {
        return shown;
    }

    /** {@code --database NAME=URL} behind a space, where the command was given that; nothing where it was not. */
    String option() {
        return option;
    }

    /** What the engine remembers on this server. */
    public MariaDbStore store() {
        return store;
    }

    /** What an earlier store has left in the held schema; null where that is nothing. */
    public @Nullable Problem heldByAnEarlierStore() {
        int tables = store.heldBefore().size();
        return tables == 0
                ? null
                : Problem.of(
                        StoreMessage.HELD_BY_AN_EARLIER_STORE,
                        schemas.held(),
                        tables + (tables == 1 ? " table" : " tables"));
    }

    /** What plans change on this server, with changes and journal in one transaction where they can be. */
    public Target target() {
        return target;
    }

    /** The same for an engine that remembers nothing here. */
    Target targetWithoutStore() {
        return MariaDbTarget.withoutStore(server, schemas, freeze);
    }

    /** The same for the engine that makes the store. */
    Target targetForStore() {
        return MariaDbTarget.forStore(server, schemas);
    }

    void close() {
        server.close();
    }
}
