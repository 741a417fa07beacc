package org.lupomig.model.plan;

/**
 * The epoch a plan moves the system across.
 *
 * @param from UTC YYYYMMDDHHMMSS
 * @param to UTC YYYYMMDDHHMMSS, after {@code from}
 */
public record Epoch(long from, long to) {}
