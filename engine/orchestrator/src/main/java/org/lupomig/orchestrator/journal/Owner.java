package org.lupomig.orchestrator.journal;

/**
 * Who holds the lock.
 *
 * @param token random, unique to one command; part of the names of its sessions
 * @param who user and host, for people: {@code anna@build-7}
 * @param pid process id on that host
 * @param since UTC YYYYMMDDHHMMSS
 */
public record Owner(String token, String who, long pid, long since) {}
