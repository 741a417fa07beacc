package org.lupomig.doctrine.build;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** What the rules' classes are made of. */
final class Inputs {
    private Inputs() {}

    /** A digest of the rules' folders, of the classes on the class path, and of the names of its archives. */
    static String digest(Path rules, Path classes) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        add(digest, rules, rules);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                // not what is made of the rules: that differs from build to build by what was there before
                add(digest, path, path.equals(classes) ? classes.resolve("org/lupomig/doctrine/build") : path);
            } else {
                digest.update(entry.getBytes(StandardCharsets.UTF_8));
                digest.update(entry.contains("lupomig") && Files.exists(path) ? Files.readAllBytes(path) : new byte[0]);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Path root, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(
                        root.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
    }
}
