package org.lupomig.orchestrator.port;

/** What expectations ask of files, relative to the plan. */
public interface FileFacts {
    /** How many files match a glob. */
    long count(String glob);

    /** Whether a file is there. */
    boolean exists(String file);
}
