package org.lupomig.orchestrator.port;

/**
 * How large a table is, as the server's statistics have it: an estimate, which a full read alone would make exact.
 *
 * @param rows how many
 * @param bytes of its rows, without secondary keys
 */
public record TableSize(long rows, long bytes) {}
