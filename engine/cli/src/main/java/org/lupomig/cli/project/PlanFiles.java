package org.lupomig.cli.project;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.Sources;
import org.lupomig.model.source.SourceText;
import org.lupomig.sql.Includes;

/**
 * Reads plans and the files that they name, wherever those are: whoever may write a plan may write the SQL that it
 * runs, so a wall around the project's folder would keep nobody out. What scripts name themselves is read inside that
 * folder only.
 */
public final class PlanFiles implements Sources {
    /** The largest file read. */
    static final long MOST_BYTES = 64L << 20;

    /** In UTF-8. */
    private static final int MOST_BYTES_OF_A_UNIT = 3;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int CHUNK = 8192;

    /** A name that was mistyped is looked for among so many. */
    private static final int MOST_BESIDE = 10_000;

    private final Project project;

    /** The files of one project. */
    public PlanFiles(Project project) {
        this.project = project;
    }

    @Override
    public Reading read(String from, String path) {
        try {
            return read(folderOf(from).resolve(path).normalize());
        } catch (InvalidPathException e) {
            return new Unreadable(Reason.MISSING);
        }
    }

    @Override
    public Reading included(String from, String path, Includes.Gate gate) {
        Path root = project.folder();
        try {
            Path named = folderOf(from).resolve(path).normalize();
            if (!named.startsWith(root)) {
                return new Unreadable(Reason.OUTSIDE);
            }
            Path realRoot = root.toRealPath();
            Path real = named.toRealPath();
            if (!real.startsWith(realRoot)) {
                return new Unreadable(Reason.OUTSIDE);
            }
            Path own = realRoot.relativize(real);
            // A script may come from elsewhere: what is hidden, or the project's settings, is none of its business.
            boolean hidden = own.endsWith(Project.SETTINGS);
            for (Path part : own) {
                hidden |= part.toString().startsWith(".");
            }
            if (hidden || !Files.isRegularFile(real)) {
                return new Unreadable(Reason.FORBIDDEN);
            }
            // one file has one name, however it is reached, so that a circle through a link is seen
            Path file = root.resolve(own);
            String objection = gate.objection(project.nameOf(file));
            return objection == null ? read(file, gate) : new Unreadable(Reason.NOT_NOW, objection);
        } catch (InvalidPathException | NoSuchFileException e) {
            return new Unreadable(Reason.MISSING);
        } catch (IOException e) {
            return new Unreadable(Reason.FORBIDDEN);
        }
    }

    @Override
    public Collection<String> beside(String from, String path) {
        String named = path.substring(0, path.lastIndexOf('/') + 1);
        List<String> paths = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folderOf(from).resolve(named))) {
            for (Path file : files) {
                if (paths.size() == MOST_BESIDE) {
                    break;
                }
                if (Files.isRegularFile(file)) {
                    paths.add(named + file.getFileName());
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            // There is no such folder, or nobody may look into it: then nothing in it was meant.
            return List.of();
        }
        return paths;
    }

    /** The file's text; null, and not read to its end, where it has more than so many UTF-16 code units. */
    private static @Nullable String text(Path file, int most) throws IOException {
        long bytes = Files.size(file);
        if (bytes / MOST_BYTES_OF_A_UNIT > (long) most + 1) {
            return null;
        }
        StringBuilder text = new StringBuilder((int) Math.min(bytes, most));
        char[] chunk = new char[CHUNK];
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (int read = reader.read(chunk); read >= 0; read = reader.read(chunk)) {
                text.append(chunk, 0, read);
                // a byte-order mark does not count
                if (text.length() > (long) most + (text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0)) {
                    return null;
                }
            }
        }
        return text.toString();
    }

    private Path folderOf(String from) {
        Path folder = project.fileOf(from).getParent();
        return folder == null ? project.folder() : folder;
    }

    /** Reads one file, which need not lie inside the project. */
    public Reading read(Path file) {
        return read(file, null);
    }

    private Reading read(Path file, Includes.@Nullable Gate gate) {
        try {
            if (Files.isDirectory(file)) {
                return new Unreadable(Reason.DIRECTORY);
            }
            if (Files.size(file) > MOST_BYTES) {
                return new Unreadable(Reason.TOO_LARGE);
            }
            String text = gate == null ? Files.readString(file, StandardCharsets.UTF_8) : text(file, gate.most());
            if (text == null) {
                return new Unreadable(Reason.NOT_NOW, gate == null ? "" : gate.tooLong());
            }
            String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return new Found(SourceText.of(project.nameOf(file), body));
        } catch (CharacterCodingException e) {
            return new Unreadable(Reason.NOT_UTF8, ForeignByte.clause(file));
        } catch (NoSuchFileException e) {
            return new Unreadable(Reason.MISSING);
        } catch (AccessDeniedException e) {
            return new Unreadable(Reason.FORBIDDEN);
        } catch (IOException e) {
            return new Unreadable(Files.exists(file) ? Reason.FORBIDDEN : Reason.MISSING);
        }
    }
}
