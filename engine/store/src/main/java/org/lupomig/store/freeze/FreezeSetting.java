package org.lupomig.store.freeze;

import java.util.List;
import org.lupomig.orchestrator.port.ServerObject;

/** How a server's writers are kept out while the system is frozen, as it is configured. */
public sealed interface FreezeSetting {
    /** The published state only. */
    FreezeSetting ADVISORY = new Advisory();

    /** The published state only: nobody is stopped. */
    record Advisory() implements FreezeSetting {}

    /** The server's own {@code read_only}, for all of it. */
    record ReadOnly() implements FreezeSetting {}

    /** These accounts, and no other. */
    record Accounts(List<ServerObject> named) implements FreezeSetting {
        public Accounts {
            named = List.copyOf(named);
        }
    }
}
