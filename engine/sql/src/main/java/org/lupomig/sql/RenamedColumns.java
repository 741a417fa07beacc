package org.lupomig.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.sql.TableDefinition.Part;

/** Which column of one definition is which of a later one. Names of columns are not told apart by case. */
final class RenamedColumns {
    /** The name now, by the name before. */
    private final Map<String, String> now = new HashMap<>();
    /** The name before, by the name now, where they differ; that one in lower case. */
    private final Map<String, String> then = new HashMap<>();

    /**
     * Pairs.
     *
     * @param renamed the name now by the name before, of columns that were renamed
     */
    RenamedColumns(List<Part> before, List<Part> after, Map<String, String> renamed) {
        Map<String, String> asked = new HashMap<>();
        renamed.forEach((was, is) -> asked.put(folded(was), folded(is)));
        Map<String, String> there = new HashMap<>();
        for (Part column : after) {
            there.put(folded(column.name()), column.name());
        }
        for (Part column : before) {
            String key = folded(column.name());
            boolean taken = !asked.containsKey(key) && asked.containsValue(key);
            String found = taken ? null : there.get(asked.getOrDefault(key, key));
            if (found != null) {
                now.put(column.name(), found);
                if (!found.equals(column.name())) {
                    then.put(folded(found), column.name());
                }
            }
        }
    }

    /** What a column from before is called now; null where it is no more. */
    @Nullable
    String now(String column) {
        return now.get(column);
    }

    /** All that are still there: the name now by the name before. */
    Map<String, String> kept() {
        return now;
    }

    /**
     * A part of the later definition in the earlier one's names.
     *
     * @param skipped how many quoted names at its beginning are not those of columns
     */
    String back(String text, int skipped) {
        if (then.isEmpty()) {
            return text;
        }
        Splitter splitter = new Splitter(text);
        if (!splitter.next() || splitter.problem() != null) {
            return text;
        }
        Tokens tokens = splitter.tokens();
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        int names = 0;
        for (int i = 0; i < tokens.count(); i++) {
            String word = text.substring(tokens.start(i), tokens.end(i));
            if (word.equals("REFERENCES")) {
                break;
            }
            if (tokens.kind(i) == Tokens.QUOTED_NAME && names++ >= skipped) {
                String was = then.get(folded(Characters.unquoted(word)));
                if (was != null) {
                    out.append(text, done, tokens.start(i)).append(SqlQuoting.identifier(was));
                    done = tokens.end(i);
                }
            }
        }
        return out.append(text, done, text.length()).toString();
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
