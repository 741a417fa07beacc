package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.StatementFact.AlterTable;

class StoredColumnsTest {
    private static final TableDefinition BEFORE = table("""
              `id` int(10) unsigned NOT NULL,
              `a` varchar(20) NOT NULL DEFAULT 'q, (' COMMENT 'mine',
              `b` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL,
              `v` varchar(21) GENERATED ALWAYS AS (concat(`b`,'!')) STORED,
              `size` enum('s','it''s') NOT NULL,
              `price` decimal(8,2) DEFAULT NULL,
              PRIMARY KEY (`id`,`a`)
            ) ENGINE=InnoDB DEFAULT CHARSET=latin1""");
    private static final TableDefinition AFTER = table("""
              `nr` int(10) unsigned NOT NULL,
              `b` varchar(20) NOT NULL DEFAULT 'q, (' COMMENT 'mine',
              `price` decimal(8,4) DEFAULT NULL,
              `size` enum('s','it''s','m') NOT NULL,
              `more` int(11) DEFAULT NULL,
              PRIMARY KEY (`nr`,`b`)
            ) ENGINE=InnoDB DEFAULT CHARSET=latin1""");

    private static TableDefinition table(String rest) {
        return TableDefinition.parse("CREATE TABLE `t` (\n" + rest).orElseThrow();
    }

    private static List<String> columns(String alter, TableDefinition before, TableDefinition after) {
        AlterTable statement =
                (AlterTable) TableCorpusTest.statements(alter + ";").get(0).fact();
        return StoredColumns.of(statement, before, after).stream()
                .map(column -> column.name() + " " + column.type() + " " + column.charset() + " " + column.after()
                        + (column.converted() ? " converted" : ""))
                .toList();
    }

    @Test
    void eachHasWhatTheStatementMadeOfIt() {
        assertThat(columns(
                        "ALTER TABLE t CHANGE id nr INT UNSIGNED, DROP COLUMN b, CHANGE a b VARCHAR(20), DROP COLUMN v,"
                                + " MODIFY price DECIMAL(8,4), MODIFY size ENUM('s','it''s','m'), ADD COLUMN more INT",
                        BEFORE,
                        AFTER))
                .containsExactly(
                        "id int(10) unsigned null nr",
                        "a varchar(20) latin1 b",
                        "b varchar(20) utf8mb4 null",
                        "size enum('s','it''s') latin1 size converted",
                        "price decimal(8,2) null price converted");
    }

    @Test
    void aColumnIsConvertedWithTheCharacterSetOfItsTable() {
        TableDefinition wide = table("""
                  `id` int(10) unsigned NOT NULL,
                  `a` varchar(20) NOT NULL DEFAULT 'q, (' COMMENT 'mine'
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4""");
        assertThat(columns("ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4", BEFORE, wide))
                .contains("id int(10) unsigned null id", "a varchar(20) latin1 a converted");
    }

    @Test
    void itsKeyIsThatOfWholeColumns() {
        assertThat(StoredColumns.key(BEFORE)).containsExactly("id", "a");
        assertThat(StoredColumns.key(table("  `a` text NOT NULL,\n  PRIMARY KEY (`a`(3))\n) ENGINE=InnoDB")))
                .isEmpty();
        assertThat(StoredColumns.key(table("  `a` text NOT NULL\n) ENGINE=InnoDB")))
                .isEmpty();
    }
}
