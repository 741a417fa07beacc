package org.lupomig.cli.project;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder that plans, settings and state belong to: the nearest one at or above a plan that has a
 * {@code lupomig.properties}, else the plan's own.
 *
 * @param folder absolute
 * @param settings its settings file, null without one
 * @param directory the working directory of the command, by which paths are shown
 */
public record Project(Path folder, @Nullable Path settings, Path directory) {
    /** The name of the settings file. */
    public static final String SETTINGS = "lupomig.properties";

    private static final int FARTHEST_UP = 3;

    /**
     * The project of a plan's folder, or of the working directory.
     *
     * @param start absolute
     */
    public static Project at(Path start, Path directory) {
        Path begin = start.normalize();
        for (Path folder = begin; folder != null; folder = folder.getParent()) {
            Path settings = folder.resolve(SETTINGS);
            if (Files.isRegularFile(settings)) {
                return new Project(folder, settings, directory);
            }
        }
        return new Project(begin, null, directory);
    }

    /** Where state is kept; it may not exist yet. */
    public Path state() {
        return folder.resolve(".lupomig");
    }

    /** The settings file as messages call it. */
    public String settingsName() {
        return settings == null ? SETTINGS : shown(settings);
    }

    /** What plans, journals and checksums call a file: its path from the project's folder, with forward slashes. */
    public String nameOf(Path file) {
        Path normal = file.toAbsolutePath().normalize();
        boolean sameRoot = normal.getRoot() != null && normal.getRoot().equals(folder.getRoot());
        return slashes(sameRoot ? folder.relativize(normal) : normal);
    }

    /** The file that a name from {@link #nameOf} stands for. */
    public Path fileOf(String name) {
        return folder.resolve(name).normalize();
    }

    /** A path as the user would type it here. */
    public String shown(Path path) {
        Path normal = directory.resolve(path).normalize();
        if (normal.equals(directory)) {
            return ".";
        }
        if (normal.getRoot() == null || !normal.getRoot().equals(directory.getRoot())) {
            return slashes(normal);
        }
        Path relative = directory.relativize(normal);
        int up = 0;
        while (up < relative.getNameCount() && relative.getName(up).toString().equals("..")) {
            up++;
        }
        return slashes(up > FARTHEST_UP ? normal : relative);
    }

    /** A name from {@link #nameOf}, as the user would type it here. */
    public String shown(String name) {
        return shown(fileOf(name));
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
