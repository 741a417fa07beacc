package org.lupomig.orchestrator.port;

/**
 * Something in the held schema.
 *
 * @param kind the server's word: {@code BASE TABLE}, {@code VIEW}, {@code SEQUENCE}
 * @param bytes that it takes with its keys, as the server's statistics have it
 */
public record HeldTable(String name, String kind, long bytes) {
    /** Whether it is a table, as everything is that the engine sets aside. */
    public boolean isTable() {
        return kind.equals("BASE TABLE") || kind.equals("SYSTEM VERSIONED");
    }
}
