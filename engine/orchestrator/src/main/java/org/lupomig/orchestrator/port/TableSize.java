package org.lupomig.orchestrator.port;

/**
 * How large a table is, as the server's statistics have it: an estimate, which a full read alone would make exact.
 *
 * @param rows how many
 * @param bytes of its rows, without secondary keys
 * @param engine that keeps them
 */
public record TableSize(long rows, long bytes, String engine) {
    /** Whether changes of its rows are part of a transaction. */
    public boolean transactional() {
        return engine.equalsIgnoreCase("InnoDB");
    }
}
