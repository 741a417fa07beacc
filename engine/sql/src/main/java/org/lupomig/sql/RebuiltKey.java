package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lupomig.sql.TableDefinition.Part;

/**
 * What the server leaves of a key when it builds a table anew, as any ALTER does: of a unique key it forgets the words
 * {@code USING HASH}, so that a key that is not too long becomes an ordinary one. It keeps the same rows apart.
 */
final class RebuiltKey {
    private static final String WORDS = " USING HASH";

    private RebuiltKey() {}

    /** The keys of a table as another ALTER would leave them; in an engine with keys of both kinds, as they are. */
    static List<Part> of(List<Part> keys, String options) {
        if (keys.stream().noneMatch(key -> key.text().contains(WORDS))) {
            return keys;
        }
        Map<String, String> read = OptionWay.read(options);
        String engine = read == null ? "" : read.getOrDefault("ENGINE", "");
        return engine.isEmpty() || engine.equalsIgnoreCase("MEMORY")
                ? keys
                : keys.stream()
                        .map(key -> new Part(key.name(), text(key.text())))
                        .toList();
    }

    /** The keys of a table; those that were rebuilt since as they are now, for only the last ALTER can mend that. */
    static List<Part> asNow(TableDefinition before, TableDefinition now) {
        List<Part> keys = new ArrayList<>(before.keys());
        for (Part rebuilt : before.rebuiltKeys()) {
            if (now.keys().contains(rebuilt)) {
                keys.replaceAll(key -> key.name().equals(rebuilt.name()) ? rebuilt : key);
            }
        }
        return keys;
    }

    /** A key without these words, where it is a unique one. */
    static String text(String key) {
        Splitter splitter = new Splitter(key);
        if (!key.startsWith("UNIQUE ") || !splitter.next() || splitter.problem() != null) {
            return key;
        }
        Tokens tokens = splitter.tokens();
        Cursor c = new Cursor(key, tokens, null);
        for (int i = 0; i < tokens.count(); i++) {
            if (c.isSymbol(i, '(')) {
                int close = c.closing(i);
                return close >= 0 && c.isWord(close + 1, "USING") && c.isWord(close + 2, "HASH")
                        ? key.substring(0, tokens.end(close)) + key.substring(tokens.end(close + 2))
                        : key;
            }
        }
        return key;
    }
}
