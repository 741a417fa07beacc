package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.privilege.Grants;
import org.lupomig.store.privilege.Privilege;

/**
 * Whether an account sees the events and routines of a schema. To one that may not the server shows none, as if there
 * were none. What is not proved by a grant counts as not seen.
 */
final class Sight {
    private Sight() {}

    /** What an account may hold in this schema without seeing it, for people; empty where it sees everything. */
    static List<String> hidden(ServerConnection reader, String schema) {
        Grants grants = Grants.of(reader);
        var hidden = new ArrayList<String>();
        if (!grants.allow(Privilege.EVENT, schema, null)) {
            hidden.add("event (this account may not see events: GRANT EVENT)");
        }
        if (!grants.allow(Privilege.EXECUTE, schema, null)) {
            hidden.add("routine (this account may not see routines: GRANT EXECUTE)");
        }
        return hidden;
    }
}
