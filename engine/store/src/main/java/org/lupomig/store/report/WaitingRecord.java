package org.lupomig.store.report;

/**
 * A command that waits for the locks that it needs.
 *
 * @param who whose it is
 * @param process the number of its process, on the machine that {@code who} names
 * @param work what it is about, for people
 * @param priority from -10 to 10, the highest first
 * @param since UTC YYYYMMDDHHMMSS, by the server's clock
 */
public record WaitingRecord(String who, long process, String work, int priority, long since) {}
