package org.lupomig.compiler.semantics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.lupomig.compiler.Sources;
import org.lupomig.model.source.SourceText;

/** The files of one folder, and nothing above it. */
record FolderSources(Path folder) implements Sources {
    @Override
    public Reading read(String from, String path) {
        Path file = resolve(from, path);
        if (!file.startsWith(folder)) {
            return new Unreadable(Reason.OUTSIDE);
        }
        if (Files.isDirectory(file)) {
            return new Unreadable(Reason.DIRECTORY);
        }
        if (!Files.exists(file)) {
            return new Unreadable(Reason.MISSING);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return new Found(SourceText.of(folder.relativize(file).toString().replace('\\', '/'), text));
        } catch (CharacterCodingException e) {
            return new Unreadable(Reason.NOT_UTF8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Collection<String> beside(String from, String path) {
        String prefix = path.substring(0, path.lastIndexOf('/') + 1);
        Path inside = resolve(from, prefix);
        if (!inside.startsWith(folder) || !Files.isDirectory(inside)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(inside)) {
            return files.map(file -> prefix + file.getFileName()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path resolve(String from, String path) {
        return folder.resolve(from).resolveSibling(path).normalize();
    }
}
