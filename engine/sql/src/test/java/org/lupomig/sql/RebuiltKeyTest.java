package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;

class RebuiltKeyTest {
    private static final String WORDS = "UNIQUE KEY `u` (`c`) USING HASH";
    private static final String WITHOUT = "UNIQUE KEY `u` (`c`)";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "UNIQUE KEY `u` (`c`) USING HASH | UNIQUE KEY `u` (`c`)",
                "UNIQUE KEY `u` (`c`(3),`)`) USING HASH IGNORED | UNIQUE KEY `u` (`c`(3),`)`) IGNORED",
                "UNIQUE KEY `u` (`c`) COMMENT ') USING HASH' | UNIQUE KEY `u` (`c`) COMMENT ') USING HASH'",
                "UNIQUE KEY `) USING HASH` (`c`) USING BTREE | UNIQUE KEY `) USING HASH` (`c`) USING BTREE",
                "KEY `u` (`c`) USING HASH | KEY `u` (`c`) USING HASH"
            })
    void onlyTheWordsOfAUniqueKeyAreForgotten(String key, String rebuilt) {
        assertThat(RebuiltKey.text(key)).isEqualTo(rebuilt);
    }

    @Test
    void whatIsForgottenIsNoDifference() {
        TableDefinition before = table(WORDS, "InnoDB");
        TableDefinition after = table(WITHOUT, "InnoDB");
        assertThat(before.normalised()).isEqualTo(after.normalised());
        assertThat(after.between(before, before)).isTrue();
        assertThat(AlterExplanation.explains(comment(), before, after)).isTrue();
        assertThat(AlterExplanation.explains(comment(), before, table(WORDS.replace("c", "id"), "InnoDB")))
                .isFalse();
    }

    @Test
    void theWayBackGivesTheWordsAgain() {
        assertThat(DefinitionWay.back(
                                new ObjectName("s", "t"), table(WORDS, "InnoDB"), table(WITHOUT, "InnoDB"), Map.of())
                        .statements())
                .containsExactly("ALTER TABLE `s`.`t` DROP KEY `u`, ADD " + WORDS);
    }

    @Test
    void anEngineWithBothKindsOfKeysTellsThemApart() {
        TableDefinition hash = table(WORDS, "MEMORY");
        TableDefinition tree = table(WITHOUT, "MEMORY");
        assertThat(hash.normalised()).isNotEqualTo(tree.normalised());
        assertThat(tree.between(hash, hash)).isFalse();
        assertThat(AlterExplanation.explains(comment(), hash, tree)).isFalse();
    }

    private static AlterTable comment() {
        List<org.lupomig.model.sql.Statement> statements = TableCorpusTest.statements("ALTER TABLE t COMMENT 'x'");
        return (AlterTable) statements.get(0).fact();
    }

    private static TableDefinition table(String key, String engine) {
        return TableDefinition.parse("CREATE TABLE `t` (\n  `id` int(11) NOT NULL,\n  `c` int(11) NOT NULL,\n  " + key
                        + "\n) ENGINE=" + engine + " DEFAULT CHARSET=utf8mb4")
                .orElseThrow();
    }
}
