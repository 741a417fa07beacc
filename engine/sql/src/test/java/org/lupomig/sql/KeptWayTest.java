package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;

class KeptWayTest {
    private static final ObjectName T = new ObjectName("s", "t");
    private static final TableDefinition BEFORE = table("""
              `id` int(11) NOT NULL,
              `a` int(11) NOT NULL,
              `b` varchar(20) NOT NULL DEFAULT 'q' COMMENT 'mine' CHECK (`b` <> 'z'),
              `v` varchar(21) GENERATED ALWAYS AS (concat(`b`,'!')) VIRTUAL,
              PRIMARY KEY (`id`),
              UNIQUE KEY `u` (`b`),
              UNIQUE KEY `part` (`b`(3),`a`),
              KEY `ab` (`b`,`a`),
              KEY `computed` (`v`),
              CONSTRAINT `low` CHECK (`a` < 100)
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='what it is'""");
    private static final TableDefinition AFTER = table("""
              `id` int(11) NOT NULL,
              `a` int(11) NOT NULL,
              `x` int(11) DEFAULT NULL,
              PRIMARY KEY (`id`),
              KEY `ab` (`a`),
              KEY `x` (`x`),
              CONSTRAINT `low` CHECK (`a` < 100)
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='what it is'""");

    @Test
    void whatRestsOnMissingValuesComesWithThem() {
        KeptWay way = KeptWay.of(T, BEFORE, AFTER, Map.of(), List.of("b"), "lupomig i1");
        assertThat(way.first().statements())
                .containsExactly(
                        "ALTER TABLE `s`.`t` DROP KEY `x`, DROP COLUMN `x`, ADD COLUMN `b` varchar(20) NOT NULL"
                                + " DEFAULT 'q' COMMENT 'lupomig i1' CHECK (`b` <> 'z') AFTER `a`,"
                                + " ADD COLUMN `v` varchar(21) GENERATED ALWAYS AS (concat(`b`,'!')) VIRTUAL AFTER `b`");
        assertThat(way.last().statements())
                .containsExactly("ALTER TABLE `s`.`t` DROP KEY `ab`, MODIFY COLUMN `b` varchar(20) NOT NULL DEFAULT 'q'"
                        + " COMMENT 'mine' CHECK (`b` <> 'z'), ADD UNIQUE KEY `u` (`b`),"
                        + " ADD UNIQUE KEY `part` (`b`(3),`a`), ADD KEY `ab` (`b`,`a`), ADD KEY `computed` (`v`)");
    }

    /** Any ALTER of the first half would take it again. */
    @Test
    void whatTheServerForgetsOfAKeyComesBackLast() {
        String key = "  UNIQUE KEY `c` (`a`)";
        String others = """
                  `id` int(11) NOT NULL,
                  `a` int(11) DEFAULT NULL,
                """;
        String end = """
                ,
                  UNIQUE KEY `t` (`id`,`a`) USING HASH
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4""";
        TableDefinition before = table("`b` int(11) DEFAULT NULL,\n" + others + key + " USING HASH" + end);
        TableDefinition after = table(others + key + end);
        for (List<String> kept : Arrays.asList(List.of("b"), null)) {
            KeptWay way = KeptWay.of(T, before, after, Map.of(), kept, "lupomig i1");
            assertThat(way.first().statements().toString()).doesNotContain("KEY");
            assertThat(way.last().statements().toString())
                    .contains("DROP KEY `c`", "ADD UNIQUE KEY `c` (`a`) USING HASH")
                    .doesNotContain("`t` (");
        }
    }

    /** The same columns with another comment: what is missing then is no value. */
    @Test
    void thatValuesAreBackIsSaidInTheSamePlace() {
        TableDefinition midway = KeptWay.of(T, BEFORE, AFTER, Map.of(), List.of("b"), "lupomig i1")
                .midway();
        assertThat(midway).isNotNull();
        assertThat(KeptWay.settled(T, midway, List.of("b"), "lupomig i1 back").statements())
                .containsExactly("ALTER TABLE `s`.`t` MODIFY COLUMN `b` varchar(20) NOT NULL DEFAULT 'q'"
                        + " COMMENT 'lupomig i1 back' CHECK (`b` <> 'z')");
    }

    @Test
    void aTableWithoutItsRowsSaysSoItself() {
        KeptWay way = KeptWay.of(T, BEFORE, AFTER, Map.of(), null, "lupomig i1");
        assertThat(way.first().statements().get(0)).endsWith(", COMMENT='lupomig i1'");
        assertThat(way.last().statements()).containsExactly("ALTER TABLE `s`.`t` COMMENT='what it is'");
    }

    @Test
    void rowsAreToldApartByAWholeUniqueKeyThatStays() {
        assertThat(identity("ALTER TABLE t DROP COLUMN b", "b")).containsExactly(Map.entry("id", "id"));
        assertThat(identity("ALTER TABLE t RENAME COLUMN id TO no, DROP COLUMN a", "a"))
                .containsExactly(Map.entry("id", "no"));
        assertThat(identity("ALTER TABLE t DROP COLUMN id", "id")).containsExactly(Map.entry("b", "b"));
        assertThat(identity("ALTER TABLE t DROP COLUMN id, DROP COLUMN b", "id", "b"))
                .isEmpty();
    }

    private static Map<String, String> identity(String sql, String... lost) {
        AlterTable alter =
                (AlterTable) TableCorpusTest.statements(sql + ";").get(0).fact();
        return RowIdentity.of(alter, BEFORE, List.of(lost));
    }

    private static TableDefinition table(String lines) {
        return TableDefinition.parse("CREATE TABLE `t` (\n" + lines).orElseThrow();
    }
}
