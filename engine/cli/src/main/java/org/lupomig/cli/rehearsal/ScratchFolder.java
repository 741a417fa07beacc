package org.lupomig.cli.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.project.Project;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.embedded.EmbeddedServer;

/**
 * A folder among those for temporary files, for one rehearsal: its name has the number of the process. What a killed
 * rehearsal leaves there, a running server too, the next one removes.
 */
final class ScratchFolder {
    private static final String PREFIX = "lupomig-rehearsal-";

    private final Path parent;
    private final Path folder;

    private ScratchFolder(Path parent, Path folder) {
        this.parent = parent;
        this.folder = folder;
    }

    /** A fresh one. */
    static ScratchFolder make(Path parent) throws IOException {
        return new ScratchFolder(
                parent,
                Files.createTempDirectory(
                        parent, PREFIX + ProcessHandle.current().pid() + "-"));
    }

    Path path() {
        return folder;
    }

    /** The folder as a project of its own, without settings: those above it are somebody else's. */
    Project project() {
        return new Project(folder, null, folder);
    }

    /** Removes what killed rehearsals of the same account have left beside it. */
    void removeOthers() throws InterruptedException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            UserPrincipal owner = Files.getOwner(folder);
            for (Path other : folders) {
                boolean ours = Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(owner);
                if (ours && !isInUse(other)) {
                    new ScratchFolder(parent, other).remove();
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // what cannot be seen or removed now stays for the next; it does no harm
            return;
        }
    }

    /** Whether its process lives; a number that another process has by now makes it stay a while longer, no more. */
    private static boolean isInUse(Path folder) {
        String rest = folder.getFileName().toString().substring(PREFIX.length());
        int dash = rest.indexOf('-');
        try {
            long pid = Long.parseLong(rest.substring(0, Math.max(0, dash)));
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        } catch (NumberFormatException e) {
            return true; // not named by us
        }
    }

    /** Ends the server that may still run in it, and removes it; false where something stays. */
    boolean remove() throws InterruptedException {
        Path server = StateFolder.of(project()).server();
        try {
            if (Files.isDirectory(server) && !EmbeddedServer.endLeftBehind(server)) {
                return false;
            }
            return delete(folder) == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable IOException delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return null;
        } catch (UncheckedIOException e) {
            return e.getCause();
        } catch (IOException e) {
            return e;
        }
    }
}
