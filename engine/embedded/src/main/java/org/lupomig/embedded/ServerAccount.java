package org.lupomig.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The one account of an embedded server. Its password is generated, is kept in a file that only its owner can read, and
 * reaches the server in another such file, never on a command line.
 *
 * @param user the account's name
 * @param password hexadecimal, so it needs no quoting anywhere
 */
record ServerAccount(String user, String password) {
    private static final String USER = "lupomig";
    private static final int PASSWORD_BYTES = 24;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** The account of the server in {@code directory}; its password is made on first use. */
    static ServerAccount in(Path directory) throws IOException {
        Path file = directory.resolve("password");
        if (Files.exists(file)) {
            String password = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (!password.isEmpty()) {
                return new ServerAccount(USER, password);
            }
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path fresh = directory.resolve("password.new");
        writeForOwner(fresh, password + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return new ServerAccount(USER, password);
    }

    /**
     * Writes the statements that the server runs before it serves. They are run at every start, so that a password file
     * that was lost or copied is right again.
     */
    void writeInitFile(Path file) throws IOException {
        String account = "'" + user + "'@'127.0.0.1'";
        writeForOwner(
                file,
                "CREATE USER IF NOT EXISTS " + account + ";\n"
                        + "ALTER USER " + account + " IDENTIFIED BY '" + password + "' ACCOUNT UNLOCK;\n"
                        + "GRANT ALL ON *.* TO " + account + " WITH GRANT OPTION;\n");
    }

    private static void writeForOwner(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Files.createFile(file, attributes);
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }
}
