package org.lupomig.cli.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;

/** {@code .lupomig/}: what a project's runs leave behind. Readable by its owner only, and ignored by git. */
public final class StateFolder {
    /** In the list of stores: the embedded server. */
    public static final String EMBEDDED = "embedded";

    private static final String SEEN = "seen";

    private final Project project;
    private final Path folder;

    private StateFolder(Project project) {
        this.project = project;
        this.folder = project.state();
    }

    /** The state folder as it is; nothing is made. */
    public static StateFolder of(Project project) {
        return new StateFolder(project);
    }

    /** The state folder, made where it is not there. */
    public static Answer<StateFolder> make(Project project) {
        return of(project).make();
    }

    /** The same folder, made where it is not there. */
    public Answer<StateFolder> make() {
        try {
            makePrivate(folder);
            Path ignore = folder.resolve(".gitignore");
            if (!Files.exists(ignore)) {
                Files.writeString(ignore, "*\n");
            }
        } catch (IOException e) {
            return Answer.no(CliMessage.NO_STATE_FOLDER, project.shown(folder), FileReason.of(e));
        }
        return Answer.of(this);
    }

    private static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Whose it is. */
    public Project project() {
        return project;
    }

    /** Where the embedded server keeps its data. */
    public Path server() {
        return folder.resolve("server");
    }

    /** Where details of unexpected failures are written. */
    public Path errors() {
        return folder.resolve("errors");
    }

    /**
     * Addresses of the stores used so far, by database name, without secrets; {@link #EMBEDDED} for the embedded
     * server. Lines that cannot be read are passed over: the list is a convenience.
     */
    public Map<String, String> stores() {
        Map<String, String> stores = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(folder.resolve("stores"), StandardCharsets.UTF_8)) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    stores.put(line.substring(0, space), line.substring(space + 1));
                }
            }
        } catch (IOException e) {
            return stores;
        }
        return stores;
    }

    /** Adds a store to the list, or replaces its address. */
    public Answer<StateFolder> remember(String database, String address) {
        Map<String, String> stores = stores();
        if (address.equals(stores.put(database, address))) {
            return Answer.of(this);
        }
        List<String> lines = new ArrayList<>();
        stores.forEach((name, url) -> lines.add(name + " " + url));
        Path file = folder.resolve("stores");
        Path fresh = folder.resolve("stores.new");
        Answer<StateFolder> made = make();
        if (!made.isOk()) {
            return Answer.no(CliMessage.NOT_REMEMBERED, made.problems().get(0).message());
        }
        try {
            Files.write(fresh, lines, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            return Answer.no(
                    CliMessage.NOT_REMEMBERED, project.shown(file) + " cannot be written: " + FileReason.of(e));
        }
        return Answer.of(this);
    }

    /**
     * What was last seen of each store that was used so far, by which store it is; lines that cannot be read are passed
     * over.
     */
    public Map<String, String> seen() {
        Map<String, String> seen = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(folder.resolve(SEEN), StandardCharsets.UTF_8)) {
                int tab = line.indexOf('\t');
                if (tab > 0) {
                    seen.put(line.substring(0, tab), line.substring(tab + 1));
                }
            }
        } catch (IOException e) {
            return seen;
        }
        return seen;
    }

    /**
     * Writes down what was seen of all stores, wholly or not at all. Where that is not possible, nothing is written:
     * what was seen earlier is true, too.
     *
     * @param seen by which store it is, what was used last behind the others
     */
    public void see(Map<String, String> seen) {
        List<String> lines = new ArrayList<>();
        seen.forEach((name, value) -> lines.add(name + "\t" + value));
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            // of its own: another command may be writing, too
            Path fresh = Files.createTempFile(folder, SEEN, ".new");
            try {
                Files.write(fresh, lines, StandardCharsets.UTF_8);
                Files.move(
                        fresh,
                        folder.resolve(SEEN),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            // a folder that may only be read
            return;
        }
    }
}
