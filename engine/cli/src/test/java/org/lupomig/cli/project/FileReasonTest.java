package org.lupomig.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileReasonTest {
    @Test
    void aReasonIsNeverAPath() {
        assertThat(FileReason.of(new AccessDeniedException("/x/y"))).isEqualTo("permission denied");
        assertThat(FileReason.of(new FileAlreadyExistsException("/x/y"))).isEqualTo("a file is in its place");
        assertThat(FileReason.of(new NoSuchFileException("/x/y"))).isEqualTo("its folder is not there");
        assertThat(FileReason.of(new FileSystemException("/x/y", null, "Read-only file system")))
                .isEqualTo("Read-only file system");
        assertThat(FileReason.of(new IOException("No space left on device"))).isEqualTo("No space left on device");
        assertThat(FileReason.of(new IOException())).isEqualTo("IOException");
    }
}
