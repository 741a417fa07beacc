package org.lupomig.store;

import org.jspecify.annotations.Nullable;

/** The server that all tests of this JVM share. */
public final class TestServer {
    private static @Nullable LocalServer server;

    private TestServer() {}

    /** Its address. */
    public static synchronized String url() {
        LocalServer running = server;
        if (running == null) {
            running = LocalServer.start(false);
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            server = running;
        }
        return running.url();
    }

    /** The server with nothing on it. */
    public static Rig cleared() {
        Rig rig = Rig.at(url());
        for (String id : rig.values("SELECT ID FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID()"
                + " AND ID <> " + rig.server().reading(c -> c.id()) + " AND COMMAND <> 'Daemon'")) {
            try {
                rig.sql("KILL " + id);
            } catch (AssertionError e) {
                // it has ended by itself
            }
        }
        for (String schema : rig.values("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN"
                + " ('mysql', 'sys', 'information_schema', 'performance_schema')")) {
            rig.sql("DROP SCHEMA `" + schema.replace("`", "``") + "`");
        }
        return rig;
    }
}
