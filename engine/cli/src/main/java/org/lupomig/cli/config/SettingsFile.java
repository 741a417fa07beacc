package org.lupomig.cli.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;

/** Reads {@code lupomig.properties}. */
final class SettingsFile {
    private static final long MOST_BYTES = 1 << 20;

    private SettingsFile() {}

    /** All settings of the file, sorted; none for no file. */
    static Answer<Map<String, String>> read(@Nullable Path file) {
        Map<String, String> settings = new TreeMap<>();
        if (file == null) {
            return Answer.of(settings);
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                return Answer.no(CliMessage.MALFORMED_SETTINGS, file, "it is larger than 1 MB");
            }
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                Properties properties = new Properties();
                properties.load(reader);
                for (String name : properties.stringPropertyNames()) {
                    settings.put(name, properties.getProperty(name).trim());
                }
            }
        } catch (CharacterCodingException e) {
            return Answer.no(CliMessage.MALFORMED_SETTINGS, file, "it is not UTF-8");
        } catch (IOException | IllegalArgumentException e) {
            return Answer.no(CliMessage.MALFORMED_SETTINGS, file, String.valueOf(e.getMessage()));
        }
        return Answer.of(settings);
    }
}
