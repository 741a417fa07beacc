package org.lupomig.cli.wiring;

import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.journal.MariaDbStore;
import org.lupomig.store.target.MariaDbTarget;

/**
 * A server that answered, with what the engine needs of it.
 *
 * @param database the name under which plans know it
 * @param address what is remembered of where it is: without secrets
 * @param shown what messages call it
 */
public record OpenServer(String database, String address, String shown, MariaDbServer server) {
    static final StoreSchemas SCHEMAS = StoreSchemas.DEFAULT;

    /** What the engine remembers on this server. */
    public MariaDbStore store() {
        return new MariaDbStore(server, SCHEMAS);
    }

    /** What plans change on this server. */
    public Target target() {
        return new MariaDbTarget(server, SCHEMAS);
    }
}
