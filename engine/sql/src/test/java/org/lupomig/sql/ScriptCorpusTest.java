package org.lupomig.sql;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.testkit.GoldenFiles;

/**
 * Every {@code scripts/*.sql} is read as its {@code .facts} says. Names that begin with {@code undo-} are undo scripts.
 * With {@code -Dgolden.update=true} the files are written, and the test fails.
 */
class ScriptCorpusTest {
    @Test
    void everyScript() {
        GoldenFiles.in(Path.of("src/test/resources/scripts"), ".sql").check(script -> {
            ScriptUse use = script.name().startsWith("undo-") ? ScriptUse.UNDO : ScriptUse.FORWARD;
            return Map.of(".facts", FactsText.of(script.name() + ".sql", script.text(), use));
        });
    }
}
