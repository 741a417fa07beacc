package org.lupomig.cli.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.lupomig.cli.Shell;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.journal.Owner;

/** How this command signs the lock. */
public final class Owners {
    private Owners() {}

    /** A fresh owner. */
    public static Owner create(Shell shell) {
        return new Owner(
                shell.tokens().get(),
                System.getProperty("user.name", "somebody") + "@" + host(shell.variables()),
                ProcessHandle.current().pid(),
                UtcStamp.of(shell.clock().instant()));
    }

    /** The name of this machine: from where it costs nothing, else from the resolver. */
    private static String host(Map<String, String> variables) {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).trim();
            if (!name.isEmpty()) {
                return name;
            }
        } catch (IOException e) {
            // Only Linux has this file.
        }
        String name = variables.getOrDefault("HOSTNAME", variables.getOrDefault("COMPUTERNAME", ""));
        if (!name.isEmpty()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
