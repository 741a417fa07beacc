package org.lupomig.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Holds the results of a function to files that people read and review.
 *
 * <p>Beside each input {@code name.in} lie its expected outputs, {@code name.tree} for example. One that is missing,
 * differs, or belongs to no input any more is a failure. With {@code -Dgolden.update=true} the files are written, and
 * the test fails all the same, so that nobody takes an update for a success; where {@code CI} is set it is refused.
 */
public final class GoldenFiles {
    /** The system property that asks for an update. */
    public static final String UPDATE = "golden.update";

    private final Path folder;
    private final String inputSuffix;
    private final boolean update;
    private final boolean onServer;
    private final Set<String> leftAlone = new TreeSet<>();

    GoldenFiles(Path folder, String inputSuffix, boolean update, boolean onServer) {
        this.folder = folder;
        this.inputSuffix = inputSuffix;
        this.update = update;
        this.onServer = onServer;
    }

    /**
     * The golden files of a folder and of those below it.
     *
     * @param folder relative to the module
     * @param inputSuffix with its dot, such as {@code .lupomig}
     */
    public static GoldenFiles in(Path folder, String inputSuffix) {
        return new GoldenFiles(folder, inputSuffix, Boolean.getBoolean(UPDATE), System.getenv("CI") != null);
    }

    /** Leaves files alone that inputs read: those of a suffix, such as {@code .sql}. */
    public GoldenFiles reading(String suffix) {
        leftAlone.add(suffix);
        return this;
    }

    /**
     * An input.
     *
     * @param name its path from the folder, with forward slashes and without its suffix
     * @param text its content as UTF-8, a byte-order mark and line ends as they are
     */
    public record Input(String name, String text) {}

    /** All inputs by name. */
    public List<Input> inputs() {
        List<Input> inputs = new ArrayList<>();
        for (String file : files()) {
            if (file.endsWith(inputSuffix)) {
                inputs.add(new Input(file.substring(0, file.length() - inputSuffix.length()), read(file)));
            }
        }
        return inputs;
    }

    /**
     * Compares, and throws an {@link AssertionError} that tells of every file that is not as it should be.
     *
     * @param outputs the outputs of an input by suffix, such as {@code .tree}; a suffix that is not there stands for a
     *     file that must not be there
     */
    public void check(Function<Input, Map<String, String>> outputs) {
        Map<String, String> expected = new TreeMap<>();
        Set<String> known = new TreeSet<>();
        for (Input input : inputs()) {
            known.add(input.name() + inputSuffix);
            outputs.apply(input).forEach((suffix, text) -> expected.put(input.name() + suffix, text));
        }
        known.addAll(expected.keySet());
        List<String> complaints = new ArrayList<>();
        if (known.isEmpty()) {
            complaints.add("no " + inputSuffix + " in " + folder);
        }
        compare(expected, complaints);
        clean(known, complaints);
        conclude(complaints);
    }

    /**
     * The same for a folder of files that are not made of inputs.
     *
     * @param folder relative to the module
     * @param files everything that is to be in it, by name
     */
    public static void check(Path folder, Map<String, String> files) {
        GoldenFiles golden = in(folder, "");
        List<String> complaints = new ArrayList<>();
        golden.compare(files, complaints);
        golden.clean(files.keySet(), complaints);
        golden.conclude(complaints);
    }

    /**
     * The same for one file, whatever lies beside it.
     *
     * @param file relative to the module
     */
    public static void check(Path file, String text) {
        GoldenFiles beside = in(file.resolveSibling(""), "");
        List<String> complaints = new ArrayList<>();
        beside.compare(Map.of(String.valueOf(file.getFileName()), text), complaints);
        beside.conclude(complaints);
    }

    /**
     * The same for the files of one suffix in a folder, but not for those of the folders below it.
     *
     * @param suffix with its dot, such as {@code .diag}
     * @param files all files of that suffix that are to be there, by name; there may be none
     */
    public void checkOnly(String suffix, Map<String, String> files) {
        List<String> complaints = new ArrayList<>();
        compare(files, complaints);
        for (String file : files()) {
            if (file.endsWith(suffix) && file.indexOf('/') < 0 && !files.containsKey(file)) {
                complaints.add(file + " belongs to no input");
                delete(file);
            }
        }
        conclude(complaints);
    }

    private void compare(Map<String, String> expected, List<String> complaints) {
        if (update && onServer) {
            throw new AssertionError("golden files are not updated where CI is set");
        }
        expected.forEach((file, text) -> {
            if (!Files.exists(folder.resolve(file))) {
                complaints.add(file + " is missing");
                write(file, text);
            } else if (!read(file).equals(text)) {
                complaints.add(difference(file, read(file), text));
                write(file, text);
            }
        });
    }

    private void clean(Set<String> known, List<String> complaints) {
        for (String file : files()) {
            if (!known.contains(file) && leftAlone.stream().noneMatch(file::endsWith)) {
                complaints.add(file + " belongs to no input");
                delete(file);
            }
        }
    }

    private void conclude(List<String> complaints) {
        if (!complaints.isEmpty()) {
            String todo = update ? "written; look at them, then run again:" : "update with -D" + UPDATE + "=true:";
            throw new AssertionError(
                    complaints.size() + " golden files, " + todo + "\n" + String.join("\n", complaints));
        }
        if (update) {
            throw new AssertionError("all golden files were right already; run again without -D" + UPDATE);
        }
    }

    private static String difference(String file, String old, String now) {
        List<String> oldLines = old.lines().toList();
        List<String> newLines = now.lines().toList();
        int line = 0;
        while (line < oldLines.size()
                && line < newLines.size()
                && oldLines.get(line).equals(newLines.get(line))) {
            line++;
        }
        String expected = line < oldLines.size() ? oldLines.get(line) : "(the end)";
        String actual = line < newLines.size() ? newLines.get(line) : "(the end)";
        return file + ":" + (line + 1) + "\n  expected: " + expected + "\n  but was:  " + actual;
    }

    private List<String> files() {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        if (!update) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(file), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(String file) {
        if (!update) {
            return;
        }
        try {
            Files.delete(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
