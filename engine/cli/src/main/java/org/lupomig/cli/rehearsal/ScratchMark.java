package org.lupomig.cli.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.lupomig.orchestrator.journal.Owner;

/**
 * Whose a container is: written on it, so that a later rehearsal finds those that a killed one has left, and no other.
 * Several machines may have one container engine, and be called the same; and what is a process of one container is
 * none of another one, though it may have the number.
 */
final class ScratchMark {
    private static final String UNKNOWN = "-";

    /** Of the account and the machine as it is until it is started anew, with the processes that are seen there. */
    private final String place;

    private final ProcessHandle process;

    ScratchMark(Owner owner) {
        this(owner.who() + "/" + boot() + "/" + namespace(), ProcessHandle.current());
    }

    ScratchMark(String place, ProcessHandle process) {
        this.place = place;
        this.process = process;
    }

    /** What is written on what this process makes. */
    String text() {
        return place + "/" + started(process) + "/" + process.pid();
    }

    /** Whether a mark is of a process of the same account and machine that is no more. Of what is not clear: not. */
    boolean isOfDeadOne(String mark) {
        String ours = place + "/";
        if (place.contains("/" + UNKNOWN) || !mark.startsWith(ours)) {
            return false;
        }
        String rest = mark.substring(ours.length());
        int slash = rest.indexOf('/');
        try {
            String started = rest.substring(0, Math.max(0, slash));
            long pid = Long.parseLong(rest.substring(slash + 1));
            return !started.isEmpty()
                    && ProcessHandle.of(pid)
                            .filter(ProcessHandle::isAlive)
                            .filter(alive -> started(alive).equals(started)
                                    || started(alive).equals(UNKNOWN))
                            .isEmpty();
        } catch (NumberFormatException e) {
            return false; // not written by us
        }
    }

    /** By it a process is told from another one that has its number later. */
    private static String started(ProcessHandle process) {
        Optional<Instant> start = process.info().startInstant();
        return start.map(instant -> Long.toString(instant.toEpochMilli())).orElse(UNKNOWN);
    }

    private static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return UNKNOWN; // only Linux says
        }
    }

    private static String namespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return UNKNOWN;
        }
    }
}
