package org.lupomig.cli.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.model.source.Span;

/** Reads {@code lupomig.properties}. */
final class SettingsFile {
    private static final long MOST_BYTES = 1 << 20;

    private SettingsFile() {}

    /**
     * What it says.
     *
     * @param values by name, sorted; none for no file
     * @param text as it is written
     */
    record Settings(Map<String, String> values, String text) {
        /** Where the part of a name behind {@code database.} stands; at the beginning where escapes are in it. */
        Span ofDatabase(String name, String database) {
            int line = 0;
            while (line < text.length()) {
                int from = line;
                while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
                    from++;
                }
                int end = from + name.length();
                if (text.startsWith(name, from)
                        && (end == text.length() || " \t=:\r\n".indexOf(text.charAt(end)) >= 0)) {
                    int start = text.indexOf(database, text.indexOf('.', from));
                    return new Span(start, start + database.length());
                }
                int next = text.indexOf('\n', line);
                line = next < 0 ? text.length() : next + 1;
            }
            return Span.at(0);
        }
    }

    /** All settings of the file. */
    static Answer<Settings> read(@Nullable Path file) {
        Map<String, String> settings = new TreeMap<>();
        if (file == null) {
            return Answer.of(new Settings(settings, ""));
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                return Answer.no(CliMessage.MALFORMED_SETTINGS, file, "it is larger than 1 MB");
            }
            String text = Files.readString(file);
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            for (String name : properties.stringPropertyNames()) {
                settings.put(name, properties.getProperty(name).trim());
            }
            return Answer.of(new Settings(settings, text));
        } catch (CharacterCodingException e) {
            return Answer.no(CliMessage.MALFORMED_SETTINGS, file, "it is not UTF-8");
        } catch (IOException | IllegalArgumentException e) {
            return Answer.no(CliMessage.MALFORMED_SETTINGS, file, String.valueOf(e.getMessage()));
        }
    }
}
