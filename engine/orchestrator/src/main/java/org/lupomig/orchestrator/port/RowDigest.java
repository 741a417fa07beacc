package org.lupomig.orchestrator.port;

/**
 * Number and digest of all rows of a table, read in one snapshot.
 *
 * @param rows how many
 * @param checksum of their contents, independent of their order; equal for equal rows
 */
public record RowDigest(long rows, long checksum) {}
