package org.lupomig.cli.project;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be written, in words: most exceptions of files have nothing but a path for a message. */
public final class FileReason {
    private FileReason() {}

    /** A clause. */
    public static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in its place";
        }
        if (e instanceof NoSuchFileException) {
            return "its folder is not there";
        }
        String message =
                e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
